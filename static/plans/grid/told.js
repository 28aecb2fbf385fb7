// What the server last told of a document that several people write: its state, and whether it may still be changed.

export class Told extends EventTarget {
  constructor(data) {
    super();
    this._take(data);
  }

  /** Take an answer of the server. Fires "change", and "frozen" where the document can't be changed any more. */
  apply(answer) {
    const wasEditable = this.editable;
    this._take(answer);
    this._changed(wasEditable);
  }

  /** From now on the document can be read but not changed. */
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
    const { revision, state, editable, reason, can_undo: canUndo, can_redo: canRedo } = answer;
    Object.assign(this, { revision, state, editable, reason, canUndo, canRedo });
  }
}
