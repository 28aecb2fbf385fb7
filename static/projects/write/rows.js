// The rows of every list on the page: made from templates, kept in the order of the proposal.

import { newRequestId } from "../../plans/grid/api.js";
import { listName } from "./proposal.js";

const FLASH = 3000;

export class Rows extends EventTarget {
  constructor({ root, proposal, queue, fields }) {
    super();
    Object.assign(this, { root, proposal, queue, fields });
    this._rows = new Map();
    this._groups = new Map();
    this.order = {};
  }

  /** The element of a row. */
  find(key) {
    return this._rows.get(key);
  }

  keys(list, above) {
    return this.order[listName(list, above)] ?? [];
  }

  list(list, above) {
    const name = above ? `[data-above="${above}"]` : ":not([data-above])";
    return this.root.querySelector(`ol[data-list="${list}"]${name}`);
  }

  draw() {
    this.order = this.proposal.arranged(this.queue.batches);
    const standing = new Set(Object.values(this.order).flat());
    for (const key of [...this._rows.keys()]) if (!standing.has(key)) this._remove(key);
    for (const list of this.root.querySelectorAll("ol[data-list]:not([data-above])")) this._fill(list, list.dataset.list, "");
    this._drawActivities();
    for (const box of this.root.querySelectorAll("[data-list-box]")) {
      box.querySelector(".list-empty").hidden = this.keys(box.dataset.listBox).length > 0;
    }
    for (const button of this.root.querySelectorAll("[data-add], [data-delete], [data-handle]")) {
      button.disabled = !this.proposal.editable;
    }
  }

  /** Add an empty row behind another (null: last) and put the cursor in it. */
  add(list, above = null, after = null) {
    const key = newRequestId();
    const place = after ?? this.keys(list, above).at(-1) ?? null;
    this.queue.do("add", { list, above: above || null, after: place, key });
    this.draw();
    this.focus(key);
  }

  move(list, key, above, index) {
    this.queue.do("move", { list, key, above: above || null, index });
    this.draw();
  }

  /** Delete a row; returns what waits in the queue for it. */
  remove(list, key) {
    const row = this.find(key);
    const next = row.nextElementSibling ?? row.previousElementSibling;
    const adding = row.closest("[data-list-box], [data-group], [data-below]").querySelector("[data-add]");
    const batch = this.queue.do("delete", { list, key });
    this.draw();
    (next?.querySelector("textarea, input") ?? adding).focus();
    return batch;
  }

  /** Put the cursor in the first field of a row. */
  focus(key) {
    this.find(key)?.querySelector("textarea, input")?.focus();
  }

  /** Mark rows for a moment. */
  flash(keys) {
    for (const row of keys.map((key) => this.find(key)).filter(Boolean)) {
      row.classList.add("is-changed");
      setTimeout(() => row.classList.remove("is-changed"), FLASH);
    }
  }

  /** A row in words: its number and text. */
  name(key) {
    const row = this.find(key);
    const text = row?.querySelector("[data-field=text] [data-control]")?.value.trim();
    return text ? `“${text.slice(0, 60)}”` : gettext("an empty row");
  }

  _drawActivities() {
    const flat = [];
    this.keys("activities").forEach((key, index) => {
      flat.push([key, `${index + 1}`]);
      const below = this.find(key).querySelector("ol[data-list=activities]");
      this._fill(below, "activities", key);
      this.keys("activities", key).forEach((child, at) => flat.push([child, `${index + 1}.${at + 1}`]));
    });
    for (const [key, number] of flat) this.find(key).querySelector(".row-number").textContent = number;
    this._drawGroups(flat);
  }

  /** The cost lines stand under their activities, in the same order. */
  _drawGroups(flat) {
    const box = document.getElementById("cost-groups");
    const keys = new Set(flat.map(([key]) => key));
    for (const [key, group] of this._groups) {
      if (keys.has(key)) continue;
      group.remove();
      this._groups.delete(key);
    }
    const groups = flat.map(([key, number]) => this._group(key, number));
    inOrder(box, groups);
    for (const [key] of flat) this._fill(this.list("cost_lines", key), "cost_lines", key);
    document.getElementById("costs-empty").hidden = flat.length > 0;
  }

  _group(key, number) {
    if (!this._groups.has(key)) {
      const group = document.getElementById("cost-group").content.firstElementChild.cloneNode(true);
      group.dataset.group = key;
      group.querySelector("ol").dataset.above = key;
      this._groups.set(key, group);
    }
    const group = this._groups.get(key);
    group.querySelector(".group-number").textContent = number;
    group.querySelector("ol").setAttribute("aria-label", `${gettext("Cost lines")} ${number}`);
    return group;
  }

  /** The heading over the cost lines of every activity, from what is typed above. */
  nameGroups() {
    for (const [key, group] of this._groups) {
      const text = this.find(key)?.querySelector("[data-field=text] [data-control]").value.trim();
      group.querySelector(".group-name").textContent = text || gettext("(activity without a name)");
      group.querySelector(".group-total strong").textContent = this.proposal.activities[key]?.total ?? "0";
    }
  }

  _fill(ol, list, above) {
    const rows = this.keys(list, above).map((key) => this._row(list, key, above));
    inOrder(ol, rows);
  }

  _row(list, key, above) {
    const known = this._rows.get(key);
    if (known?.dataset.above === above) return known;
    if (known) this._remove(key);
    const row = document.getElementById(`row-${list}`).content.firstElementChild.cloneNode(true);
    Object.assign(row.dataset, { key, kind: list, above });
    if (list === "activities") this._prepareActivity(row, key, above);
    this._rows.set(key, row);
    this.fields.add(row, list, key);
    this.dispatchEvent(new CustomEvent("made", { detail: { row, list, key } }));
    return row;
  }

  _prepareActivity(row, key, above) {
    if (above) row.querySelector("[data-below]").remove();
    else row.querySelector("ol[data-list]").dataset.above = key;
  }

  _remove(key) {
    const row = this._rows.get(key);
    this._rows.delete(key);
    this.fields.forget(key);
    // Last, because taking the focus away makes the fields look again.
    row?.remove();
  }
}

/** Put elements into a box in order, touching only those that stand elsewhere; the one with the focus stays put. */
function inOrder(box, elements) {
  const focused = document.activeElement;
  let next = null;
  for (const element of [...elements].reverse()) {
    if (element.parentElement !== box || element.nextElementSibling !== next) box.insertBefore(element, next);
    next = element;
  }
  if (focused !== document.activeElement && box.contains(focused)) focused.focus();
}
