"""Writing a whole `ProposalContent` into a draft: from last year's project, another one, a Word file, a revision."""

from projects.contents import factors_to_json, month_bits
from projects.enums import TargetKind
from projects.models import Focus, Programme, Strategy

LONGEST_NAME = 300
LONGEST_PLACE = 200
LONGEST_REASON = 300
"""How many characters the columns hold that a document may fill with more; `imports` shows what is beyond."""

TARGET_LISTS = {TargetKind.QUANTITATIVE: "quantity_targets", TargetKind.QUALITATIVE: "quality_targets"}


def fill(session, content, *, keep_keys=False, with_name=True):
    """Write a content into an open EditSession, after the rows that are there.

    Programme, strategy and focuses are taken by name where the project's year has them; else they stay open.
    `keep_keys`: rows keep their keys (a revision of the same project).
    """
    _fill_head(session, content, with_name=with_name)
    add_rows(session, content, keep_keys=keep_keys)


def _fill_head(session, content, *, with_name):
    values = {
        "programme": _of_year(session, Programme).filter(name=content.programme).first(),
        "strategy": _strategy(session, content),
        "owners_text": content.owners[:LONGEST_NAME],
        "nature": content.nature,
        "starts_on": content.starts_on,
        "ends_on": content.ends_on,
        "rationale": content.rationale,
        "averaging": content.averaging,
        "notes": content.notes,
        "declared": content.declared,
    }
    if with_name and content.name:
        values["name"] = content.name[:LONGEST_NAME]
    named = [focus for focus in _of_year(session, Focus) if focus.printed_name in content.focuses]
    session.change_head(focuses=named, **values)


def _of_year(session, model):
    year = session.proposal.project.fiscal_year_id
    return model.objects.filter(office_id=session.proposal.office_id, fiscal_year_id=year)


def _strategy(session, content):
    strategies = _of_year(session, Strategy)
    found = strategies.filter(name=content.strategy).first() if content.strategy else None
    if found is None and content.strategy_number and not content.strategy:
        found = strategies.filter(number=content.strategy_number).first()
    return found


def add_rows(session, content, *, keep_keys=False):
    """Add the rows of every list of a content, each after the rows that are there."""

    def add(kind, row, /, *, above=None, **values):
        key = row.key if keep_keys and row.key else None
        return str(session.add(kind, above=above, key=key, **values).key)

    for row in content.objectives:
        add("objectives", row, text=row.text)
    for row in content.targets:
        values = {"value": row.value, "unit": row.unit} if row.kind == TargetKind.QUANTITATIVE else {}
        add(TARGET_LISTS[TargetKind(row.kind)], row, text=row.text, **values)
    for activity in content.activities:
        _add_activity(add, activity, above=None)
    for row in content.indicators:
        add(
            "indicators", row, kind=row.kind, text=row.text, target=row.target, method=row.method, tool=row.tool
        )  # fmt: skip
    for row in content.expected_results:
        add("expected_results", row, text=row.text)


def _add_activity(add, activity, *, above):
    key = add(
        "activities", activity, above=above, text=activity.text, place=activity.place[:LONGEST_PLACE],
        responsible=activity.responsible[:LONGEST_PLACE], months=month_bits(activity.months),
    )  # fmt: skip
    for line in activity.cost_lines:
        q1, q2, q3, q4 = line.quarters or (None,) * 4
        add(
            "cost_lines", line, above=key, text=line.text, category=line.category,
            factors=factors_to_json(line.factors), amount=line.amount, reason=line.reason[:LONGEST_REASON],
            source=line.source, in_budget=line.in_budget, q1=q1, q2=q2, q3=q3, q4=q4,
        )  # fmt: skip
    for child in activity.children:
        _add_activity(add, child, above=key)
