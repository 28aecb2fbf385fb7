from datetime import date

import pytest

from budgetplan.organization.directory import Directory, holidays_of
from budgetplan.organization.enums import Role
from budgetplan.organization.models import ActingFor, Appointment, Holiday, Post, Supervision
from tests import factories

TODAY = date(2021, 3, 15)


def act(user, post, *, order=1, starts_on=date(2021, 3, 1), ends_on=date(2021, 3, 31)):
    return ActingFor.objects.create(
        office=user.office, user=user, post=post, order=order, starts_on=starts_on, ends_on=ends_on
    )


def holders(office, *posts, on=TODAY, excluding=()):
    """(person, acting) pairs of those who may decide for `posts`."""
    directory = Directory(office_id=office.office.pk, on=on)
    return [(holder.user, holder.acting) for holder in directory.holders(posts, excluding=excluding)]


class TestHolders:
    def test_are_those_appointed(self, office):
        people = office.people

        assert holders(office, office.posts.planner) == [(people.planner, False), (people.second_planner, False)]

    @pytest.mark.parametrize(
        ("day", "holds"),
        [
            (date(2020, 9, 30), False),
            (date(2020, 10, 1), True),
            (date(2021, 9, 30), True),
            (date(2021, 10, 1), False),
        ],
    )
    def test_hold_from_the_first_to_the_last_day(self, office, day, holds):
        person = factories.make_person(office.office, "guest")
        post = Post.objects.create(office=office.office, title="รองผู้อำนวยการ (2)", role=Role.DEPUTY_DIRECTOR)
        factories.appoint(person, post, starts_on=date(2020, 10, 1), ends_on=date(2021, 9, 30))

        assert holders(office, post, on=day) == ([(person, False)] if holds else [])

    def test_closed_account_holds_nothing(self, office):
        office.people.planner.is_active = False
        office.people.planner.save()

        assert holders(office, office.posts.planner) == [(office.people.second_planner, False)]

    def test_author_is_left_out(self, office):
        people = office.people

        found = holders(office, office.posts.planner, excluding={people.planner.pk})

        assert found == [(people.second_planner, False)]


class TestActing:
    def test_first_in_the_order_stands_beside_the_holder(self, office):
        people = office.people
        act(people.planning_director, office.posts.director, order=2)
        act(people.deputy, office.posts.director, order=1)

        assert holders(office, office.posts.director) == [(people.director, False), (people.deputy, True)]

    def test_next_in_the_order_where_the_first_may_not(self, office):
        people = office.people
        act(people.deputy, office.posts.director, order=1)
        act(people.planning_director, office.posts.director, order=2)

        found = holders(office, office.posts.director, excluding={people.deputy.pk})

        assert found == [(people.director, False), (people.planning_director, True)]

    @pytest.mark.parametrize(
        ("day", "acts"),
        [
            (date(2021, 2, 28), False),
            (date(2021, 3, 1), True),
            (date(2021, 3, 31), True),
            (date(2021, 4, 1), False),
        ],
    )
    def test_holds_for_its_days(self, office, day, acts):
        act(office.people.deputy, office.posts.director)

        assert ((office.people.deputy, True) in holders(office, office.posts.director, on=day)) is acts

    def test_holder_does_not_act_for_the_own_post(self, office):
        act(office.people.director, office.posts.director)

        assert holders(office, office.posts.director) == [(office.people.director, False)]


class TestPosts:
    def titles(self, posts):
        return {post.title for post in posts}

    def test_of_a_role_in_a_unit(self, office):
        directory = Directory(office_id=office.office.pk, on=TODAY)

        found = directory.posts(role=Role.GROUP_DIRECTOR, unit_id=office.units.planning.pk)

        assert self.titles(found) == {"ผู้อำนวยการกลุ่มนโยบายและแผน"}
        assert directory.posts(role=Role.GROUP_DIRECTOR, unit_id=office.units.finance.pk) == []

    def test_deputy_with_the_group_or_all_deputies_where_nobody_has_it(self, office):
        second = Post.objects.create(office=office.office, title="รองผู้อำนวยการ (2)", role=Role.DEPUTY_DIRECTOR)
        Supervision.objects.create(office=office.office, post=second, unit=office.units.finance)
        directory = Directory(office_id=office.office.pk, on=TODAY)

        assert directory.deputies_over(office.units.planning.pk) == [office.posts.deputy]
        assert directory.deputies_over(office.units.finance.pk) == [second]
        assert self.titles(directory.deputies_over(office.units.school.pk)) == {
            "รองผู้อำนวยการ สพป.", "รองผู้อำนวยการ (2)",
        }  # fmt: skip

    def test_of_another_office_stay_out(self, office, other_office):
        directory = Directory(office_id=office.office.pk, on=TODAY)

        assert directory.posts(role=Role.DIRECTOR) == [office.posts.director]
        assert directory.holders([other_office.posts.director]) == []

    def test_are_read_in_four_queries_however_large_the_office(self, office, django_assert_num_queries):
        for number in range(20):
            person = factories.make_person(office.office, f"more{number}")
            factories.appoint(person, office.posts.planner)

        with django_assert_num_queries(4):
            directory = Directory(office_id=office.office.pk, on=TODAY)
            assert len(directory.holders(directory.posts(role=Role.PLANNING_OFFICER))) == 22


def test_holidays_are_those_of_the_office(office, other_office):
    Holiday.objects.create(office=office.office, date=date(2021, 4, 6), name="วันจักรี")
    Holiday.objects.create(office=other_office.office, date=date(2021, 3, 26), name="ประเพณีไหว้พระธาตุ")

    assert holidays_of(office.office.pk) == {date(2021, 4, 6)}


class TestRoles:
    def test_follow_the_posts_of_today(self, office):
        person = factories.make_person(office.office, "newcomer")
        factories.appoint(person, office.posts.director, starts_on=date(2015, 1, 1), ends_on=date(2016, 1, 1))
        factories.appoint(person, office.posts.owner)

        assert person.current_roles == {Role.PROJECT_OWNER}
        assert person.has_role(Role.PROJECT_OWNER, Role.DIRECTOR)
        assert not person.has_role(Role.DIRECTOR)
        assert not person.decides

    def test_post_of_another_office_gives_none(self, office, other_office):
        Appointment.objects.create(
            office=other_office.office, user=office.people.owner, post=other_office.posts.director,
            starts_on=date(2015, 10, 1),
        )  # fmt: skip

        assert office.people.owner.current_roles == {Role.PROJECT_OWNER}

    @pytest.mark.parametrize(
        ("name", "enters"),
        [
            ("planner", True),
            ("planning_director", True),
            ("finance_officer", True),
            ("deputy", True),
            ("director", True),
            ("administrator", True),
            ("owner", False),
            ("auditor", False),
            ("school_officer", False),
        ],
    )
    def test_open_the_administration(self, office, name, enters):
        assert getattr(office.people, name).may_enter_admin is enters

    def test_acting_for_a_deciding_post_opens_the_administration(self, office):
        act(office.people.owner, office.posts.planning_director, starts_on=date(2015, 1, 1), ends_on=None)

        assert office.people.owner.acting_roles == {Role.GROUP_DIRECTOR}
        assert office.people.owner.may_enter_admin
