"""Finding the headings: which lines begin a part of the proposal."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from budgetplan.documents.docx_blocks import Table
from projects.reading import vocabulary as words_of
from projects.reading.looks import HEADING_STYLE, Look, line_number, look_of, number_form
from projects.reading.stream import Item, Line, contents_places
from projects.reading.text import Number, key, words

COLON = re.compile(r"\s*[:：]\s*")
GAP = re.compile(r"\t+|\s{2,}|\s[-–]\s|(?<=\S)\s*[.…]{4,}")
BRACKET = re.compile(r"\s*[(（]")
SPACE = re.compile(r"\s")
AMOUNT_FOLLOWS = re.compile(r"\s*(?:จำนวน|ทั้งสิ้น|รวมทั้งสิ้น|รวม|เป็นเงิน|ที่ได้รับ)[^\n]*[\d๐-๙]")
DIGITS_BEHIND = re.compile(r"\s+(?:ปี|พ\.ศ\.|ประจำปี)?\s*[\d๐-๙]")
SIGNATURE_LINE = re.compile(r"^\s*\(?(?:ลงชื่อ|ลงนาม)|[.…_]{6,}.{0,30}ผู้(?:เสนอ|เห็นชอบ|อนุมัติ|รับผิดชอบ|ตรวจสอบ|เขียน|จัดทำ)")
SENTENCE_STARTS = ("นี้", "ดังกล่าว", "ที่", "มี", "เป็น", "ได้", "จะ", "ให้", "และ")
LONGEST_LABEL = 60
LONGEST_HEADING = 80
HEADING_REACH = 200
"""Characters of a line in which a label and the beginning of its value stand."""
CORE = {
    words_of.RATIONALE,
    words_of.OBJECTIVES,
    words_of.TARGETS,
    words_of.ACTIVITIES,
    words_of.CALENDAR,
    words_of.BUDGET,
    words_of.EVALUATION,
    words_of.RESULTS,
}
NO_STEPS = (words_of.OBJECTIVES, words_of.TARGETS, words_of.BUDGET, words_of.RESULTS)
"""Parts whose names are no work: nobody lists them among the steps."""
LISTS = (words_of.OWNERS, words_of.FOCUS)
"""Parts of the head block under which a numbered list may stand."""
PLAN = (words_of.ACTIVITIES, words_of.CALENDAR)
LIST_REACH = 150
TABLE_REACH = 4
"""Items after a heading among which its table begins, blank lines too."""
SURE, LIKELY, WEAK = 3, 2, 1


@dataclass(frozen=True)
class Heading:
    """A line that may begin a part: its place in the stream, what it is called, and what follows on the same line."""

    place: int
    kind: str
    number: Number
    text: str
    value: str
    line: Line
    strength: int = LIKELY
    how: str = ""
    kinds: tuple[str, ...] = ()


def find_known_headings(items: list[Item]) -> list[Heading]:
    """The headings of parts that we have a word for, in order."""
    contents = contents_places(items)
    found = [
        heading for place, item in enumerate(items) if place not in contents and (heading := _candidate(place, item))
    ]
    return _kept(found, items)


def _candidate(place: int, item: Item) -> Heading | None:
    if not isinstance(item, Line) or item.is_blank:
        return None
    number, rest = line_number(item)
    if SIGNATURE_LINE.search(item.text):
        return Heading(place, words_of.SIGNATURE, Number(), "", item.text, item, SURE, "signature")
    if number and not number.depth:
        return None
    for how, split in SPLITS:
        for label, value in split(rest, item):
            kinds = words_of.kinds_of(key(label)) if 0 < len(label) <= LONGEST_LABEL else ()
            if kinds and _may_follow(how, kinds, value):
                strength = _strength(how, number, item)
                return Heading(place, kinds[0], number, words(label), value, item, strength, how, kinds)
    return None


def _whole(rest: str, _line: Line):
    yield words_of.CONTINUED.sub("", rest), ""


def _at_colon(rest: str, _line: Line):
    if (found := COLON.search(rest)) and rest[found.end() :].strip():
        yield rest[: found.start()], rest[found.end() :]


def _at_bold(rest: str, line: Line):
    taken = len(line.text.rstrip()) - len(rest.rstrip())
    length = line.bold - max(taken, 0)
    if 0 < length < len(rest):
        yield rest[:length], rest[length:].strip(" \t:：")


def _at_gap(rest: str, _line: Line):
    for found in GAP.finditer(rest[:HEADING_REACH]):
        yield rest[: found.start()], rest[found.end() :]


def _at_bracket(rest: str, _line: Line):
    if found := BRACKET.search(rest):
        yield rest[: found.start()], rest[found.start() :].strip()


def _at_amount(rest: str, _line: Line):
    if found := AMOUNT_FOLLOWS.search(rest[:HEADING_REACH]):
        yield rest[: found.start()], rest[found.start() :].strip()
    if found := DIGITS_BEHIND.search(rest[:HEADING_REACH]):
        yield rest[: found.start()], rest[found.start() :].strip()


def _at_space(rest: str, _line: Line):
    for found in reversed(list(SPACE.finditer(rest[:LONGEST_LABEL]))):
        yield rest[: found.start()], rest[found.end() :]


SPLITS = (
    ("colon", _at_colon),
    ("whole", _whole),
    ("bold", _at_bold),
    ("gap", _at_gap),
    ("bracket", _at_bracket),
    ("amount", _at_amount),
    ("space", _at_space),
)


def _may_follow(how: str, kinds: tuple[str, ...], value: str) -> bool:
    if how == "amount":
        return words_of.BUDGET in kinds or words_of.PERIOD in kinds
    return how != "space" or not value.startswith(SENTENCE_STARTS)


def _strength(how: str, number: Number, line: Line) -> int:
    if line.label:
        return SURE
    marked = bool(number) or line.bold > 0 or bool(HEADING_STYLE.search(line.style))
    if how in ("whole", "bold"):
        return SURE if marked else LIKELY
    if how in ("colon", "gap", "amount", "bracket"):
        return LIKELY
    return LIKELY if line.bold else WEAK


@dataclass
class Kept:
    """The headings so far, with the kinds among them."""

    headings: list[Heading] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)

    def add(self, heading: Heading) -> None:
        self.headings.append(heading)
        self.kinds.add(heading.kind)

    @property
    def last(self) -> Heading | None:
        return self.headings[-1] if self.headings else None


def _kept(found: list[Heading], items: list[Item]) -> list[Heading]:
    """The candidates that are headings where they stand."""
    look = _look(found, items)
    kept = Kept()
    for heading in found:
        # Where a heading names several kinds, that which the proposal doesn't have yet.
        kind = next((kind for kind in heading.kinds if kind not in kept.kinds), heading.kind)
        chosen = replace(heading, kind=kind)
        if _stands(chosen, kept, items, look):
            kept.add(chosen)
    return kept.headings


def _look(found: list[Heading], items: list[Item]) -> Look:
    core = [heading for heading in found if heading.kind in CORE and heading.strength >= LIKELY]
    return look_of([heading.line for heading in core], items)


def _stands(heading: Heading, kept: Kept, items: list[Item], look: Look) -> bool:
    if heading.line.label or heading.kind == words_of.SIGNATURE:
        return True
    last = kept.last
    if heading.number.depth > 1 and any(_is_within(heading.number, other.number) for other in kept.headings[-3:]):
        return False
    if last and _is_step(heading, last, items, look):
        return False
    if heading.strength == WEAK:
        return _weak_stands(heading, kept)
    if heading.strength == LIKELY and not heading.number and last and last.kind in CORE:
        return _is_budget_heading(heading, kept, items) or _plain_stands(heading, kept, look)
    return True


def _is_budget_heading(heading: Heading, kept: Kept, items: list[Item]) -> bool:
    """An un-numbered "รายละเอียดการใช้งบประมาณ จำนวน … บาท": in a heading's style, or with its table after it."""
    if (
        heading.kind != words_of.BUDGET
        or heading.how not in ("amount", "gap", "bracket")
        or kept.kinds.isdisjoint(PLAN)
    ):
        return False
    if HEADING_STYLE.search(heading.line.style):
        return True
    if words_of.BUDGET in kept.kinds or "บาท" not in heading.value:
        return False
    after = items[heading.place + 1 : heading.place + 1 + TABLE_REACH]
    before = next((item for item in reversed(items[: heading.place]) if not _is_blank(item)), None)
    return isinstance(before, Table) or any(isinstance(item, Table) for item in after)


def _is_blank(item: Item) -> bool:
    return isinstance(item, Line) and item.is_blank


def _is_within(number: Number, other: Number) -> bool:
    return bool(other) and number.text.startswith(f"{other.text}.")


def _is_step(heading: Heading, last: Heading, items: list[Item], look: Look) -> bool:
    """Whether it is the next item of the list in the part before, not a heading: "5. ประเมินผล" among the steps."""
    if heading.number.depth != 1 or look.marks(heading.line) or last.kind not in CORE:
        return False
    if heading.kind == words_of.RATIONALE:
        return False
    number = heading.number.last
    before = list_before(last, heading, items)
    if number - 1 != (before[-1] if before else 0):
        return False
    is_after_unknown = last.number.depth == 1 and number > last.number.last + 1
    # Numbers between that go on from the last heading's are no list, but headings by names we don't know.
    if is_after_unknown and (_go_on([last.number.last, *before]) or {heading.kind, last.kind} & set(NO_STEPS)):
        return heading.kind == last.kind
    follows_headings = last.number.depth == 1 and number == last.number.last + 1
    return look.bold or bool(look.style) or not follows_headings


def list_before(last: Heading, heading: Heading, items: list[Item]) -> list[int]:
    """The numbers of depth 1, written as a heading's own is, that stand between it and the heading before.

    Of a long part only the end is looked at.
    """
    form = number_form(heading.line)
    first = max(last.place + 1, heading.place - LIST_REACH)
    lines = [item for item in items[first : heading.place] if isinstance(item, Line) and not item.is_blank]
    numbers = [line_number(line)[0] for line in lines if number_form(line) == form]
    return [number.last for number in numbers if number.depth == 1]


def _go_on(numbers: list[int]) -> bool:
    return all(after == before + 1 for before, after in pairwise(numbers))


def _weak_stands(heading: Heading, kept: Kept) -> bool:
    """A label and its value with one space between: only where the head block may stand, or numbered in a row."""
    if heading.kind == words_of.NOTES:
        return True
    in_head = not kept.kinds & CORE
    last = kept.last
    follows = last is not None and heading.number.depth == 1 and heading.number.last == last.number.last + 1
    return (in_head and heading.kind in (*words_of.HEAD_KINDS, words_of.PLACE)) or follows


def _plain_stands(heading: Heading, kept: Kept, look: Look) -> bool:
    """A line of plain text that reads like a heading, in the middle of a part."""
    last = kept.last
    if heading.how == "whole":
        if words_of.CONTINUED.search(heading.line.text):
            return True
        if look.bold:
            return heading.kind in (*words_of.HEAD_KINDS, words_of.NOTES, words_of.SIGNATURE)
        return not look.numbered or heading.kind not in CORE or heading.kind not in kept.kinds
    if heading.kind == words_of.NAME:
        return heading.how in ("colon", "gap")
    if heading.kind == words_of.NOTES:
        return True
    return heading.how == "colon" and not look.bold and (not look.numbered or last.kind != heading.kind)
