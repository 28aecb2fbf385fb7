"""Headings that name no part we know: told by what this document's own headings look like.

What stands under such a heading is kept apart, so that it isn't taken for more of the part before.
"""

import re
from dataclasses import dataclass

from budgetplan.documents.docx_blocks import Table
from projects.reading import vocabulary as words_of
from projects.reading.headings import CORE, LISTS, LONGEST_HEADING, Heading, find_known_headings, list_before
from projects.reading.looks import Look, line_number, look_of, number_form
from projects.reading.stream import Item, Line, contents_places
from projects.reading.text import Number, key, named_number, words

HEADINGS_AT_LEAST = 3
TABLE_PARTS = (words_of.TARGETS, words_of.ACTIVITIES, words_of.CALENDAR, words_of.BUDGET, words_of.EVALUATION)
"""Parts in which a line right before a table is its caption."""
SUB_HEADING = re.compile(
    r"(?:เป้าหมาย|ตัวชี้วัด|ตัวบ่งชี้)?(?:(?:เชิง|ด้าน|ในเชิง)(?:ปริมาณ|คุณภาพ|เวลา|ค่าใช้จ่าย).*|ผลผลิต.*|ผลลัพธ์.*)"
    r"|(?:เป้าหมาย|ตัวชี้วัด|ตัวบ่งชี้|วิธี(?:การ|วัด|ประเมิน)*|เครื่องมือ(?:ที่ใช้|วัด|ประเมิน)*)"
    r"|(?:ค่า)?(?:ตอบแทน|ใช้สอย|วัสดุ|อาหาร|จ้าง|เช่า|พาหนะ|เบี้ยเลี้ยง|ที่พัก|ใช้จ่าย).*"
    r"|(?:หมวด|งบ|รวม|กิจกรรม|ขั้น|ระยะที่|ระยะ\d|ตาราง|แหล่ง|โครงการ|ปี\d|วันที่).*"
    r"|.*(?:ดังนี้|ได้แก่|ดังต่อไปนี้|ประกอบด้วย|คือ)|(?:ก่อน|ระหว่าง|หลัง)(?:การ|ดำเนิน).*|plan|do|check|act(?:ion)?"
)
"""What people set in bold within a part: kinds of targets and indicators, categories of costs, steps, lead-ins."""
AFTER_WHICH = (*CORE, words_of.OTHER, words_of.NOTES, words_of.PLACE)
"""Parts after which an unknown one may begin: not in the head block, nor among the signatures."""
PART_REACH = 100
"""Items before and after a line among which the part's other lines are looked at."""
HAS_AMOUNT = re.compile(r"\d{3}|บาท")


@dataclass
class _Scan:
    """The place reached: the heading whose part it is in, and those before it."""

    items: list[Item]
    look: Look
    found: list[Heading]
    numbered: list[Heading]

    @property
    def current(self) -> Heading:
        return self.found[-1]

    @property
    def last_number(self) -> Number:
        """The number of the last heading that has one, in this proposal."""
        for heading in reversed(self.found):
            if heading.number.depth or heading.kind == words_of.NAME:
                return heading.number
        return Number()

    def following(self, place: int) -> Heading | None:
        """The next known heading with a number."""
        return next((heading for heading in self.numbered if heading.place > place), None)


def find_headings(items: list[Item]) -> list[Heading]:
    """The headings of the document in order, those that name no part we know among them."""
    kept = find_known_headings(items)
    core = [heading for heading in kept if heading.kind in CORE and not heading.line.label]
    numbered = [heading for heading in core if heading.number.depth == 1]
    look = look_of([heading.line for heading in core], items) if len(core) >= HEADINGS_AT_LEAST else Look()
    scan = _Scan(items, look, [], numbered)
    contents = contents_places(items)
    known = {heading.place: heading for heading in kept}
    for place, item in enumerate(items):
        if place in known:
            scan.found.append(known[place])
        elif not isinstance(item, Line) or item.is_blank or place in contents or not scan.found:
            continue
        elif _begins_part(item, place, scan, known):
            number, rest = line_number(item)
            scan.found.append(Heading(place, words_of.OTHER, number, words(rest).rstrip(" :："), "", item))
    return scan.found


def _begins_part(line: Line, place: int, scan: _Scan, known: dict[int, Heading]) -> bool:
    if line.label:
        return True
    if len(scan.numbered) >= HEADINGS_AT_LEAST and (
        _looks_like_next(line, place, scan) or _opens_numbers(line, place, scan)
    ):
        return True
    return _stands_apart(line, place, scan, known)


def _looks_like_next(line: Line, place: int, scan: _Scan) -> bool:
    """Whether a line has the number after the last heading's, and the look of the others."""
    number, rest = line_number(line)
    last = scan.last_number
    if number.depth != 1 or not rest or len(words(rest)) > LONGEST_HEADING or last.depth != 1:
        return False
    if number.last != last.last + 1:
        return False
    following = scan.following(place)
    goes_on = following is not None and _is_next_known(line, number.last, following, place, scan)
    if scan.look.is_marked:
        listed = _is_listed(line, place, scan)
        return scan.look.marks(line) and (goes_on or not listed)
    if goes_on and number_form(line) == scan.look.form:
        return True
    return number.last > 1 and not _is_listed(line, place, scan) and number_form(line) == scan.look.form


def _is_next_known(line: Line, number: int, following: Heading, place: int, scan: _Scan) -> bool:
    """Whether the next known heading goes on from this number, with none or other unknown headings between."""
    if number_form(following.line) != number_form(line):
        return False
    between = list_before(Heading(place, "", following.number, "", "", line), following, scan.items)
    return following.number.last == number + 1 or (
        following.number.last > number and between[-1:] == [following.number.last - 1] and between[0] == number + 1
    )


def _is_listed(line: Line, place: int, scan: _Scan) -> bool:
    """Whether it is the next item of a list in the part it is in, written as its items are."""
    here = Heading(place, "", line_number(line)[0], "", "", line)
    before = list_before(scan.current, here, scan.items)
    return bool(before) and before[-1] == here.number.last - 1


def _opens_numbers(line: Line, place: int, scan: _Scan) -> bool:
    """Whether it is the part numbered 1 of a proposal whose head block has no numbers: the next one known isn't 1."""
    number, rest = line_number(line)
    if number.depth != 1 or number.last != 1 or not rest or len(words(rest)) > LONGEST_HEADING:
        return False
    last, following = scan.current, scan.following(place)
    if following is None or following.number.last < 2 or last.kind not in words_of.HEAD_KINDS:
        return False
    kinds = [heading.kind for heading in scan.found]
    begun = len(kinds) - 1 - kinds[::-1].index(words_of.NAME) if words_of.NAME in kinds else 0
    if any(heading.number.depth for heading in scan.found[begun:]):
        return False
    return scan.look.marks(line) if scan.look.is_marked else last.kind not in LISTS


def _stands_apart(line: Line, place: int, scan: _Scan, known: dict[int, Heading]) -> bool:
    """Whether a line without a number stands as the document's headings do, on a paragraph of its own."""
    look, current = scan.look, scan.current
    number, rest = line_number(line)
    if number or not look.is_marked or current.kind not in AFTER_WHICH or not _is_own_paragraph(place, scan):
        return False
    if look.numbered and not look.style and not _is_alone(line, place, scan, known):
        return False
    if not _is_shown_whole(line, look) or len(words(rest)) > LONGEST_HEADING or line.indent > look.indent:
        return False
    return not _is_within_part(line, place, scan, known)


def _is_own_paragraph(place: int, scan: _Scan) -> bool:
    line = scan.items[place]
    after = scan.items[place + 1] if place + 1 < len(scan.items) else None
    goes_on = isinstance(after, Line) and not after.opens and not after.is_blank
    return isinstance(line, Line) and line.opens and not goes_on and line.text[:1] not in "\t "


def _is_shown_whole(line: Line, look: Look) -> bool:
    return look.marks(line) and (bool(look.style) or not look.bold or line.is_bold)


def _is_within_part(line: Line, place: int, scan: _Scan, known: dict[int, Heading]) -> bool:
    """Whether it heads something within the part: a kind of target, a category, a step, a table."""
    label = key(line.text)
    said = named_number(line.text)[0] or HAS_AMOUNT.search(words(line.text)) or SUB_HEADING.fullmatch(label)
    if not label or said:
        return True
    after = _next_shown(place, scan.items)
    if scan.current.kind in TABLE_PARTS and isinstance(after, Table):
        return True
    within = _part_lines(place, scan, known)
    if scan.current.kind in (words_of.ACTIVITIES, words_of.CALENDAR) and not within[0]:
        return True
    others = [other for lines in within for other in lines if isinstance(other, Line)]
    if scan.current.kind not in PARTS_WITH_HEADS or scan.look.style:
        return False
    # Two lines of one look head what stands under each of them; kinds of targets and the like are no other parts.
    heads = [other for other in others if _is_shown_whole(other, scan.look) and not line_number(other)[0]]
    return any(not SUB_HEADING.fullmatch(key(head.text)) for head in heads)


PARTS_WITH_HEADS = (*TABLE_PARTS, words_of.RATIONALE)
"""Parts in which several bold lines are the heads of what stands under each."""


def _is_alone(line: Line, place: int, scan: _Scan, known: dict[int, Heading]) -> bool:
    """Among numbered headings a line without a number begins a part only after a list it doesn't belong to."""
    before, _after = _part_lines(place, scan, known)
    lists = (words_of.OBJECTIVES, words_of.RESULTS, words_of.OTHER)
    others = [other for other in before if isinstance(other, Line)]
    plain = bool(others) and not any(scan.look.marks(other) for other in others)
    return scan.current.kind in lists and plain and not SUB_HEADING.fullmatch(key(line.text))


def _part_lines(place: int, scan: _Scan, known: dict[int, Heading]) -> tuple[list[Item], list[Item]]:
    """What stands in the part before a place, and after it up to the next known heading, as far as PART_REACH."""
    last = min(place + 1 + PART_REACH, len(scan.items))
    end = next((other for other in range(place + 1, last) if other in known), last)
    first = max(scan.current.place + 1, place - PART_REACH)
    before, after = scan.items[first:place], scan.items[place + 1 : end]
    return [item for item in before if not _is_blank(item)], [item for item in after if not _is_blank(item)]


def _next_shown(place: int, items: list[Item]) -> Item | None:
    return next((item for item in items[place + 1 :] if not _is_blank(item)), None)


def _is_blank(item: Item) -> bool:
    return isinstance(item, Line) and item.is_blank
