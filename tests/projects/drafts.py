"""Typing into a draft and reading what stands there, in few words."""

from projects.contents import content_of
from projects.fields import shown
from projects.models import Proposal
from projects.services import writing
from projects.services.lists import HEAD, LISTS, list_of
from projects.services.writing import UNSEEN, FieldChange


def fresh(proposal):
    """The version as it is stored now."""
    return Proposal.objects.get(pk=proposal.pk)


def type_in(proposal, by, row, field, value, *, was=UNSEEN, request_id=None):
    """Type one field of a row, or of the head where `row` is HEAD; returns the edit session."""
    changes = [FieldChange(HEAD, "", field, value, was) if row == HEAD else field_of(row, field, value, was)]
    return writing.set_fields(proposal=proposal, changes=changes, by=by, request_id=request_id)


def field_of(row, field, value, was=UNSEEN):
    """The FieldChange of a row's field."""
    return FieldChange(list_of(row), str(row.key), field, value, was)


def add(proposal, by, kind, /, *, above=None, after=None, **values):
    """Add a row with `values` as typed; `above` and `after` are rows. Returns the new row."""
    keys = {"above": above and str(above.key), "after": after and str(after.key)}
    return writing.add_row(proposal=proposal, kind=kind, by=by, values=values, **keys).added


def move(proposal, by, row, *, index=None, above=None):
    """Move a row to `index` under the activity `above` (a row)."""
    kind, key = list_of(row), str(row.key)
    return writing.move_row(proposal=proposal, kind=kind, key=key, by=by, index=index, above=above and str(above.key))


def delete(proposal, by, row):
    """Delete a row with all under it."""
    return writing.delete_row(proposal=proposal, kind=list_of(row), key=str(row.key), by=by)


def rows(proposal, kind):
    """The rows of a list as they are stored now, in order."""
    spec = LISTS[kind]
    return list(spec.model.objects.filter(proposal_id=proposal.pk, **spec.fixed).order_by("position", "pk"))


def row_of(proposal, kind, text):
    """The row of a list with that text, as it is stored now."""
    return LISTS[kind].model.objects.get(proposal_id=proposal.pk, text=text)


def texts(proposal, kind):
    """The texts of a list, in order."""
    return [row.text for row in rows(proposal, kind)]


def outline(proposal):
    """Activities by printed number and what is under them: ["1 ก", "1 ก: เงิน", "1.1 ข"]."""
    found = []
    for number, activity, _parent in content_of(proposal).walk_activities():
        found.append(f"{number} {activity.text}")
        found += [f"{number} {activity.text}: {line.text}" for line in activity.cost_lines]
    return found


def value(proposal, row, field):
    """A field as the page would show it now."""
    if row == HEAD:
        return shown(fresh(proposal), field)
    return shown(type(row).objects.get(proposal_id=proposal.pk, key=row.key), field)


def make_tree(draft, by):
    """Fill an empty draft: 1 ก (เงิน 1, เงิน 2), 1.1 ย่อย (เงิน 3), 2 ข."""
    first = add(draft, by, "activities", text="ก", months=[1, 2])
    add(draft, by, "activities", text="ข", months=[7])
    child = add(draft, by, "activities", text="ย่อย", above=first)
    for above, text, amount in ((first, "เงิน 1", "10"), (first, "เงิน 2", "20"), (child, "เงิน 3", "30.50")):
        add(draft, by, "cost_lines", text=text, above=above, amount=amount)
