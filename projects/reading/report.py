"""A reading as the report of ``manage.py import_proposal --dry-run``: plain JSON, or text for a person."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from budgetplan.thai.money import format_amount
from projects.enums import TargetKind
from projects.reading.calendar import ReadActivity
from projects.reading.costs import ReadCost
from projects.reading.listing import Listing
from projects.reading.money import ROLES
from projects.reading.periods import BeMonth, months_of_fiscal_year
from projects.reading.result import ReadProposal

TOTALS = ("compensation", "services", "materials", "in_budget", "off_budget", "total")


def report_of(proposals: list[ReadProposal], *, year_be: int) -> dict:
    """The first proposal as plain JSON, the further ones under "others"; empty values where there is none.

    Amounts are decimals as text ("1080.00"), null where none is printed; months are "2562-10", years in the Buddhist
    Era; days are ISO dates.
    """
    if not proposals:
        return {**_empty(), "others": [], "list": None}
    first, *others = [_proposal(proposal, year_be) for proposal in proposals]
    return {**first, "others": others, "list": _listing(proposals[0].listing)}


def strings_said(proposal: ReadProposal, year_be: int) -> Iterator[str]:
    """Every text of a proposal's report but those of its parts as printed: what was understood and what handed back."""
    told = _proposal(proposal, year_be)
    told["sections"] = [section["heading"] for section in told["sections"]]
    yield from _strings(told)


def _strings(told) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for value in told.values():
            yield from _strings(value)
    elif isinstance(told, list):
        for value in told:
            yield from _strings(value)


def _empty() -> dict:
    return {
        "name": "",
        "programme": "",
        "strategy": "",
        "strategy_no": None,
        "focuses": [],
        "owners": "",
        "group": "",
        "nature": "",
        "nature_as_printed": "",
        "period": {"start": None, "end": None, "as_printed": ""},
        "rationale": "",
        "sections": [],
        "objectives": [],
        "targets": {"quantitative": [], "qualitative": []},
        "activities": [],
        "activities_from_costs": [],
        "cost_lines": [],
        "totals": {"declared": None, "printed": dict.fromkeys(TOTALS), "computed": dict.fromkeys(TOTALS)},
        "indicators": [],
        "expected_results": [],
        "averaging": False,
        "averaging_as_printed": "",
        "notes": "",
        "faults": [],
        "not_understood": [],
    }


def _proposal(proposal: ReadProposal, year_be: int) -> dict:
    parts, header = proposal.parts, proposal.parts.header
    return {
        "name": header.name,
        "programme": header.programme,
        "strategy": header.strategy,
        "strategy_no": header.strategy_number,
        "focuses": list(header.focuses),
        "owners": header.owners,
        "group": header.group,
        "nature": str(header.nature),
        "nature_as_printed": header.nature_printed,
        "period": {
            "start": header.period.start and header.period.start.isoformat(),
            "end": header.period.end and header.period.end.isoformat(),
            "as_printed": header.period.printed,
        },
        "rationale": parts.rationale,
        "sections": [
            {
                "no": section.number,
                "kind": section.kind,
                "heading": section.heading,
                "text": section.text,
                "understood": section.understood,
            }
            for section in proposal.sections
        ],
        "objectives": [{"no": item.no, "text": item.text} for item in parts.objectives],
        "targets": _targets(parts.targets),
        "activities": [_activity(activity, year_be) for activity in parts.activities.found],
        "activities_from_costs": [_activity(activity, year_be) for activity in parts.made],
        "cost_lines": [_cost(line) for line in parts.money.lines],
        "totals": _totals(parts.money),
        "indicators": [
            {"text": one.text, "kind": str(one.kind), "target": one.target, "method": one.method, "tool": one.tool}
            for one in parts.indicators
        ],
        "expected_results": [{"no": item.no, "text": item.text} for item in parts.results],
        "averaging": bool(parts.averaging),
        "averaging_as_printed": parts.averaging,
        "notes": parts.notes,
        "faults": [fault.to_json() for fault in proposal.faults],
        "not_understood": [one.to_json() for one in proposal.not_understood],
    }


def _targets(targets) -> dict:
    quantitative = [target for target in targets if target.kind == TargetKind.QUANTITATIVE]
    return {
        "quantitative": [
            {"no": one.no, "text": one.text, "value": None if one.value is None else f"{one.value:f}", "unit": one.unit}
            for one in quantitative
        ],
        "qualitative": [{"no": one.no, "text": one.text} for one in targets if one.kind == TargetKind.QUALITATIVE],
    }


def _activity(activity: ReadActivity, year_be: int) -> dict:
    return {
        "no": activity.no,
        "text": activity.text,
        "place": activity.place,
        "responsible": activity.responsible,
        "months": _months(activity.months, year_be),
        "period_as_printed": activity.period,
        "sub_activities": [_activity(child, year_be) for child in activity.children],
    }


def _months(months: Iterable[BeMonth] | None, year_be: int) -> list[str]:
    year = months_of_fiscal_year(year_be)
    return [f"{be}-{month:02}" for be, month in year if (be, month) in set(months or ())]


def _cost(line: ReadCost) -> dict:
    return {
        "no": line.no,
        "activity_no": line.activity.no if line.activity else "",
        "activity": line.activity.text if line.activity else "",
        "text": line.text,
        "category": str(line.category or ""),
        "factors": [{"value": f"{factor.value:f}", "unit": factor.unit} for factor in line.factors],
        "source": str(line.source),
        "in_budget": line.in_budget,
        "amount_printed": _amount(line.printed),
        "amount_computed": _amount(line.computed),
    }


def _totals(money) -> dict:
    printed, computed = money.printed, money.computed
    return {
        "declared": _amount(money.declared.total),
        "printed": {role: _amount(printed.get(role)) for role in ROLES},
        "computed": {role: _amount(computed[role]) for role in ROLES},
    }


def _listing(listing: Listing | None) -> dict | None:
    if listing is None:
        return None
    return {
        "projects": [
            {
                "no": one.no,
                "name": one.name,
                "group": one.group,
                "total": _amount(one.total),
                **{role: _amount(amount) for role, amount in one.amounts.items() if role != "total"},
            }
            for one in listing.projects
        ],
        "printed_total": _amount(listing.printed_total),
        "computed_total": _amount(listing.total),
    }


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def text_of(proposals: list[ReadProposal], *, year_be: int) -> Iterator[str]:
    """The reading as lines for a person."""
    for proposal in proposals:
        yield proposal.content.name
        for section in proposal.sections:
            yield f"  {section.number} {section.heading}".rstrip() + ("" if section.understood else " ?")
        for activity in proposal.parts.activities.found:
            for one in activity.walk():
                yield f"  {one.no} {one.text}  {' '.join(_months(one.months, year_be))}".rstrip()
        for line in proposal.parts.money.lines:
            yield f"  {line.text}  {format_amount(line.amount)}"
        for fault in proposal.faults:
            yield fault.sentence
        for one in proposal.not_understood:
            yield f"? {one.where}: {one.text}"
