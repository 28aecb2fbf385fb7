"""Two versions of a proposal side by side: what was added, removed, changed and moved, section by section."""

from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from budgetplan.thai.dates import thai_date
from budgetplan.thai.money import format_amount
from projects.content import MONTH_NAMES, stretches
from projects.enums import Averaging, CostCategory, FundSource, IndicatorKind, Nature, TargetKind
from projects.formulas import format_factors
from projects.rich_text import plain_text
from projects.word_changes import Span, word_changes

__all__ = ["Difference", "MoneyRow", "Span", "compare_contents", "compare_money", "months_text", "word_changes"]

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"


@dataclass(frozen=True)
class Difference:
    """Something that differs. `section` is a field of ProposalContent, "period" or "cost_lines".

    `before` and `after` are text, a line for each field that differs; "" where the row isn't in that version. Amounts
    are baht, and None for anything but a cost line, or where the line isn't in that version.
    """

    section: str
    kind: str
    label: str
    before: str = ""
    after: str = ""
    before_amount: Decimal | None = None
    after_amount: Decimal | None = None
    key: str = ""


@dataclass(frozen=True)
class MoneyRow:
    """A sum of both versions, in baht."""

    label: str
    before: Decimal
    after: Decimal

    @property
    def difference(self):
        return self.after - self.before


@dataclass(frozen=True)
class _Row:
    """A row of a section: `fields` are (name of the field or "", text); `parent` is the row it stands under."""

    number: str
    label: str
    fields: tuple
    key: str = ""
    parent: "_Row | None" = None
    amount: Decimal | None = None

    @property
    def text(self):
        return self.fields[0][1]

    @property
    def place(self):
        return f"{self.number} {self.text}"


def compare_money(old, new):
    """(MoneyRows of the categories, the quarters and the office's own money, that of the whole) of ProposalTotals."""
    rows = [
        MoneyRow(str(category.label), old.money.of_category(category), new.money.of_category(category))
        for category in CostCategory
    ]
    quarters = zip(old.amounts.quarters, new.amounts.quarters, strict=True)
    rows += [
        MoneyRow(_("Quarter %(n)s") % {"n": n}, before, after) for n, (before, after) in enumerate(quarters, start=1)
    ]
    rows.append(MoneyRow(_("From the office's own budget"), old.own.annual, new.own.annual))
    return rows, MoneyRow(_("Total of the whole project"), old.money.total, new.money.total)


def compare_contents(old, new):
    """The Differences from ProposalContent `old` to `new`: the paper's sections, in each the printed order of `new`.

    Rows are matched by key, or by their text where a key is missing; removed rows come last in their section. A row
    that only stands elsewhere is "moved". Rich text is compared by its words. () where nothing differs.
    """
    differences = [*_compare_fields(_head(old), _head(new))]
    pairs = {}
    for section, rows in _SECTIONS.items():
        differences += _compare_rows(section, rows(old), rows(new), pairs)
    return (*differences, *_compare_fields(_tail(old), _tail(new)))


def months_text(months):
    """The months as stretches: (1, 2, 3, 10) is "ต.ค.–ธ.ค., ก.ค."."""
    return ", ".join(
        MONTH_NAMES[first - 1] if first == last else f"{MONTH_NAMES[first - 1]}–{MONTH_NAMES[last - 1]}"
        for first, last in stretches(months)
    )


def _head(content):
    """(section, label, text) of what stands before the lists."""
    return (
        ("name", _("Project"), content.name),
        ("programme", _("Programme"), content.programme),
        ("strategy", _("Strategy"), _numbered(content.strategy_number, content.strategy)),
        ("focuses", _("Tactics and focuses"), "\n".join(content.focuses)),
        ("owners", _("Responsible"), content.owners),
        ("unit", _("Group"), content.unit),
        ("nature", _("Nature of the project"), _name_of(Nature, content.nature)),
        ("period", _("Period"), _period(content)),
        ("rationale", _("Rationale"), plain_text(content.rationale)),
    )


def _tail(content):
    """(section, label, text) of what stands after them."""
    return (
        ("averaging", _("Averaging"), _name_of(Averaging, content.averaging)),
        ("notes", _("Notes"), plain_text(content.notes)),
    )


def _numbered(number, text):
    return text if number is None else f"{number} {text}".strip()


def _name_of(choices, value):
    return str(choices(value).label) if value else ""


def _period(content):
    days = (content.starts_on, content.ends_on)
    return " – ".join(thai_date(day, "short", thai_digits=False) for day in days if day)


def _compare_fields(old, new):
    for (section, label, before), (_section, _label, after) in zip(old, new, strict=True):
        if _same_words(before) != _same_words(after):
            kind = ADDED if not before else CHANGED if after else REMOVED
            yield Difference(section, kind, label, before, after)


def _same_words(text):
    return " ".join(text.split())


def _statements(rows, label):
    return [_Row(str(n), label % {"number": n}, (("", row.text),), row.key) for n, row in enumerate(rows, start=1)]


def _objectives(content):
    return _statements(content.objectives, _("Objective %(number)s"))


def _expected_results(content):
    return _statements(content.expected_results, _("Expected result %(number)s"))


def _targets(content):
    return [
        _Row(
            str(number),
            _("Target %(number)s") % {"number": number},
            (("", row.text), (_("Kind"), _name_of(TargetKind, row.kind)), (_("Target value"), _value(row))),
            row.key,
        )
        for number, row in enumerate(content.targets, start=1)
    ]


def _value(target):
    return "" if target.value is None else f"{target.value.normalize():,f} {target.unit}".strip()


def _activities(content):
    rows = {}
    for number, activity, parent in content.walk_activities():
        fields = (
            ("", activity.text),
            (_("Place"), activity.place),
            (_("Responsible"), activity.responsible),
            (_("Months"), months_text(activity.months)),
        )
        label = _("Activity %(number)s") % {"number": number}
        above = rows[number.split(".", maxsplit=1)[0]] if parent else None
        rows[number] = _Row(number, label, fields, activity.key, above)
    return list(rows.values())


def _cost_lines(content):
    activities = {row.number: row for row in _activities(content)}
    return [
        _Row(number, line.text, _cost_fields(line), line.key, activities[number], line.amount)
        for number, line, _months in content.cost_lines()
    ]


def _cost_fields(line):
    return (
        ("", line.text),
        (_("Calculation"), format_factors(line.factors)),
        (_("Category"), _name_of(CostCategory, line.category)),
        (_("Source of money"), _name_of(FundSource, line.source)),
        (_("Budget"), _("In budget") if line.in_budget else _("Off budget")),
        (_("Reason for the amount"), line.reason),
        (_("Quarters"), " / ".join(format_amount(quarter) for quarter in line.quarters or ())),
    )


def _indicators(content):
    return [
        _Row(
            str(number),
            _("Indicator %(number)s") % {"number": number},
            (
                ("", row.text),
                (_("Kind"), _name_of(IndicatorKind, row.kind)),
                (_("Target value"), row.target),
                (_("Method"), row.method),
                (_("Tool"), row.tool),
            ),
            row.key,
        )
        for number, row in enumerate(content.indicators, start=1)
    ]


_SECTIONS = {
    "objectives": _objectives,
    "targets": _targets,
    "activities": _activities,
    "cost_lines": _cost_lines,
    "indicators": _indicators,
    "expected_results": _expected_results,
}


def _compare_rows(section, old, new, pairs):
    """Differences of a section's rows. `pairs` maps the id of a new row to its old one, over all sections."""
    found = _matched(old, new)
    pairs.update(((section, row.number, row.key, row.text), match) for row, match in found)
    moved = {id(row) for row in _moved(found, pairs)}
    matches = {id(row): match for row, match in found}
    for row in new:
        match = matches.get(id(row))
        if match is None:
            yield Difference(section, ADDED, row.label, "", _said(row.fields), None, row.amount, row.key)
        else:
            yield from _row_difference(section, match, row, is_moved=id(row) in moved)
    kept = {id(match) for _row, match in found}
    for row in old:
        if id(row) not in kept:
            yield Difference(section, REMOVED, row.label, _said(row.fields), "", row.amount, None, row.key)


def _row_difference(section, old, new, *, is_moved):
    fields = [
        (before, after)
        for before, after in zip(old.fields, new.fields, strict=True)
        if _same_words(before[1]) != _same_words(after[1])
    ]
    amounts = (old.amount, new.amount)
    if fields or old.amount != new.amount:
        before, after = (_said(side) for side in zip(*fields, strict=True)) if fields else ("", "")
        yield Difference(section, CHANGED, new.label, before, after, *amounts, new.key)
    elif is_moved:
        yield Difference(section, MOVED, new.label, _where(old), _where(new), *amounts, new.key)


def _said(fields):
    """Fields as lines: "Months: ต.ค.–ธ.ค."; nothing for an empty one."""
    return "\n".join(f"{name}: {text}" if name else text for name, text in fields if text)


def _where(row):
    """Where a moved row stands: under which activity, or with which number."""
    return row.parent.place if row.amount is not None else row.place


def _matched(old, new):
    """[(new row, old row)]: by key, else by text under the same parent, else by text anywhere."""
    found = {}
    taken = set()
    for identity in (_by_key, _by_text_and_parent, _by_text):
        waiting = {}
        for row in old:
            if id(row) not in taken:
                waiting.setdefault(identity(row), []).append(row)
        for row in new:
            same = waiting.get(identity(row)) if id(row) not in found and identity(row) else None
            partner = next((other for other in same or () if identity is _by_key or not (row.key and other.key)), None)
            if partner is not None:
                same.remove(partner)
                found[id(row)] = partner
                taken.add(id(partner))
    return [(row, found[id(row)]) for row in new if id(row) in found]


def _by_key(row):
    return row.key


def _by_text_and_parent(row):
    return _same_words(row.text), _same_words(row.parent.text) if row.parent else None


def _by_text(row):
    return (_same_words(row.text),)


def _moved(found, pairs):
    """New rows that stand under another row than before, or that changed places with their neighbours."""
    together = {}
    for row, old in found:
        parent = _pair_of(row.parent, pairs)
        if parent != old.parent:
            yield row
        else:
            together.setdefault(row.parent, []).append((row, old))
    order = {id(old): index for index, old in enumerate(sorted((old for _row, old in found), key=_printed))}
    for rows in together.values():
        stays = _longest_rise([order[id(old)] for _row, old in rows])
        yield from (row for index, (row, _old) in enumerate(rows) if index not in stays)


def _printed(row):
    return [int(part) for part in row.number.split(".")]


def _pair_of(row, pairs):
    """The old row a new activity was before; None for no row, the new row itself where it is new."""
    return None if row is None else pairs.get(("activities", row.number, row.key, row.text), row)


def _longest_rise(numbers):
    """Indexes of a longest increasing run of numbers: what stays where everything else moves past it."""
    ends, indexes, before = [], [], []
    for index, number in enumerate(numbers):
        at = bisect_left(ends, number)
        ends[at : at + 1], indexes[at : at + 1] = [number], [index]
        before.append(indexes[at - 1] if at else None)
    stays, index = set(), indexes[-1] if indexes else None
    while index is not None:
        stays.add(index)
        index = before[index]
    return stays
