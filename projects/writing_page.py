"""A proposal as the JSON of the page on which it is written: its fields, rows and order, its money, what is missing.

Fields stand as `projects.fields` shows and compares them. Amounts are texts as people read them ("16,200"); what is
computed comes from `projects.totals` and `projects.checks` only, the page never adds anything up.
"""

from django.utils.translation import gettext as _

from budgetplan.thai.baht import baht_text
from budgetplan.thai.dates import thai_date
from budgetplan.thai.money import format_amount
from projects.checks import findings_of, months_of_period
from projects.contents import content_of
from projects.enums import CostCategory, FundSource
from projects.errors import ProjectRefused
from projects.fields import shown_row
from projects.formulas import format_factors
from projects.models import ProposalEdit
from projects.permissions import check_can_write
from projects.review_page import TITLES
from projects.selectors import rates_for, standing_of
from projects.services.comments import comments_of
from projects.services.lists import HEAD, LISTS, list_of
from projects.services.undo import can_redo, can_undo
from projects.totals import total_up

MOST_UNSEEN = 50


def page_data(proposal, by):
    """Everything the page starts with: the answer of `state_answer` and what names its drafts in the browser."""
    return {"proposal": str(proposal.public_id), "person": str(by.public_id), **state_answer(proposal, by)}


def write_refusal(proposal, by):
    """The sentence why `by` can't change this version, empty where they can."""
    try:
        check_can_write(proposal=proposal, by=by)
    except ProjectRefused as refusal:
        return str(refusal)
    return ""


def state_answer(proposal, by, *, only=None):
    """The proposal as it stands now. With `only` (keys of rows, HEAD) just those fields, and everything computed."""
    content = content_of(proposal)
    rows = _rows_of(proposal)
    reason = write_refusal(proposal, by)
    wanted = [row for row in rows if only is None or str(row.key) in only]
    return {
        "revision": proposal.revision,
        "state": proposal.state,
        "editable": not reason,
        "reason": reason,
        "full": only is None,
        "head": shown_row(proposal, HEAD) if only is None or HEAD in only else None,
        "rows": {str(row.key): {"list": list_of(row), **shown_row(row, list_of(row))} for row in wanted},
        "order": _order(rows),
        **_computed(content, proposal),
        "comments": _comments(proposal, by),
        "can_undo": can_undo(proposal=proposal, by=by),
        "can_redo": can_redo(proposal=proposal, by=by),
    }


def others_since(proposal, revision, by):
    """The names of the people besides `by` who made the changes after `revision`, as far as they are recent."""
    unseen = min(max(proposal.revision - revision, 0), MOST_UNSEEN)
    edits = ProposalEdit.objects.filter(proposal=proposal).order_by("-pk").select_related("by")
    return sorted({str(edit.by) for edit in edits[:unseen] if edit.by_id != by.pk})


def _rows_of(proposal):
    models = dict.fromkeys(spec.model for spec in LISTS.values())
    return [row for model in models for row in model.objects.filter(proposal=proposal).order_by("position", "pk")]


def _order(rows):
    """{list, or "list/key of the activity above": keys in order}."""
    keys = {row.pk: str(row.key) for row in rows if list_of(row) == "activities"}
    order = {name: [] for name in LISTS if name != "cost_lines"}
    for row in rows:
        kind = list_of(row)
        above = getattr(row, f"{LISTS[kind].parent}_id") if LISTS[kind].parent else None
        order.setdefault(f"{kind}/{keys[above]}" if above else kind, []).append(str(row.key))
    return order


def _computed(content, proposal):
    totals = total_up(content)
    standing = standing_of(proposal)
    findings = findings_of(content, standing=standing, rates=rates_for(proposal))
    return {
        "period": list(months_of_period(content)),
        "activities": {
            activity.key: {"number": number, "total": _baht(_sum_of(totals, number))}
            for number, activity, _parent in content.walk_activities()
        },
        "lines": {row.line.key: _line(row) for row in totals.lines},
        "summary": _summary(totals),
        "ceiling": _ceiling(standing, totals.own.annual),
        "findings": _findings(findings),
    }


def _sum_of(totals, number):
    money = totals.activities.get(number)
    return money.total if money else 0


def _line(row):
    line = row.line
    shown = f"{format_factors(line.factors)} = {_baht(line.product)}" if line.factors else ""
    return {
        "shown": shown,
        "product": _baht(line.product),
        "adjusted": line.is_adjusted,
        "quarters": [_baht(quarter) for quarter in row.amounts.quarters],
    }


def _summary(totals):
    money = totals.money
    return {
        "total": _baht(money.total),
        "words": baht_text(money.total),
        "categories": {code: _baht(money.of_category(code)) for code in CostCategory},
        "sources": {code: _baht(money.of_source(code)) for code in FundSource.values},
        "off_budget": _baht(money.off_budget),
        "quarters": [_baht(quarter) for quarter in totals.amounts.quarters],
        "unspread": _baht(totals.unspread) if totals.unspread else "",
    }


def _ceiling(standing, own):
    """The group against its ceiling, None where it has none."""
    if standing.ceiling is None:
        return None
    over = standing.over(own)
    return {
        "ceiling": _baht(standing.ceiling),
        "others": _baht(standing.others),
        "own": _baht(own),
        "asked": _baht(standing.asked(own)),
        "over": _baht(over) if over else "",
        "left": _baht(standing.left(own)) if not over else "",
    }


def _findings(findings):
    """Errors first, each group in the order of the paper."""
    ordered = sorted(findings, key=lambda finding: not finding.is_error)
    return [
        {
            "code": finding.code,
            "level": finding.level,
            "anchor": finding.anchor,
            "sentence": finding.sentence,
            "word": _("must be corrected") if finding.is_error else _("please check"),
        }
        for finding in ordered
    ]


def _comments(proposal, by):
    """What reviewers said that isn't settled yet and `by` may read; `about` names its section or row."""
    return [
        {
            "id": str(said.public_id),
            "anchor": said.anchor,
            "about": str(TITLES.get(said.label, said.label)),
            "text": said.text,
            "by": str(said.by),
            "on": thai_date(said.at, "short", thai_digits=False),
            "cut_to": "" if said.cut_to is None else _baht(said.cut_to),
        }
        for said in comments_of(proposal, by=by).filter(resolved_at__isnull=True)
    ]


def _baht(amount):
    return format_amount(amount or 0, blank="0")
