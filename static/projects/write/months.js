// The months of an activity: clicked, painted by dragging, or set with the keyboard. One tab stop for each activity.

import { Control } from "./controls.js";

const ARROWS = { ArrowLeft: -1, ArrowRight: 1, Home: -12, End: 12 };

export class MonthsControl extends Control {
  constructor(element) {
    super(element);
    this.cells = [...element.querySelectorAll("[data-month]")];
    this.quick = [...element.querySelectorAll("[data-quick]")];
    this.note = element.parentElement.querySelector(".months-outside");
    this.on = new Set();
    this.period = new Set(this.cells.map((cell) => Number(cell.dataset.month)));
    this._stop(this.cells[0]);
    element.addEventListener("keydown", (event) => this._key(event));
    element.addEventListener("click", (event) => this._click(event));
    element.addEventListener("focusin", ({ target }) => this._stop(target));
    const paper = element.querySelector(".months");
    paper.addEventListener("pointerdown", (event) => this._down(event));
    paper.addEventListener("pointermove", (event) => this._over(event));
    paper.addEventListener("pointerup", () => this._up());
    paper.addEventListener("pointercancel", () => this._cancel());
  }

  get value() {
    return [...this.on].sort((a, b) => a - b);
  }

  show(value) {
    if (this._painting) return;
    this.on = new Set(value || []);
    this._draw();
  }

  enable(yes) {
    for (const button of [...this.cells, ...this.quick]) button.disabled = !yes;
  }

  get focusable() {
    return this.cells.find((cell) => cell.tabIndex === 0) ?? this.cells[0];
  }

  names(months) {
    return this.cells.filter((cell) => months.includes(Number(cell.dataset.month))).map((cell) => cell.textContent).join(" ");
  }

  /** The months the project runs in: the others are hatched. */
  limit(period) {
    if (period.length === this.period.size && period.every((month) => this.period.has(month))) return;
    this.period = new Set(period);
    this._draw();
  }

  _draw() {
    for (const cell of this.cells) {
      const month = Number(cell.dataset.month);
      const isOutside = !this.period.has(month);
      cell.setAttribute("aria-pressed", this.on.has(month));
      cell.classList.toggle("is-outside", isOutside);
      const label = isOutside ? gettext("%(month)s, outside the project's period") : "%(month)s";
      cell.setAttribute("aria-label", interpolate(label, { month: cell.dataset.name }, true));
      cell.title = isOutside ? gettext("Outside the project's period") : "";
    }
    for (const button of this.quick) button.setAttribute("aria-pressed", this._months(button).every((month) => this.on.has(month)));
    const wrong = this.value.filter((month) => !this.period.has(month));
    this.note.hidden = !wrong.length;
    this.note.textContent = interpolate(
      gettext("%(months)s: outside the project's period. Clear them, or change the period above."),
      { months: this.names(wrong) },
      true,
    );
  }

  /** The months a quick button stands for: those of its quarters inside the period. */
  _months(button) {
    const quarters = button.dataset.quick.split(" ").map(Number);
    const months = quarters.flatMap((quarter) => [2, 1, 0].map((back) => quarter * 3 - back));
    const inside = months.filter((month) => this.period.has(month));
    return inside.length ? inside : months;
  }

  _set(months, on) {
    for (const month of months) this.on[on ? "add" : "delete"](month);
    this._draw();
  }

  _changed(now = true) {
    this.element.dispatchEvent(new CustomEvent("typed", { bubbles: true, detail: { now } }));
  }

  _stop(button) {
    for (const other of [...this.cells, ...this.quick]) other.tabIndex = other === button ? 0 : -1;
  }

  _cell(event) {
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-month]");
    return this.cells.includes(under) ? under : null;
  }

  _down(event) {
    const cell = event.target.closest("[data-month]");
    if (!cell || cell.disabled || event.button !== 0) return;
    this._before = this.value;
    this._from = this.cells.indexOf(cell);
    this._painting = { on: !this.on.has(this._from + 1) };
    this._paint(this._from);
    event.target.releasePointerCapture?.(event.pointerId);
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  _over(event) {
    if (!this._painting) return;
    const cell = this._cell(event);
    if (cell) this._paint(this.cells.indexOf(cell));
  }

  /** The stretch from where the drag began to here; what was painted further out goes back to what it was. */
  _paint(to) {
    const [first, last] = [Math.min(this._from, to), Math.max(this._from, to)];
    this.on = new Set(this._before);
    this._set(this.cells.slice(first, last + 1).map((cell) => Number(cell.dataset.month)), this._painting.on);
  }

  _up() {
    if (!this._painting) return;
    this._painting = null;
    this._pointed = true;
    this.cells[this._from].focus();
    this._changed();
  }

  /** The browser took the finger for scrolling: nothing was meant. */
  _cancel() {
    if (!this._painting) return;
    this._painting = null;
    this.on = new Set(this._before);
    this._draw();
  }

  /** The pointer's own click was painted already; others come from a screen reader. */
  _click({ target }) {
    const quick = target.closest("[data-quick]");
    const cell = target.closest("[data-month]");
    const wasPointed = this._pointed;
    this._pointed = false;
    if (quick) this._toggleQuick(quick);
    else if (cell && !wasPointed) this._toggle(cell);
  }

  _toggleQuick(button) {
    const months = this._months(button);
    this._set(months, !months.every((month) => this.on.has(month)));
    this._changed();
  }

  _toggle(cell) {
    const month = Number(cell.dataset.month);
    this._set([month], !this.on.has(month));
    this._changed();
  }

  _key(event) {
    const button = event.target.closest("[data-month], [data-quick]");
    if (!button || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = this.cells.includes(button) ? this.cells : this.quick;
    const index = row.indexOf(button);
    this._pointed = false;
    if (event.key in ARROWS) this._step(event, row, index);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this._otherRow(event, row, index);
    else if (event.key === " " && row === this.cells) {
      event.preventDefault();
      this._toggle(button);
    }
  }

  _step(event, row, index) {
    event.preventDefault();
    const to = Math.min(Math.max(index + ARROWS[event.key], 0), row.length - 1);
    if (event.shiftKey && row === this.cells && to !== index) {
      const [first, last] = [Math.min(index, to), Math.max(index, to)];
      const months = this.cells.slice(first, last + 1).map((cell) => Number(cell.dataset.month));
      this._set(months, this.on.has(index + 1));
      this._changed(false);
    }
    row[to].focus();
  }

  _otherRow(event, row, index) {
    event.preventDefault();
    if (event.key === "ArrowDown" && row === this.cells) this.quick[1 + Math.floor(index / 3)].focus();
    if (event.key === "ArrowUp" && row === this.quick) this.cells[Math.max(index - 1, 0) * 3].focus();
  }
}
