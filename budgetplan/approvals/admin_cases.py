"""Deciding in the administration pages: one case or several at once, through the same services as everywhere."""

from functools import partial

from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from budgetplan.approvals import registry, selectors, services
from budgetplan.approvals.deciding import attempt, case_context
from budgetplan.approvals.enums import CaseState
from budgetplan.approvals.errors import ApprovalRefused
from budgetplan.approvals.permissions import can_decide, can_see, step_holders
from budgetplan.approvals.wording import names_of, outcome
from budgetplan.organization.admin_base import OfficeScopedAdmin
from budgetplan.organization.directory import Directory
from budgetplan.thai.dates import thai_date
from budgetplan.thai.digits import to_thai
from budgetplan.thai.money import format_amount

CHANGELIST = "admin:approvals_case_changelist"
LONGEST_NUMBER = 18


class DeskFilter(admin.SimpleListFilter):
    """What waits for the signed-in person, unless they ask for more."""

    title = gettext_lazy("where it is")
    parameter_name = "desk"

    def lookups(self, request, model_admin):
        return [("waiting", _("Waiting, with anybody")), ("all", _("All cases"))]

    def choices(self, changelist):
        mine = {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": _("Waiting for me"),
        }
        return [mine, *list(super().choices(changelist))[1:]]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        if self.value() == "waiting":
            return queryset.filter(state=CaseState.WAITING)
        return queryset.filter(pk__in=[case.pk for case in selectors.inbox(request.user)])


class CaseAdmin(OfficeScopedAdmin):
    """Cases can be read and decided on; nobody adds, edits or deletes one here."""

    view_roles = add_roles = change_roles = delete_roles = frozenset()
    list_filter = (DeskFilter,)
    ordering = ("submitted_at",)
    actions = ("pass_selected", "return_selected")
    list_select_related = ("author", "unit")
    show_facets = admin.ShowFacets.NEVER

    def has_view_permission(self, request, obj=None):
        """Whoever enters these pages sees the list; a case, whoever may see it on its own page."""
        return obj is None or request.user.is_superuser or can_see(case=obj, by=request.user)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("steps")

    def get_list_display(self, request):
        """Columns that know who looks: their digits, and today's posts, read once however long the list."""
        today = timezone.localdate()
        office_id = request.user.office_id
        directory = SimpleLazyObject(lambda: Directory(office_id=office_id, on=today))
        authors = SimpleLazyObject(lambda: selectors.authors_waiting(office_id))
        show = partial(_in_digits, thai=request.user.uses_thai_digits)

        @admin.display(description=_("document"))
        def title(case):
            return show(case.title)

        @admin.display(description=_("amount (baht)"))
        def amount(case):
            return show(format_amount(case.amount, blank="0"))

        @admin.display(description=_("now with"))
        def holder(case):
            step = case.current_step
            if step is None:
                return case.get_state_display()
            names = names_of(step_holders(step, case, directory=directory, authors=authors.get(case.pk)))
            return f"{step.name} – {names or _('nobody holds this post today')}"

        @admin.display(description=_("due"))
        def due(case):
            step = case.current_step
            if step is None:
                return ""
            day = show(thai_date(step.due_on, "short", thai_digits=False))
            return _("%(day)s – overdue") % {"day": day} if step.due_on < today else day

        return [title, amount, "unit", "author", holder, due]

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/pass/", wrap(self.pass_one), name="approvals_case_pass"),
            path("<int:pk>/return/", wrap(self.return_one), name="approvals_case_return"),
            path("<int:pk>/reject/", wrap(self.reject_one), name="approvals_case_reject"),
            path("pass-selected/", wrap(self.pass_several), name="approvals_case_pass_selected"),
            path("return-selected/", wrap(self.return_several), name="approvals_case_return_selected"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A case to read, with the buttons to decide for whoever holds it."""
        return self._page(request, self._case_or_404(request, object_id))

    @method_decorator(require_POST)
    def pass_one(self, request, pk):
        """Endorse, check, approve or record, whichever the step asks for."""
        return self._act(request, pk, services.pass_step)

    @method_decorator(require_POST)
    def return_one(self, request, pk):
        """Send the document back for revision."""
        return self._act(request, pk, services.return_case, refuses=True)

    @method_decorator(require_POST)
    def reject_one(self, request, pk):
        """Refuse the document for good."""
        return self._act(request, pk, services.reject, refuses=True)

    def _case_or_404(self, request, pk):
        if not _is_number(str(pk)):
            raise Http404
        case = self.get_queryset(request).filter(pk=pk).prefetch_related(*selectors.STORY).first()
        if case is None or not self.has_view_permission(request, case):
            raise Http404
        return case

    def _act(self, request, pk, service, *, refuses=False):
        case = self._case_or_404(request, pk)
        tried = attempt(service, case=case, by=request.user, data=request.POST, refuses=refuses)
        if tried.done is None:
            return self._page(request, self._case_or_404(request, pk), failed=tried)
        self.message_user(request, f"{case.title}: {outcome(tried.done)}", messages.SUCCESS)
        return redirect(CHANGELIST)

    def _page(self, request, case, *, failed=None):
        context = {
            **self.admin_site.each_context(request),
            **case_context(case, by=request.user, failed=failed),
            "opts": self.opts,
            "title": case.title,
        }
        status = failed.status if failed else 200
        return TemplateResponse(request, "admin/approvals/case/change_form.html", context, status=status)

    @admin.action(description=gettext_lazy("Approve or endorse the selected cases"), permissions=["view"])
    def pass_selected(self, request, queryset):
        """Show what is about to be passed, to be confirmed."""
        return self._confirm(request, queryset, "pass")

    @admin.action(description=gettext_lazy("Return the selected cases for revision"), permissions=["view"])
    def return_selected(self, request, queryset):
        """Ask for the comment that goes back with the cases."""
        return self._confirm(request, queryset, "return")

    @method_decorator(require_POST)
    def pass_several(self, request):
        """Pass every confirmed case, each in its own transaction."""
        return self._decide_several(request, services.pass_step)

    @method_decorator(require_POST)
    def return_several(self, request):
        """Return every confirmed case with the same comment, each in its own transaction."""
        if not request.POST.get("comment", "").strip():
            chosen = self.get_queryset(request).filter(pk__in=_versions(request))
            error = _("Write a comment that says why, so that the owner knows what to change.")
            return self._confirm(request, chosen, "return", error=error, status=422)
        return self._decide_several(request, services.return_case)

    def _confirm(self, request, queryset, verb, *, error="", status=200):
        cases = list(queryset.order_by("submitted_at"))
        summaries, authors = registry.summaries_of(cases), registry.authors_of(cases)
        directory = Directory(office_id=request.user.office_id, on=timezone.localdate())
        may = partial(can_decide, by=request.user, directory=directory)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Return for revision") if verb == "return" else _("Approve or endorse"),
            "rows": [(case, summaries[case.pk], may(case=case, authors=authors[case.pk])) for case in cases],
            "returns": verb == "return",
            "error": error,
        }
        return TemplateResponse(request, "admin/approvals/case/confirm.html", context, status=status)

    def _decide_several(self, request, service):
        versions = _versions(request)
        comment = request.POST.get("comment", "").strip()
        for case in self.get_queryset(request).filter(pk__in=versions).order_by("submitted_at"):
            try:
                done = service(case=case, seen_version=versions[case.pk], by=request.user, comment=comment)
            except ApprovalRefused as error:
                self.message_user(request, f"{case.title}: {error}", messages.ERROR)
            else:
                self.message_user(request, f"{done.title}: {outcome(done)}", messages.SUCCESS)
        return redirect(CHANGELIST)


def _in_digits(text, *, thai):
    return to_thai(text) if thai else text


def _versions(request):
    """{case id: the version that was confirmed} from values like "12:3"; anything else is left out."""
    pairs = (value.partition(":") for value in request.POST.getlist("case"))
    return {int(pk): int(version) for pk, _colon, version in pairs if _is_number(pk) and _is_number(version)}


def _is_number(text):
    return text.isdecimal() and len(text) <= LONGEST_NUMBER
