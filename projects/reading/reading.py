"""The recogniser: from the blocks of a document to its proposals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from budgetplan.documents.docx_blocks import DocumentData, Table
from budgetplan.thai.money import format_amount
from projects.reading import vocabulary as words_of
from projects.reading.activities import find_activity, gather_activities
from projects.reading.binding import bind
from projects.reading.builder import build_content
from projects.reading.calendar import ActivityTable, read_activity_table
from projects.reading.checks import number_faults, time_faults
from projects.reading.cost_table import read_cost_table
from projects.reading.cost_text import read_closing, read_cost_lines, read_declared
from projects.reading.costs import CostTable, ReadCost
from projects.reading.faults import Fault, fault
from projects.reading.grid import Grid
from projects.reading.header import joined_name, read_header
from projects.reading.indicators import ReadIndicator, read_indicator_lines, read_indicator_table
from projects.reading.items import flat_items
from projects.reading.leftover import left_over
from projects.reading.listing import Listing, read_listing
from projects.reading.money import Money, close, money_faults, settle, without_summaries
from projects.reading.report import strings_said
from projects.reading.result import NotUnderstood, Parts, ReadProposal, ReadSection
from projects.reading.sections import RawProposal, Section, split_proposals, table_text, title_lines
from projects.reading.stream import Item, Line, read_stream
from projects.reading.targets import LEAD, read_targets
from projects.reading.text import alike, key, named_number, split_number, words
from projects.reading.unused import unused_of_activities, unused_of_costs

SAME_PROJECT = 0.85
SIGNED = re.compile("ลงชื่อ|ลงนาม")
OUTSIDE_OUR_FORM = (words_of.OTHER, words_of.PLACE)
"""Parts that a proposal here has no place for: what they say is handed back as it stands."""


@dataclass
class Found:
    """The tables of one proposal by what they are, and those that are nothing known.

    `taken`: {id of a table that was read: the rows of its head}; `unused`: what stands in columns without a place.
    """

    activities: list[ActivityTable] = field(default_factory=list)
    costs: list[CostTable] = field(default_factory=list)
    with_amounts: list[Table] = field(default_factory=list)
    indicators: list[ReadIndicator] = field(default_factory=list)
    unknown: list[tuple[str, Table]] = field(default_factory=list)
    unused: list[NotUnderstood] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)


def read_proposals(document: DocumentData, *, year_be: int) -> list[ReadProposal]:
    """Every proposal of the document in order; none where it holds none.

    `year_be` is the fiscal year that months without a year are of. Nothing is refused here: what doesn't agree is in
    `faults`, what wasn't understood in `not_understood`, word for word.
    """
    front, raw = split_proposals(read_stream(document.blocks))
    listing, rest = _read_front(front)
    proposals = [_read_proposal(one, year_be) for one in raw]
    if not proposals:
        return []
    first = proposals[0]
    first.listing = listing
    if not first.content.name and (titles := title_lines(front)):
        first.parts.header.name = joined_name(titles[-2:]).removeprefix("โครงการ").strip()
        first.content = build_content(first.parts, year_be)
    first.not_understood[:0] = [one for one in rest if not _is_name(one.text, first)]
    if listing:
        _compare_with_listing(listing, proposals)
    return proposals


def _read_front(front: list[Item]) -> tuple[Listing | None, list[NotUnderstood]]:
    listing: Listing | None = None
    rest: list[NotUnderstood] = []
    for item in front:
        read = read_listing(item) if isinstance(item, Table) else None
        if read is not None and isinstance(item, Table):
            listing = listing or Listing()
            listing.projects += read.projects
            listing.printed_total = read.printed_total if read.printed_total is not None else listing.printed_total
            rest.append(NotUnderstood("listing", table_text(item)))
        elif isinstance(item, Table):
            rest.append(NotUnderstood("", table_text(item)))
        elif not item.is_blank:
            rest.append(NotUnderstood("", item.printed.strip()))
    return listing, rest


def _is_name(text: str, proposal: ReadProposal) -> bool:
    """Whether a line before the parts is the title that the head block repeats."""
    return key(text) in (key(proposal.content.name), key(f"โครงการ{proposal.content.name}"))


def _compare_with_listing(listing: Listing, proposals: list[ReadProposal]) -> None:
    for proposal in proposals:
        row = max(listing.projects, key=lambda one: alike(one.name, proposal.content.name))
        computed = proposal.computed_total
        if alike(row.name, proposal.content.name) >= SAME_PROJECT and row.total != computed:
            proposal.faults.append(fault("listing", "listing", name=row.name, printed=row.total, computed=computed))
    if listing.printed_total is not None and listing.printed_total != listing.total:
        proposals[0].faults.append(
            fault("listing_total", "listing", printed=listing.printed_total, computed=listing.total)
        )


def _read_proposal(raw: RawProposal, year_be: int) -> ReadProposal:
    parts = Parts(header=read_header(raw, year_be))
    found = _sort_tables(raw, year_be)
    not_understood = [NotUnderstood(heading, table_text(table)) for heading, table in found.unknown]
    parts.rationale = "\n".join(text for section in raw.of(words_of.RATIONALE) if (text := _plain(section)))
    parts.objectives = _statements(raw.of(words_of.OBJECTIVES))
    parts.targets = [
        target
        for section in raw.of(words_of.TARGETS)
        for target in read_targets([*section.lines, *_free_tables(section, found)])
    ]
    parts.results = _statements(raw.of(words_of.RESULTS))
    parts.notes = "\n".join(text for section in raw.of(words_of.NOTES) if (text := _plain(section)))
    parts.activities = gather_activities(found.activities, _activity_lines(raw, found), year_be)
    _read_money(parts, raw, found, not_understood)
    _read_indicators(parts, raw, found)
    binding = bind(parts.money.lines, parts.activities.found)
    parts.made, parts.under = binding.made, binding.under
    not_understood += found.unused + _left_over(parts, raw)
    read = ReadProposal(
        content=build_content(parts, year_be),
        sections=[_section(section) for section in raw.sections],
        faults=_faults(parts, raw, year_be),
        not_understood=not_understood,
        parts=parts,
    )
    said = [*strings_said(read, year_be), *parts.activities.matched]
    read.not_understood += left_over(raw, said, found.taken)
    return read


def _section(section: Section) -> ReadSection:
    understood = section.kind not in OUTSIDE_OUR_FORM
    return ReadSection(section.number, section.kind, section.heading, section.text, understood)


def _plain(section: Section) -> str:
    return "\n".join(words(line.printed) for line in section.lines)


def _statements(sections: list[Section]):
    lines = [line for section in sections for line in section.lines]
    items = flat_items(lines)
    numbered = any(item.number for item in items)
    return [item for item in items if item.number or not (numbered and LEAD.fullmatch(item.text))]


def _lines_of(raw: RawProposal, *kinds: str) -> list[Line]:
    return [line for section in raw.of(*kinds) for line in section.lines]


def _activity_lines(raw: RawProposal, found: Found) -> list[Line]:
    """The list of activities: that of their own part, else one written where a calendar is usually drawn."""
    lines = _lines_of(raw, words_of.ACTIVITIES)
    return lines if lines or found.activities else _lines_of(raw, words_of.CALENDAR)


def _free_tables(section: Section, found: Found) -> list[Table]:
    return [table for table in section.tables if id(table) not in found.taken]


def _sort_tables(raw: RawProposal, year_be: int) -> Found:
    found = Found()
    for section in raw.sections:
        for caption, table in _captioned_tables(section):
            activities, costs = len(found.activities), len(found.costs)
            if _take(section, table, found, year_be):
                unused: list[str] = []
                heads = 1
                if len(found.costs) > costs:
                    found.costs[-1].caption, columns = caption, found.costs[-1].columns
                    unused, heads = unused_of_costs(Grid(table), columns), columns.head_rows
                elif len(found.activities) > activities:
                    layout = found.activities[-1].layout
                    unused, heads = unused_of_activities(Grid(table), layout), layout.head_rows
                found.taken[id(table)] = heads
                found.unused += [NotUnderstood(section.heading, text) for text in unused]
            elif section.kind not in (words_of.TARGETS, *OUTSIDE_OUR_FORM) and not SIGNED.search(table_text(table)):
                found.unknown.append((section.heading, table))
    return found


def _captioned_tables(section: Section) -> Iterator[tuple[str, Table]]:
    """Each table with the last line before it; "" where another table stands right before it."""
    caption = ""
    for item in section.body:
        if isinstance(item, Table):
            yield caption, item
            caption = ""
        elif not item.is_blank:
            caption = item.printed


def _put_under_captions(tables: list[CostTable], parts: Parts) -> None:
    """A table of costs under a line that names an activity is that activity's."""
    every = list(parts.activities.walk())
    for table in tables:
        number, text = named_number(table.caption)
        if not number:
            number, text = split_number(table.caption)
        if text and (named_number(table.caption)[0] or find_activity(number.text, text, every)):
            for line in table.lines:
                line.headings = line.headings or [(number.text, text)]


def _take(section: Section, table: Table, found: Found, year_be: int) -> bool:
    """Read a table as what it is, trying first what its part suggests."""
    takers = {
        "activities": lambda: _take_activities(table, found, year_be),
        "costs": lambda: _take_costs(table, found),
        "indicators": lambda: _take_indicators(table, found),
    }
    order = ORDERS.get(section.kind, ("activities", "indicators", "costs"))
    return any(takers[name]() for name in order)


ORDERS = {
    words_of.BUDGET: ("costs", "activities", "indicators"),
    words_of.EVALUATION: ("indicators", "activities", "costs"),
    words_of.TARGETS: ("indicators", "activities"),
    words_of.RATIONALE: (),
}


def _take_activities(table: Table, found: Found, year_be: int) -> bool:
    before = found.activities[-1].layout if found.activities else None
    read = read_activity_table(table, year_be, before)
    if read is None or not read.items:
        return False
    found.activities.append(read)
    if "amount" in read.layout.roles:
        found.with_amounts.append(table)
    return True


def _take_costs(table: Table, found: Found) -> bool:
    before = found.costs[-1].columns if found.costs else None
    read = read_cost_table(table, before)
    if read is None:
        return False
    found.costs.append(read)
    return True


def _take_indicators(table: Table, found: Found) -> bool:
    read = read_indicator_table(table)
    if read is None:
        return False
    found.indicators += read
    return True


def _read_money(parts: Parts, raw: RawProposal, found: Found, not_understood: list[NotUnderstood]) -> None:
    tables, again = without_summaries([table for table in found.costs if table.said or table.totals])
    lines = _lines_of(raw, words_of.BUDGET)
    if not any(table.said for table in tables):
        written = read_cost_lines(lines)
        tables = [written.table] if written.table else []
        not_understood += [NotUnderstood(_heading(raw, words_of.BUDGET), text) for text in written.rest]
    if not tables:
        tables = [read for table in found.with_amounts if (read := read_cost_table(table))]
    _put_under_captions(tables, parts)
    parts.money = Money(tables, read_declared(lines, tables=bool(found.costs)))
    settle(parts.money)
    if any(table.said for table in found.costs):
        _close(parts.money, raw)
    notes = read_declared(_lines_of(raw, words_of.NOTES), tables=True)
    declared = parts.money.declared
    averaged = declared if declared.averaging else notes
    parts.averaging = "" if averaged.refused_averaging else averaged.averaging or _averaging_in_tables(raw)
    for table in tables:
        not_understood += [NotUnderstood(_heading(raw, words_of.BUDGET), text) for text in table.unread]
        not_understood += [NotUnderstood(_heading(raw, words_of.BUDGET), _left_out(line)) for line in table.left_out]
    for table in again:
        texts = "\n".join(f"{line.text} {line.amount or ''}".strip() for line in table.lines)
        not_understood.append(NotUnderstood(_heading(raw, words_of.BUDGET), texts))


def _left_out(line: ReadCost) -> str:
    """A cost in a category that our form has not, as a row: what for, which category, how much."""
    return f"{line.text} | {line.outside} | {format_amount(line.amount)}"


def _close(money: Money, raw: RawProposal) -> None:
    """A total under the last table counts beside the one in the heading; alone it is the one declared."""
    sections = [section for section in raw.of(words_of.BUDGET) if section.tables]
    if not sections:
        return
    place = max(place for place, item in enumerate(sections[-1].body) if isinstance(item, Table))
    under = [item for item in sections[-1].body[place + 1 :] if isinstance(item, Line) and not item.is_blank]
    before = _lines_of(raw, words_of.BUDGET)
    above = [line for line in before if line not in under]
    if read_declared(above, tables=True).total is not None:
        close(money, read_closing(under))


def _averaging_in_tables(raw: RawProposal) -> str:
    for section in raw.of(words_of.BUDGET):
        for table in section.tables:
            for cell in table.cells():
                if words_of.AVERAGING.search(cell.text) and not words_of.NO_AVERAGING.search(cell.text):
                    return words(cell.text)
    return ""


def _read_indicators(parts: Parts, raw: RawProposal, found: Found) -> None:
    parts.indicators = found.indicators or read_indicator_lines(_lines_of(raw, words_of.EVALUATION))


def _heading(raw: RawProposal, kind: str) -> str:
    return next((section.heading for section in raw.of(kind)), "")


def _left_over(parts: Parts, raw: RawProposal) -> list[NotUnderstood]:
    """What the document says and the content doesn't."""
    left = [NotUnderstood(_heading(raw, kind), text) for kind, text in parts.header.unread]
    left += [NotUnderstood(section.heading, section.text) for section in raw.of(*OUTSIDE_OUR_FORM) if section.text]
    left += [
        NotUnderstood(_heading(raw, words_of.ACTIVITIES), one.text)
        for step in parts.activities.steps
        for one in step.walk()
    ]
    if not parts.activities.tables:
        left += [
            NotUnderstood(section.heading, section.text)
            for section in raw.of(words_of.CALENDAR)
            if section.text and not _took_lines(parts, section)
        ]
    if (
        parts.indicators
        and raw.of(words_of.EVALUATION)
        and any(section.tables for section in raw.of(words_of.EVALUATION))
    ):
        left += [
            NotUnderstood(section.heading, words(line.printed))
            for section in raw.of(words_of.EVALUATION)
            for line in section.lines
            if key(line.text) and _is_apart(line, parts)
        ]
    return left


def _took_lines(parts: Parts, section: Section) -> bool:
    return any(key(activity.text) in key(section.text) for activity in parts.activities.found)


def _is_apart(line: Line, parts: Parts) -> bool:
    return not any(key(line.text) in key(one.text) for one in parts.indicators)


def _faults(parts: Parts, raw: RawProposal, year_be: int) -> list[Fault]:
    faults = number_faults("sections", [_arabic(section.number) for section in raw.sections])
    faults += number_faults(words_of.OBJECTIVES, [item.no for item in parts.objectives])
    faults += number_faults(words_of.TARGETS, [target.no for target in parts.targets])
    faults += number_faults(words_of.RESULTS, [item.no for item in parts.results])
    faults += time_faults(parts.activities, parts.header.period, year_be)
    faults += [fault("step_unmatched", words_of.ACTIVITIES, name=step.text) for step in parts.activities.steps]
    faults += money_faults(parts.money)
    return faults + [fault("activity_from_costs", words_of.BUDGET, name=made.text) for made in parts.made]


def _arabic(number: str) -> str:
    return words(number).strip(".() ")
