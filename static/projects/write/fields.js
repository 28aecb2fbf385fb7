// Every field on the page: what is typed in it goes to the queue, what the server says comes back into it, and what
// couldn't be stored is said beside it.

import { cellId } from "../../plans/grid/queue.js";
import { CONTROLS, grow } from "./controls.js";
import { MonthsControl } from "./months.js";
import { drawProblem } from "./problems.js";
import { QuartersControl } from "./quarters.js";
import { RichControl } from "./rich.js";

const KINDS = { ...CONTROLS, months: MonthsControl, quarters: QuartersControl, rich: RichControl };

class Field {
  constructor({ wrapper, kind, key, fields }) {
    Object.assign(this, { wrapper, kind, key, fields, name: wrapper.dataset.field, dirty: false, base: undefined });
    this.id = cellId({ key, field: this.name });
    const element = wrapper.querySelector("[data-control]");
    this.control = new KINDS[element.dataset.control](element);
    this.redraw();
  }

  get hasFocus() {
    return this.wrapper.contains(document.activeElement);
  }

  get queue() {
    return this.fields.queue;
  }

  /** What is begun and not whole yet isn't wrong yet: nothing is said before Enter or leaving. */
  get isHushed() {
    return this.status === "fault" && this.control.isRead && this.hasFocus && !this.isEntered;
  }

  typed({ now }) {
    this.dirty = true;
    this.isEntered = false;
    clearTimeout(this._timer);
    const wait = now ? 0 : this.control.wait;
    if (!wait) this.store();
    else if (Number.isFinite(wait)) this._timer = setTimeout(() => this.store(), wait);
    this.fields.queue.touch();
  }

  /** Put what was typed in line to be stored. */
  store() {
    if (!this.dirty) return;
    clearTimeout(this._timer);
    this.dirty = false;
    const { kind, key, name: field, base: was } = this;
    if (!this.queue.typed(key, field) && this.control.holds(was)) return this.queue.touch();
    this.queue.put([{ kind, key, field, value: this.control.value, was }]);
  }

  /** The server answered what was typed here or beside it: from now on that is what the person saw. */
  stored(isBeside) {
    const before = JSON.stringify(this.base);
    this.base = this.fields.proposal.stored(this.key, this.name);
    const isTouched = this.dirty || this.queue.typed(this.key, this.name);
    if (isBeside && !isTouched && this.hasFocus && JSON.stringify(this.base) !== before) this._showUnderCursor();
    this.redraw();
  }

  /** What the page changed itself is seen at once, also where the cursor stands but nothing was typed. */
  _showUnderCursor() {
    const input = document.activeElement;
    const isWhole = input.value !== undefined && input.selectionEnd - input.selectionStart === input.value.length;
    this.control.show(this.fields.proposal.value(this.key, this.name));
    if (isWhole) input.select();
  }

  redraw() {
    const { proposal, queue } = this.fields;
    const typed = queue.typed(this.key, this.name);
    if (this.base === undefined) this.base = proposal.stored(this.key, this.name);
    const isBusy = this.dirty || (this.control.isText && this.hasFocus);
    if (!isBusy && !typed) {
      this.base = proposal.stored(this.key, this.name);
      this.control.show(proposal.value(this.key, this.name));
    } else if (!isBusy && !this.control.holds(typed.value)) {
      this.control.show(typed.value);
    }
    this.control.enable(proposal.editable);
    this.status = typed?.status;
    drawProblem(this, this.isHushed ? undefined : typed);
  }

  focus() {
    this.control.focusable?.focus();
  }
}

export class Fields {
  constructor({ root, proposal, queue }) {
    Object.assign(this, { root, proposal, queue });
    this._all = new Map();
    root.addEventListener("input", (event) => this._typed(event));
    root.addEventListener("change", (event) => this._typed(event, true));
    root.addEventListener("typed", (event) => this._typed(event, event.detail?.now));
    root.addEventListener("focusout", (event) => this._left(event));
    root.addEventListener("keydown", (event) => this._entered(event));
    queue.addEventListener("done", ({ detail }) => this._done(detail));
  }

  /** Take care of the fields inside an element, which belong to the row `key` of the list `kind`. */
  add(element, kind, key) {
    for (const wrapper of element.querySelectorAll("[data-field]")) {
      const field = new Field({ wrapper, kind, key, fields: this });
      this._all.set(field.id, field);
    }
  }

  /** The row of these fields is gone; what was being typed in it goes to the server all the same, to be refused. */
  forget(key) {
    for (const [id, field] of [...this._all]) {
      if (field.key !== key) continue;
      this._all.delete(id);
      field.store();
    }
  }

  find(key, name) {
    return this._all.get(cellId({ key, field: name }));
  }

  shows(cell) {
    return this._all.has(cellId(cell));
  }

  /** Whether something is typed that isn't in line to be stored. */
  get isTyping() {
    return [...this._all.values()].some((field) => field.dirty);
  }

  /** How many faults nobody is told about while their text is being typed. */
  get hushed() {
    return [...this._all.values()].filter((field) => field.isHushed).length;
  }

  /** Put everything typed in line, as before leaving. */
  storeAll() {
    for (const field of this._all.values()) field.store();
  }

  redraw() {
    for (const field of this._all.values()) field.redraw();
  }

  _done({ ids, keys }) {
    for (const field of this._all.values()) if (ids.has(field.id) || keys.has(field.key)) field.stored(!ids.has(field.id));
  }

  _of(target) {
    const wrapper = target.closest?.("[data-field]");
    const owner = wrapper?.closest("[data-key]");
    return owner && this.find(owner.dataset.key, wrapper.dataset.field);
  }

  _typed(event, now = false) {
    const field = this._of(event.target);
    if (!field || (event.type === "change" && field.control.isText)) return;
    if (event.target.tagName === "TEXTAREA") grow(event.target);
    field.typed({ now });
  }

  _entered(event) {
    if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT") return;
    const field = this._of(event.target);
    if (!field) return;
    field.isEntered = true;
    field.store();
    field.redraw();
  }

  _left(event) {
    const field = this._of(event.target);
    if (!field || field.wrapper.contains(event.relatedTarget)) return;
    field.store();
    // The focus is still here while it goes: what the server made of the text comes in when it has gone.
    queueMicrotask(() => {
      field.redraw();
      this.queue.touch();
    });
  }
}
