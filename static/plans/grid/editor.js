// The one input in which cells are typed. It stands inside the cell it belongs to.

import { FIELDS, isAmount } from "./fields.js";

export class Editor extends EventTarget {
  constructor({ view, selection }) {
    super();
    Object.assign(this, { view, selection });
    this.input = document.createElement("input");
    this.input.type = "text";
    this.input.className = "cell-input";
    this.input.autocomplete = "off";
    this.input.spellcheck = false;
    this.input.addEventListener("blur", () => this.finish());
  }

  get isOpen() {
    return Boolean(this.place);
  }

  /**
   * Open on the selected cell with `text` in it, `was` being stored there. `replaces`: the text was begun afresh, so
   * that arrows leave the cell; `selectAll` lets the first key replace the text.
   */
  open(text, { was, replaces = false, selectAll = false }) {
    const { key, column } = this.selection.at;
    const cell = this.view.cell(key, column);
    const field = FIELDS[column];
    this.place = { key, field, was };
    this.start = text;
    this.replaces = replaces;
    this.input.value = text;
    this.input.inputMode = isAmount(field) ? "decimal" : "text";
    this.input.classList.toggle("num", isAmount(field));
    this.input.setAttribute("aria-label", this._label(column));
    if (field === "unit") this.input.setAttribute("list", "unit-names");
    else this.input.removeAttribute("list");
    cell.classList.add("is-editing");
    cell.append(this.input);
    this.input.focus();
    if (selectAll) this.input.select();
  }

  /** Close and keep what was typed. */
  finish() {
    if (!this.isOpen) return;
    const { place, start } = this;
    const { value } = this.input;
    this._close();
    if (value !== start) this.dispatchEvent(new CustomEvent("typed", { detail: { ...place, value } }));
  }

  /** Close and forget what was typed. */
  cancel() {
    if (this.isOpen) this._close();
  }

  _close() {
    const cell = this.input.parentElement;
    const { key } = this.place;
    this.place = null;
    this.input.remove();
    cell?.classList.remove("is-editing");
    this.dispatchEvent(new CustomEvent("closed", { detail: { key } }));
  }

  _label(column) {
    return `${this.view.table.tHead.rows[0].cells[column].dataset.title}: ${this.selection.row.name}`;
  }
}
