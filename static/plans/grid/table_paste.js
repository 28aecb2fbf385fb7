// A table with names from Excel: shown first with everything that doesn't add up in it, then added as a whole.

import { ConnectionLost, Refusal } from "./api.js";
import { AMOUNTS } from "./fields.js";

const byId = (id) => document.getElementById(id);

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export class TablePaste {
  constructor({ plan, api, commands, formats, selection }) {
    Object.assign(this, { plan, api, commands, formats, selection });
    this.dialog = byId("paste-dialog");
    this.text = byId("paste-text");
    this.part = byId("paste-part");
    byId("paste-check").addEventListener("click", () => this._check());
    byId("paste-back").addEventListener("click", () => this._showText());
    byId("paste-add").addEventListener("click", () => this._add());
    this.dialog.addEventListener("close", () => this.selection.focus());
  }

  /** Ask for the text of a table. */
  ask() {
    this.text.value = "";
    this._start(this.commands.place());
    this.text.focus();
  }

  /** Look at a table that was pasted into the grid. */
  open(text, anchor) {
    this.text.value = text;
    this._start(anchor);
    this._check();
  }

  _start(anchor) {
    this.anchor = anchor;
    const parts = this.plan.rows.filter((row) => row.kind === "part");
    this.part.replaceChildren(...parts.map((row) => new Option(row.name, row.key, false, row.key === anchor.part)));
    this._showText();
    this.dialog.showModal();
  }

  _showText() {
    this._show("text");
    byId("paste-refusal").hidden = true;
  }

  _show(step) {
    byId("paste-step-text").hidden = step !== "text";
    byId("paste-step-preview").hidden = step !== "preview";
    for (const id of ["paste-back", "paste-add"]) byId(id).hidden = step !== "preview";
    byId("paste-check").hidden = step !== "text";
  }

  get _body() {
    const moved = this.part.value !== this.anchor.part;
    return { text: this.text.value, ...(moved ? { part: this.part.value, parent: null, after: null } : this.anchor) };
  }

  async _check() {
    try {
      const { preview } = await this.api.post("paste_preview", this._body);
      this._draw(preview);
    } catch (error) {
      if (error instanceof Refusal) this._refused(error.sentence, error.answer.faults ?? []);
      else if (error instanceof ConnectionLost) this._refused(gettext("The server can't be reached. What you pasted is still here; try again."), []);
      else throw error;
    }
  }

  _refused(sentence, faults) {
    this._showText();
    byId("paste-refusal").hidden = false;
    byId("paste-refusal-words").textContent = sentence;
    byId("paste-refusal-list").replaceChildren(...faults.map((fault) => element("li", "", fault.sentence)));
    byId("paste-refusal").focus();
  }

  _draw(preview) {
    const numbers = {
      lines: this.formats.amount(`${preview.lines}.00`, "0"),
      categories: this.formats.amount(`${preview.categories}.00`, "0"),
      total: this.formats.amount(preview.total[0], "0"),
    };
    const words = gettext("%(lines)s lines and %(categories)s categories will be added, %(total)s baht altogether.");
    byId("paste-summary").textContent = interpolate(words, numbers, true);
    byId("paste-rows").replaceChildren(...preview.rows.map((row) => this._row(row)));
    this._list("paste-faults", preview.faults.map((fault) => fault.sentence));
    this._list("paste-repeated", preview.repeated);
    this._show("preview");
    byId("paste-add").focus();
  }

  _list(id, sentences) {
    byId(id).hidden = !sentences.length;
    byId(id).querySelector("ul").replaceChildren(...sentences.map((sentence) => element("li", "", sentence)));
  }

  _row(row) {
    const made = element("tr", `kind-${row.kind} level-${Math.min(row.level, 6)}`);
    const name = element("th", "", row.name);
    name.scope = "row";
    made.append(name);
    AMOUNTS.forEach((field, index) => {
      made.append(element("td", "num", this.formats.shown(field, row.cells[index])));
    });
    return made;
  }

  async _add() {
    const answer = await this.commands.act("paste", () => this._body);
    if (!answer) {
      this._refused(byId("grid-alert-text").textContent, []);
      return;
    }
    this.dialog.close();
    this.selection.go(answer.touched[0], 0);
  }
}
