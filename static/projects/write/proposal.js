// The proposal as the server last told it, and how its rows stand once what waits to be sent is done.

/** What an empty row holds until the server has answered. */
export const EMPTY = { category: "services", source: "area_office", in_budget: true, months: [], quarters: null };

export const HEAD = "head";

export function listName(list, above) {
  return above ? `${list}/${above}` : list;
}

export class Proposal extends EventTarget {
  constructor(data) {
    super();
    this.head = {};
    this.rows = {};
    this._take(data);
  }

  /** Take an answer of the server. Fires "change", and "frozen" where the proposal can't be changed any more. */
  apply(answer) {
    const wasEditable = this.editable;
    this._take(answer);
    this._changed(wasEditable);
  }

  /** From now on the proposal can be read but not changed. */
  freeze(reason) {
    const wasEditable = this.editable;
    Object.assign(this, { editable: false, reason });
    this._changed(wasEditable);
  }

  _changed(wasEditable) {
    this.dispatchEvent(new Event("change"));
    if (wasEditable && !this.editable) this.dispatchEvent(new Event("frozen"));
  }

  _take(answer) {
    const { revision, state, editable, reason, order, period, activities, lines, summary, ceiling, findings } = answer;
    Object.assign(this, { revision, state, editable, reason, order, period, activities, lines, summary });
    this.comments = answer.comments;
    Object.assign(this, { ceiling, canUndo: answer.can_undo, canRedo: answer.can_redo });
    if (answer.head) this.head = answer.head;
    this.findings = this._withReason(findings);
    const kept = answer.full ? {} : this.rows;
    const standing = new Set(Object.values(order).flat());
    const rows = { ...kept, ...answer.rows };
    this.rows = Object.fromEntries(Object.entries(rows).filter(([key]) => standing.has(key)));
  }

  /** The findings, and that the reason for going over the ceiling is missing: without one nobody can submit. */
  _withReason(findings) {
    const anchor = "over_ceiling_reason";
    const isSaid = findings.some((finding) => finding.anchor === anchor && finding.level === "error");
    if (!this.ceiling?.over || this.head[anchor] || isSaid) return findings;
    const sentence = gettext("Say why the group asks for more than its ceiling.");
    const missing = { code: "missing", level: "error", anchor, sentence, word: gettext("must be corrected") };
    const errors = findings.filter(({ level }) => level === "error");
    return [...errors, missing, ...findings.filter(({ level }) => level !== "error")];
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
