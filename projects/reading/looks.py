"""How the headings of a document look, so that a line no one has a word for can be told to be one of them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from budgetplan.thai.digits import to_arabic
from projects.reading.stream import Item, Line
from projects.reading.text import Number, automatic_number, number_before, words

HEADING_STYLE = re.compile(r"heading|หัวเรื่อง|หัวข้อ|title", re.IGNORECASE)
MOSTLY_HEADINGS = 0.6
"""How much of what is set in a style must be headings for the style to mean one."""
REST_OF_BOLD = 4
"""Characters of a heading's name that are bold at least where its number is bold too."""


@dataclass(frozen=True)
class Look:
    """What most headings of a document have in common. `style` is "" where none means a heading.

    `form` is how their numbers are written ("#.", "ข้อ#"), "" where most have none.
    """

    bold: bool = False
    numbered: bool = False
    underlined: bool = False
    style: str = ""
    form: str = ""
    indent: int = 0

    @property
    def is_marked(self) -> bool:
        return bool(self.style) or self.bold or self.underlined

    def marks(self, line: Line) -> bool:
        """Whether a line stands out as the headings of this document do; of a look without marks none does."""
        _number, rest = line_number(line)
        if self.style:
            return line.style == self.style
        if self.bold:
            return line.is_bold or line.bold >= len(line.text) - len(rest) + REST_OF_BOLD
        return self.underlined and line.underlined


def look_of(headings: list[Line], items: Iterable[Item]) -> Look:
    """What most of these lines, the headings that are surely some, have in common."""
    if not headings:
        return Look()
    half = len(headings) / 2
    form, forms = Counter(number_form(line) for line in headings).most_common(1)[0]
    return Look(
        bold=sum(line.bold > 0 for line in headings) > half,
        numbered=sum(line_number(line)[0].depth == 1 for line in headings) > half,
        underlined=sum(line.underlined for line in headings) > half,
        style=_style_of(headings, items),
        form=form if forms > half else "",
        indent=Counter(line.indent for line in headings).most_common(1)[0][0],
    )


def _style_of(headings: list[Line], items: Iterable[Item]) -> str:
    """The style of most headings, where it is called one, or little else is set in it and the text is in another."""
    style, count = Counter(line.style for line in headings).most_common(1)[0]
    if not style or count * 2 <= len(headings):
        return ""
    used = Counter(item.style for item in items if isinstance(item, Line) and not item.is_blank)
    stands_out = count >= MOSTLY_HEADINGS * used[style] and used.most_common(1)[0][0] != style
    return style if HEADING_STYLE.search(style) or stands_out else ""


def line_number(line: Line) -> tuple[Number, str]:
    """(number, rest of the line as typed, tabs and all): the automatic number, or the one that was typed."""
    return _number_of(line.text, line.number)


@lru_cache(maxsize=32_768)
def _number_of(text: str, automatic: str) -> tuple[Number, str]:
    raw = text.strip()
    if automatic:
        return automatic_number(automatic), raw
    number, length = number_before(to_arabic(raw))
    return number, raw[length:].strip()


def number_form(line: Line) -> str:
    """How the number of a line is written, each figure as "#": "#.", "(#)", "ข้อ#"; "" for none."""
    number, rest = line_number(line)
    if not number.depth:
        return ""
    raw = line.text.strip()
    printed = line.number or raw[: len(raw) - len(rest)]
    return re.sub(r"\d+", "#", re.sub(r"\s", "", words(printed)))
