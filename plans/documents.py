"""What approvals needs to know of a spending plan."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgetplan.approvals.enums import CaseState
from budgetplan.approvals.models import Case
from budgetplan.approvals.registry import DocumentKind
from budgetplan.thai.money import format_amount
from plans.comparison import compare_plans
from plans.models import SpendingPlan
from plans.selectors import approved_before, plan_table
from plans.services.versions import PLAN_KIND, apply_decision
from plans.wording import imbalance_sentence


class PlanKind(DocumentKind):
    """The quarterly spending plan as a document for approval."""

    code = PLAN_KIND
    name = gettext_lazy("Quarterly spending plan")
    nothing_found = gettext_lazy("Everything adds up: quarters, lines, parts, ceilings and envelope.")

    def on_decided(self, case, *, by, state):
        apply_decision(plan=case.document, state=state, by=by)

    def url(self, case):
        plan = case.document
        return reverse("plans:version", args=[plan.fiscal_year.year_be, plan.number])

    def pdf_url(self, case):
        plan = case.document
        return reverse("reports:plan_pdf", args=[plan.fiscal_year.year_be, plan.number])

    def figures(self, case):
        table = plan_table(case.document)
        quarters = [(_("Quarter %(n)s") % {"n": n}, amount) for n, amount in enumerate(table.total.quarters, start=1)]
        return [
            (_("Envelope"), table.envelope),
            *((part.name, part.amounts.annual) for part in table.parts),
            (_("Total"), table.total.annual),
            *quarters,
        ]

    def changes(self, case):
        plan = case.document
        before = approved_before(plan)
        if before is None:
            return []
        differences = compare_plans(plan_table(before), plan_table(plan))
        return [
            (change.name, change.before_annual, change.after_annual)
            for change in differences
            if not _is_told_by_its_line(change)
        ]

    def findings(self, case):
        return [imbalance_sentence(imbalance) for imbalance in plan_table(case.document).imbalances]

    def summaries(self, cases):
        plans = SpendingPlan.objects.filter(pk__in=[case.object_id for case in cases]).select_related("based_on")
        found = {plan.pk: plan for plan in plans}
        bases = [plan.based_on_id for plan in found.values() if plan.based_on_id]
        approved = Case.objects.filter(kind=self.code, object_id__in=bases, state=CaseState.APPROVED)
        before = dict(approved.values_list("object_id", "amount"))
        return {case.pk: _summary(found[case.object_id], case, before) for case in cases}


def _is_told_by_its_line(change):
    """A part that prints as one row with its only line isn't listed twice."""
    return change.row.kind == "part" and change.row.own_name_only and change.difference != 0


def _summary(plan, case, before):
    if plan.based_on is None:
        return _("First version of the year's plan")
    words = {"number": plan.based_on.number, "reason": plan.reason, "after": format_amount(case.amount)}
    if plan.based_on_id not in before:
        return _("Revises version %(number)s: %(reason)s") % words
    words["before"] = format_amount(before[plan.based_on_id])
    return _("Revises version %(number)s, %(before)s → %(after)s baht: %(reason)s") % words
