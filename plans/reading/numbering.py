"""Numbers in front of names: "๑.", "1.1", "1)", "(1)", "ก.", "IV.", "ส่วนที่ ๑", "-", "•"."""

import re
from dataclasses import dataclass

from budgetplan.thai import digits
from plans.reading.text import clean

BULLET = "bullet"
DECIMAL = re.compile(
    r"(\d{1,4}(?:\.\d{1,3})+)\s*(?:[.)]\s*|(?=[^\d,.%/])|$)|(\d{1,4}(?=\.)|\d{1,3})(?:\.(?!\d)\s*|\s*$|(?<=\d)\s+(?=\D))"
)
OTHERS = (
    ("bracket", re.compile(r"\((\d{1,3}(?:\.\d{1,3})*)\)\s*")),
    ("paren", re.compile(r"(\d{1,3})\)\s*")),
    ("word", re.compile(r"((?:ส่วน|หมวด|ตอน|ข้อ)(?:ที่)?|part|section)\s*(\d{1,2})(?![\d,])\s*[.:)]?\s*", re.IGNORECASE)),
    ("thai-bracket", re.compile(r"\(([ก-ฮ])\)\s*")),
    ("thai", re.compile(r"([ก-ฮ])(?:\.\s+|\)\s*)")),
    ("roman", re.compile(r"([IVX]{1,5})[.)]\s+")),
    ("letter-bracket", re.compile(r"\(([A-Za-z])\)\s*")),
    ("letter", re.compile(r"([A-Za-z])[.)]\s+")),
    (BULLET, re.compile(r"([-–—•·▪●○■□*➢✓\uf0b7])\s*")),
)


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number as written (Arabic digits) and its style: "dec1" for 1., "dec2" for 1.1, "paren", "bullet" …"""

    text: str
    style: str

    @property
    def depth(self) -> int:
        """Depth of a decimal number, 0 for every other style."""
        return int(self.style[3:]) if self.style.startswith("dec") else 0


def split_number(label: str) -> tuple[Numbering | None, str]:
    """Take the number off a name. A name that is nothing but a number keeps it."""
    text = clean(label)
    arabic = digits.to_arabic(text)
    numbering, length = _match(arabic)
    rest = text[length:].strip()
    if numbering is None or not rest:
        return None, text
    return numbering, rest


def read_number(label: object) -> Numbering | None:
    """Numbering of a cell of its own, as in a column "ที่"; None when the cell holds a name."""
    text = digits.to_arabic(clean(label))
    numbering, length = _match(text)
    return numbering if numbering and length == len(text) else None


def _match(text: str) -> tuple[Numbering | None, int]:
    if found := DECIMAL.match(text):
        number = found[1] or found[2]
        return Numbering(number, f"dec{number.count('.') + 1}"), found.end()
    for style, pattern in OTHERS:
        if found := pattern.match(text):
            return _numbering(style, found), found.end()
    return None, 0


def _numbering(style: str, found: re.Match) -> Numbering:
    if style == BULLET:
        return Numbering("", f"{BULLET}{found[1]}")
    if style == "word":
        return Numbering(found[0].strip(" .:)"), f"word-{found[1].lower()}")
    return Numbering(found[0].strip().rstrip("."), style)


def style_order(styles: list[str]) -> dict[str, int]:
    """Rank of each style, outermost first: as first met, decimal depths among themselves, bullets last."""
    order: list[str] = []
    for style in styles:
        if style not in order:
            order.insert(_place(order, style), style)
    return {style: rank for rank, style in enumerate(order)}


def _place(order: list[str], style: str) -> int:
    if style.startswith(BULLET):
        return len(order)
    if style.startswith("dec"):
        shallower = [i for i, other in enumerate(order) if other.startswith("dec") and other < style]
        deeper = [i for i, other in enumerate(order) if other.startswith("dec") and other > style]
        if shallower:
            return shallower[-1] + 1
        if deeper:
            return deeper[0]
    return next((i for i, other in enumerate(order) if other.startswith(BULLET)), len(order))


def predecessor(number: str) -> str:
    """The decimal number before this in its series: "2.3" → "2.2"; "" for the first and for other numbers."""
    outer, dot, last = number.rpartition(".")
    return f"{outer}{dot}{int(last) - 1}" if last.isdecimal() and int(last) > 1 else ""


def follows(previous: Numbering | None, following: Numbering | None) -> bool:
    """Whether a number is the next of its series: 2.1 → 2.2, 3) → 4)."""
    if previous is None or following is None or previous.style != following.style:
        return False
    before, after = (re.findall(r"\d+", number.text) for number in (previous, following))
    return bool(before and after) and before[:-1] == after[:-1] and int(after[-1]) == int(before[-1]) + 1
