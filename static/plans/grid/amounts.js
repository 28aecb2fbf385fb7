// Amounts as text: "22500.00" is what the server stores, "22,500" what people read. Never a float.

const THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙";
const DASHES = /^[-‐‑‒–—―−]+$/;

export const ZERO = "0.00";
export const NOTHING = "–";

export function toArabic(text) {
  return text.replace(/[๐-๙]/g, (digit) => THAI_DIGITS.indexOf(digit));
}

export function toThai(text) {
  return text.replace(/[0-9]/g, (digit) => THAI_DIGITS[digit]);
}

/** A stored amount as people read it: separated, satang only where there are any, a dash for nothing. */
export function shown(amount, thai, blank = NOTHING) {
  if (amount === ZERO) return blank;
  const [whole, satang] = amount.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (satang === "00" ? "" : `.${satang}`);
  return thai ? toThai(grouped) : grouped;
}

/** A stored amount as it stands in the editor and on the clipboard: plain digits, nothing for zero. */
export function plain(amount) {
  return amount === ZERO ? "" : amount.replace(/\.00$/, "");
}

/** The stored form of what was typed, or null where only the server can say what is wrong with it. */
export function stored(typed) {
  const text = toArabic(typed).replace(/[\s\u200b-\u200d\u2060\ufeff]|บาท$/g, "");
  if (text === "" || DASHES.test(text)) return ZERO;
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{0,2}))?$/.exec(text);
  if (!match) return null;
  const whole = match[1].replace(/,/g, "").replace(/^0+(?=\d)/, "");
  return `${whole}.${(match[2] || "").padEnd(2, "0")}`;
}
