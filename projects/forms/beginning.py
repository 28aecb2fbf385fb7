"""What people type to begin a project."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgetplan.documents.docx import DEFAULT_LIMITS


class GroupForm(forms.Form):
    """The group a project is begun for; asked only where the person writes for more than one. `units` are Units."""

    use_required_attribute = False
    unit = forms.ChoiceField(
        label=_("Group"),
        error_messages={
            "required": _("Choose the group whose project it is."),
            "invalid_choice": _("Choose the group whose project it is."),
        },
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = {str(unit.public_id): unit for unit in units}
        field = self.fields["unit"]
        field.choices = [(key, unit.name) for key, unit in self.units.items()]
        if len(units) == 1:
            field.widget = forms.HiddenInput()
            field.initial = next(iter(self.units))

    def chosen_unit(self):
        """The Unit that was chosen."""
        return self.units[self.cleaned_data["unit"]]


class OnceForm(GroupForm):
    """Begins a project once: `request_id` is made when the form is shown, and sending it twice is the same request."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


class BeginForm(OnceForm):
    """An empty project: its name and its group."""

    name = forms.CharField(
        label=_("Name of the project"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("It can be changed later."),
        error_messages={"required": _("A project needs a name. Type one.")},
    )
    field_order = ("name", "unit")


class CopyForm(OnceForm):
    """A project from another one: which, and for which group."""

    source = forms.UUIDField(
        error_messages={
            "required": _("Choose the project to begin from."),
            "invalid": _("Choose the project to begin from."),
        }
    )


class ImportForm(GroupForm):
    """A project from a file that was read: which proposal of it (from 0), and for which group."""

    place = forms.IntegerField(min_value=0, max_value=999, widget=forms.HiddenInput)


class DocumentForm(forms.Form):
    """Choose a Word file."""

    use_required_attribute = False
    document = forms.FileField(
        label=_("Word document (.docx)"),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
        ),
        error_messages={
            "required": _("Choose a Word document."),
            "empty": _("The file is empty. Save the document again in Word and upload it."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        megabytes = {"megabytes": DEFAULT_LIMITS.max_bytes // 2**20}
        self.fields["document"].help_text = gettext("At most %(megabytes)s MB. Pictures are not read.") % megabytes

    def content(self):
        """(file name, bytes); one byte more than is allowed is enough to be refused for it."""
        uploaded = self.cleaned_data["document"]
        return uploaded.name, uploaded.read(DEFAULT_LIMITS.max_bytes + 1)

    def refuse(self, sentence):
        """Put why the file isn't taken beside it."""
        self.add_error("document", ValidationError(str(sentence)))
