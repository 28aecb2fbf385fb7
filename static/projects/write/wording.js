// Values as sentences about them name them.

import { shown } from "../../plans/grid/amounts.js";

const LONGEST = 300;

function plainText(html) {
  const text = new DOMParser().parseFromString(html, "text/html").body;
  return [...text.querySelectorAll("p, li")].map((block) => block.textContent).join(" ") || text.textContent;
}

function named(field, value) {
  const { control } = field;
  const kind = control.element.dataset.control;
  if (kind === "choice") return [...control.element.options].find((option) => option.value === String(value))?.text;
  if (kind === "yes-no") return [...control.element.options].find((option) => (option.value === "yes") === value)?.text;
  if (kind === "radio" || kind === "ticks") {
    const chosen = new Set([value].flat().map(String));
    return control.inputs.filter((input) => chosen.has(input.value)).map((input) => input.labels[0].textContent).join(", ");
  }
  if (kind === "months") return control.names(value);
  if (kind === "rich") return plainText(value);
  if (/^\d+\.\d\d$/.test(value)) return shown(value, false, "0");
  return Array.isArray(value) ? value.join(", ") : value;
}

/** A field's value as text for people, shortened. */
export function shownText(field, value) {
  const text = String(named(field, value) || gettext("(empty)")).trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
