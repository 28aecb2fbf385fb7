"""What people type on the pages around a proposal."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from budgetplan.thai.money import AmountField
from projects.services.checklist import LONGEST_NOTE, UNEXPLAINED, is_unexplained

LONGEST_COMMENT = 5000


class CommentForm(forms.Form):
    """A comment on a section or a row; `cut_to` only where money is asked for.

    `request_id` is made when the form is shown, so that sending it twice comments once.
    """

    use_required_attribute = False
    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    anchor = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Comment"), max_length=LONGEST_COMMENT, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the comment.")},
    )  # fmt: skip
    cut_to = AmountField(label=_("Ask to cut it to (baht)"), required=False)

    def faults(self):
        """(id of the input, sentence) of every field with a fault, in order."""
        wrong = [name for name in ("text", "cut_to") if name in self.errors]
        return [(self[name].id_for_label, self.errors[name][0]) for name in wrong]

    def focus(self):
        """Let the page open at the first fault, else at the comment. Returns the form."""
        first = next((name for name in ("text", "cut_to") if name in self.errors), "text")
        self.fields[first].widget.attrs["autofocus"] = True
        return self


class ReviseForm(forms.Form):
    """Why an approved project is revised."""

    reason = forms.CharField(
        label=_("Reason for revising the project"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example that a training became an online course. It stands beside the table of what changed."),
    )


class OwnersForm(forms.Form):
    """Who owns a project. `people` maps ids to the Users one may choose."""

    owners = forms.MultipleChoiceField(
        label=_("Owners of the project"),
        error_messages={"required": _("A project needs at least one owner, of this office.")},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["owners"].choices = [(pk, str(person)) for pk, person in people.items()]

    def chosen(self):
        """The Users that were chosen."""
        return [self.people[int(pk)] for pk in self.cleaned_data["owners"]]


class ChecklistForm(forms.Form):
    """The planning check: a tick for every item, and why where the program found something.

    It is sent together with the decision; `was_sent` tells whether its fields came along.
    """

    use_required_attribute = False

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"tick-{item.code}"] = forms.BooleanField(
                label=item.get_code_display(), required=False, initial=item.ticked
            )
            if not item.verified:
                self.fields[f"note-{item.code}"] = forms.CharField(
                    label=_("Why it is in order all the same"),
                    required=False,
                    max_length=LONGEST_NOTE,
                    initial=item.note,
                )

    @staticmethod
    def was_sent(data):
        return "checklist" in data

    def clean(self):
        for item in self.items:
            ticked, note = self._answer(item)
            if is_unexplained(item, ticked, note) and f"note-{item.code}" not in self.errors:
                self.add_error(f"note-{item.code}", UNEXPLAINED)
        return self.cleaned_data

    def faults(self):
        """(id of the input, sentence) of every note with a fault, in order."""
        return [
            (note.id_for_label, note.errors[0])
            for _item, _tick, note in self.rows()
            if note is not None and note.errors
        ]

    def notes_typed(self):
        """(label, text) of every note that was typed."""
        return [
            (item.get_code_display(), note)
            for item in self.items
            if (note := self.data.get(f"note-{item.code}", "").strip())
        ]

    def _answer(self, item):
        typed = self.cleaned_data.get(f"note-{item.code}", item.note)
        return self.cleaned_data.get(f"tick-{item.code}", False), typed

    def answers(self):
        """{CheckCode: (ticked, note)} for `checklist.set_checks`."""
        return {item.code: self._answer(item) for item in self.items}

    def rows(self):
        """(CheckItem, its tick, its note or None) in order."""
        for item in self.items:
            note = self[f"note-{item.code}"] if not item.verified else None
            yield item, self[f"tick-{item.code}"], note
