// What waits to be stored: typed fields as in the plan's grid, and rows added, moved and deleted, all in their order.

import { newRequestId } from "../../plans/grid/api.js";
import { Queue as Saving, cellId } from "../../plans/grid/queue.js";

export class Queue extends Saving {
  /** How many changes aren't stored yet. */
  get unsaved() {
    return super.unsaved + this.batches.filter((batch) => batch.extra.action).length;
  }

  /** Put typed fields in line; an offer to take back what was done before is past then. */
  put(cells, extra) {
    super.put(cells, extra);
    this.dispatchEvent(new Event("typed"));
  }

  /** Put an action on a row ("add", "move", "delete") in line. */
  do(action, body) {
    if (action === "delete") this._forgetRow(body.key);
    const batch = { cells: [], extra: { action, body }, requestId: newRequestId(), sent: false };
    this.batches.push(batch);
    this._changed();
    this._flush();
    return batch;
  }

  /** Something was typed that isn't in line yet: whoever shows the state of saving looks again. */
  touch() {
    this.dispatchEvent(new Event("touched"));
  }

  /** Give up an action that wasn't sent yet; false where it was. */
  cancel(batch) {
    if (batch.sent || !this.batches.includes(batch)) return false;
    this.batches = this.batches.filter((other) => other !== batch);
    this._changed();
    return true;
  }

  /** Typed fields whose row is gone: nothing on the page shows them. */
  lost(isShown) {
    return [...this.faults.values(), ...this.clashes.values()].filter((cell) => !isShown(cell));
  }

  _forgetRow(key) {
    for (const batch of this.batches) {
      if (!batch.sent) batch.cells = batch.cells.filter((cell) => cell.key !== key);
    }
    this.batches = this.batches.filter((batch) => this._holds(batch));
    for (const found of [this.faults, this.clashes]) {
      for (const [id, cell] of found) if (cell.key === key) found.delete(id);
    }
  }

  _holds(batch) {
    return batch.cells.length > 0 || Boolean(batch.extra.action);
  }

  /** Only the server knows what it makes of typed text; `_stored` fills it in when the answer is there. */
  _storedForm() {
    return undefined;
  }

  _action({ extra }) {
    return extra.action ?? "fields";
  }

  _request({ cells, extra }) {
    if (extra.action) return extra.body;
    return { changes: cells.map(({ kind, key, field, value, was }) => ({ kind, key, field, value, was })) };
  }

  /** What the page did itself is no clash with itself: a calculation changes the amount beside it, for example. */
  _stored(answer, batch) {
    super._stored(answer);
    const keys = new Set(answer.full ? [] : [batch.extra.body?.key, ...batch.cells.map((cell) => cell.key)]);
    for (const cell of this.batches.flatMap((other) => other.cells)) {
      if (cell.was === undefined || keys.has(cell.key)) cell.was = this.plan.stored(cell.key, cell.field);
    }
    this.dispatchEvent(new CustomEvent("done", { detail: { ids: new Set(batch.cells.map(cellId)), keys } }));
  }
}
