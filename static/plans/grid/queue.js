// What was typed and isn't stored yet. Nothing leaves here before the server said yes, or the person gave it up.
//
// A batch is one change (one step of undo). Batches go one at a time, each with a request id that makes sending it
// again harmless. Cells the server can't store become faults, cells somebody else changed become clashes; both keep
// what was typed, and the rest of their batch goes on.

import { ConnectionLost, Refusal, SignedOut, newRequestId } from "./api.js";
import { storedForm } from "./fields.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;

export function cellId(cell) {
  return `${cell.key}|${cell.field}`;
}

export class Queue extends EventTarget {
  constructor({ plan, api, drafts }) {
    super();
    Object.assign(this, { plan, api, drafts });
    this.batches = [];
    this.faults = new Map();
    this.clashes = new Map();
    this.trouble = null;
    this.savedAt = null;
    this._wait = FIRST_WAIT;
    this._turn = Promise.resolve();
    window.addEventListener("online", () => this.retryNow());
  }

  /** Typed text that isn't stored yet: {value, status} with status "waiting", "fault" or "clash"; else undefined. */
  typed(key, field) {
    const id = cellId({ key, field });
    for (const [found, status] of [[this.faults.get(id), "fault"], [this.clashes.get(id), "clash"]]) {
      if (found) return { ...found, status };
    }
    const waiting = this._waiting(id);
    return waiting && { ...waiting, status: "waiting" };
  }

  /** The keys of rows with text that isn't stored yet. */
  get keys() {
    const waiting = this.batches.flatMap((batch) => batch.cells);
    return new Set([...waiting, ...this.faults.values(), ...this.clashes.values()].map((cell) => cell.key));
  }

  get unsaved() {
    const waiting = new Set(this.batches.flatMap((batch) => batch.cells.map(cellId)));
    return waiting.size + this.faults.size + this.clashes.size;
  }

  get isSaving() {
    return this.batches.length > 0 && !this.trouble;
  }

  /** Put typed cells ({key, field, value, was}) in line as one change; `extra` goes with the request. */
  put(cells, extra = {}) {
    const mine = cells.map((cell) => this._takeOver(cell));
    this.batches.push({ cells: mine, extra, requestId: newRequestId(), sent: false });
    this._changed();
    this._flush();
  }

  /** Give up what was typed in a cell. */
  drop(id) {
    this.faults.delete(id);
    this.clashes.delete(id);
    this._changed();
  }

  /** Overwrite what somebody else stored in this cell with what was typed here. */
  insist(id) {
    const { kind, key, field, value, theirs } = this.clashes.get(id);
    this.clashes.delete(id);
    this.put([{ kind, key, field, value, was: theirs }]);
  }

  retryNow() {
    if (!this.trouble) return;
    clearTimeout(this._timer);
    this.trouble = null;
    this._flush();
  }

  /** Run `work` when everything typed before is stored; false where that can't be now. */
  async after(work) {
    this._flush();
    await this._turn;
    if (this.batches.length) return false;
    const done = this._turn.then(work);
    this._turn = done.catch(() => {});
    await done;
    return true;
  }

  /** Offer typed cells of an earlier page again. */
  resume({ batches, refused }) {
    for (const batch of batches) this.batches.push({ extra: {}, sent: false, ...batch });
    if (refused.length) this.batches.push({ cells: refused, extra: {}, requestId: newRequestId(), sent: false });
    this._changed();
    this._flush();
  }

  _waiting(id) {
    for (const batch of [...this.batches].reverse()) {
      const found = batch.cells.find((cell) => cellId(cell) === id);
      if (found) return found;
    }
    return undefined;
  }

  /** The cell, compared with what the person last saw stored: not with what they typed themselves and is under way. */
  _takeOver(cell) {
    const id = cellId(cell);
    const refused = this.faults.get(id) ?? this.clashes.get(id);
    this.faults.delete(id);
    this.clashes.delete(id);
    let was = refused?.was ?? cell.was;
    for (const batch of this.batches) {
      const earlier = batch.cells.find((other) => cellId(other) === id);
      if (!earlier) continue;
      if (batch.sent) {
        was = this._storedForm(cell.field, earlier.value);
      } else {
        was = earlier.was;
        batch.cells = batch.cells.filter((other) => other !== earlier);
      }
    }
    this.batches = this.batches.filter((batch) => this._holds(batch));
    return { ...cell, was };
  }

  /** Whether there is anything in a batch to be sent. */
  _holds(batch) {
    return batch.cells.length > 0 || Boolean(batch.extra.rows);
  }

  /** What the server makes of typed text; undefined where the page can't tell. */
  _storedForm(field, typed) {
    return storedForm(field, typed);
  }

  _action() {
    return "cells";
  }

  _request({ cells, extra }) {
    return { cells: cells.map(({ key, field, value, was }) => ({ key, field, value, was })), ...extra };
  }

  _flush() {
    if (this.trouble || this._flushing) return;
    this._flushing = true;
    this._turn = this._turn.then(() => this._sendAll()).finally(() => {
      this._flushing = false;
      if (this.batches.length && !this.trouble) this._flush();
    });
  }

  async _sendAll() {
    while (this.batches.length && !this.trouble) {
      const [batch] = this.batches;
      batch.sent = true;
      this._changed();
      await this._send(batch);
    }
  }

  async _send(batch) {
    try {
      const request = { request_id: batch.requestId, revision: this.plan.revision, ...this._request(batch) };
      const answer = await this.api.post(this._action(batch), request);
      this.batches.shift();
      this._stored(answer, batch);
    } catch (error) {
      this._refused(batch, error);
    }
    this._changed();
  }

  _stored(answer) {
    this._wait = FIRST_WAIT;
    this.savedAt = new Date();
    this.plan.apply(answer);
    this.dispatchEvent(new CustomEvent("stored", { detail: answer }));
  }

  _refused(batch, error) {
    if (error instanceof ConnectionLost) {
      this._tryLater(error instanceof SignedOut ? "signed-out" : "offline");
    } else if (error instanceof Refusal && error.answer.faults?.length) {
      this._setAside(batch, error.answer.faults, this.faults);
    } else if (error instanceof Refusal && error.answer.clashes?.length) {
      this._setAside(batch, error.answer.clashes, this.clashes);
    } else {
      this._refuseWhole(batch, error);
    }
  }

  _tryLater(trouble) {
    this.trouble = trouble;
    this._timer = setTimeout(() => this.retryNow(), this._wait);
    this._wait = Math.min(this._wait * 2, LONGEST_WAIT);
  }

  /** Take the cells that were refused out of the batch; what is left of it goes as a new request. */
  _setAside(batch, refusals, into) {
    const byId = new Map(batch.cells.map((cell) => [cellId(cell), cell]));
    const reasons = refusals.map((refusal) => ({ ...refusal, id: cellId(refusal) }));
    for (const reason of reasons.filter(({ id }) => byId.has(id))) {
      const cell = byId.get(reason.id);
      if (!this._retypedSince(batch, reason.id, cell)) into.set(reason.id, { ...reason, ...cell });
      byId.delete(reason.id);
    }
    const missed = reasons.some(({ id }) => !batch.cells.some((cell) => cellId(cell) === id));
    if (missed && byId.size === batch.cells.length) {
      this._refuseWhole(batch, { sentence: refusals[0].sentence });
      return;
    }
    batch.cells = [...byId.values()];
    batch.requestId = newRequestId();
    if (!this._holds(batch)) this.batches.shift();
    this.dispatchEvent(new CustomEvent("refused", { detail: { ids: reasons.map(({ id }) => id) } }));
  }

  /** Where the cell was typed in again meanwhile, the later text goes on, compared with what was seen at first. */
  _retypedSince(batch, id, cell) {
    const later = this.batches.filter((other) => other !== batch).flatMap((other) => other.cells);
    const again = later.find((other) => cellId(other) === id);
    if (again) again.was = cell.was;
    return Boolean(again);
  }

  _refuseWhole(batch, { sentence, answer, status }) {
    this.batches.shift();
    for (const cell of batch.cells) this.faults.set(cellId(cell), { ...cell, sentence });
    if (answer?.frozen || status === 403) this.plan.freeze(sentence);
    this.dispatchEvent(new CustomEvent("refused", { detail: { ids: batch.cells.map(cellId), sentence } }));
  }

  _changed() {
    this.drafts.keep({ batches: this.batches, refused: [...this.faults.values(), ...this.clashes.values()] });
    this.dispatchEvent(new Event("change"));
  }
}
