// The proposal as the server last told it, and how its rows stand once what waits to be sent is done.

import { Told } from "../../plans/grid/told.js";

/** What an empty row holds until the server has answered. */
export const EMPTY = { category: "services", source: "area_office", in_budget: true, months: [], quarters: null };

export const HEAD = "head";

export function listName(list, above) {
  return above ? `${list}/${above}` : list;
}

export class Proposal extends Told {
  _take(answer) {
    super._take(answer);
    const { order, period, activities, lines, summary, ceiling, findings, comments } = answer;
    Object.assign(this, { order, period, activities, lines, summary, ceiling, findings, comments });
    if (answer.head) this.head = answer.head;
    const kept = answer.full ? {} : this.rows;
    const standing = new Set(Object.values(order).flat());
    const rows = { ...kept, ...answer.rows };
    this.rows = Object.fromEntries(Object.entries(rows).filter(([key]) => standing.has(key)));
  }

  /** Whether the server has this row; the head (no key) always. */
  has(key) {
    return key === "" || key in this.rows;
  }

  /** A stored field; undefined where the server hasn't got the row. */
  stored(key, field) {
    return key === "" ? this.head[field] : this.rows[key]?.[field];
  }

  /** A stored field, or what an empty row has there. */
  value(key, field) {
    return this.stored(key, field) ?? EMPTY[field] ?? "";
  }

  /** {list or "list/key above": keys} with the changes that wait in `batches` done. */
  arranged(batches) {
    const order = Object.fromEntries(Object.entries(this.order).map(([name, keys]) => [name, [...keys]]));
    for (const { extra } of batches) if (extra.action) DO[extra.action](order, extra.body);
    return order;
  }
}

const DO = {
  add(order, { list, above, after, key }) {
    const keys = (order[listName(list, above)] ??= []);
    if (keys.includes(key)) return;
    keys.splice(after ? keys.indexOf(after) + 1 : keys.length, 0, key);
  },

  move(order, { list, above, key, index }) {
    if (!take(order, list, key)) return;
    const keys = (order[listName(list, above)] ??= []);
    keys.splice(index ?? keys.length, 0, key);
  },

  delete(order, { list, key }) {
    take(order, list, key);
  },
};

function take(order, list, key) {
  for (const [name, keys] of Object.entries(order)) {
    const index = name === list || name.startsWith(`${list}/`) ? keys.indexOf(key) : -1;
    if (index >= 0) return keys.splice(index, 1);
  }
  return null;
}
