// Keys as in Excel. Every key is named here once; the help dialog of the page says the same.

import { FIELDS } from "./fields.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const PAGE = 15;
const GOES = /^(Arrow|Home|End|Page)/;

export class Keyboard {
  constructor({ grid, selection, editor, commands }) {
    Object.assign(this, { grid, selection, editor, commands });
    this._tabStart = null;
    grid.view.table.addEventListener("keydown", (event) => this._pressed(event));
  }

  _pressed(event) {
    const handled = this.editor.isOpen ? this._whileTyping(event) : this._whileMoving(event);
    if (handled) event.preventDefault();
    if (handled && GOES.test(event.key)) this.forgetTabs();
  }

  /** The next Enter goes straight down: the person went somewhere else since the last Tab. */
  forgetTabs() {
    this._tabStart = null;
  }

  _whileTyping(event) {
    if (event.isComposing) return false;
    if (event.key === "Escape") {
      this.editor.cancel();
      this.selection.focus();
      return true;
    }
    if (event.key === "Enter") return this._enter(event);
    if (event.key === "Tab") return this._tab(event);
    if (this._isSave(event)) return this.commands.save();
    return this._leaves(event) && this._arrowOut(event);
  }

  _isSave(event) {
    return (event.ctrlKey || event.metaKey) && event.code === "KeyS";
  }

  /** As in Excel: an arrow ends what was begun afresh; in a text opened with F2 it moves the cursor. */
  _leaves(event) {
    const chooses = this.selection.field === "unit" && event.key.startsWith("Arrow");
    return this.editor.replaces && event.key in ARROWS && !chooses && !event.shiftKey;
  }

  _arrowOut(event) {
    this.editor.finish();
    this.selection.step(...ARROWS[event.key]);
    return true;
  }

  _whileMoving(event) {
    const command = this._command(event);
    if (command) {
      command();
      return true;
    }
    if (event.ctrlKey || event.metaKey) return this._withControl(event);
    if (event.altKey) return false;
    return this._plain(event) || this._typing(event);
  }

  /** The command a key combination stands for. */
  _command(event) {
    const { commands } = this;
    const control = event.ctrlKey || event.metaKey;
    const name = [control ? "Ctrl+" : "", event.altKey ? "Alt+" : "", event.shiftKey ? "Shift+" : ""];
    const key = event.key.length === 1 ? event.code.replace(/^Key|^Digit/, "") : event.key;
    const keys = {
      "Ctrl+Z": commands.undo,
      "Ctrl+Y": commands.redo,
      "Ctrl+Shift+Z": commands.redo,
      "Ctrl+R": commands.fillRight,
      "Ctrl+D": commands.fillDown,
      "Ctrl+Delete": commands.remove,
      Insert: commands.addLine,
      "Alt+Insert": commands.addSubline,
      "Alt+Shift+ArrowUp": commands.moveUp,
      "Alt+Shift+ArrowDown": commands.moveDown,
      "Alt+Shift+ArrowLeft": commands.moveOut,
      "Alt+Shift+ArrowRight": commands.moveIn,
      "Alt+Shift+S": commands.split,
      "Ctrl+S": commands.save,
      F1: commands.help,
      F6: commands.leave,
    };
    return keys[name.join("") + key]?.bind(commands);
  }

  _withControl(event) {
    const { keys } = this.grid.view;
    const extend = event.shiftKey;
    if (event.key === "Home") this.selection.go(keys[0], 0, { extend });
    else if (event.key === "End") this.selection.go(keys.at(-1), FIELDS.length - 1, { extend });
    else if (event.key in ARROWS) this._jump(ARROWS[event.key], extend);
    else if (event.code === "KeyA") this.commands.selectAll();
    else return false;
    return true;
  }

  /** Ctrl with an arrow goes to the edge of the grid. */
  _jump([rows, columns], extend) {
    this.selection.step(rows * this.grid.view.keys.length, columns * FIELDS.length, { extend });
  }

  _plain(event) {
    const extend = event.shiftKey;
    const { at } = this.selection;
    if (event.key in ARROWS) this.selection.step(...ARROWS[event.key], { extend });
    else if (event.key === "Home") this.selection.go(at.key, 0, { extend });
    else if (event.key === "End") this.selection.go(at.key, FIELDS.length - 1, { extend });
    else if (event.key === "PageUp") this.selection.step(-PAGE, 0, { extend });
    else if (event.key === "PageDown") this.selection.step(PAGE, 0, { extend });
    else if (event.key === "Enter") return this._enter(event);
    else if (event.key === "Tab") return this._tab(event);
    else if (event.key === "Delete") this.commands.clear();
    else if (event.key === "Escape") this.grid.escape();
    else if (event.key === "F2") this.grid.edit();
    else return false;
    return true;
  }

  /** A key that types something starts typing; the cell's old text gives way. */
  _typing(event) {
    if (event.key === "Backspace") {
      this.grid.edit("");
      return true;
    }
    const types = event.key.length === 1 || event.key === "Process" || event.key === "Dead";
    // The key itself is left to the input, which has the focus by the time the browser acts on it.
    if (types) this.grid.edit("");
    return false;
  }

  /** Down one row, to the column in which a run of Tabs began. */
  _enter(event) {
    this.editor.finish();
    const { at } = this.selection;
    this.selection.go(at.key, this._tabStart ?? at.column, { focus: false });
    this._tabStart = null;
    this.selection.step(event.shiftKey ? -1 : 1, 0);
    return true;
  }

  /** One cell on; out of the grid behind its last cell (or before its first). */
  _tab(event) {
    this.editor.finish();
    this._tabStart ??= this.selection.at.column;
    const inside = this.selection.next(event.shiftKey ? -1 : 1);
    if (!inside) this.selection.focus();
    return inside;
  }
}
