// The columns of the grid, in order, and what may be typed in them.

import { ZERO, plain, shown, stored } from "./amounts.js";

export const FIELDS = ["name", "annual", "q1", "q2", "q3", "q4", "unit", "note"];
export const AMOUNTS = ["annual", "q1", "q2", "q3", "q4"];
export const TOTAL = "total";

export function isAmount(field) {
  return AMOUNTS.includes(field);
}

/** Whether a person may ever type in this cell: sums, categories' names and parts are not theirs to type. */
export function isTyped(row, field) {
  if (row.kind === "line") return true;
  if (row.kind === "heading") return field === "name" || field === "note";
  return row.kind === "category" && field === "note";
}

/** A cell's value as the server stores and compares it. */
export function storedValue(row, field) {
  if (isAmount(field)) return row.cells[AMOUNTS.indexOf(field)];
  return String(row[field] ?? "");
}

/** The stored form of typed text as far as the page can tell; null where it can't. */
export function storedForm(field, typed) {
  if (isAmount(field)) return stored(typed);
  return field === "unit" ? null : typed.trim().replace(/\s+/g, " ");
}

export class Formats {
  constructor({ thaiDigits, units }) {
    this.thai = thaiDigits;
    this.units = new Map(units.map((unit) => [String(unit.id), unit]));
  }

  /** A stored value as it stands in its cell. */
  shown(field, value) {
    if (isAmount(field)) return shown(value, this.thai);
    if (field === "unit") return this.units.get(value)?.short ?? value;
    return value;
  }

  /** Text that was typed and isn't stored yet, as it stands in its cell. */
  typed(field, text) {
    const value = isAmount(field) ? stored(text) : null;
    return value === null ? text : shown(value, this.thai);
  }

  /** A stored value as it stands in the editor and on the clipboard. */
  plain(field, value) {
    if (isAmount(field)) return plain(value);
    return this.shown(field, value);
  }

  copied(field, value) {
    return isAmount(field) && value === ZERO ? "0" : this.plain(field, value);
  }

  amount(value, blank) {
    return shown(value, this.thai, blank);
  }
}
