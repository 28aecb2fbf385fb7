// Typed cells that aren't stored yet, kept in the browser so that a reload or a crash loses nothing.

const PREFIX = "budgetplan.unsaved";
const ABANDONED_AFTER = 60_000;

function cellsOf(draft) {
  return [...draft.batches.flatMap((batch) => batch.cells), ...draft.refused];
}

export class Drafts {
  constructor(planId, personId) {
    this._scope = `${PREFIX}.${planId}.${personId}.`;
    this._mine = this._scope + this._tab();
  }

  /** Each tab keeps its own; the name of a tab survives its reload. */
  _tab() {
    let tab = sessionStorage.getItem(PREFIX);
    if (!tab) {
      tab = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
      sessionStorage.setItem(PREFIX, tab);
    }
    return tab;
  }

  keep({ batches, refused }) {
    const draft = {
      at: Date.now(),
      batches: batches.map(({ cells, extra, requestId }) => ({ cells, extra, requestId })),
      refused: refused.map(({ key, field, value, was }) => ({ key, field, value, was })),
    };
    try {
      if (cellsOf(draft).length) localStorage.setItem(this._mine, JSON.stringify(draft));
      else localStorage.removeItem(this._mine);
    } catch {
      // A browser without storage only loses the offer after a reload; the page itself still holds everything.
    }
  }

  /** Drafts left by this tab before its reload, and by tabs that are gone. */
  left() {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(this._scope))
      .map((name) => ({ name, ...JSON.parse(localStorage.getItem(name)) }))
      .filter((draft) => draft.name === this._mine || Date.now() - draft.at > ABANDONED_AFTER)
      .map((draft) => ({ ...draft, cells: cellsOf(draft) }));
  }

  forget(draft) {
    localStorage.removeItem(draft.name);
  }
}
