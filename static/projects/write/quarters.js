// The quarters of a cost line: they follow from the months of its activity, or are typed and must sum to the amount.

import { ZERO, shown, stored } from "../../plans/grid/amounts.js";
import { amountFault, satang } from "./amount_faults.js";
import { Control } from "./controls.js";

/** Satang, a BigInt, as people read baht. */
function baht(amount) {
  const text = String(amount < 0n ? -amount : amount).padStart(3, "0");
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
    element.addEventListener("focusout", () => this._count());
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

  /** What is left to spread, or what is wrong with a box; with the one being typed in only when it is left. */
  _count() {
    const typed = this.boxes.hidden ? [] : this.inputs.map((input) => stored(input.value));
    const faults = this.boxes.hidden ? [] : this.inputs.map((input) => amountFault(input.value));
    const said = this._faultsLeft(faults);
    this.left.classList.toggle("is-fault", Boolean(said));
    if (said) this._say(said, true);
    else if (this.amount === undefined || !typed.length || typed.includes(null) || faults.some(Boolean)) this._say("", false);
    else this._sayLeft(satang(this.amount) - typed.reduce((sum, amount) => sum + satang(amount), 0n));
  }

  _faultsLeft(faults) {
    const said = faults.map((problem, index) => (this.inputs[index] === document.activeElement ? "" : problem));
    this.inputs.forEach((input, index) => input.classList.toggle("is-invalid", Boolean(said[index])));
    const sentences = said.map((problem, index) => problem && interpolate(gettext("Quarter %(number)s: %(problem)s"), { number: index + 1, problem }, true));
    return sentences.filter(Boolean).join("\n");
  }

  _sayLeft(left) {
    const words = left > 0n ? gettext("%(baht)s baht left to spread") : gettext("%(baht)s baht too much");
    this._say(left ? interpolate(words, { baht: baht(left) }, true) : gettext("The quarters sum to the amount."), Boolean(left));
  }

  _say(words, isOff) {
    this.left.textContent = words;
    this.left.classList.toggle("is-off", isOff);
  }
}
