"""Parts of proposals: the stream cut at its headings, and the parts gathered into proposals."""

import re
from dataclasses import dataclass, field

from budgetplan.documents.docx_blocks import Table
from projects.reading import vocabulary as words_of
from projects.reading.headings import CORE, Heading
from projects.reading.looks import HEADING_STYLE, line_number
from projects.reading.stream import Item, Line, contents_places
from projects.reading.text import Number, key, words
from projects.reading.unknown import find_headings

TITLE = "โครงการ"
TYPED_NUMBER = re.compile(r"(?:(?:ข้อ|ส่วน|ตอน)\s*(?:ที่)?\s*(?=\d))?([^a-zA-Zก-ฮเ-ไ]*)")
TITLE_REACH = 8
NOT_TITLES = ("แบบเสนอ", "แบบฟอร์ม", "รายละเอียด", "สำนักงานเขต", "ประจำปี", "ปีงบประมาณ", "แผนปฏิบัติการ", "บันทึกข้อความ")


@dataclass
class Section:
    """One part: its number and heading as printed, what stands beside the heading, and its lines and tables."""

    kind: str
    number: str = ""
    heading: str = ""
    value: str = ""
    body: list[Item] = field(default_factory=list)
    understood: bool = True
    line: Line | None = None

    @property
    def lines(self) -> list[Line]:
        """Lines with something on them, what stands beside the heading first."""
        beside = [Line(self.value)] if self.value.strip() else []
        return beside + [item for item in self.body if isinstance(item, Line) and not item.is_blank]

    @property
    def tables(self) -> list[Table]:
        return [item for item in self.body if isinstance(item, Table)]

    @property
    def text(self) -> str:
        """All that is printed in it, a line for each line and for each row of a table."""
        return "\n".join(printed for item in [*self.lines_in_order()] if (printed := item.strip()))

    def lines_in_order(self):
        if self.value.strip():
            yield self.value
        for item in self.body:
            if isinstance(item, Line):
                yield item.printed
            else:
                yield from table_text(item).split("\n")


@dataclass
class RawProposal:
    """The parts of one proposal in printed order."""

    sections: list[Section] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    has_tables: bool = False

    def add(self, section: Section) -> None:
        self.sections.append(section)
        self.kinds.add(section.kind)
        self.has_tables = self.has_tables or bool(section.tables)

    def of(self, *kinds: str) -> list[Section]:
        return [section for section in self.sections if section.kind in kinds]

    def has(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)


def table_text(table: Table) -> str:
    """A table as text: a line for each row, " | " between cells."""
    return "\n".join(" | ".join(words(cell.text) for cell in row) for row in table.rows)


def split_proposals(items: list[Item]) -> tuple[list[Item], list[RawProposal]]:
    """(what stands before the first proposal, the proposals)."""
    headings = _with_titles(find_headings(items), items)
    if not headings:
        return items, []
    places = [heading.place for heading in headings]
    sections = [
        _section(heading, items[heading.place + 1 : following])
        for heading, following in zip(headings, [*places[1:], len(items)], strict=True)
    ]
    before, proposals = _gathered(_without_long_notes(sections))
    front = items[: places[0]]
    for section in before:
        front += [*([section.line] if section.line else []), *section.body]
    return front, proposals


def _without_long_notes(sections: list[Section]) -> list[Section]:
    """With a note in the middle of a part, "(หมายเหตุ ขอถัวจ่าย)", ended before the table or list of that part."""
    result: list[Section] = []
    for section in sections:
        result.append(section)
        own = _length_of_note(section) if len(result) > 1 else len(section.body)
        if own < len(section.body):
            part = result[-2]
            result.append(Section(part.kind, body=section.body[own:], line=None))
            section.body = section.body[:own]
    return result


def _length_of_note(section: Section) -> int:
    """How many items of what follows a note without a number are its own: those before a table or a numbered line."""
    if section.kind != words_of.NOTES or section.number or not section.value.strip():
        return len(section.body)
    if section.line and section.line.text.lstrip().startswith("("):
        return 0
    for place, item in enumerate(section.body):
        if isinstance(item, Table) or line_number(item)[0].depth:
            return place
    return len(section.body)


def _section(heading: Heading, body: list[Item]) -> Section:
    text, value = heading.text, heading.value
    if text.startswith("(") and value.endswith(")"):
        text, value = text[1:], value[:-1]
    return Section(
        kind=heading.kind,
        number=heading.line.number or _typed_number(heading),
        heading=text,
        value=value,
        body=body,
        line=heading.line,
    )


def _typed_number(heading: Heading) -> str:
    """The number as typed, Thai digits and all, without the dot after it."""
    if not heading.number:
        return ""
    printed = heading.line.text.strip()
    found = TYPED_NUMBER.match(printed)
    return found[1].strip(" \t.():：") if found else ""


def _gathered(sections: list[Section]) -> tuple[list[Section], list[RawProposal]]:
    """(parts before any proposal, proposals). One begins where a name comes after parts that follow the head, after a
    table in what seemed a head (a list of projects), or where the first part comes again."""
    proposals = [RawProposal()]
    for section in sections:
        current = proposals[-1]
        again = section.kind == words_of.RATIONALE and current.has(words_of.RATIONALE) and current.has(*LATE)
        ended = current.has(*CORE) or current.has_tables
        if (section.kind == words_of.NAME and ended) or again:
            proposals.append(RawProposal())
        proposals[-1].add(section)
    front = [proposal for proposal in proposals if not proposal.has(*CORE, words_of.NAME)]
    return [section for proposal in front for section in proposal.sections], [
        proposal for proposal in proposals if proposal not in front
    ]


LATE = (words_of.BUDGET, words_of.EVALUATION, words_of.RESULTS)


def _with_titles(headings: list[Heading], items: list[Item]) -> list[Heading]:
    """With titles like "โครงการพัฒนาครู", which have no label of their own, as headings."""
    by_place = {heading.place: heading for heading in headings}
    contents = contents_places(items)
    result: list[Heading] = []
    for place, item in enumerate(items):
        if place in by_place:
            result.append(by_place[place])
        elif (
            place not in contents
            and isinstance(item, Line)
            and _is_title(item)
            and _begins_proposal(place, items, result, by_place)
        ):
            name = item.text.strip().removeprefix(TITLE).strip(" :：\t")
            result.append(_title(place, name, item))
    return result


def _title(place: int, name: str, line: Line) -> Heading:
    return Heading(place, words_of.NAME, Number(), TITLE, name, line)


def _is_title(line: Line) -> bool:
    text = line.text.strip()
    shown = line.is_bold or line.align == "center" or bool(HEADING_STYLE.search(line.style))
    return text.startswith(TITLE) and len(text) > len(TITLE) + 2 and len(text) < 250 and shown and not line.number


def _begins_proposal(place: int, items: list[Item], before: list[Heading], by_place: dict[int, Heading]) -> bool:
    """Whether a title opens a proposal: nothing or a whole proposal before it, head block or first part after it."""
    started = [heading.kind for heading in before]
    if words_of.NAME in started and not set(started[_last_name(started) :]) & set(LATE):
        return False
    if words_of.NAME not in started and set(started) & CORE:
        return False
    near = [by_place[at] for at in range(place, min(place + TITLE_REACH * 2, len(items))) if at in by_place]
    return bool(near) and near[0].kind != words_of.NAME and near[0].kind in (*words_of.HEAD_KINDS, words_of.RATIONALE)


def _last_name(kinds: list[str]) -> int:
    return len(kinds) - 1 - kinds[::-1].index(words_of.NAME)


def title_lines(items: list[Item]) -> list[str]:
    """Lines of a title without a label, where a proposal begins with its first part: bold or centred, no letterhead."""
    lines = [item for item in items if isinstance(item, Line) and not item.is_blank]
    shown = [line for line in lines if line.is_bold or line.align == "center" or HEADING_STYLE.search(line.style)]
    return [words(line.text) for line in shown if not key(line.text).startswith(NOT_TITLES)]
