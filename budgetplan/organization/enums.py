"""The kinds of people and units of an area office (สพป.)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    GROUP = "group", _("Group")
    AUDIT = "audit", _("Internal audit unit")
    SCHOOL = "school", _("School")


class Region(models.TextChoices):
    """The region whose extra public holidays the office keeps."""

    NORTH = "north", _("North")
    NORTHEAST = "northeast", _("Northeast")
    CENTRAL = "central", _("Central")
    SOUTH = "south", _("South")


class Role(models.TextChoices):
    """What a post lets its holder come to do."""

    PLANNING_OFFICER = "planning_officer", _("Planning officer")
    PROJECT_OWNER = "project_owner", _("Project owner")
    GROUP_DIRECTOR = "group_director", _("Group director")
    FINANCE_OFFICER = "finance_officer", _("Finance officer")
    DEPUTY_DIRECTOR = "deputy_director", _("Deputy director")
    DIRECTOR = "director", _("Director")
    AUDITOR = "auditor", _("Internal auditor")
    SCHOOL_OFFICER = "school_officer", _("School officer")
    ADMINISTRATOR = "administrator", _("System administrator")


DECIDING_ROLES = frozenset(
    {Role.PLANNING_OFFICER, Role.GROUP_DIRECTOR, Role.FINANCE_OFFICER, Role.DEPUTY_DIRECTOR, Role.DIRECTOR}
)
"""Roles that may hold a step of an approval."""

ADMIN_ROLES = DECIDING_ROLES | {Role.ADMINISTRATOR}
"""Roles whose holders enter the administration pages; each sees there only what they may."""

SINGLE_SEAT_ROLES = frozenset({Role.GROUP_DIRECTOR, Role.DEPUTY_DIRECTOR, Role.DIRECTOR})
"""Roles whose posts one person holds at a time."""

SECOND_FACTOR_ROLES = frozenset({Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.ADMINISTRATOR})
"""Roles that are offered a second factor at sign-in."""

UNIT_ROLES = frozenset({Role.PROJECT_OWNER, Role.GROUP_DIRECTOR, Role.SCHOOL_OFFICER})
"""Roles that only make sense inside a unit."""


class HolidayKind(models.TextChoices):
    PUBLIC = "public", _("Public holiday")
    GOVERNMENT = "government", _("Government holiday")
    REGIONAL = "regional", _("Regional holiday")
    SPECIAL = "special", _("Special holiday")


class Digits(models.TextChoices):
    ARABIC = "arabic", _("Arabic digits (123)")
    THAI = "thai", _("Thai digits (๑๒๓)")
