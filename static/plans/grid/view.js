// The table itself: one row of the page for each row of the plan, rebuilt only where something changed.

import { toThai } from "./amounts.js";
import { AMOUNTS, FIELDS, TOTAL, isAmount, isTyped, storedValue } from "./fields.js";

const FLASH = 2500;

export class View {
  constructor({ table, plan, queue, formats }) {
    Object.assign(this, { table, plan, queue, formats });
    [this.body] = table.tBodies;
    this.rows = new Map();
    this.off = new Map();
    this.totalRow = table.tFoot.rows[0];
    this.totalRow.dataset.key = TOTAL;
    FIELDS.forEach((field, column) => this._name(this.totalRow.cells[column], field, column));
    this.drawAll();
  }

  /** A plain table is for reading: no grid for a keyboard that isn't there. */
  setPlain(plain) {
    this.plain = plain;
    this.table.setAttribute("role", plain ? "table" : "grid");
    this._set(this.table, "aria-multiselectable", plain ? null : "true");
    for (const cell of this.table.querySelectorAll("tbody td, tfoot td")) {
      cell.setAttribute("role", this._cellRole);
      cell.removeAttribute("aria-readonly");
    }
    this.drawAll();
  }

  /** The keys of all rows a person can go to, in order. */
  get keys() {
    return [...this.plan.rows.map((row) => row.key), TOTAL];
  }

  cell(key, column) {
    const row = key === TOTAL ? this.totalRow : this.rows.get(key);
    return row?.cells[column];
  }

  /** Where a cell of the page is in the grid: {key, column}, or null. */
  place(element) {
    const cell = element.closest?.("td, th");
    const key = cell?.parentElement.dataset.key;
    return key ? { key, column: cell.cellIndex } : null;
  }

  drawAll() {
    this.off = new Map(this.plan.imbalances.map((found) => [this._imbalanceKey(found), found]));
    this._arrange();
    for (const row of this.plan.rows) this.draw(row);
    this._drawTotal();
    this.table.setAttribute("aria-rowcount", this.plan.rows.length + 2);
  }

  /** Let the cells of these rows be seen for a moment: somebody else changed them. */
  flash(keys) {
    for (const key of keys) {
      const row = this.rows.get(key);
      row?.classList.add("is-changed");
      setTimeout(() => row?.classList.remove("is-changed"), FLASH);
    }
  }

  /** The key of the row an imbalance stands at; one of the whole plan stands at the total. */
  _imbalanceKey(found) {
    if (found.key) return found.key;
    return found.code === "envelope" ? TOTAL : `${found.code}:${found.name}`;
  }

  /** Put the rows into the plan's order, moving as few as possible, so that the one with the focus stays. */
  _arrange() {
    const wanted = new Set(this.plan.rows.map((row) => row.key));
    for (const [key, row] of this.rows) {
      if (!wanted.has(key)) {
        row.remove();
        this.rows.delete(key);
      }
    }
    this.plan.rows.forEach((row, index) => {
      if (!this.rows.has(row.key)) this.rows.set(row.key, this._newRow(row));
      const element = this.rows.get(row.key);
      if (this.body.rows[index] !== element) this.body.insertBefore(element, this.body.rows[index] ?? null);
      element.setAttribute("aria-rowindex", index + 2);
    });
    this.totalRow.setAttribute("aria-rowindex", this.plan.rows.length + 2);
  }

  _newRow(row) {
    const element = document.createElement("tr");
    element.dataset.key = row.key;
    element.setAttribute("role", "row");
    FIELDS.forEach((field, column) => {
      const cell = document.createElement(column ? "td" : "th");
      if (!column) cell.scope = "row";
      cell.setAttribute("role", column ? this._cellRole : "rowheader");
      cell.setAttribute("aria-colindex", column + 1);
      cell.tabIndex = -1;
      this._name(cell, field, column);
      element.append(cell);
    });
    return element;
  }

  get _cellRole() {
    return this.plain ? "cell" : "gridcell";
  }

  _name(cell, field, column) {
    cell.dataset.field = field;
    cell.dataset.short = this.table.tHead.rows[0].cells[column].dataset.title;
    cell.classList.toggle("num", isAmount(field));
  }

  /** Draw the row with that key, if it is there. */
  redraw(key) {
    const row = this.plan.row(key);
    if (row) this.draw(row);
  }

  draw(row) {
    const element = this.rows.get(row.key);
    element.className = `kind-${row.kind} level-${Math.min(row.level, 6)}`;
    FIELDS.forEach((field, column) => this._drawCell(row, field, element.cells[column]));
  }

  _drawCell(row, field, cell) {
    const typed = this.queue.typed(row.key, field);
    const editable = this.plan.editable && isTyped(row, field);
    const text = typed ? this.formats.typed(field, typed.value) : this.formats.shown(field, storedValue(row, field));
    if (field === "name") this._drawName(row, cell, text);
    else if (!cell.querySelector("input") && cell.textContent !== text) cell.textContent = text;
    cell.classList.toggle("is-computed", !editable);
    cell.classList.toggle("is-waiting", typed?.status === "waiting");
    cell.classList.toggle("is-fault", typed?.status === "fault");
    cell.classList.toggle("is-clash", typed?.status === "clash");
    cell.classList.toggle("is-off", field === "annual" && this.off.has(row.key));
    this._set(cell, "aria-readonly", editable || this.plain ? null : "true");
    this._set(cell, "aria-invalid", typed?.status === "fault" || typed?.status === "clash" ? "true" : null);
    this._set(cell, "aria-describedby", this._description(row, field, typed));
    if (field === "note") cell.title = text;
  }

  _description(row, field, typed) {
    if (typed && typed.status !== "waiting") return problemId(row.key, field);
    return field === "annual" && this.off.has(row.key) ? imbalanceId(row.key) : null;
  }

  _set(cell, name, value) {
    if (value === null) cell.removeAttribute(name);
    else if (cell.getAttribute(name) !== value) cell.setAttribute(name, value);
  }

  _drawName(row, cell, text) {
    const ceiling = row.ceiling ? this.formats.amount(row.ceiling, "0") : "";
    const number = this.formats.thai ? toThai(row.number) : row.number;
    const drawn = JSON.stringify([number, text, ceiling]);
    if (cell.dataset.drawn === drawn || cell.querySelector("input")) return;
    cell.dataset.drawn = drawn;
    const label = document.createElement("span");
    label.className = "row-name";
    label.textContent = text;
    cell.replaceChildren(label);
    if (number) cell.prepend(this._span("row-number", number), " ");
    if (ceiling) {
      const words = interpolate(gettext("ceiling %(amount)s"), { amount: ceiling }, true);
      cell.append(" ", this._span("row-ceiling", words));
    }
  }

  _span(name, text) {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    return span;
  }

  _drawTotal() {
    AMOUNTS.forEach((field, index) => {
      const cell = this.totalRow.cells[index + 1];
      cell.textContent = this.formats.shown(field, this.plan.total[index]);
      this._set(cell, "aria-readonly", this.plain ? null : "true");
    });
    const annual = this.totalRow.cells[1];
    annual.classList.toggle("is-off", this.off.has(TOTAL));
    this._set(annual, "aria-describedby", this.off.has(TOTAL) ? imbalanceId(TOTAL) : null);
  }
}

export function imbalanceId(key) {
  return `imbalance-${key}`;
}

export function problemId(key, field) {
  return `problem-${key}-${field}`;
}
