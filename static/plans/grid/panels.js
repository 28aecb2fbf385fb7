// Everything around the table: the sums above it, the state of saving, what doesn't add up, what couldn't be stored.

import { toThai } from "./amounts.js";
import { FIELDS, TOTAL } from "./fields.js";
import { imbalanceId, problemId } from "./view.js";
import { cellId } from "./queue.js";

const byId = (id) => document.getElementById(id);

function element(tag, { className = "", text = "", id = "" } = {}) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (id) made.id = id;
  made.textContent = text;
  return made;
}

function button(text, pressed, className = "btn btn-sm btn-outline-primary") {
  const made = element("button", { className, text });
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
}

export class Panels {
  constructor({ plan, queue, view, formats, selection }) {
    Object.assign(this, { plan, queue, view, formats, selection });
    this.alert = byId("grid-alert");
    this.live = byId("grid-live");
    byId("grid-alert-close").addEventListener("click", () => {
      this.say("");
      this.selection.focus();
    });
  }

  /** Say why something wasn't done; it stays until the next thing works or the person closes it. */
  say(sentence) {
    byId("grid-alert-text").textContent = sentence;
    this.alert.hidden = !sentence;
  }

  /** Tell a screen reader (and nobody else) what happened. */
  tell(sentence) {
    this.live.textContent = sentence;
  }

  digits(text) {
    return this.formats.thai ? toThai(String(text)) : String(text);
  }

  draw() {
    this._drawSums();
    this._drawSaving();
    this._drawImbalances();
    this._drawProblems();
    byId("grid-empty").hidden = this.plan.hasLines;
  }

  _drawSums() {
    const { total, envelope, left } = this.plan;
    const over = left.startsWith("-");
    byId("sum-envelope").textContent = this.formats.amount(envelope, "0");
    byId("sum-total").textContent = this.formats.amount(total[0], "0");
    byId("sum-left").textContent = this.formats.amount(left.replace("-", ""), "0");
    byId("sum-left-label").textContent = over ? gettext("Over by") : gettext("Left");
    byId("sum-left").parentElement.classList.toggle("is-over", over);
  }

  _drawSaving() {
    const { tone, icon, words } = this._saving();
    const place = byId("save-state");
    if (place.dataset.words === words) return;
    place.dataset.words = words;
    place.className = `save-state is-${tone}`;
    byId("save-icon").className = `bi bi-${icon}`;
    byId("save-words").textContent = words;
  }

  _saving() {
    const { queue, plan } = this;
    if (!plan.editable && !queue.unsaved) return { tone: "saved", icon: "lock", words: gettext("Read only") };
    const count = this.digits(queue.unsaved);
    if (queue.trouble === "signed-out") return this._trouble(gettext("Not saved: %(count)s – you were signed out. Sign in again in another tab; saving then goes on by itself."), count);
    if (queue.trouble) return this._trouble(gettext("Not saved: %(count)s – no connection. Trying again by itself."), count);
    if (queue.isSaving) return { tone: "saving", icon: "arrow-repeat", words: gettext("Saving…") };
    if (queue.unsaved) return this._trouble(gettext("Not saved: %(count)s – see the list above the table."), count);
    if (!queue.savedAt) return { tone: "saved", icon: "cloud-check", words: gettext("Everything is saved") };
    const time = queue.savedAt.toLocaleTimeString("th-TH", { hour: "2-digit", minute: "2-digit", numberingSystem: "latn" });
    return { tone: "saved", icon: "cloud-check", words: interpolate(gettext("Saved %(time)s"), { time: this.digits(time) }, true) };
  }

  _trouble(words, count) {
    return { tone: "trouble", icon: "exclamation-triangle-fill", words: interpolate(words, { count }, true) };
  }

  _drawImbalances() {
    const { imbalances } = this.plan;
    const count = this.digits(imbalances.length);
    const words = imbalances.length
      ? interpolate(ngettext("%(count)s place doesn't add up", "%(count)s places don't add up", imbalances.length), { count }, true)
      : gettext("Everything adds up");
    byId("balance-link-words").textContent = words;
    byId("balance-link").classList.toggle("is-off", imbalances.length > 0);
    byId("balance-icon").className = `bi bi-${imbalances.length ? "exclamation-triangle-fill" : "check-circle-fill"}`;
    byId("balance-none").hidden = imbalances.length > 0;
    byId("balance-list").replaceChildren(...imbalances.map((found) => this._imbalance(found)));
  }

  _imbalance(found) {
    const key = this._keyOf(found);
    const item = element("li", { id: key ? imbalanceId(key) : "" });
    if (!key || !this.view.table.isConnected) {
      item.textContent = found.sentence;
      return item;
    }
    item.append(button(found.sentence, () => this.selection.go(key, 1), "btn btn-link"));
    return item;
  }

  /** The row an imbalance leads to; of a group over its ceiling the first of its lines. */
  _keyOf(found) {
    if (found.key) return found.key;
    if (found.code === "envelope") return TOTAL;
    const unit = [...this.formats.units.values()].find(({ name }) => name === found.name);
    return this.plan.rows.find((row) => unit && row.unit === unit.id)?.key ?? null;
  }

  /** Cells that couldn't be stored, each with its sentence, and with what to do about it. */
  _drawProblems() {
    const faults = [...this.queue.faults.values()].map((fault) => this._fault(fault));
    const clashes = [...this.queue.clashes.values()].map((clash) => this._clash(clash));
    byId("problem-list").replaceChildren(...faults, ...clashes);
    byId("problems").hidden = !faults.length && !clashes.length;
  }

  _problem(cell, words) {
    const item = element("li", { id: problemId(cell.key, cell.field) });
    const row = this.plan.row(cell.key);
    const column = FIELDS.indexOf(cell.field);
    const where = `${row?.name ?? gettext("deleted line")} · ${this.columnTitle(column)}`;
    const link = row
      ? button(where, () => this.selection.go(cell.key, column), "btn btn-link")
      : element("strong", { text: where });
    item.append(link, element("span", { className: "problem-words", text: words }));
    return item;
  }

  _fault(fault) {
    const words = `“${fault.value}”: ${fault.sentence}`;
    const item = this._problem(fault, words);
    item.append(button(gettext("Take back"), () => this._giveUp(fault), "btn btn-sm btn-outline-secondary"));
    return item;
  }

  _clash(clash) {
    const gone = clash.theirs === null;
    const when = clash.at ? new Date(clash.at).toLocaleTimeString("th-TH", { hour: "2-digit", minute: "2-digit" }) : "";
    const figures = {
      who: clash.by || gettext("Somebody"),
      when: this.digits(when),
      theirs: gone ? "" : this.formats.shown(clash.field, String(clash.theirs)) || gettext("nothing"),
      mine: this.formats.typed(clash.field, clash.value) || gettext("nothing"),
    };
    const words = gone
      ? gettext("%(who)s deleted this line at %(when)s. You typed: %(mine)s")
      : gettext("%(who)s stored %(theirs)s at %(when)s. You typed: %(mine)s");
    const item = this._problem(clash, interpolate(words, figures, true));
    const keep = gone ? gettext("All right") : gettext("Keep theirs");
    item.append(button(keep, () => this._giveUp(clash)));
    if (!gone) item.append(button(gettext("Use mine"), () => this._insist(clash)));
    return item;
  }

  _giveUp(cell) {
    this.queue.drop(cellId(cell));
    this._back(cell);
  }

  _insist(cell) {
    this.queue.insist(cellId(cell));
    this._back(cell);
  }

  _back(cell) {
    if (this.plan.row(cell.key)) this.selection.go(cell.key, FIELDS.indexOf(cell.field));
    else this.selection.focus();
  }

  columnTitle(column) {
    return this.view.table.tHead.rows[0].cells[column].dataset.title;
  }

  /** The sentence about the cell one is on stands right below it. */
  showBubble() {
    const bubble = byId("cell-bubble");
    const { at } = this.selection;
    const cell = this.view.cell(at.key, at.column);
    const about = byId(cell.getAttribute("aria-describedby"));
    bubble.hidden = !about;
    if (!about) return;
    bubble.textContent = (about.querySelector(".problem-words") ?? about).textContent;
    bubble.classList.toggle("is-problem", about.id.startsWith("problem-"));
    const frame = bubble.offsetParent.getBoundingClientRect();
    const box = cell.getBoundingClientRect();
    const { scrollLeft, scrollTop } = bubble.offsetParent;
    bubble.style.top = `${box.bottom - frame.top + scrollTop}px`;
    bubble.style.left = `${Math.max(box.right - frame.left + scrollLeft - bubble.offsetWidth, scrollLeft)}px`;
  }

  openHelp() {
    byId("help-dialog").showModal();
  }

  /** Out of the table: to the buttons above it, or to what doesn't add up where nothing can be changed. */
  leave() {
    (byId("grid-toolbar")?.querySelector("button:not([disabled])") ?? byId("balance")).focus();
  }

  /** Ask before a paste that would leave values out or needs new lines: "add", "skip" or "". */
  askBeforePaste({ skipped, beyond, canSkip }) {
    const dialog = byId("overflow-dialog");
    const words = [];
    if (skipped.length) words.push(this._skippedWords(skipped));
    if (beyond) words.push(this._beyondWords(beyond));
    byId("overflow-words").replaceChildren(...words.map((text) => element("p", { text })));
    byId("overflow-add").hidden = !beyond;
    byId("overflow-skip").hidden = !canSkip;
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
    });
  }

  _skippedWords(names) {
    const list = names.slice(0, 5).map((name) => `“${name}”`).join(", ") + (names.length > 5 ? " …" : "");
    const words = gettext("These rows are sums and can't be pasted over; what falls on them would be left out: %(names)s");
    return interpolate(words, { names: list }, true);
  }

  _beyondWords(beyond) {
    const words = ngettext(
      "The block is %(count)s row longer than the plan. It can be added as a new line.",
      "The block is %(count)s rows longer than the plan. They can be added as new lines.",
      beyond,
    );
    return interpolate(words, { count: this.digits(beyond) }, true);
  }

  /** Offer cells that were typed before a reload and never stored. */
  offer(draft, { resume, forget }) {
    const banner = byId("unsaved-offer");
    const count = this.digits(draft.cells.length);
    const words = ngettext("%(count)s cell was typed here earlier and never saved: %(cells)s", "%(count)s cells were typed here earlier and never saved: %(cells)s", draft.cells.length);
    const cells = draft.cells.slice(0, 8).map((cell) => this._offered(cell)).join(" · ");
    byId("unsaved-words").textContent = interpolate(words, { count, cells }, true);
    banner.hidden = false;
    const answered = (then) => () => {
      banner.hidden = true;
      then(draft);
    };
    byId("unsaved-resume").onclick = answered(resume);
    byId("unsaved-forget").onclick = answered(forget);
  }

  _offered(cell) {
    const name = this.plan.row(cell.key)?.name ?? gettext("deleted line");
    return `${name}, ${this.columnTitle(FIELDS.indexOf(cell.field))}: ${this.formats.typed(cell.field, cell.value) || "–"}`;
  }
}
