// How the page holds a field in its control. A control has `value` and `show(stored)`; `wait` is for how long typing
// rests before it is saved, in milliseconds; `isText` that a person types in it letter by letter; `isRead` that the
// server makes something of the text, which it can't while the text is only half there.

import { ZERO, shown, stored } from "../../plans/grid/amounts.js";

const WHILE_TYPING = 600;
/** What is only whole when it is finished, like a date. */
const WHEN_FINISHED = 1500;

class Control {
  wait = 0;
  isText = false;
  isRead = false;

  constructor(element) {
    this.element = element;
  }

  get value() {
    return this.element.value;
  }

  show(value) {
    this.element.value = value ?? "";
  }

  /** Whether what is typed is what is stored already. */
  holds(value) {
    return JSON.stringify(this.value) === JSON.stringify(value);
  }

  enable(yes) {
    this.element.disabled = !yes;
  }

  /** Where the focus goes, and what a fault is said to be about. */
  get focusable() {
    return this.element;
  }
}

class Text extends Control {
  wait = WHILE_TYPING;
  isText = true;

  show(value) {
    super.show(value);
    grow(this.element);
  }
}

class Formula extends Text {
  isRead = true;
}

class Day extends Text {
  wait = WHEN_FINISHED;
  isRead = true;
}

class Amount extends Text {
  wait = WHEN_FINISHED;
  isRead = true;

  show(value) {
    const blank = this.element.closest(".is-amount") ? "" : "0";
    super.show(/^\d+\.\d\d$/.test(value) ? shown(value, false, blank) : value);
  }

  holds(value) {
    const typed = stored(this.value);
    return typed === value || (typed === ZERO && !this.value && value === "");
  }
}

/** A number of people, schools, per cent: shown as typed, in groups of three. */
class Quantity extends Text {
  wait = WHEN_FINISHED;
  isRead = true;

  show(value) {
    const [whole, ...decimals] = (value ?? "").split(".");
    const isNumber = /^\d+(\.\d+)?$/.test(value);
    super.show(isNumber ? [whole.replace(/\B(?=(\d{3})+(?!\d))/g, ","), ...decimals].join(".") : value);
  }

  holds(value) {
    const typed = stored(this.value);
    return !this.value === !value && typed !== null && typed === stored(value);
  }
}

class Choice extends Control {
  holds(value) {
    return this.value === String(value ?? "");
  }
}

class YesNo extends Control {
  get value() {
    return this.element.value === "yes";
  }

  show(value) {
    this.element.value = value ? "yes" : "no";
  }
}

/** Several inputs that make one field. */
class Several extends Control {
  get inputs() {
    return [...this.element.querySelectorAll("input")];
  }

  enable(yes) {
    for (const input of this.inputs) input.disabled = !yes;
  }

  get focusable() {
    return this.inputs.find((input) => input.checked) ?? this.inputs[0];
  }
}

class Radio extends Several {
  get value() {
    return this.inputs.find((input) => input.checked)?.value ?? "";
  }

  show(value) {
    for (const input of this.inputs) input.checked = input.value === value;
  }
}

class Ticks extends Several {
  get value() {
    return this.inputs.filter((input) => input.checked).map((input) => Number(input.value)).sort((a, b) => a - b);
  }

  show(value) {
    const chosen = new Set((value || []).map(String));
    for (const input of this.inputs) input.checked = chosen.has(input.value);
  }
}

export { Control, Text };

export const CONTROLS = {
  text: Text,
  line: Text,
  formula: Formula,
  day: Day,
  amount: Amount,
  quantity: Quantity,
  choice: Choice,
  "yes-no": YesNo,
  radio: Radio,
  ticks: Ticks,
};

const GROWS_BY_ITSELF = CSS.supports("field-sizing", "content");

/** A text area as high as its text, where the browser doesn't do it by itself. */
export function grow(element) {
  if (GROWS_BY_ITSELF || element.tagName !== "TEXTAREA") return;
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight + 2}px`;
}
