// What is wrong with an amount as typed, said before the server says it. What only the server can read passes.

import { stored, toArabic } from "../../plans/grid/amounts.js";

const MOST = 99_999_999_999_999n;
const SIGNED = /^[-‐‑‒–—―−].*\d|^\(.*\d.*\)$|\d[-‐‑‒–—―−]$/;

/** A stored amount in satang. */
export function satang(amount) {
  return BigInt(amount.replace(".", ""));
}

/** A sentence, or "" where nothing is wrong. */
export function amountFault(typed) {
  const text = toArabic(typed).replace(/[\s\u200b-\u200d\u2060\ufeff]|^฿|(?:บาทถ้วน|บาท|฿)$/g, "");
  const amount = stored(text.replace(/\.[-‐‑‒–—―−]+$/, "").replace(/^\./, "0."));
  if (amount !== null && satang(amount) <= MOST) return "";
  if (amount !== null) return interpolate(gettext("Amounts can't be more than %(limit)s. Type a smaller amount."), { limit: "999,999,999,999.99" }, true);
  if (SIGNED.test(text)) return gettext("Amounts can't be negative. Type 0 or more.");
  if (/^[\d,]*\.\d{3,}$/.test(text)) return gettext("Amounts have at most two decimals.");
  if (/^[\d,.]+$/.test(text)) return gettext("The commas or spaces are in the wrong place. Leave them out, or type like 1,234,567.50.");
  return gettext("This is not an amount. Type digits, for example 22,500 or 22,500.50.");
}
