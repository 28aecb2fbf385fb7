"""What a person types when deciding. Every form carries the version of the case it was shown with."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgetplan.approvals.enums import StepAction
from budgetplan.thai.date_input import ThaiDateField

COMMENT_LENGTH = 4000


class DecisionForm(forms.Form):
    """A comment where one is wanted. `arguments()` are what the services take."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=COMMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for a return or a rejection: say what has to change."),
    )

    def arguments(self):
        """The keyword arguments of the service, `case` and `by` aside."""
        arguments = dict(self.cleaned_data)
        return {"seen_version": arguments.pop("version"), **arguments}


class RefusalForm(DecisionForm):
    """A return or a rejection: the comment is the point of it."""

    comment = forms.CharField(
        label=_("Comment"),
        max_length=COMMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for a return or a rejection: say what has to change."),
        error_messages={
            "required": _("Write a comment that says why, so that the owner knows what to change.")
        },
    )


class LetterForm(DecisionForm):
    """The decision of a body outside the office: its letter's number and date."""

    letter_number = forms.CharField(
        label=_("Letter number"),
        max_length=80,
        error_messages={"required": _("Type the number of the letter.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    letter_date = ThaiDateField(
        label=_("Letter date"),
        max_length=40,
        help_text=_("For example 15/1/2564 or 15 ม.ค. 2564."),
        error_messages={"required": _("Type the date of the letter.")},
    )
    field_order = ("version", "letter_number", "letter_date", "comment")

    def clean_letter_date(self):
        day = self.cleaned_data["letter_date"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("The letter can't be dated after today."))
        return day


def passing_form_class(step):
    """The form that lets a document pass `step`."""
    return LetterForm if step is not None and step.action == StepAction.LETTER else DecisionForm
