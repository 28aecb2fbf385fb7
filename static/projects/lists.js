// Changing the order of projects on the list: by dragging, by keyboard, by the bar's buttons. Every move is saved at
// once; one that can't be saved is taken back on the page and said.
import { Api, Refusal, SignedOut } from "../plans/grid/api.js";
import { dragRows } from "./lists/dragging.js";
import { placeAt, placeOf, putInOrder, rowsIn, shown, typedNumber } from "./lists/ordering.js";

const NO_KEY = "00000000-0000-0000-0000-000000000000";
const CONFLICT = 409;

class OrderBar {
  constructor(bar) {
    this.bar = bar;
    this.part = (name) => bar.querySelector(`#order-${name}`);
    this.chosen = null;
    this.moves = [];
    this.queue = Promise.resolve();
    this.epoch = 0;
    this.pending = 0;
    document.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("keydown", (event) => this.keyed(event));
    document.addEventListener("htmx:afterSettle", () => this.meetList());
    this.meetList();
  }

  /** The list is there, for the first time or as a filter left it. */
  meetList() {
    const list = document.querySelector("#projects");
    if (list === this.list) return;
    this.list = list;
    this.chosen = null;
    this.stored = new Map([...list.querySelectorAll("tbody[data-mark]")].map((body) => [body, rowsIn(body)]));
    dragRows(list, (row, from, to) => this.save(row, from, to));
    this.showTools();
  }

  clicked(event) {
    const row = event.target.closest(".handle")?.closest("tr");
    const move = event.target.closest("[data-move]")?.dataset.move;
    if (row) this.choose(row === this.chosen ? null : row);
    else if (move) this.moveChosen(move);
    else if (event.target.closest("#order-undo")) this.undo();
    else if (event.target.closest("#order-done")) this.close();
  }

  keyed(event) {
    const row = event.target.closest(".handle")?.closest("tr");
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (row && step && event.altKey) {
      event.preventDefault();
      this.move(row, placeOf(row) + step);
      row.scrollIntoView({ block: "nearest" });
    } else if (event.target === this.part("number") && event.key === "Enter") {
      this.moveChosen("to");
    }
  }

  /** Let the bar's buttons move this row, or none. */
  choose(row) {
    for (const [other, isChosen] of [[this.chosen, false], [row, true]]) {
      other?.classList.toggle("chosen", isChosen);
      other?.querySelector(".handle").setAttribute("aria-pressed", String(isChosen));
    }
    this.chosen = row;
    if (row) this.say(placeSentence(row));
    this.showTools();
  }

  close() {
    this.choose(null);
    this.bar.hidden = true;
  }

  showTools() {
    this.part("move").hidden = !this.chosen;
    this.part("undo").hidden = !this.moves.length || !this.list.querySelector(".handle");
  }

  moveChosen(how) {
    const row = this.chosen;
    const count = rowsIn(row.parentElement).length;
    const typed = typedNumber(this.part("number").value);
    if (how !== "to") this.move(row, placeOf(row) + (how === "up" ? -1 : 1));
    else if (typed >= 1 && typed <= count) this.move(row, typed - 1);
    else this.fail(interpolate(gettext("Type a number from 1 to %s."), [shown(count)]));
    row.scrollIntoView({ block: "nearest" });
  }

  move(row, to) {
    const from = placeOf(row);
    if (to < 0 || to >= rowsIn(row.parentElement).length || to === from) {
      this.say(placeSentence(row));
    } else {
      placeAt(row, to);
      this.save(row, from, to);
    }
  }

  /** Take the last move back, once what is on its way is saved: that may be the last one. */
  undo() {
    const epoch = this.epoch;
    this.queue = this.queue.then(() => {
      if (epoch === this.epoch && this.moves.length) this.takeLastBack();
    });
  }

  takeLastBack() {
    const { key, from } = this.moves.pop();
    const row = this.list.querySelector(`tr[data-key="${key}"]`);
    if (row) {
      const now = placeOf(row);
      placeAt(row, from);
      this.save(row, now, from, { isUndo: true });
    } else {
      this.showTools();
    }
  }

  /** Save a move that the page shows already: one after the other, each in sight of the order before it. */
  save(row, from, to, { isUndo = false } = {}) {
    const epoch = this.epoch;
    this.say(placeSentence(row));
    this.count(1);
    this.queue = this.queue.then(async () => {
      try {
        if (epoch !== this.epoch) return;
        await this.store(row, to);
        if (!isUndo) this.moves.push({ key: row.dataset.key, from });
        this.showTools();
      } catch (error) {
        await this.takeBack(error);
      } finally {
        this.count(-1);
      }
    });
  }

  /** How many moves wait to be saved, on the bar for whoever asks. */
  count(more) {
    this.pending += more;
    this.bar.dataset.pending = this.pending;
  }

  async store(row, to) {
    const body = row.parentElement;
    const url = this.bar.dataset.url.replace(NO_KEY, row.dataset.key);
    const api = new Api({ priority: url }, this.bar.dataset.csrf);
    const answer = await api.post("priority", { index: to, seen: body.dataset.mark });
    const order = this.stored.get(body).filter((other) => other !== row);
    order.splice(to, 0, row);
    this.stored.set(body, order);
    body.dataset.mark = answer.mark;
  }

  /** Show the order that is stored, and say why it isn't the one that was asked for. */
  async takeBack(error) {
    this.epoch += 1;
    for (const [body, rows] of this.stored) putInOrder(body, rows);
    if (error instanceof Refusal && error.status === CONFLICT) await this.reload();
    this.fail(reason(error));
  }

  async reload() {
    const key = document.activeElement?.closest("tr[data-key]")?.dataset.key;
    await htmx.ajax("GET", location.href, { target: "#projects", select: "#projects", swap: "outerHTML" });
    this.meetList();
    this.list.querySelector(`tr[data-key="${key}"] .handle`)?.focus();
  }

  say(sentence) {
    this.bar.hidden = false;
    this.part("problem").textContent = "";
    this.part("status").textContent = sentence;
  }

  fail(sentence) {
    this.bar.hidden = false;
    this.part("status").textContent = "";
    this.part("problem").textContent = sentence;
  }
}

function placeSentence(row) {
  const values = {
    name: row.dataset.name,
    number: shown(placeOf(row) + 1),
    count: shown(rowsIn(row.parentElement).length),
  };
  return interpolate(gettext("“%(name)s” is number %(number)s of %(count)s."), values, true);
}

function reason(error) {
  if (error instanceof Refusal) return error.sentence;
  if (error instanceof SignedOut) return gettext("You were signed out, so nothing was moved. Sign in and try again.");
  return gettext("There is no connection, so nothing was moved. Try again when it is back.");
}

// An empty list has no bar.
const bar = document.querySelector("#order-bar");
if (bar) new OrderBar(bar);
