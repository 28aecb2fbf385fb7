"""What a person types when deciding: the same fields on the case page and in the admin."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgetplan.approvals.enums import StepAction
from budgetplan.thai.date_input import ThaiDateField

COMMENT_LENGTH = 4000
OUT_OF_DATE = _("This page is out of date. Open the case again to see where it stands.")


class DecisionForm(forms.Form):
    """A comment, the letter where `step` records one, and the version of the case the person had before them.

    Checks the shape of what was typed; what a decision can't do without is the services' to say. A refusal
    (`refuses`) takes no notice of the letter.
    """

    use_required_attribute = False
    version = forms.IntegerField(
        min_value=1,
        widget=forms.HiddenInput,
        error_messages={"required": OUT_OF_DATE, "invalid": OUT_OF_DATE, "min_value": OUT_OF_DATE},
    )
    letter_number = forms.CharField(
        label=_("Letter number"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    letter_date = ThaiDateField(
        label=_("Letter date"),
        required=False,
        help_text=_("For example 15/1/2564 or 15 ม.ค. 2564."),
    )
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=COMMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A return or a rejection has to say why."),
    )

    def __init__(self, *args, step=None, refuses=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.refuses = refuses
        if step is None or step.action != StepAction.LETTER:
            del self.fields["letter_number"], self.fields["letter_date"]
        elif refuses:
            self.fields["letter_date"] = forms.CharField(label=_("Letter date"), required=False)
        if step is None:
            self.fields["comment"].help_text = ""

    def clean_letter_date(self):
        day = self.cleaned_data["letter_date"]
        if day and not self.refuses and day > timezone.localdate():
            raise forms.ValidationError(_("The letter can't be dated after today."))
        return day

    def arguments(self):
        """The keyword arguments of the service, `case` and `by` aside."""
        arguments = {"seen_version": self.cleaned_data["version"], "comment": self.cleaned_data["comment"]}
        if not self.refuses and "letter_number" in self.fields:
            arguments["letter_number"] = self.cleaned_data["letter_number"]
            arguments["letter_date"] = self.cleaned_data["letter_date"]
        return arguments

    def faults(self):
        """(id of the input, sentence) of every field with a fault, in order; the version has no input to mend."""
        wrong = ((self[name], self.errors[name]) for name in self.fields if name in self.errors)
        return [(field.id_for_label, sentences[0]) for field, sentences in wrong if not field.is_hidden]

    def focus(self, faults):
        """Let the page open at its first fault, where that is one of this form's. `faults` are the whole page's."""
        for name, field in self.fields.items():
            if faults and faults[0][0] == self[name].id_for_label:
                field.widget.attrs["autofocus"] = True

    def add_missing(self, error):
        """Put the services' CommentMissing beside the field that is blank."""
        wants_letter = "letter_number" in self.fields and not self.refuses
        blank = [name for name in ("letter_number", "letter_date") if not self.cleaned_data.get(name)]
        for name in blank if wants_letter else ["comment"]:
            self.add_error(name, str(error))
