// The quarters of a cost line: they follow from the months of its activity, or are typed and must sum to the amount.

import { ZERO, shown, stored } from "../../plans/grid/amounts.js";
import { Control } from "./controls.js";

/** A stored amount in satang; exact, because no amount reaches 2^53 satang. */
function satang(amount) {
  return Number(amount.replace(".", ""));
}

function baht(amount) {
  const text = String(Math.abs(amount)).padStart(3, "0");
  return shown(`${text.slice(0, -2)}.${text.slice(-2)}`, false, "0");
}

export class QuartersControl extends Control {
  isText = true;
  /** The four boxes go together, when they are left. */
  wait = Infinity;

  constructor(element) {
    super(element);
    this.boxes = element.querySelector(".quarter-boxes");
    this.fromMonths = element.querySelector(".from-months");
    this.left = element.querySelector(".quarters-left");
    this.inputs = [...element.querySelectorAll("input")];
    element.querySelector("[data-type-quarters]").addEventListener("click", () => this._open());
    element.querySelector("[data-from-months]").addEventListener("click", () => this._follow());
    element.addEventListener("input", () => this._count());
  }

  get value() {
    return this.boxes.hidden ? null : this.inputs.map((input) => input.value);
  }

  show(value) {
    this.boxes.hidden = !value;
    this.fromMonths.hidden = Boolean(value);
    (value || []).forEach((amount, index) => {
      this.inputs[index].value = /^\d+\.\d\d$/.test(amount) ? shown(amount, false, "0") : amount;
    });
    this._count();
  }

  holds(value) {
    const typed = this.value && this.value.map((amount) => stored(amount) ?? amount);
    return JSON.stringify(typed) === JSON.stringify(value ?? null);
  }

  enable(yes) {
    for (const control of this.element.querySelectorAll("input, button")) control.disabled = !yes;
  }

  get focusable() {
    return this.boxes.hidden ? this.fromMonths.querySelector("button") : this.inputs[0];
  }

  /** What the boxes must sum to, and what they start from: the row says it (costs.js). */
  offer(amount, quarters) {
    this.amount = amount;
    this.quarters = quarters;
    this._count();
  }

  _open() {
    this.show(this.quarters.map((text) => stored(text) ?? ZERO));
    this.inputs[0].focus();
    this.inputs[0].select();
  }

  _follow() {
    this.show(null);
    this.element.dispatchEvent(new CustomEvent("typed", { bubbles: true, detail: { now: true } }));
    this.focusable.focus();
  }

  _count() {
    const typed = this.boxes.hidden ? [] : this.inputs.map((input) => stored(input.value));
    if (this.amount === undefined || !typed.length || typed.includes(null)) {
      this.left.textContent = "";
      return;
    }
    const left = satang(this.amount) - typed.reduce((sum, amount) => sum + satang(amount), 0);
    const words = left > 0 ? gettext("%(baht)s baht left to spread") : gettext("%(baht)s baht too much");
    this.left.textContent = left ? interpolate(words, { baht: baht(left) }, true) : gettext("The quarters sum to the amount.");
    this.left.classList.toggle("is-off", Boolean(left));
  }
}
