"""What every page's frame shows of the signed-in person."""

from django.utils.functional import SimpleLazyObject

from budgetplan.organization.models import Office


def office(request):
    """`office`: the signed-in person's office (read only where a template shows it)."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.office_id:
        return {"office": None}
    return {"office": SimpleLazyObject(lambda: Office.objects.get(pk=user.office_id))}
