"""What a form makes is made once, however often the form is sent: a double click, a dropped connection."""

from uuid import uuid4, uuid5

from budgetplan.organization.models import User


def made_before(model, *, request_id, by, typed):
    """(public id, the row of `model` that is there under it already, or None) for what a form is about to make.

    The id follows from the form's `request_id` (a UUID made when it was shown), the person and what they `typed`: the
    same form sent again names the same thing, changed words name another, and nobody's request names another
    person's. Two requests of one person take turns. Without a `request_id` the id is new.
    """
    if request_id is None:
        return uuid4(), None
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    public_id = uuid5(request_id, "\n".join(map(str, [by.public_id, *typed])))
    return public_id, model.objects.filter(public_id=public_id).first()
