// Copying a block out, and pasting one in: over the cells that are there, or as a table of its own.

import { stored } from "./amounts.js";
import { AMOUNTS, FIELDS, TOTAL, isAmount, isTyped, storedValue } from "./fields.js";

/** The cells of tab-separated text as spreadsheets write it: quotes around cells with tabs, breaks or quotes. */
export function matrixOf(text) {
  const rows = [[]];
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const pattern = /(?:"((?:[^"]|"")*)"(?=\t|\n|$)|([^\t\n]*))(\t|\n|$)/gy;
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    rows.at(-1).push(match[1] === undefined ? match[2] : match[1].replace(/""/g, '"'));
    if (match[3] === "") break;
    if (match[3] === "\n") rows.push([]);
  }
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array(width - row.length).fill("")]);
}

function quoted(text) {
  return /["\t\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function isName(text) {
  return text.trim() !== "" && stored(text) === null;
}

export class Clipboard {
  constructor({ grid, plan, selection, panels, commands, tablePaste }) {
    Object.assign(this, { grid, plan, selection, panels, commands, tablePaste });
    const { table } = grid.view;
    table.addEventListener("copy", (event) => this._copy(event));
    table.addEventListener("cut", (event) => {
      if (this._copy(event)) commands.clear();
    });
    table.addEventListener("paste", (event) => this._paste(event));
  }

  _copy(event) {
    if (this.grid.isTyping) return false;
    const { left, right } = this.selection.block;
    const columns = FIELDS.slice(left, right + 1);
    const lines = this.selection.rows.map((row) => columns.map((field) => quoted(this.grid.copiedText(row, field))));
    event.clipboardData.setData("text/plain", lines.map((cells) => cells.join("\t")).join("\n"));
    event.preventDefault();
    return true;
  }

  _paste(event) {
    if (this.grid.isTyping) return;
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain");
    if (!this.plan.editable) this.panels.say(this.plan.reason);
    else if (text.trim()) this._take(text, matrixOf(text));
  }

  _take(text, matrix) {
    const [width] = matrix.map((row) => row.length);
    if (matrix.length === 1 && width === 1) this._fillBlock(matrix[0][0]);
    else if (this._isTable(matrix)) this.tablePaste.open(text, this.commands.place());
    else if (this.selection.at.column + width > FIELDS.length) this._tooWide(width);
    else this._overCells(matrix);
  }

  /** Names with amounts beside them make lines of their own, unless they name the very rows they are pasted on. */
  _isTable(matrix) {
    const { column } = this.selection.at;
    const [width] = matrix.map((row) => row.length);
    if (width < 2 || column > FIELDS.length - 3 || (column === 0 && this._namesRows(matrix))) return false;
    // Pasted into the names, a table may have its numbers ("1.1") in a column of their own before the names.
    return this._mostlyNames(matrix, 0) || (column === 0 && width > 2 && this._mostlyNames(matrix, 1));
  }

  _mostlyNames(matrix, column) {
    return matrix.filter((row) => isName(row[column])).length * 2 > matrix.length;
  }

  _namesRows(matrix) {
    const top = this.plan.index(this.selection.at.key);
    return matrix.every((cells, index) => this.plan.rows[top + index]?.name === cells[0].trim().replace(/\s+/g, " "));
  }

  _tooWide(width) {
    const over = this.selection.at.column + width - FIELDS.length;
    const words = ngettext(
      "The pasted block is %(over)s column wider than the grid from here on, so nothing was pasted. Start further left, or copy fewer columns.",
      "The pasted block is %(over)s columns wider than the grid from here on, so nothing was pasted. Start further left, or copy fewer columns.",
      over,
    );
    this.panels.say(interpolate(words, { over }, true));
  }

  /** One value into every selected cell. */
  _fillBlock(value) {
    const cells = this.commands.cells((row, field) => (field === "name" && !value.trim() ? null : { value }));
    if (cells.length) this.grid.store(cells);
    else this.grid.sayWhyNot();
  }

  _overCells(matrix) {
    const { column } = this.selection.at;
    const top = this.selection.at.key === TOTAL ? this.plan.rows.length : this.plan.index(this.selection.at.key);
    const fits = matrix.slice(0, this.plan.rows.length - top);
    const beyond = matrix.slice(fits.length);
    const placed = fits.flatMap((texts, down) =>
      texts.map((value, right) => ({ row: this.plan.rows[top + down], field: FIELDS[column + right], value })),
    );
    const typed = placed.filter(({ row, field, value }) => isTyped(row, field) && !(field === "name" && !value.trim()));
    const lost = placed.filter(({ row, field, value }) => this._isLost(row, field, value));
    const cells = typed.map(({ row, field, value }) => ({ key: row.key, field, value, was: storedValue(row, field) }));
    if (!lost.length && !beyond.length) this._store(cells, matrix);
    else this._ask({ cells, lost, beyond, matrix });
  }

  /** Whether pasting would leave something out: a value over a cell that is a sum, other than that sum. */
  _isLost(row, field, value) {
    if (isTyped(row, field) || !value.trim()) return false;
    return isAmount(field) ? stored(value) !== storedValue(row, field) : value.trim() !== storedValue(row, field);
  }

  _store(cells, matrix, extra = {}) {
    if (!cells.length && !extra.rows) {
      this.grid.sayWhyNot();
      return;
    }
    this.grid.store(cells, { pasted: true, ...extra });
    const { at } = this.selection;
    const { keys } = this.grid.view;
    const bottom = Math.min(keys.indexOf(at.key) + matrix.length, keys.length - 1) - 1;
    this.selection.go(keys[Math.max(bottom, 0)], at.column + matrix[0].length - 1, { extend: true });
  }

  async _ask({ cells, lost, beyond, matrix }) {
    const answer = await this.panels.askBeforePaste({
      skipped: [...new Set(lost.map(({ row }) => row.name))],
      beyond: beyond.length,
      canSkip: cells.length > 0,
    });
    if (answer === "add") this._storeWithNewLines(cells, matrix, beyond);
    if (answer === "skip") this._store(cells, matrix);
  }

  _storeWithNewLines(cells, matrix, beyond) {
    const extra = this._newLines(beyond);
    const amounts = extra.rows.flatMap((row) => AMOUNTS.map((field) => row[field] ?? ""));
    const unreadable = amounts.filter((value) => stored(value) === null);
    if (unreadable.length) {
      const words = gettext("The new lines have amounts that can't be read (%(values)s), so nothing was pasted. Correct them and copy again.");
      this.panels.say(interpolate(words, { values: unreadable.slice(0, 5).join(", ") }, true));
    } else {
      this._store(cells, matrix, extra);
    }
  }

  /** The rows beyond the last line as lines to add behind it. */
  _newLines(beyond) {
    const { column } = this.selection.at;
    const rows = beyond.map((texts) => {
      const row = { name: gettext("New line") };
      texts.forEach((value, right) => {
        const field = FIELDS[column + right];
        if (field !== "unit" && (isAmount(field) || value.trim())) row[field] = value;
      });
      return row;
    });
    const last = this.plan.rows.at(-1);
    const part = this.plan.partOf(last).key;
    if (last.kind === "part") return { rows, part, parent: null, after: null };
    const below = last.kind === "line" ? this.plan.parentKey(last) : last.key;
    return { rows, part, parent: below, after: last.kind === "line" ? last.key : null };
  }
}
