"""The quarterly spending plan for printing, and as a workbook."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from budgetplan.documents.xlsx import xlsx_response
from budgetplan.organization.decorators import office_required
from plans.views.lookups import find_version
from reports.paper.spending_plan import paper_of, spending_plan_pdf
from reports.paper.spending_plan_xlsx import spending_plan_workbook
from reports.views.answers import pdf_answer


@require_safe
@never_cache
@office_required
def plan_pdf(request, year_be, number):
    """The quarterly spending plan table of a version as PDF."""
    plan = find_version(request, year_be, number)
    return pdf_answer(
        request,
        lambda: spending_plan_pdf(paper_of(plan)),
        name=_file_name(plan),
        year=plan.fiscal_year,
        crumb=(reverse("plans:version", args=[year_be, number]), _("Version %(number)s") % {"number": number}),
        again=reverse("reports:plan_pdf", args=[year_be, number]),
        workbook=reverse("reports:plan_xlsx", args=[year_be, number]),
    )


@require_safe
@never_cache
@office_required
def plan_xlsx(request, year_be, number):
    """The same table as a workbook."""
    plan = find_version(request, year_be, number)
    return xlsx_response(spending_plan_workbook(paper_of(plan)), f"{_file_name(plan)}.xlsx")


def _file_name(plan):
    return f"แผนการใช้จ่ายงบประมาณ-{plan.fiscal_year.year_be}-ฉบับที่-{plan.number}"
