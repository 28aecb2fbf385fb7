// Typed cells that aren't stored yet, kept in the browser so that a reload or a crash loses nothing.

const PREFIX = "budgetplan.unsaved";
const ABANDONED_AFTER = 60_000;

function cellsOf(draft) {
  return [...draft.batches.flatMap((batch) => batch.cells), ...draft.refused];
}

/** The browser's store, or one that forgets where the person switched it off: then only a reload loses what waits. */
function storage(name) {
  try {
    return window[name];
  } catch {
    return { length: 0, getItem: () => null, setItem: () => {}, removeItem: () => {} };
  }
}

export class Drafts {
  constructor(planId, personId) {
    this._store = storage("localStorage");
    this._scope = `${PREFIX}.${planId}.${personId}.`;
    this._mine = this._scope + this._tab(storage("sessionStorage"));
  }

  /** Each tab keeps its own; the name of a tab survives its reload. */
  _tab(session) {
    const tab = session.getItem(PREFIX) ?? `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
    session.setItem(PREFIX, tab);
    return tab;
  }

  keep({ batches, refused }) {
    const draft = {
      at: Date.now(),
      batches: batches.map(({ cells, extra, requestId }) => ({ cells, extra, requestId })),
      refused: refused.map(({ kind, key, field, value, was }) => ({ kind, key, field, value, was })),
    };
    try {
      if (draft.batches.length || draft.refused.length) this._store.setItem(this._mine, JSON.stringify(draft));
      else this._store.removeItem(this._mine);
    } catch {
      // A full store only loses the offer after a reload; the page itself still holds everything.
    }
  }

  /** Drafts left by this tab before its reload, and by tabs that are gone. */
  left() {
    return Object.keys(this._store)
      .filter((name) => name.startsWith(this._scope))
      .map((name) => ({ name, ...JSON.parse(this._store.getItem(name)) }))
      .filter((draft) => draft.name === this._mine || Date.now() - draft.at > ABANDONED_AFTER)
      .map((draft) => ({ ...draft, cells: cellsOf(draft) }));
  }

  forget(draft) {
    this._store.removeItem(draft.name);
  }
}
