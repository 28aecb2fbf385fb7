"""Who we plan for: the office, its units, its people and the posts they hold.

The office is the row-level tenant. Every business row of every app belongs to one office and is found
through it; unique keys lead with the office.
"""

import uuid

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from budgetplan.organization.enums import (
    ADMIN_ROLES,
    DECIDING_ROLES,
    SECOND_FACTOR_ROLES,
    UNIT_ROLES,
    Digits,
    HolidayKind,
    Region,
    Role,
    UnitKind,
)
from budgetplan.thai.dates import thai_date


class Office(models.Model):
    """An area office (สพป.)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200, unique=True)
    short_name = models.CharField(_("short name"), max_length=100)
    region = models.CharField(_("region"), max_length=20, choices=Region)
    letter_prefix = models.CharField(_("letter number prefix"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["name"]

    def __str__(self):
        return self.name


class OfficeQuerySet(models.QuerySet):
    """Rows of one office only."""

    def of_office(self, user):
        """The rows of the user's own office; none for a user without one."""
        return self.filter(office_id=user.office_id) if user.office_id else self.none()


class OfficeOwned(models.Model):
    """A row that belongs to one office."""

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="+", verbose_name=_("office"), editable=False
    )

    objects = OfficeQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self):
        """A row and everything it points to belong to one office."""
        super().clean()
        for field in self._meta.concrete_fields:
            if field.many_to_one and hasattr(field.related_model, "office_id"):
                other = getattr(self, field.name) if getattr(self, field.attname) else None
                if other and other.office_id != self.office_id:
                    raise ValidationError(
                        _("%(what)s: “%(name)s” belongs to another office. Choose one of this office."),
                        params={"what": field.verbose_name, "name": other},
                    )


class DatedQuerySet(OfficeQuerySet):
    """Rows that hold from one day to another."""

    def on(self, day):
        """The rows in force on `day` (both ends included)."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Dated(models.Model):
    """In force from `starts_on` to `ends_on`, both included; no end means until further notice."""

    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        abstract = True

    def overlaps(self, other):
        """Whether there is a day on which this row and `other` are both in force."""
        first, second = sorted([self, other], key=lambda row: row.starts_on)
        return first.ends_on is None or second.starts_on <= first.ends_on


def _dates_in_order(name):
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
        name=name,
        violation_error_message=_("The last day can't be before the first day."),
    )


class Unit(OfficeOwned):
    """A group (กลุ่ม), the internal audit unit, or a school."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=UnitKind, default=UnitKind.GROUP)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["office", "kind", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                name="unit_office_name",
                violation_error_message=_("The office has a unit of this name already."),
            )
        ]

    def __str__(self):
        return self.name


class User(AbstractUser):
    """A person. What they may do follows from the posts they hold on the day."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("office"),
    )
    full_name = models.CharField(_("full name"), max_length=150)
    digits = models.CharField(_("digits on screen"), max_length=10, choices=Digits, default=Digits.ARABIC)
    language = models.CharField(_("language"), max_length=2, choices=[("th", "ไทย"), ("en", "English")], default="th")
    must_change_password = models.BooleanField(_("must change the password at next sign-in"), default=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["full_name"]

    def __str__(self):
        return self.full_name or self.username

    def get_full_name(self):
        return str(self)

    get_short_name = get_full_name

    @cached_property
    def current_posts(self):
        """The posts this person holds today (a list, read once for each request)."""
        if not self.office_id:
            return []
        today = timezone.localdate()
        held = Appointment.objects.filter(user=self, office_id=self.office_id).on(today)
        return [appointment.post for appointment in held.select_related("post__unit")]

    @cached_property
    def current_roles(self):
        """The set of `Role` values this person holds today through own posts."""
        return frozenset(post.role for post in self.current_posts)

    def has_role(self, *roles):
        """Whether this person holds one of `roles` today."""
        return not self.current_roles.isdisjoint(roles)

    @property
    def decides(self):
        """Whether this person may hold a step of an approval."""
        return not self.current_roles.isdisjoint(DECIDING_ROLES)

    @cached_property
    def acting_posts(self):
        """The posts this person is named to act for today (a list, read once for each request)."""
        if not self.office_id:
            return []
        named = ActingFor.objects.filter(user=self, office_id=self.office_id).on(timezone.localdate())
        return [row.post for row in named.select_related("post__unit")]

    @cached_property
    def acting_roles(self):
        """The set of `Role` values of the posts this person is named to act for today."""
        return frozenset(post.role for post in self.acting_posts)

    @property
    def may_enter_admin(self):
        """Whether the administration pages open for this person: those who decide, and administrators."""
        if self.is_superuser or self.has_role(*ADMIN_ROLES):
            return True
        return not self.acting_roles.isdisjoint(DECIDING_ROLES)

    @property
    def may_use_second_factor(self):
        """Whether this person is offered a second factor at sign-in."""
        return self.is_superuser or self.has_role(*SECOND_FACTOR_ROLES)

    @property
    def uses_thai_digits(self):
        return self.digits == Digits.THAI


class Post(OfficeOwned):
    """A post (ตำแหน่ง): the seat that decides, whoever sits in it. Papers name the post."""

    role = models.CharField(_("role"), max_length=20, choices=Role)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("unit")
    )
    title = models.CharField(_("title"), max_length=200)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    supervised_units = models.ManyToManyField(
        Unit,
        through="Supervision",
        related_name="supervising_posts",
        verbose_name=_("groups under this post"),
    )

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["office", "position", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "title"],
                name="post_office_title",
                violation_error_message=_("The office has a post of this title already."),
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[role.value for role in sorted(UNIT_ROLES)]) | Q(unit__isnull=False),
                name="post_unit_roles_have_unit",
                violation_error_message=_("A post of this role belongs to a unit. Choose the unit."),
            ),
        ]

    def __str__(self):
        return self.title


class Appointment(OfficeOwned, Dated):
    """A person in a post, from a day to a day."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("post"))
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("person"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["office", "post", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "post", "user", "starts_on"],
                name="appointment_once",
                violation_error_message=_("This person is appointed to this post from this day already."),
            ),
            _dates_in_order("appointment_dates_in_order"),
        ]

    def __str__(self):
        return f"{self.user} · {self.post}"


class ActingFor(OfficeOwned, Dated):
    """Who acts for a post (ปฏิบัติหน้าที่แทน) while its holder is absent, in order, from a day to a day."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="acting", verbose_name=_("post"))
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="acting_for", verbose_name=_("acting person"))
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    order_number = models.CharField(_("number of the written order"), max_length=80, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("acting-for")
        verbose_name_plural = _("acting-for list")
        ordering = ["office", "post", "starts_on", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "post", "starts_on", "order"],
                name="acting_for_order",
                violation_error_message=_("Somebody is in this place of the order from this day already."),
            ),
            _dates_in_order("acting_for_dates_in_order"),
        ]

    def __str__(self):
        return f"{self.user} → {self.post}"


class Supervision(OfficeOwned):
    """A group under a deputy director's post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="supervisions", verbose_name=_("post"))
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="supervisions", verbose_name=_("unit"))

    class Meta:
        verbose_name = _("group under a deputy")
        verbose_name_plural = _("groups under deputies")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "post", "unit"],
                name="supervision_once",
                violation_error_message=_("This group is under this post already."),
            )
        ]

    def __str__(self):
        return f"{self.post} · {self.unit}"


class Holiday(OfficeOwned):
    """A day the office is closed. Time limits count working days around these."""

    date = models.DateField(_("date"))
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=HolidayKind, default=HolidayKind.SPECIAL)

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["office", "date"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "date"],
                name="holiday_office_date",
                violation_error_message=_("This day is a holiday already."),
            )
        ]

    def __str__(self):
        return f"{thai_date(self.date, thai_digits=False)} {self.name}"
