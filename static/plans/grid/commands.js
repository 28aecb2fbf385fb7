// What a person does to lines: with the keyboard, or with the buttons above the grid.

import { ConnectionLost, Refusal, SignedOut, newRequestId } from "./api.js";
import { FIELDS, TOTAL, isAmount, isTyped, storedValue } from "./fields.js";

const TRIES = 4;
const FIRST_WAIT = 500;

function pause(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

export class Commands {
  constructor({ grid, plan, queue, selection, api, panels }) {
    Object.assign(this, { grid, plan, queue, selection, api, panels });
  }

  /** Do something on the server once all typing is stored. Gives the answer, or null after saying what went wrong. */
  async act(action, makeBody) {
    if (!this.plan.editable) {
      this.panels.say(this.plan.reason);
      return null;
    }
    this.grid.finishTyping();
    let answer = null;
    try {
      const done = await this.queue.after(async () => {
        answer = await this._insist(action, { ...makeBody(), request_id: newRequestId() });
      });
      if (!done) this.panels.say(gettext("What was typed isn't saved yet. Wait for the connection, then do this again."));
    } catch (error) {
      this._failed(error);
    }
    if (answer) this._done(answer);
    return answer;
  }

  /** The same request again until an answer comes: with one request id that is harmless. */
  async _insist(action, body) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.api.post(action, { ...body, revision: this.plan.revision });
      } catch (error) {
        if (!(error instanceof ConnectionLost) || error instanceof SignedOut || attempt === TRIES) throw error;
        await pause(FIRST_WAIT * 2 ** attempt);
      }
    }
  }

  _failed(error) {
    if (error instanceof Refusal) {
      this.panels.say(error.sentence);
      if (error.answer.frozen || error.status === 403) this.plan.freeze(error.sentence);
      else this.grid.refresh();
    } else if (error instanceof SignedOut) {
      this.panels.say(gettext("You were signed out. Sign in again in another tab, then do this again."));
    } else if (error instanceof ConnectionLost) {
      this.panels.say(gettext("The server can't be reached, so this wasn't done. Try again when the connection is back."));
    } else {
      throw error;
    }
  }

  _done(answer) {
    this.panels.say("");
    this.plan.apply(answer);
    this.queue.savedAt = new Date();
    this.queue.dispatchEvent(new Event("change"));
  }

  /** Where a new line goes: behind the line one is on, or as the last one below a part, category or heading. */
  place() {
    const row = this.selection.row ?? this.plan.rows.findLast((other) => other.kind === "part");
    const part = this.plan.partOf(row).key;
    if (row.kind === "part") return { part, parent: null, after: null };
    if (row.kind === "line") return { part, parent: this.plan.parentKey(row), after: row.key };
    return { part, parent: row.key, after: null };
  }

  async addLine() {
    await this._add(() => this.place());
  }

  async addSubline() {
    const { row } = this.selection;
    if (!row) return;
    const parent = row.kind === "part" ? null : row.key;
    await this._add(() => ({ part: this.plan.partOf(row).key, parent, after: null }));
  }

  async _add(place) {
    const answer = await this.act("add", () => ({ ...place(), rows: [{ name: gettext("New line") }] }));
    if (!answer) return;
    const added = answer.touched.find((key) => this.plan.row(key).version === 1) ?? answer.touched[0];
    this.selection.go(added, 0);
    this.grid.edit(undefined, { selectAll: true });
  }

  async addCategory(id) {
    const row = this.selection.row ?? this.plan.rows[0];
    const part = this.plan.partOf(row);
    const top = this.plan.children(part).find((child) => this.plan.subtree(child).includes(row));
    const body = { part: part.key, after: top?.key ?? null, category: id };
    const answer = await this.act("category", () => body);
    if (answer) this.selection.go(answer.touched[0], 0);
  }

  async remove() {
    const rows = this.plan.topmost(this.selection.rows.filter((row) => row.kind !== "part"));
    if (!rows.length) {
      this.panels.say(gettext("Parts of the plan can't be deleted here. Choose a line or a category."));
      return;
    }
    const all = rows.flatMap((row) => this.plan.subtree(row));
    const answer = await this.act("delete", () => ({ keys: rows.map((row) => row.key), seen: this.plan.seen(all) }));
    if (!answer) return;
    this.selection.focus();
    const words = ngettext(
      "%(count)s line deleted. Ctrl+Z brings it back.",
      "%(count)s lines deleted. Ctrl+Z brings them back.",
      all.length,
    );
    this.panels.tell(interpolate(words, { count: all.length }, true));
  }

  async split() {
    const rows = this.selection.rows.filter((row) => row.kind === "line");
    if (!rows.length) {
      this.panels.say(gettext("Choose a line with an annual amount; it is then spread evenly over the four quarters."));
      return;
    }
    await this.act("split", () => ({ keys: rows.map((row) => row.key), seen: this.plan.seen(rows) }));
  }

  async undo() {
    await this._takeBack("undo");
  }

  async redo() {
    await this._takeBack("redo");
  }

  async _takeBack(action) {
    const answer = await this.act(action, () => ({}));
    const touched = answer?.touched.filter((key) => this.plan.row(key)) ?? [];
    if (touched.length) this.selection.go(touched[0], this.selection.at.column);
    else this.selection.focus();
  }

  moveUp() {
    return this._move((row, siblings, index) => (index > 0 ? this._beside(row, index - 1) : this._outside(row, -1)));
  }

  moveDown() {
    return this._move((row, siblings, index) =>
      index < siblings.length - 1 ? this._beside(row, index + 1) : this._outside(row, 1),
    );
  }

  /** Below the line above. */
  moveIn() {
    return this._move((row, siblings, index) => {
      const above = siblings[index - 1];
      return above && { part: this.plan.partOf(row).key, parent: above.key, index: null };
    });
  }

  /** Out of the line it stands below, behind it. */
  moveOut() {
    return this._move((row) => {
      const parent = this.plan.above(row);
      if (parent.kind === "part") return null;
      return this._beside(parent, this.plan.siblings(parent).indexOf(parent) + 1);
    });
  }

  async _move(target) {
    const { row } = this.selection;
    if (!row || row.kind === "part") return;
    const siblings = this.plan.siblings(row);
    const place = target(row, siblings, siblings.indexOf(row));
    if (!place) {
      this.panels.say(gettext("The line can't be moved any further that way."));
      return;
    }
    const { column } = this.selection.at;
    if (await this.act("move", () => ({ key: row.key, ...place }))) this.selection.go(row.key, column);
  }

  _beside(row, index) {
    return { part: this.plan.partOf(row).key, parent: this.plan.parentKey(row), index };
  }

  /** Past the first or last of its siblings: into the category, heading or part before or after. */
  _outside(row, direction) {
    const parent = this.plan.above(row);
    const isPart = parent.kind === "part";
    const peers = isPart ? this.plan.rows.filter((other) => other.kind === "part") : this.plan.siblings(parent);
    const next = peers[peers.indexOf(parent) + direction];
    if (!next || next.kind === "line") return null;
    const index = direction > 0 ? 0 : null;
    return { part: this.plan.partOf(next).key, parent: next.kind === "part" ? null : next.key, index };
  }

  /** Empty the selected cells. A line keeps its name. */
  clear() {
    const cells = this.cells((row, field) => field !== "name" && { value: "" });
    if (cells.length) this.grid.store(cells);
    else if (this.selection.field === "name") {
      this.panels.say(gettext("A line needs its name. To take the line away, delete it (Ctrl+Delete)."));
    } else this.grid.sayWhyNot();
  }

  /** The leftmost selected column into the ones right of it; of a single cell, what stands left of it. */
  fillRight() {
    const { left, right } = this.selection.block;
    const source = left === right ? left - 1 : left;
    if (source < 1) return;
    this._fill((row, column) => column > source && { row, column: source });
  }

  /** The topmost selected row into the ones below it; of a single row, what stands above it. */
  fillDown() {
    const { top, bottom } = this.selection.block;
    const source = this.plan.rows[top === bottom ? top - 1 : top];
    if (source) this._fill((row, column) => row !== source && { row: source, column });
  }

  _fill(sourceOf) {
    const cells = this.cells((row, field, column) => {
      const source = field !== "name" && sourceOf(row, column);
      if (!source || isAmount(FIELDS[source.column]) !== isAmount(field)) return null;
      return { value: this.grid.plainText(source.row, FIELDS[source.column]) };
    });
    if (cells.length) this.grid.store(cells);
  }

  /** A typed cell for every editable cell of the block for which `make` gives one. */
  cells(make) {
    const { left, right } = this.selection.block;
    const columns = FIELDS.slice(left, right + 1);
    return this.selection.rows.flatMap((row) =>
      columns
        .filter((field) => isTyped(row, field))
        .map((field) => ({ row, field, made: make(row, field, FIELDS.indexOf(field)) }))
        .filter(({ made }) => made)
        .map(({ field, made }) => ({ key: row.key, field, was: storedValue(row, field), ...made })),
    );
  }

  selectAll() {
    const [first] = this.grid.view.keys;
    this.selection.anchor = { key: first, column: 0 };
    this.selection.go(TOTAL, FIELDS.length - 1, { extend: true });
  }

  /** Everything is saved by itself; who presses Ctrl+S all the same gets the next try at once. */
  save() {
    this.grid.finishTyping();
    this.queue.retryNow();
    this.selection.focus();
    return true;
  }

  help() {
    this.panels.openHelp();
  }

  leave() {
    this.grid.finishTyping();
    this.panels.leave();
  }
}
