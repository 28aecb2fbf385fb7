"""Papers as files: the PDF opens in the browser, the workbook is downloaded."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from budgetplan.documents.pdf import PDF_TYPE, RenderingFailed
from budgetplan.documents.xlsx import xlsx_response
from budgetplan.organization.decorators import office_required
from plans.permissions import can_see_plan
from plans.selectors import version_of, year_of
from reports.paper.spending_plan import paper_of, spending_plan_pdf
from reports.paper.spending_plan_xlsx import spending_plan_workbook


@require_safe
@never_cache
@office_required
def plan_pdf(request, year_be, number):
    """The quarterly spending plan table of a version as PDF."""
    plan = _visible_plan(request.user, year_be, number)
    try:
        pdf = spending_plan_pdf(paper_of(plan))
    except RenderingFailed as failure:
        context = {"year": plan.fiscal_year, "plan": plan, "failure": str(failure)}
        return render(request, "reports/rendering_failed.html", context, status=503)
    disposition = content_disposition_header(as_attachment=False, filename=f"{_file_name(plan)}.pdf")
    return HttpResponse(pdf, content_type=PDF_TYPE, headers={"Content-Disposition": disposition})


@require_safe
@never_cache
@office_required
def plan_xlsx(request, year_be, number):
    """The same table as a workbook."""
    plan = _visible_plan(request.user, year_be, number)
    return xlsx_response(spending_plan_workbook(paper_of(plan)), f"{_file_name(plan)}.xlsx")


def _visible_plan(user, year_be, number):
    year = year_of(user, year_be)
    plan = version_of(year, number) if year else None
    if plan is None:
        raise Http404
    if not can_see_plan(plan=plan, by=user):
        raise PermissionDenied(_("Schools can read the plan once it is approved."))
    return plan


def _file_name(plan):
    return f"แผนการใช้จ่ายงบประมาณ-{plan.fiscal_year.year_be}-ฉบับที่-{plan.number}"
