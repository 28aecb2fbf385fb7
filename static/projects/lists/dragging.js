// Dragging a row by its handle, with a mouse, a pen or a finger.
import { placeAt, placeOf, rowsIn } from "./ordering.js";

const FAR_ENOUGH = 4;
const EDGE = 70;
const STEP = 14;

/** Calls `dropped(row, from, to)` when a row was let go at another place of its strategy. */
export function dragRows(list, dropped) {
  let drag = null;

  function move() {
    if (!drag) return;
    scrollAtTheEdge(drag.y);
    const to = placeUnder(drag.row, drag.x, drag.y);
    if (to !== null && to !== placeOf(drag.row)) placeAt(drag.row, to);
    drag.frame = requestAnimationFrame(move);
  }

  function begin() {
    drag.begun = true;
    drag.row.classList.add("chosen");
    document.body.classList.add("dragging");
    move();
  }

  function end(isKept) {
    if (!drag) return;
    const { row, from, begun, frame } = drag;
    drag = null;
    if (!begun) return;
    cancelAnimationFrame(frame);
    row.classList.remove("chosen");
    document.body.classList.remove("dragging");
    if (!isKept) placeAt(row, from);
    else if (placeOf(row) !== from) dropped(row, from, placeOf(row));
  }

  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".handle");
    if (!handle || event.button !== 0 || !event.isPrimary) return;
    const row = handle.closest("tr");
    handle.setPointerCapture(event.pointerId);
    drag = { row, handle, from: placeOf(row), startY: event.clientY, x: event.clientX, y: event.clientY };
  });
  list.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.y = event.clientY;
    if (!drag.begun && Math.abs(event.clientY - drag.startY) >= FAR_ENOUGH) begin();
  });
  list.addEventListener("pointerup", () => {
    // The click that follows a drag chooses nothing.
    if (drag?.begun) drag.handle.addEventListener("click", (event) => event.stopPropagation(), { once: true });
    end(true);
  });
  list.addEventListener("pointercancel", () => end(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") end(false);
  });
}

/** The place among the rows of `row`'s strategy that a point of the window is at, or null. */
function placeUnder(row, x, y) {
  const under = document.elementFromPoint(x, y)?.closest("tr");
  if (!under || under === row || under.parentElement !== row.parentElement) return null;
  if (!under.dataset.key) return 0;
  const rows = rowsIn(row.parentElement).filter((other) => other !== row);
  const { top, height } = under.getBoundingClientRect();
  return rows.indexOf(under) + (y > top + height / 2 ? 1 : 0);
}

function scrollAtTheEdge(y) {
  if (y < EDGE) window.scrollBy(0, -STEP);
  else if (y > window.innerHeight - EDGE) window.scrollBy(0, STEP);
}
