"""Where a plan doesn't add up, as sentences with the address where each is mended."""

from dataclasses import dataclass

from django.urls import reverse

from plans.permissions import can_edit_plan
from plans.wording import imbalance_sentence


@dataclass(frozen=True)
class ImbalanceLink:
    """One place that doesn't add up: what it says, and the page to mend it on."""

    sentence: str
    url: str


def imbalance_links(plan, table, user):
    """An ImbalanceLink for every imbalance of the plan's PlanTable, in its order."""
    version = reverse("plans:version", args=[plan.fiscal_year.year_be, plan.number])
    pages = {}
    if can_edit_plan(plan=plan, by=user):
        pages["group_ceiling"] = reverse("plans:ceilings", args=[plan.fiscal_year.year_be])
        pages["envelope"] = reverse("plans:frame", args=[plan.fiscal_year.year_be])
    return [
        ImbalanceLink(
            imbalance_sentence(imbalance, thai_digits=user.uses_thai_digits),
            f"{version}#line-{imbalance.key}" if imbalance.key else pages.get(imbalance.code, version),
        )
        for imbalance in table.imbalances
    ]
