"""Who holds which post today, and who acts for whom: one read of the office, then no more queries."""

from collections import defaultdict
from dataclasses import dataclass

from budgetplan.organization.enums import Role
from budgetplan.organization.models import ActingFor, Appointment, Holiday, Post, Supervision, User


@dataclass(frozen=True)
class Holder:
    """A person who may decide for a post; `acting` when they do so for its absent holder."""

    user: User
    post: Post
    acting: bool


class Directory:
    """The posts of one office on one day. Loaded in four queries whatever the size of the office."""

    def __init__(self, *, office_id, on):
        self._posts = list(Post.objects.filter(office_id=office_id).select_related("unit"))
        self._holders = defaultdict(list)
        self._acting = defaultdict(list)
        self._supervised = defaultdict(set)
        appointed = Appointment.objects.filter(office_id=office_id, user__is_active=True).on(on)
        for appointment in appointed.select_related("user").order_by("starts_on", "pk"):
            self._holders[appointment.post_id].append(appointment.user)
        acting = ActingFor.objects.filter(office_id=office_id, user__is_active=True).on(on)
        for row in acting.select_related("user").order_by("order", "starts_on"):
            self._acting[row.post_id].append(row.user)
        for post_id, unit_id in Supervision.objects.filter(office_id=office_id).values_list("post_id", "unit_id"):
            self._supervised[unit_id].add(post_id)

    def posts(self, *, role, unit_id=None):
        """The posts of `role`; with `unit_id`, those inside the unit."""
        return [post for post in self._posts if post.role == role and unit_id in (None, post.unit_id)]

    def deputies_over(self, unit_id):
        """The deputies' posts with the unit under them; every deputy's where nobody has it."""
        deputies = self.posts(role=Role.DEPUTY_DIRECTOR)
        return [post for post in deputies if post.pk in self._supervised[unit_id]] or deputies

    def holders(self, posts, *, excluding=()):
        """Who may decide for `posts`: their holders, and the first in the acting order who may.

        `excluding` holds ids of people who may not decide (the people whose document it is).
        """
        found = []
        for post in posts:
            found += [Holder(user, post, False) for user in self._holders[post.pk] if user.pk not in excluding]
            stand_in = next((user for user in self._acting[post.pk] if user.pk not in excluding), None)
            if stand_in and stand_in.pk not in {user.pk for user in self._holders[post.pk]}:
                found.append(Holder(stand_in, post, True))
        return found


def holidays_of(office_id):
    """The dates the office is closed, as a set for counting working days."""
    return set(Holiday.objects.filter(office_id=office_id).values_list("date", flat=True))
