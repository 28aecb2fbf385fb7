"""Signing in and out, the second factor, and what people set for themselves."""

import math

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db.models import Max
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as remember_device

from budgetplan.organization import second_factor as factor
from budgetplan.organization.addresses import redirect_keeping_next, safe_next
from budgetplan.organization.forms import (
    CodeForm,
    LanguageForm,
    NewPasswordForm,
    PreferencesForm,
    SecondFactorOffForm,
    SignInForm,
)

TOO_MANY_REQUESTS = 429


class SignInView(LoginView):
    """Name and password; then the second factor where the person has one."""

    template_name = "organization/login.html"
    form_class = SignInForm
    redirect_authenticated_user = True
    extra_context = {"bare_frame": True}

    def get_redirect_url(self):
        address = super().get_redirect_url()
        return "" if address.partition("?")[0] == self.request.path else address

    def form_valid(self, form):
        response = super().form_valid(form)
        if factor.is_on(self.request.user):
            self.request.session["second_factor_due"] = True
            return redirect_keeping_next("organization:second_factor_check", self.get_success_url())
        return response


@method_decorator(login_required, name="dispatch")
class PasswordView(PasswordChangeView):
    """A new password. A first password is changed here before anything else."""

    template_name = "organization/password.html"
    form_class = NewPasswordForm

    def get_context_data(self, **kwargs):
        is_first = self.request.user.must_change_password
        return super().get_context_data(next=safe_next(self.request), bare_frame=is_first, **kwargs)

    def get_success_url(self):
        return safe_next(self.request)

    def form_valid(self, form):
        form.user.must_change_password = False
        response = super().form_valid(form)
        messages.success(self.request, _("Your password was changed."))
        return response


login = SignInView.as_view()
logout = LogoutView.as_view()
password = PasswordView.as_view()


def locked_out(request, response, credentials):
    """The page for a name that is locked after too many wrong passwords: says until when (AXES_LOCKOUT_CALLABLE)."""
    attempts = AccessAttempt.objects.filter(username=credentials["username"])
    last = attempts.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    until = last + get_cool_off(request)
    minutes = max(1, math.ceil((until - timezone.now()).total_seconds() / 60))
    context = {
        "until": until,
        "minutes": minutes,
        "failures": settings.AXES_FAILURE_LIMIT,
        "bare_frame": True,
    }
    return render(request, "organization/locked_out.html", context, status=TOO_MANY_REQUESTS)


@login_required
@require_http_methods(["GET", "POST"])
def preferences(request):
    """Digits and language on screen."""
    form = PreferencesForm(request.POST or None, instance=request.user)
    if not (request.method == "POST" and form.is_valid()):
        return render(request, "organization/preferences.html", {"form": form})
    user = form.save()
    with translation.override(user.language):
        messages.success(request, _("Your preferences were saved."))
    return _with_language_cookie(redirect(safe_next(request, "organization:preferences")), user.language)


@require_POST
def language(request):
    """Thai or English from now on, for this browser and for the signed-in person."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        raise SuspiciousOperation("unknown language")
    chosen = form.cleaned_data["language"]
    if request.user.is_authenticated:
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    return _with_language_cookie(redirect(safe_next(request)), chosen)


def _with_language_cookie(response, language):
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _second_factor_allowed(view):
    """For the roles that are offered a second factor, and for whoever has one already."""

    def guarded(request):
        if not (request.user.may_use_second_factor or factor.is_on(request.user)):
            raise PermissionDenied(_("The second factor is offered to directors, deputy directors and administrators."))
        return view(request)

    return login_required(never_cache(guarded))


@_second_factor_allowed
def second_factor(request):
    """Whether the second factor is on. POST begins to set up an authenticator app."""
    is_on = factor.is_on(request.user)
    if request.method == "POST" and not is_on:
        factor.begin(by=request.user)
        return redirect("organization:second_factor_confirm")
    context = {"is_on": is_on, "codes_left": factor.codes_left(request.user)}
    return render(request, "organization/second_factor.html", context)


@_second_factor_allowed
def second_factor_confirm(request):
    """The secret as a QR code; a right code switches the second factor on and shows the backup codes once."""
    device = factor.pending_device(request.user)
    if device is None:
        return redirect("organization:second_factor")
    form = CodeForm(request.POST or None, user=request.user, verify=factor.confirm)
    if request.method == "POST" and form.is_valid():
        remember_device(request, form.device)
        codes = factor.new_backup_codes(by=request.user)
        return render(request, "organization/backup_codes.html", {"codes": codes})
    context = {"form": form, "picture": factor.picture(device), "secret": factor.secret_text(device)}
    return render(request, "organization/second_factor_confirm.html", context)


@login_required
@never_cache
def second_factor_check(request):
    """The second step of signing in."""
    if not request.session.get("second_factor_due"):
        return redirect(safe_next(request))
    form = CodeForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        remember_device(request, form.device)
        del request.session["second_factor_due"]
        return redirect(safe_next(request))
    context = {"form": form, "next": safe_next(request), "bare_frame": True}
    return render(request, "organization/second_factor_check.html", context)


@_second_factor_allowed
def second_factor_off(request):
    """Switch the second factor off, with the password and a code."""
    form = SecondFactorOffForm(request.POST or None, user=request.user)
    if not factor.is_on(request.user):
        return redirect("organization:second_factor")
    if request.method == "POST" and form.is_valid():
        factor.turn_off(user=request.user)
        messages.success(request, _("The second factor is off. From now on your password alone lets you in."))
        return redirect("organization:second_factor")
    return render(request, "organization/second_factor_off.html", {"form": form})
