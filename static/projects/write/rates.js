// Standard rates offered while a cost line is typed: a list below the calculation, as a combobox has it.

import { EMPTY } from "./proposal.js";

const REST = 250;

export class Rates {
  constructor({ root, url, rows, fields }) {
    Object.assign(this, { url, rows, fields, found: [] });
    root.addEventListener("input", (event) => this._typed(event));
    root.addEventListener("keydown", (event) => this._key(event), true);
    root.addEventListener("focusout", (event) => this._leave(event));
    root.addEventListener("mousedown", (event) => this._choose(event));
  }

  _typed({ target }) {
    const row = target.closest(".cost-line");
    if (!row || !target.closest("[data-field=formula], [data-field=text]")) return;
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this._ask(row), REST);
  }

  async _ask(row) {
    const input = row.querySelector("[data-field=formula] input");
    const text = row.querySelector("[data-field=text] textarea").value;
    const asked = (this._asked = Symbol("asked"));
    try {
      const query = new URLSearchParams({ q: `${text} ${input.value}` });
      const response = await fetch(`${this.url}?${query}`, { headers: { Accept: "application/json" } });
      if (!response.ok || asked !== this._asked || !row.contains(document.activeElement)) return;
      this._offer(input, (await response.json()).rates);
    } catch {
      // Rates are only an offer: without a connection there is none.
    }
  }

  _offer(input, rates) {
    this._close();
    const list = input.parentElement.querySelector(".rates");
    if (!rates.length || this._has(input, rates[0])) return;
    list.id ||= `rates-${input.closest("[data-key]").dataset.key}`;
    list.replaceChildren(...rates.map((rate, index) => option(rate, `${list.id}-${index}`)));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-controls", list.id);
    Object.assign(this, { list, input, row: input.closest(".cost-line"), found: rates, at: -1 });
  }

  /** Whether the calculation names the rate already. */
  _has(input, rate) {
    return input.value.includes(`${rate.ceiling} บาท`);
  }

  _close() {
    if (!this.list) return;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    for (const named of this.row.querySelectorAll("[aria-activedescendant]")) named.removeAttribute("aria-activedescendant");
    this.list = null;
  }

  _leave({ target, relatedTarget }) {
    if (this.list && this.row.contains(target) && !this.row.contains(relatedTarget)) this._close();
  }

  _key(event) {
    if (!this.list || !event.target.closest("[data-field=formula], [data-field=text]") || event.altKey) return;
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (way) this._step(way, event.target);
    else if (event.key === "Enter" && this.at >= 0) this._take(this.at);
    else if (event.key === "Escape") this._close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  _step(way, control) {
    const options = [...this.list.children];
    this.at = Math.min(Math.max(this.at + way, 0), options.length - 1);
    options.forEach((item, index) => item.setAttribute("aria-selected", index === this.at));
    control.setAttribute("aria-activedescendant", options[this.at].id);
    options[this.at].scrollIntoView({ block: "nearest" });
  }

  _choose(event) {
    const chosen = event.target.closest(".rates [role=option]");
    if (!chosen) return;
    event.preventDefault();
    this._take([...this.list.children].indexOf(chosen));
  }

  /** The rate goes behind what is typed: "30 คน" becomes "30 คน × 80 บาท". */
  _take(index) {
    const rate = this.found[index];
    const { input, row } = this;
    const typed = input.value.trim();
    input.value = typed ? `${typed} × ${rate.ceiling} บาท` : `${rate.ceiling} บาท × `;
    const text = this.fields.find(row.dataset.key, "text");
    if (!text.control.value.trim()) {
      text.control.show(rate.name);
      text.typed({ now: true });
    }
    this._takeCategory(row.dataset.key, rate.category);
    this._close();
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
    if (typed) this.fields.find(row.dataset.key, "formula").typed({ now: true });
  }

  /** A rate that says what it pays for says the category, unless the person chose another than the first already. */
  _takeCategory(key, category) {
    const field = this.fields.find(key, "category");
    if (!category || field.control.value !== EMPTY.category || category === EMPTY.category) return;
    field.control.show(category);
    field.typed({ now: true });
  }
}

function option(rate, id) {
  const item = document.createElement("li");
  item.id = id;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const name = document.createElement("strong");
  name.textContent = rate.name;
  const words = interpolate(gettext("at most %(ceiling)s %(unit)s"), rate, true);
  item.append(name, ` ${words}`, ...(rate.source ? [source(rate.source)] : []));
  return item;
}

function source(text) {
  const small = document.createElement("small");
  small.textContent = text;
  return small;
}
