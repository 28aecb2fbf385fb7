// The order of the projects of a strategy on the page: who stands where, and how rows are put elsewhere.

const thaiDigits = document.documentElement.dataset.digits === "thai";

/** A number in the digits the person chose. */
export function shown(number) {
  const text = String(number);
  return thaiDigits ? text.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit))) : text;
}

/** A number typed in Thai or Arabic digits; NaN for anything else. */
export function typedNumber(text) {
  const arabic = text.trim().replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0x0e50);
  return /^\d+$/.test(arabic) ? Number(arabic) : NaN;
}

/** The rows of the projects in a strategy's part of the table, in order. */
export function rowsIn(body) {
  return [...body.querySelectorAll(":scope > tr[data-key]")];
}

/** The place of a row among those of its strategy, from 0. */
export function placeOf(row) {
  return rowsIn(row.parentElement).indexOf(row);
}

/** Put a row at `index` among those of its strategy. */
export function placeAt(row, index) {
  const others = rowsIn(row.parentElement).filter((other) => other !== row);
  others.splice(index, 0, row);
  putInOrder(row.parentElement, others);
}

/** Put the rows of a strategy in the order given; what has the focus keeps it. */
export function putInOrder(body, rows) {
  const focused = document.activeElement;
  body.append(...rows);
  renumber(body);
  if (body.contains(focused)) focused.focus({ preventScroll: true });
}

function renumber(body) {
  rowsIn(body).forEach((row, index) => {
    row.querySelector(".place").textContent = shown(index + 1);
  });
}
