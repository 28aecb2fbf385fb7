"""The papers of projects: a proposal in full, its memo, the strategy chapter, the list of all projects."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from budgetplan.documents.xlsx import xlsx_response
from budgetplan.organization.decorators import office_required
from plans.views.lookups import find_year
from projects.enums import ProposalState
from projects.permissions import check_can_watch_groups
from projects.selectors import groups_of, project_list
from projects.views.lookups import demand, find_proposal
from reports.filing import file_pdf
from reports.paper import project_list as lists
from reports.paper.memo import memo_pdf as render_memo
from reports.paper.project_list_xlsx import group_list_workbook, project_list_workbook
from reports.paper.proposal import proposal_html, proposal_pdf
from reports.paper.proposal_of import memo_of, paper_of
from reports.paper.proposal_xlsx import proposal_workbook
from reports.paper.strategy_chapter import strategy_chapter, strategy_chapter_pdf
from reports.paper.strategy_chapter_xlsx import strategy_chapter_workbook
from reports.views.answers import pdf_answer


@require_safe
@never_cache
@office_required
def proposal(request, public_id, number):
    """A proposal in full as PDF: an approved one as it was filed."""
    found = find_proposal(request, public_id, number)
    return _proposal_answer(request, found, "reports:proposal_pdf", lambda: _pdf_of(found), _file_name(found))


def _pdf_of(found):
    if found.state == ProposalState.APPROVED:
        return file_pdf(found.filed_copy).read()
    return proposal_pdf(paper_of(found))


def _proposal_answer(request, found, address, make, name):
    place = [found.project.public_id, found.number]
    return pdf_answer(
        request,
        make,
        name=name,
        year=found.project.fiscal_year,
        crumb=(reverse("projects:proposal", args=place), found.name),
        again=reverse(address, args=place),
        workbook=reverse("reports:proposal_xlsx", args=place),
    )


def _file_name(found):
    return f"{found.name[:80]}-ฉบับที่-{found.number}"


@require_safe
@never_cache
@office_required
def memo_pdf(request, public_id, number):
    """The memo (บันทึกข้อความ) that submits a proposal as PDF."""
    found = find_proposal(request, public_id, number)
    name = f"บันทึกข้อความ-{_file_name(found)}"
    return _proposal_answer(request, found, "reports:memo_pdf", lambda: render_memo(memo_of(found)), name)


@require_safe
@never_cache
@office_required
def proposal_preview(request, public_id, number):
    """The printed form as a part of a page, for looking at beside what is being written."""
    return HttpResponse(proposal_html(paper_of(find_proposal(request, public_id, number))))


@require_safe
@never_cache
@office_required
def proposal_xlsx(request, public_id, number):
    """A proposal's calendar, costs and indicators as a workbook."""
    found = find_proposal(request, public_id, number)
    return xlsx_response(proposal_workbook(paper_of(found)), f"{_file_name(found)}.xlsx")


@require_safe
@never_cache
@office_required
def chapter_pdf(request, year_be):
    """The strategy chapter of a year as PDF: its projects by priority with budget by source."""
    year, chapter = _chapter(request, year_be)
    return _list_answer(
        request, year, "strategy_chapter", lambda: strategy_chapter_pdf(chapter), "บัญชีโครงการตามยุทธศาสตร์"
    )


@require_safe
@never_cache
@office_required
def chapter_xlsx(request, year_be):
    """The strategy chapter as a workbook."""
    _year, chapter = _chapter(request, year_be)
    return xlsx_response(strategy_chapter_workbook(chapter), f"บัญชีโครงการตามยุทธศาสตร์-{year_be}.xlsx")


def _chapter(request, year_be):
    year = find_year(request, year_be)
    number = request.GET.get("strategy", "")
    try:
        chosen = int(number) if number.isdecimal() else None
        return year, strategy_chapter(project_list(year, user=request.user), number=chosen)
    except LookupError as error:
        raise Http404 from error


def _list_answer(request, year, name, make, file_name):
    return pdf_answer(
        request,
        make,
        name=f"{file_name}-{year.year_be}",
        year=year,
        crumb=(reverse("projects:list", args=[year.year_be]), _("Projects")),
        again=reverse(f"reports:{name}_pdf", args=[year.year_be]),
        workbook=reverse(f"reports:{name}_xlsx", args=[year.year_be]),
    )


@require_safe
@never_cache
@office_required
def project_list_pdf(request, year_be):
    """All projects of a year with group and amount as PDF."""
    year = find_year(request, year_be)
    paper = lists.project_list(project_list(year, user=request.user))
    return _list_answer(request, year, "project_list", lambda: lists.project_list_pdf(paper), "บัญชีโครงการ")


@require_safe
@never_cache
@office_required
def project_list_xlsx(request, year_be):
    """All projects of a year as a workbook."""
    year = find_year(request, year_be)
    paper = lists.project_list(project_list(year, user=request.user))
    return xlsx_response(project_list_workbook(paper), f"บัญชีโครงการ-{year_be}.xlsx")


@require_safe
@never_cache
@office_required
def group_list_pdf(request, year_be):
    """The projects of a year by group against the ceilings as PDF."""
    year = find_year(request, year_be)
    paper = _groups(request, year)
    return _list_answer(request, year, "group_list", lambda: lists.group_list_pdf(paper), "บัญชีโครงการตามกลุ่ม")


@require_safe
@never_cache
@office_required
def group_list_xlsx(request, year_be):
    """The projects of a year by group as a workbook."""
    year = find_year(request, year_be)
    return xlsx_response(group_list_workbook(_groups(request, year)), f"บัญชีโครงการตามกลุ่ม-{year_be}.xlsx")


def _groups(request, year):
    demand(check_can_watch_groups, by=request.user)
    groups = groups_of(year, user=request.user)
    return lists.group_list(groups, office_name=year.office.name, year_be=year.year_be)
