// A field of rich text: paragraphs, bold and lists, written in Squire. What else is pasted is taken out at once, and
// once more by the server.

import Squire from "../../vendor/squire/squire.mjs";
import { Control } from "./controls.js";

const KEPT = new Set(["P", "BR", "B", "UL", "OL", "LI"]);
const RENAMED = { STRONG: "B", DIV: "P", H1: "P", H2: "P", H3: "P", H4: "P", H5: "P", H6: "P" };
const BLOCKS = new Set(["P", "BR", "UL", "OL", "LI", "TR", "TD", "TH"]);
const DROPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "IFRAME", "OBJECT", "SVG", "MATH", "HEAD", "TITLE"]);

/** The paragraphs, bold and lists of any HTML, as a fragment; nothing of it is ever run or loaded. */
function cleanFragment(html) {
  const fragment = document.createDocumentFragment();
  copy(new DOMParser().parseFromString(withoutAttributes(html), "text/html").body, fragment);
  return fragment;
}

/** No attribute is kept, and the browser reports styles and handlers it reads to the Content-Security-Policy. */
function withoutAttributes(html) {
  return html.replace(/<([a-z][\w:-]*)(?:"[^"]*"|'[^']*'|[^'">])*>/gi, "<$1>");
}

/** Nothing of a table prints: each row becomes a paragraph, with a blank between its cells. */
function copyRow(row, to) {
  const line = document.createElement("P");
  for (const cell of row.cells) {
    const words = document.createElement("P");
    copyLine(cell, words);
    if (!words.textContent.trim()) continue;
    if (line.hasChildNodes()) line.append(" ");
    line.append(...words.childNodes);
  }
  if (line.hasChildNodes()) to.append(line);
}

/** What a cell says, on one line. */
function copyLine(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data.replace(/\s+/g, " "));
    if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.nodeName.toUpperCase())) continue;
    const name = RENAMED[node.nodeName] ?? node.nodeName;
    if (BLOCKS.has(name) && to.textContent.trim()) to.append(" ");
    copyLine(node, name === "B" ? to.appendChild(document.createElement("B")) : to);
  }
}

function copy(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.nodeName.toUpperCase())) continue;
    if (node.nodeName === "TR") {
      copyRow(node, to);
      continue;
    }
    const name = RENAMED[node.nodeName] ?? node.nodeName;
    copy(node, KEPT.has(name) ? to.appendChild(document.createElement(name)) : to);
  }
}

const FORMATS = {
  bold: { is: (editor) => editor.hasFormat("B"), set: "bold", unset: "removeBold" },
  bullets: { is: (editor) => editor.hasFormat("UL"), set: "makeUnorderedList", unset: "removeList" },
  numbers: { is: (editor) => editor.hasFormat("OL"), set: "makeOrderedList", unset: "removeList" },
};
/** Keys of Squire for what doesn't print. */
const NOT_OURS = ["i", "u", "d", "Shift-5", "Shift-6", "Shift-7", "[", "]"];

export class RichControl extends Control {
  isText = true;
  wait = 600;

  constructor(element) {
    super(element);
    this.tools = element.parentElement.querySelector("[role=toolbar]");
    this.editor = new Squire(element, { blockTag: "P", sanitizeToDOMFragment: cleanFragment, addLinks: false });
    for (const key of NOT_OURS) for (const modifier of ["Ctrl", "Meta"]) this.editor.setKeyHandler(`${modifier}-${key}`, null);
    this.editor.addEventListener("pathChange", () => this._press());
    this.editor.addEventListener("input", () => this._changed());
    this.tools.addEventListener("mousedown", (event) => event.preventDefault());
    this.tools.addEventListener("click", (event) => this._format(event.target.closest("[data-format]")));
    this.tools.addEventListener("keydown", (event) => this._step(event));
  }

  get value() {
    const html = this.editor.getHTML().replace(/<br>(?=<\/(?:p|li)>)/g, "");
    return html.replace(/<p><\/p>/g, "").replace(/<(\/?)b>/g, "<$1strong>");
  }

  show(value) {
    if (value !== this.value) this.editor.setHTML(value ?? "");
    this._shown = this.value;
    this._empty();
  }

  enable(yes) {
    this.element.contentEditable = yes;
    for (const button of this.tools.querySelectorAll("button")) button.disabled = !yes;
  }

  /** Pasting and the buttons change the text without an event of the browser's own. */
  _changed() {
    this._empty();
    if (this.value !== this._shown) this.element.dispatchEvent(new CustomEvent("typed", { bubbles: true }));
    this._shown = this.value;
  }

  _empty() {
    this.element.classList.toggle("is-empty", !this.element.textContent.trim() && !this.element.querySelector("li"));
  }

  _press() {
    for (const button of this.tools.querySelectorAll("[data-format]")) {
      button.setAttribute("aria-pressed", FORMATS[button.dataset.format].is(this.editor));
    }
  }

  _format(button) {
    if (!button) return;
    const format = FORMATS[button.dataset.format];
    this.editor[format.is(this.editor) ? format.unset : format.set]();
    this.editor.focus();
    this._press();
  }

  /** A toolbar is one tab stop; the arrow keys go from button to button. */
  _step(event) {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way) return;
    const buttons = [...this.tools.querySelectorAll("button")];
    const next = buttons[(buttons.indexOf(event.target) + way + buttons.length) % buttons.length];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  }
}
