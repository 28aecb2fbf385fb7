// The page of a proposal: brings its parts together. What each part does is said in its own file.

import { Api, Refusal, SignedOut, newRequestId } from "../plans/grid/api.js";
import { Drafts } from "../plans/grid/drafts.js";
import { Comments } from "./write/comments.js";
import { Costs } from "./write/costs.js";
import { Fields } from "./write/fields.js";
import { Moving } from "./write/moving.js";
import { Preview } from "./write/preview.js";
import { Proposal } from "./write/proposal.js";
import { Queue } from "./write/queue.js";
import { Rates } from "./write/rates.js";
import { Rows } from "./write/rows.js";
import { Sections } from "./write/sections.js";
import { Status } from "./write/status.js";
import { Summary } from "./write/summary.js";

const POLL_EVERY = 15_000;

class Writing {
  constructor(root, data) {
    const urls = JSON.parse(root.dataset.urls);
    const proposal = new Proposal(data);
    const api = new Api(urls, root.dataset.csrf);
    const drafts = new Drafts(data.proposal, data.person);
    const left = drafts.left();
    const queue = new Queue({ plan: proposal, api, drafts });
    const fields = new Fields({ root, proposal, queue });
    const rows = new Rows({ root, proposal, queue, fields });
    const status = new Status({ proposal, queue, fields });
    const summary = new Summary({ root: document.getElementById("summary"), page: root, proposal, fields, rows });
    Object.assign(this, { root, proposal, api, drafts, queue, fields, rows, status, summary });
    this.costs = new Costs({ proposal, queue, fields, rows });
    this.comments = new Comments({ proposal, rows, settle: (id, settled) => this.settle(id, settled) });
    this.moving = new Moving({ root, rows, proposal, tell: (sentence) => status.tell(sentence) });
    this.rates = new Rates({ root, url: urls.rates, rows, fields });
    this.preview = new Preview({ page: root, url: root.dataset.previewUrl });
    this.sections = new Sections({ summary });
    for (const section of root.querySelectorAll("[data-kind=head]")) fields.add(section, "head", "");
    this._listen();
    this._drawAll();
    this._offer(left);
    this._goToHash();
  }

  _listen() {
    const { root, proposal, queue, fields, status } = this;
    proposal.addEventListener("change", () => this._drawAll());
    proposal.addEventListener("frozen", () => status.say(proposal.reason));
    queue.addEventListener("change", () => this._queueChanged());
    queue.addEventListener("touched", () => status.draw());
    queue.addEventListener("typed", () => status.closeUndo());
    queue.addEventListener("refused", ({ detail }) => this._refused(detail));
    root.addEventListener("click", (event) => this._click(event));
    root.addEventListener("keydown", (event) => this._enter(event));
    document.addEventListener("keydown", (event) => this._undoKey(event));
    document.getElementById("undo").addEventListener("click", () => this.undo("undo"));
    document.getElementById("redo").addEventListener("click", () => this.undo("redo"));
    window.addEventListener("beforeunload", (event) => {
      fields.storeAll();
      if (queue.unsaved) event.preventDefault();
    });
    setInterval(() => this.refresh(), POLL_EVERY);
    document.addEventListener("visibilitychange", () => this._looked());
    window.addEventListener("focus", () => this.refresh());
  }

  _looked() {
    if (document.hidden) this.fields.storeAll();
    else this.refresh();
  }

  _drawAll() {
    this.rows.draw();
    this.fields.redraw();
    this.rows.nameGroups();
    this.costs.draw();
    this.comments.draw();
    this.summary.draw();
    this.sections.draw(this.proposal.findings);
    this.status.draw();
    this._drawFocuses();
    this.preview.refresh();
    document.getElementById("page-name").textContent = this.proposal.head.name;
    if (this.proposal.stored("", "declared")) document.getElementById("declared-box").hidden = false;
  }

  /** Tactics of another strategy than the chosen one are out of the way, unless they are ticked. */
  _drawFocuses() {
    const strategy = this.fields.find("", "strategy").control.value;
    for (const item of this.root.querySelectorAll(".focus-list [data-strategy]")) {
      const isOther = strategy && item.dataset.strategy && item.dataset.strategy !== strategy;
      item.hidden = Boolean(isOther) && !item.querySelector("input").checked;
    }
  }

  _queueChanged() {
    this.rows.draw();
    this.fields.redraw();
    this.rows.nameGroups();
    this.status.draw();
  }

  _refused({ sentence }) {
    if (sentence) this.status.say(sentence);
    this.refresh();
  }

  _click(event) {
    const button = event.target.closest("[data-add], [data-delete]");
    if (!button) return;
    this.fields.storeAll();
    if (button.dataset.add) {
      const above = button.closest("[data-group]")?.dataset.group ?? button.closest("[data-row]")?.dataset.key;
      this._do(() => this.rows.add(button.dataset.add, above));
    } else this._delete(button.closest("[data-row]"));
  }

  _do(work) {
    this.status.closeUndo();
    this.status.say("");
    work();
  }

  _delete(row) {
    const { key, kind } = row.dataset;
    const name = this.rows.name(key);
    this._do(() => {
      const batch = this.rows.remove(kind, key);
      const sentence = interpolate(gettext("%(name)s was deleted."), { name }, true);
      this.status.offerUndo(sentence, () => this._takeBack(batch, key));
    });
  }

  /** A deletion that wasn't sent yet is only forgotten. */
  async _takeBack(batch, key) {
    if (!this.queue.cancel(batch)) await this.undo("undo");
    this.rows.draw();
    this.rows.focus(key);
  }

  /** Enter in a one-line row goes on to the next, in the last one to a new one. */
  _enter(event) {
    const control = event.target.closest("[data-enter]");
    if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
    if (event.target.tagName === "TEXTAREA" && event.target.dataset.control === "line") event.preventDefault();
    if (!control || event.shiftKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const row = control.closest("[data-row]");
    const next = row.nextElementSibling;
    const { field } = control.closest("[data-field]").dataset;
    this.fields.storeAll();
    if (next) this.fields.find(next.dataset.key, field).focus();
    else if (this.proposal.editable) this._do(() => this.rows.add(row.dataset.kind, row.dataset.above, row.dataset.key));
  }

  _undoKey(event) {
    const isText = event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, [contenteditable=true]");
    if (isText || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const way = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : null;
    if (!way || !this.proposal.editable) return;
    event.preventDefault();
    this.undo(way);
  }

  /** Take back one's own last change, or take that back. */
  async undo(way) {
    this._do(() => this.fields.storeAll());
    const isDone = await this.queue.after(() => this._ask(way));
    if (!isDone) this.status.say(gettext("Something isn't saved yet. Undo works again as soon as it is."));
  }

  async _ask(way) {
    try {
      const answer = await this.api.post(way, { request_id: newRequestId(), revision: this.proposal.revision });
      const before = this._rowTexts();
      this.queue.savedAt = new Date();
      this.proposal.apply(answer);
      this.rows.flash(this._changedSince(before));
      this.status.tell(way === "undo" ? gettext("Undone.") : gettext("Redone."));
    } catch (error) {
      this.status.say(this._why(error));
      if (error instanceof Refusal) this.refresh();
    }
  }

  /** Mark a comment as settled, which can be taken back, or open it again. */
  async settle(comment, settled) {
    this._do(() => this.fields.storeAll());
    const isDone = await this.queue.after(() => this._askSettled(comment, settled));
    if (!isDone) this.status.say(gettext("Something isn't saved yet. Settle the comment as soon as it is."));
  }

  async _askSettled(comment, settled) {
    try {
      this.proposal.apply(await this.api.post("settle", { comment, settled, revision: this.proposal.revision }));
      if (settled) this.status.offerUndo(gettext("The comment is settled."), () => this.settle(comment, false));
    } catch (error) {
      this.status.say(this._why(error));
      if (error instanceof Refusal) this.refresh();
    }
  }

  _why(error) {
    if (error instanceof Refusal) return error.sentence;
    if (error instanceof SignedOut) return gettext("You were signed out. Sign in again in another tab, then do this again.");
    return gettext("No connection. Try again in a moment.");
  }

  _rowTexts() {
    return new Map(Object.entries(this.proposal.rows).map(([key, row]) => [key, JSON.stringify(row)]));
  }

  _changedSince(before) {
    return Object.entries(this.proposal.rows).filter(([key, row]) => before.get(key) !== JSON.stringify(row)).map(([key]) => key);
  }

  /** Ask the server whether somebody else changed the proposal. */
  async refresh() {
    if (this._asking || document.hidden || this.queue.isSaving || this.queue.trouble) return;
    this._asking = true;
    try {
      const { revision, state } = this.proposal;
      const answer = await this.api.rows(revision, state);
      if (answer && answer.revision >= this.proposal.revision && !this.queue.isSaving) this._take(answer);
    } catch {
      // The next look asks again; what was typed has its own way of saying that there is no connection.
    } finally {
      this._asking = false;
    }
  }

  _take(answer) {
    const before = this._rowTexts();
    this.proposal.apply(answer);
    if (!answer.others?.length) return;
    this.rows.flash(this._changedSince(before));
    const words = gettext("%(names)s changed the proposal. What changed is marked for a moment.");
    this.status.tell(interpolate(words, { names: answer.others.join(", ") }, true));
  }

  _offer([draft]) {
    if (!draft || !this.proposal.editable) return;
    this.status.offer(draft, {
      resume: () => {
        this.drafts.forget(draft);
        this.queue.resume(draft);
      },
      forget: () => this.drafts.forget(draft),
    });
  }

  /** "#row-…" or "#field-…" in the address leads there, as comments do. */
  _goToHash() {
    const anchor = window.location.hash.replace(/^#(row|field)-/, "");
    if (anchor && anchor !== window.location.hash) this.summary.place(anchor, "")?.focus();
  }
}

const root = document.getElementById("writing");
root.writing = new Writing(root, JSON.parse(document.getElementById("proposal-data").textContent));
root.dataset.ready = "true";
