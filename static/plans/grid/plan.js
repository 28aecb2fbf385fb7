// The plan as the server last told it. Nothing is computed here but who stands below whom.

import { Told } from "./told.js";

export class Plan extends Told {
  _take(answer) {
    super._take(answer);
    const { total, envelope, left, imbalances } = answer;
    Object.assign(this, { total, envelope, left, imbalances });
    if (answer.full) {
      this.rows = answer.rows;
    } else {
      const fresh = new Map(answer.rows.map((row) => [row.key, row]));
      this.rows = this.rows.map((row) => fresh.get(row.key) ?? row);
    }
    this._index = new Map(this.rows.map((row, index) => [row.key, index]));
  }

  index(key) {
    return this._index.get(key) ?? -1;
  }

  row(key) {
    return this.rows[this.index(key)];
  }

  get hasLines() {
    return this.rows.some((row) => row.kind !== "part");
  }

  /** The row directly above in the tree: a part for a row of the first level. */
  above(row) {
    let index = this.index(row.key);
    while (index >= 0 && this.rows[index].level >= row.level) index -= 1;
    return this.rows[index];
  }

  partOf(row) {
    let found = row;
    while (found.kind !== "part") found = this.above(found);
    return found;
  }

  /** The row's parent as the server names it: null where that is the part itself. */
  parentKey(row) {
    const parent = this.above(row);
    return parent.kind === "part" ? null : parent.key;
  }

  /** The row and all rows below it. */
  subtree(row) {
    const start = this.index(row.key);
    let end = start + 1;
    while (end < this.rows.length && this.rows[end].level > row.level) end += 1;
    return this.rows.slice(start, end);
  }

  children(row) {
    return this.subtree(row).filter((below) => below.level === row.level + 1);
  }

  siblings(row) {
    return this.children(this.above(row));
  }

  /** Of these rows only those that don't stand below another of them. */
  topmost(rows) {
    const covered = new Set();
    return rows.filter((row) => {
      if (covered.has(row.key)) return false;
      for (const below of this.subtree(row)) covered.add(below.key);
      return true;
    });
  }

  /** Keys and versions of rows as the person sees them now. */
  seen(rows) {
    return Object.fromEntries(rows.map((row) => [row.key, row.version]));
  }
}
