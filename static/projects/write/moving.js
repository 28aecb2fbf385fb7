// Moving rows: Alt with the arrow keys, or dragging the handle. Cost lines also go from activity to activity.

export class Moving {
  constructor({ root, rows, proposal, tell }) {
    Object.assign(this, { root, rows, proposal, tell });
    root.addEventListener("keydown", (event) => this._key(event));
    root.addEventListener("pointerdown", (event) => this._grab(event));
  }

  _key(event) {
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const row = event.target.closest("[data-row]");
    if (!way || !event.altKey || event.ctrlKey || event.shiftKey || !row || !this.proposal.editable) return;
    event.preventDefault();
    const { key, kind, above } = row.dataset;
    const keys = this.rows.keys(kind, above);
    const index = keys.indexOf(key) + way;
    const place = index >= 0 && index < keys.length ? { above, index } : this._beyond(kind, above, way);
    if (place) this._move(row, place, event.target);
    else this.tell(way < 0 ? gettext("It is the first row already.") : gettext("It is the last row already."));
  }

  /** A cost line at the edge of its activity goes to the next one. */
  _beyond(kind, above, way) {
    if (kind !== "cost_lines") return null;
    const groups = [...this.root.querySelectorAll("[data-group]")].map((group) => group.dataset.group);
    const next = groups[groups.indexOf(above) + way];
    return next && { above: next, index: way < 0 ? this.rows.keys(kind, next).length : 0 };
  }

  _move(row, { above, index }, focused) {
    const { key, kind } = row.dataset;
    const wrapper = focused?.closest("[data-field]")?.dataset.field;
    this.rows.fields.storeAll();
    this.rows.move(kind, key, above, index);
    const moved = this.rows.find(key);
    const target = wrapper ? this.rows.fields.find(key, wrapper).control.focusable : moved.querySelector("[data-handle]");
    target.focus();
    moved.scrollIntoView({ block: "nearest" });
    const place = { name: this.rows.name(key), place: index + 1, of: this.rows.keys(kind, above).length };
    this.tell(interpolate(gettext("%(name)s moved to place %(place)s of %(of)s."), place, true));
  }

  _grab(event) {
    const handle = event.target.closest("[data-handle]");
    if (!handle || handle.disabled || event.button !== 0) return;
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    const drag = { row: handle.closest("[data-row]"), place: null };
    drag.row.classList.add("is-dragged");
    const follow = (moved) => this._follow(drag, moved);
    const end = ({ type }) => {
      handle.removeEventListener("pointermove", follow);
      for (const name of ["pointerup", "pointercancel"]) handle.removeEventListener(name, end);
      this._drop(drag, type === "pointerup");
    };
    handle.addEventListener("pointermove", follow);
    for (const name of ["pointerup", "pointercancel"]) handle.addEventListener(name, end);
  }

  _follow(drag, { clientX, clientY }) {
    const { kind, above } = drag.row.dataset;
    this._mark(null);
    drag.place = null;
    const under = document.elementFromPoint(clientX, clientY);
    const row = this._rowOf(under, kind, above);
    const group = kind === "cost_lines" && !row && under?.closest("[data-group]");
    if (group) drag.place = { above: group.dataset.group, key: null, mark: group.querySelector("ol"), side: "drop-in" };
    if (!row || row === drag.row) return this._mark(drag.place);
    const { top, height } = row.getBoundingClientRect();
    const isAfter = clientY > top + height / 2;
    drag.place = { above: row.dataset.above, key: row.dataset.key, isAfter, mark: row, side: isAfter ? "drop-after" : "drop-before" };
    return this._mark(drag.place);
  }

  /** The row under the pointer that the dragged one may stand beside. */
  _rowOf(under, kind, above) {
    let row = under?.closest(`[data-row][data-kind="${kind}"]`);
    while (row && kind === "activities" && row.dataset.above !== above) row = row.parentElement.closest("[data-row]");
    return row;
  }

  _mark(place) {
    for (const side of ["drop-before", "drop-after", "drop-in"]) {
      for (const marked of this.root.querySelectorAll(`.${side}`)) marked.classList.remove(side);
    }
    place?.mark.classList.add(place.side);
  }

  _drop({ row, place }, isMeant) {
    row.classList.remove("is-dragged");
    this._mark(null);
    if (!place || !isMeant) return;
    const { key, kind, above } = row.dataset;
    const keys = this.rows.keys(kind, place.above).filter((other) => other !== key);
    const index = place.key ? keys.indexOf(place.key) + (place.isAfter ? 1 : 0) : keys.length;
    if (place.above === above && this.rows.keys(kind, above).indexOf(key) === index) return;
    this._move(row, { above: place.above, index });
  }
}
