// Where the person is: one cell with the focus, and a block of cells from the anchor to it.

import { FIELDS, TOTAL } from "./fields.js";

export class Selection extends EventTarget {
  constructor(view) {
    super();
    this.view = view;
    this.at = { key: view.keys[0], column: 0 };
    this.anchor = this.at;
    this._marked = new Set();
    this.mark();
  }

  get field() {
    return FIELDS[this.at.column];
  }

  get row() {
    return this.view.plan.row(this.at.key);
  }

  /** The block as {top, bottom, left, right}, rows counted in `view.keys`. */
  get block() {
    const { keys } = this.view;
    const rows = [keys.indexOf(this.anchor.key), keys.indexOf(this.at.key)];
    const columns = [this.anchor.column, this.at.column];
    return {
      top: Math.min(...rows),
      bottom: Math.max(...rows),
      left: Math.min(...columns),
      right: Math.max(...columns),
    };
  }

  /** The plan's rows in the block, without the total. */
  get rows() {
    const { top, bottom } = this.block;
    return this.view.plan.rows.slice(top, bottom + 1);
  }

  /** Go to a cell; with `extend` the anchor stays and the block grows. */
  go(key, column, { extend = false, focus = true } = {}) {
    this.at = { key, column: Math.max(0, Math.min(column, FIELDS.length - 1)) };
    if (!extend) this.anchor = this.at;
    this.mark();
    if (focus) this.focus();
    this.dispatchEvent(new Event("change"));
  }

  /** Go so many rows and columns from here, staying inside. */
  step(rows, columns, options) {
    const { keys } = this.view;
    const index = Math.max(0, Math.min(keys.indexOf(this.at.key) + rows, keys.length - 1));
    this.go(keys[index], this.at.column + columns, options);
  }

  /** One cell on in reading order; false at the end (or start) of the grid, where the focus leaves it. */
  next(direction) {
    const { keys } = this.view;
    const place = keys.indexOf(this.at.key) * FIELDS.length + this.at.column + direction;
    if (place < 0 || place >= keys.length * FIELDS.length) return false;
    this.go(keys[Math.floor(place / FIELDS.length)], place % FIELDS.length);
    return true;
  }

  focus() {
    const cell = this.view.cell(this.at.key, this.at.column);
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  get hasFocus() {
    return this.view.table.contains(document.activeElement);
  }

  /** After rows came and went: stay on the row, or on the one that took its place. */
  settle(previousIndex) {
    const { keys } = this.view;
    if (!keys.includes(this.at.key)) {
      const index = Math.max(0, Math.min(previousIndex, keys.length - 2));
      this.at = { key: keys[index] ?? TOTAL, column: this.at.column };
    }
    if (!keys.includes(this.anchor.key)) this.anchor = this.at;
    this.mark();
  }

  /** Show the selection, or none in a table that is only for reading. */
  mark() {
    for (const cell of this._marked) {
      cell.classList.remove("is-selected");
      cell.removeAttribute("aria-selected");
      cell.tabIndex = -1;
    }
    this._marked.clear();
    if (this.view.plain) return;
    const { keys } = this.view;
    const { top, bottom, left, right } = this.block;
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) this._select(this.view.cell(keys[row], column));
    }
    const active = this.view.cell(this.at.key, this.at.column);
    this._marked.add(active);
    active.tabIndex = 0;
  }

  _select(cell) {
    cell.classList.add("is-selected");
    cell.setAttribute("aria-selected", "true");
    this._marked.add(cell);
  }
}
