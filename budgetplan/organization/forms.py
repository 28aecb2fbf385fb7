"""The forms of signing in and of a person's own settings."""

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from budgetplan.organization import second_factor
from budgetplan.organization.models import User


class SignInForm(AuthenticationForm):
    """Name and password. The sentence for a wrong one doesn't tell which of the two it was."""

    error_messages = {
        "invalid_login": _(
            "The user name or the password is wrong. Look whether Caps Lock or the Thai keyboard is on, and try again."
        ),
        "inactive": _("This account is closed. Ask the system administrator."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")


class NewPasswordForm(PasswordChangeForm):
    """The old password and twice the new one, which must differ from it."""

    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": _("The old password is wrong. Type it again."),
        "password_mismatch": _("The two new passwords differ. Type both again."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Old password")
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password2"].label = _("New password again")
        self.fields["new_password2"].help_text = ""

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("new_password2") and cleaned["new_password2"] == cleaned.get("old_password"):
            self.add_error("new_password1", _("The new password is the old one. Think of another."))
        return cleaned


class PreferencesForm(forms.ModelForm):
    """Digits and language on screen."""

    class Meta:
        model = User
        fields = ["language", "digits"]
        widgets = {"language": forms.RadioSelect, "digits": forms.RadioSelect}


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)


class CodeForm(forms.Form):
    """A code of the authenticator app or, where `allow_backup`, a backup code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "class": "tabular"}),
    )

    def __init__(self, *args, user, verify=second_factor.check, **kwargs):
        super().__init__(*args, **kwargs)
        self._user, self._verify = user, verify
        self.device = None

    def clean_code(self):
        code = second_factor.normalize(self.cleaned_data["code"])
        try:
            self.device = self._verify(code=code, by=self._user)
        except second_factor.CodeThrottled as error:
            raise ValidationError(str(error), code="throttled") from error
        if self.device is None:
            raise ValidationError(_("The code is wrong or out of date. Type the one the app shows now."), code="wrong")
        return code


class SecondFactorOffForm(CodeForm):
    """Turning the second factor off asks for the password and a code."""

    field_order = ["password", "code"]
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def clean_password(self):
        if not self._user.check_password(self.cleaned_data["password"]):
            raise ValidationError(_("The password is wrong. Type it again."), code="password")
        return self.cleaned_data["password"]

    def clean_code(self):
        # No code is used up while the password is wrong.
        return super().clean_code() if "password" in self.cleaned_data else self.cleaned_data["code"]
