"""A letter to whoever has the next turn. Sent after the transaction that caused it."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from budgetplan.approvals.models import Case, CaseStep
from budgetplan.approvals.permissions import step_holders
from budgetplan.approvals.registry import kind_of
from budgetplan.organization.directory import Directory

logger = logging.getLogger(__name__)


def tell_holders(*, case_id, step_id):
    """Write to everybody who holds the step now."""
    case = Case.objects.select_related("author", "unit").get(pk=case_id)
    step = CaseStep.objects.get(pk=step_id)
    directory = Directory(office_id=case.office_id, on=timezone.localdate())
    for holder in step_holders(step, case, directory=directory):
        _send("approvals/mail/turn.txt", holder.user, case=case, step=step, holder=holder)


def tell_keepers(*, case_id):
    """Write to whoever keeps the document (DocumentKind.keepers) that the case was returned or closed."""
    case = Case.objects.select_related("author").get(pk=case_id)
    last = case.decisions.select_related("by", "acting_for").last()
    for keeper in kind_of(case.kind).keepers(case):
        if keeper != last.by:
            _send("approvals/mail/outcome.txt", keeper, case=case, decision=last)


def _send(template, user, **context):
    if not user.email:
        return
    with translation.override(user.language):
        address = settings.SITE_URL + reverse("approvals:case", args=[context["case"].public_id])
        text = render_to_string(template, {**context, "user": user, "address": address})
        subject, _separator, body = text.partition("\n")
    try:
        send_mail(subject.strip(), body.strip() + "\n", None, [user.email])
    except OSError:  # every error of smtplib is one; the next person's letter is tried all the same
        logger.exception("No letter to user %s about case %s", user.pk, context["case"].pk)
