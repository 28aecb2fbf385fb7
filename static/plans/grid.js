// The grid page: brings its parts together. What each part does is said in its own file.

import { Api } from "./grid/api.js";
import { Clipboard } from "./grid/clipboard.js";
import { Commands } from "./grid/commands.js";
import { Drafts } from "./grid/drafts.js";
import { Editor } from "./grid/editor.js";
import { Formats, isTyped, storedForm, storedValue } from "./grid/fields.js";
import { Keyboard } from "./grid/keyboard.js";
import { Panels } from "./grid/panels.js";
import { Plan } from "./grid/plan.js";
import { Queue } from "./grid/queue.js";
import { Selection } from "./grid/selection.js";
import { TablePaste } from "./grid/table_paste.js";
import { Toolbar } from "./grid/toolbar.js";
import { View } from "./grid/view.js";

const POLL_EVERY = 15_000;

class Grid {
  constructor(root, data) {
    const formats = new Formats(data);
    const plan = new Plan(data);
    const api = new Api(JSON.parse(root.dataset.urls), root.dataset.csrf);
    const drafts = new Drafts(data.plan.id, data.person);
    const left = drafts.left();
    const queue = new Queue({ plan, api, drafts });
    const view = new View({ table: document.getElementById("plan-table"), plan, queue, formats });
    const selection = new Selection(view);
    const editor = new Editor({ view, selection });
    const panels = new Panels({ plan, queue, view, formats, selection });
    const commands = new Commands({ grid: this, plan, queue, selection, api, panels });
    const tablePaste = new TablePaste({ plan, api, commands, formats, selection });
    Object.assign(this, { formats, plan, api, drafts, queue, view, selection, editor, panels, commands });
    this.keyboard = new Keyboard({ grid: this, selection, editor, commands });
    this.clipboard = new Clipboard({ grid: this, plan, selection, panels, commands, tablePaste });
    const toolbar = document.getElementById("grid-toolbar");
    if (toolbar) this.toolbar = new Toolbar({ root: toolbar, grid: this, plan, selection, commands, tablePaste });
    this._typedKeys = new Set();
    this._listen();
    this._chooseView();
    panels.draw();
    this._offer(left);
    this._goToHash();
  }

  _listen() {
    const { plan, queue, view, editor, selection } = this;
    plan.addEventListener("change", () => this._planChanged());
    plan.addEventListener("frozen", () => this.panels.say(plan.reason));
    queue.addEventListener("change", () => this._typedChanged());
    queue.addEventListener("refused", ({ detail }) => this._refused(detail));
    editor.addEventListener("typed", ({ detail }) => this._typed(detail));
    editor.addEventListener("closed", ({ detail }) => view.redraw(detail.key));
    selection.addEventListener("change", () => this._moved());
    view.table.addEventListener("mousedown", (event) => this._pointed(event));
    view.table.addEventListener("mouseover", (event) => this._dragged(event));
    view.table.addEventListener("dblclick", () => this.edit());
    view.table.addEventListener("focusin", (event) => this._focused(event));
    window.addEventListener("beforeunload", (event) => {
      this.finishTyping();
      if (queue.unsaved) event.preventDefault();
    });
    setInterval(() => this.refresh(), POLL_EVERY);
    document.addEventListener("visibilitychange", () => this.refresh());
    this._narrow = window.matchMedia("(max-width: 767.98px)");
    this._narrow.addEventListener("change", () => this._chooseView());
  }

  _chooseView() {
    this.finishTyping();
    this.view.setPlain(this._narrow.matches);
    this.selection.mark();
  }

  get isTyping() {
    return this.editor.isOpen;
  }

  get canType() {
    return this.plan.editable && !this.view.plain;
  }

  finishTyping() {
    this.editor.finish();
  }

  /** Start typing in the selected cell: in its old text, or with `text` in its place. */
  edit(text, options) {
    const { row, field } = this.selection;
    if (this.editor.isOpen) return;
    if (!this.canType || !row || !isTyped(row, field)) {
      this.sayWhyNot();
      return;
    }
    const replaces = text !== undefined;
    this.editor.open(text ?? this.plainText(row, field), { was: storedValue(row, field), replaces, ...options });
  }

  /** Why the selected cell takes no typing. */
  sayWhyNot() {
    const { row, field } = this.selection;
    let sentence = gettext("This cell is computed. Type in the lines it is the sum of.");
    if (!this.plan.editable) sentence = this.plan.reason;
    else if (row?.kind === "category" && field === "name") {
      sentence = gettext("A category keeps the name it has in the office's list of categories.");
    } else if (field === "name") sentence = gettext("The names of the parts can't be changed in this table.");
    this.panels.say(sentence);
  }

  /** A cell's text for the editor: what was typed last, or what is stored. */
  plainText(row, field) {
    const typed = this.queue.typed(row.key, field);
    return typed ? typed.value : this.formats.plain(field, storedValue(row, field));
  }

  copiedText(row, field) {
    return this.formats.copied(field, storedValue(row, field));
  }

  /** Put typed cells in line to be stored. */
  store(cells, extra) {
    this.panels.say("");
    this.queue.put(cells, extra);
  }

  /** Esc outside the editor: the block shrinks to its cell, an open sentence closes. */
  escape() {
    this.panels.say("");
    this.selection.go(this.selection.at.key, this.selection.at.column);
  }

  /** What was typed is compared with what stood there when typing began, whatever came in meanwhile. */
  _typed({ key, field, value, was }) {
    if (!this.queue.typed(key, field) && storedForm(field, value) === was) return;
    this.store([{ key, field, value, was }]);
  }

  /** Ask the server whether somebody else changed the plan. */
  async refresh() {
    if (this._asking || document.hidden || this.queue.isSaving || this.queue.trouble) return;
    this._asking = true;
    try {
      const answer = await this.api.rows(this.plan.revision, this.plan.state);
      if (answer && answer.revision >= this.plan.revision) this._take(answer);
    } catch {
      // The next poll asks again; what was typed has its own way of saying that there is no connection.
    } finally {
      this._asking = false;
    }
  }

  _take(answer) {
    const before = new Set(this.plan.rows.map((row) => JSON.stringify(row)));
    this.plan.apply(answer);
    if (!answer.others?.length) return;
    const words = gettext("%(names)s changed the plan. The changed rows are marked for a moment.");
    this.panels.tell(interpolate(words, { names: answer.others.join(", ") }, true));
    this.view.flash(this.plan.rows.filter((row) => !before.has(JSON.stringify(row))).map((row) => row.key));
  }

  _planChanged() {
    const { view, selection, editor, plan } = this;
    if (editor.isOpen && !plan.row(editor.place.key)) editor.finish();
    const hadFocus = selection.hasFocus && !editor.isOpen;
    const index = this._activeIndex ?? 0;
    view.drawAll();
    selection.settle(index);
    if (hadFocus && !selection.hasFocus) selection.focus();
    if (editor.isOpen && document.activeElement !== editor.input) editor.input.focus();
    this.panels.draw();
    this.toolbar?.draw();
    this._moved();
  }

  /** Only rows with unsaved text, now or before, look different. */
  _typedChanged() {
    const keys = this.queue.keys;
    for (const key of new Set([...keys, ...this._typedKeys])) this.view.redraw(key);
    this._typedKeys = keys;
    this.panels.draw();
    this.panels.showBubble();
  }

  _refused({ sentence }) {
    if (sentence) this.panels.say(sentence);
    this.refresh();
  }

  _moved() {
    this._activeIndex = this.view.keys.indexOf(this.selection.at.key);
    this.panels.showBubble();
    this.toolbar?.draw();
  }

  _pointed(event) {
    const place = !this.view.plain && this.view.place(event.target);
    if (!place || event.button !== 0 || event.target === this.editor.input) return;
    this.finishTyping();
    event.preventDefault();
    this.keyboard.forgetTabs();
    this.selection.go(place.key, place.column, { extend: event.shiftKey });
  }

  _dragged(event) {
    const place = event.buttons === 1 && !this.isTyping && !this.view.plain && this.view.place(event.target);
    if (place) this.selection.go(place.key, place.column, { extend: true });
  }

  /** The focus came by Tab or a screen reader: the selection goes with it. */
  _focused(event) {
    const place = this.view.place(event.target);
    const { at } = this.selection;
    if (!place || event.target === this.editor.input) return;
    if (place.key !== at.key || place.column !== at.column) this.selection.go(place.key, place.column);
  }

  /** "#line-…" in the address leads to that row. */
  _goToHash() {
    const key = window.location.hash.replace("#line-", "");
    if (this.plan.row(key)) this.selection.go(key, 1);
  }

  _offer([draft]) {
    if (!draft || !this.plan.editable) return;
    this.panels.offer(draft, {
      resume: () => {
        this.drafts.forget(draft);
        this.queue.resume(draft);
      },
      forget: () => this.drafts.forget(draft),
    });
  }
}

const root = document.getElementById("plan-grid");
root.grid = new Grid(root, JSON.parse(document.getElementById("plan-data").textContent));
root.dataset.ready = "true";

