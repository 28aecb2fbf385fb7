"""A project through all its versions: where it stands, who owns it, what differs between two versions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgetplan.approvals.permissions import can_withdraw
from budgetplan.approvals.selectors import desk_of, stories_of
from budgetplan.organization.decorators import office_required
from plans.models import FiscalYear
from projects.comparison import compare_contents, compare_money
from projects.contents import contents_of
from projects.errors import ProjectRefused, ProposalFrozen
from projects.forms.review import OwnersForm
from projects.models import FiledCopy
from projects.permissions import (
    can_begin_some,
    can_drop,
    can_revise,
    can_set_owners,
    can_take_up,
    can_write,
    check_can_set_owners,
)
from projects.review_page import by_section
from projects.selectors import open_case, people_by_group, proposals_of, revisable
from projects.services.comments import comments_of
from projects.services.projects import drop_proposal, set_owners, take_up_proposal
from projects.totals import total_up
from projects.views.lookups import demand, find_newest, find_proposal

GET_AND_POST = ["GET", "HEAD", "POST"]


@office_required
@require_safe
def project(request, public_id):
    """Where the project stands, its versions with who decided when, and what this person may do with it."""
    newest = find_newest(request, public_id)
    found, user = newest.project, request.user
    versions = list(proposals_of(found, user))
    contents, stories = contents_of(versions), stories_of(versions)
    filed = {copy.proposal_id: copy for copy in FiledCopy.objects.filter(proposal__in=versions).select_related("unit")}
    case = open_case(newest)
    totals = {version.pk: total_up(contents[version.pk]) for version in versions}
    context = {
        "year": found.fiscal_year,
        "project": found,
        "newest": newest,
        "content": contents[newest.pk],
        "totals": totals[newest.pk],
        "versions": [
            (version, totals[version.pk].money.total, stories[version.pk], filed.get(version.pk))
            for version in versions
        ],
        "numbers": [version.number for version in versions],
        "case": case,
        "desk": desk_of(case) if case else None,
        "open_comments": comments_of(newest, by=user).filter(resolved_at=None).count(),
        **_rights(newest, case, user),
    }
    return render(request, "projects/project.html", context)


def _rights(newest, case, user):
    """What `user` may do with the project now, by the names the page asks for."""
    to_revise = revisable(newest.project)
    years = FiscalYear.objects.of_office(user).order_by("-year_be")
    return {
        "may_write": can_write(proposal=newest, by=user),
        "may_drop": can_drop(proposal=newest, by=user),
        "may_take_up": can_take_up(proposal=newest, by=user),
        "may_withdraw": bool(case) and can_withdraw(case=case, by=user),
        "to_revise": to_revise if to_revise and can_revise(proposal=to_revise, by=user) else None,
        "may_set_owners": can_set_owners(project=newest.project, by=user),
        "copy_to": next((year for year in years if can_begin_some(year=year, by=user)), None),
    }


@office_required
@require_http_methods(GET_AND_POST)
def owners(request, public_id):
    """Name the people who write the project's proposal."""
    found = find_newest(request, public_id).project
    try:
        demand(check_can_set_owners, project=found, by=request.user)
    except ProposalFrozen as error:
        messages.warning(request, str(error))
        return redirect("projects:project", public_id)
    groups = people_by_group(found)
    people = {person.pk: person for _unit, rows in groups for person, _posts in rows}
    form = OwnersForm(
        request.POST if request.method == "POST" else None, people=people, initial={"owners": _owner_keys(found)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_owners(project=found, users=form.chosen(), by=request.user)
        except ProjectRefused as error:
            form.add_error("owners", str(error))
        else:
            messages.success(request, _("The owners were saved."))
            return _after_naming_owners(request, public_id)
    chosen = {int(pk) for pk in form["owners"].value() or () if str(pk).isdecimal()}
    context = {"year": found.fiscal_year, "project": found, "form": form, "groups": groups, "chosen": chosen}
    return render(request, "projects/owners.html", context, status=422 if form.errors else 200)


def _owner_keys(found):
    return [owner.user_id for owner in found.owners.all()]


def _after_naming_owners(request, public_id):
    """Back to the project; to the home page for whoever can't see it any more, having named others."""
    try:
        find_newest(request, public_id)
    except Http404:
        return redirect("home")
    return redirect("projects:project", public_id)


@office_required
@require_POST
def drop(request, public_id, number):
    """Set a draft aside."""
    return _change_state(request, public_id, number, drop_proposal, _("The draft was set aside. It asks for no money."))


@office_required
@require_POST
def take_up(request, public_id, number):
    """Make a version that was set aside a draft again."""
    return _change_state(request, public_id, number, take_up_proposal, _("The draft was taken up again."))


def _change_state(request, public_id, number, service, done):
    found = find_proposal(request, public_id, number)
    try:
        demand(service, proposal=found, by=request.user)
    except ProjectRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("projects:project", public_id)


@office_required
@require_safe
def compare(request, public_id, old, new):
    """Two versions side by side: what changed in the words, in the money, and why."""
    before, after = find_proposal(request, public_id, old), find_proposal(request, public_id, new)
    contents = contents_of([before, after])
    differences = compare_contents(contents[before.pk], contents[after.pk])
    sums, total = compare_money(total_up(contents[before.pk]), total_up(contents[after.pk]))
    context = {
        "year": after.project.fiscal_year,
        "project": after.project,
        "proposal": after,
        "old": before,
        "new": after,
        "sections": by_section(differences),
        "sums": sums,
        "total": total,
    }
    return render(request, "projects/compare.html", context)


@office_required
@require_safe
def compare_chosen(request, public_id):
    """Go to the comparison of the two versions chosen on the project's page, the older one first."""
    find_newest(request, public_id)
    chosen = [request.GET.get(name, "") for name in ("old", "new")]
    if not all(number.isdecimal() and len(number) < 6 for number in chosen):
        raise Http404
    return redirect("projects:compare", public_id, *sorted(map(int, chosen)))
