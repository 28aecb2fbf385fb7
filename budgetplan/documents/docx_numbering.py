"""The numbers Word prints before paragraphs of automatic lists, counted as Word counts them.

From ``numbering.xml``: ECMA-376, 17.9. Kept free of Django.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from docx.oxml.ns import qn

from budgetplan.documents.docx_symbols import plain_text

LEVELS = 9
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
THAI_WORDS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass
class Level:
    """One level of a list: its first number, its format, and its text, where "%1" is the number of level 1."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    only_arabic: bool = False


@dataclass
class NumberedList:
    """A w:num: the definition it counts with, and what it says otherwise."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of all lists of a document, which must come in order."""

    def __init__(self, root=None):
        self._lists = {} if root is None else dict(_lists(root))
        self._counts = defaultdict(dict)
        self._started = set()

    def label(self, list_id: str, level: int) -> str:
        """What Word prints before the next paragraph of this list and level, counted from 0; "" for no list."""
        found = self._lists.get(list_id)
        if found is None or level not in found.levels:
            return ""
        counts = self._counts[found.definition]
        self._count(found, list_id, level, counts)
        return _written(found.levels, level, counts)

    def _count(self, found: NumberedList, list_id: str, level: int, counts: dict[int, int]) -> None:
        if level in found.starts and (list_id, level) not in self._started:
            self._started.add((list_id, level))
            counts[level] = found.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = found.levels[level].start
        for above in range(level):
            if above in found.levels:
                counts.setdefault(above, found.levels[above].start)
        for deeper in [other for other in counts if other > level]:
            if _starts_again(found.levels.get(deeper), level):
                del counts[deeper]


def _starts_again(deeper: Level | None, level: int) -> bool:
    """Whether a level counts from its start again after one above it. w:lvlRestart names the level from 1; 0: never."""
    return deeper is None or deeper.restart is None or 0 < level + 1 <= deeper.restart


def _written(levels: dict[int, Level], level: int, counts: dict[int, int]) -> str:
    own = levels[level]
    if own.form == "bullet":
        return plain_text(own.text) or "•"

    def number(match):
        place = int(match[1]) - 1
        form = levels[place].form if place in levels else "decimal"
        return written_number(counts.get(place, 1), "decimal" if own.only_arabic else form)

    return PLACEHOLDER.sub(number, own.text).strip()


def written_number(number: int, form: str) -> str:
    """A number in one of Word's formats; those of other scripts are written with Arabic digits."""
    writer = WRITERS.get(form)
    return writer(number) if writer and number > 0 else str(number)


def _letters(alphabet: str):
    """Word's lettering: a to z, then aa, bb, ..."""
    return lambda number: alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _thai_counting(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number).translate(THAI_DIGITS)
    ten = {0: "", 1: "สิบ", 2: "ยี่สิบ"}.get(tens, THAI_WORDS[tens] + "สิบ")
    return ten + ("เอ็ด" if tens and ones == 1 else THAI_WORDS[ones])


WRITERS = {
    "thaiNumbers": lambda number: str(number).translate(THAI_DIGITS),
    "thaiLetters": _letters(THAI_LETTERS),
    "thaiCounting": _thai_counting,
    "lowerLetter": _letters("abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": _letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _number: "",
}


def _lists(root):
    definitions = {element.get(qn("w:abstractNumId")): element for element in root.iter(qn("w:abstractNum"))}
    styles = {}
    for name, element in definitions.items():
        link = element.find(qn("w:styleLink"))
        if link is not None:
            styles[link.get(qn("w:val"))] = name
    for element in root.iter(qn("w:num")):
        yield element.get(qn("w:numId")), _list(element, definitions, styles)


def _list(element, definitions, styles) -> NumberedList:
    name = _value(element, "w:abstractNumId")
    definition = definitions.get(name)
    link = _value(definition, "w:numStyleLink") if definition is not None else None
    if link in styles:
        name = styles[link]
        definition = definitions[name]
    levels = _levels(definition) if definition is not None else {}
    found = NumberedList(name or "", levels)
    for override in element.iter(qn("w:lvlOverride")):
        place = _whole(override.get(qn("w:ilvl")), 0)
        if (start := _value(override, "w:startOverride")) is not None:
            found.starts[place] = _whole(start, 1)
        if (own := override.find(qn("w:lvl"))) is not None:
            levels[place] = _level(own)
    return found


def _levels(definition) -> dict[int, Level]:
    return {_whole(level.get(qn("w:ilvl")), 0): _level(level) for level in definition.findall(qn("w:lvl"))}


def _level(element) -> Level:
    restart = _value(element, "w:lvlRestart")
    only_arabic = element.find(qn("w:isLgl"))
    return Level(
        start=_whole(_value(element, "w:start"), 1),
        form=_value(element, "w:numFmt") or _first_form(element) or "decimal",
        text=_value(element, "w:lvlText") or "",
        restart=None if restart is None else _whole(restart, 0),
        only_arabic=only_arabic is not None and only_arabic.get(qn("w:val"), "1") not in ("0", "false", "off"),
    )


def _first_form(element) -> str:
    """Newer formats stand inside a choice with an older one to fall back on."""
    forms = [form.get(qn("w:val"), "") for form in element.iter(qn("w:numFmt"))]
    return next((form for form in forms if form != "custom"), "")


def _value(element, name: str) -> str | None:
    child = element.find(qn(name))
    return None if child is None else child.get(qn("w:val"))


def _whole(text: str | None, otherwise: int) -> int:
    try:
        return int(text)
    except (TypeError, ValueError):
        return otherwise
