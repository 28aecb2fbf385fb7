from datetime import date

import pytest
from django.contrib import admin
from django.urls import reverse

from budgetplan.organization.models import ActingFor, Appointment, Holiday, Office, Post, Supervision, Unit, User
from tests import factories

INDEX = reverse("admin:index")
POSTS = reverse("admin:organization_post_changelist")
UNITS = reverse("admin:organization_unit_changelist")
HOLIDAYS = reverse("admin:organization_holiday_changelist")
LOAD = reverse("admin:organization_holiday_load")


def change(row):
    return reverse(f"admin:organization_{row._meta.model_name}_change", args=[row.pk])


def add(model):
    return reverse(f"admin:organization_{model._meta.model_name}_add")


def rows_of(response):
    return list(response.context["cl"].queryset)


def errors_of(response):
    """Every sentence of refusal on a form page, inline rows included."""
    forms = [response.context["adminform"].form]
    found = [sentence for form in forms for sentences in form.errors.values() for sentence in sentences]
    for inline in response.context["inline_admin_formsets"]:
        found += inline.formset.non_form_errors()
        found += [
            sentence for errors in inline.formset.errors for sentences in errors.values() for sentence in sentences
        ]
    return found


def formset(prefix, rows, *, existing=0):
    """The fields a browser sends for the rows of a table inside a page."""
    fields = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": existing}
    for number, row in enumerate(rows):
        fields |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return fields


def post_fields(post, *, appointments=(), acting=(), units=(), kept=0, **changed):
    fields = {"title": post.title, "role": post.role, "unit": post.unit_id or "", "position": post.position}
    return {
        **fields,
        **formset("appointments", list(appointments), existing=kept),
        **formset("acting", list(acting)),
        **formset("supervisions", list(units)),
        **changed,
    }


@pytest.fixture
def administrator(office):
    person = office.people.administrator
    person.language = "en"
    person.save()
    return person


@pytest.fixture
def pages(administrator, client_for):
    return client_for(administrator)


@pytest.fixture
def superuser(db):
    return User.objects.create_superuser("root", password=factories.PASSWORD, full_name="Root", language="en")


class TestWhoEnters:
    def apps_of(self, response):
        return {model["object_name"] for app in response.context["app_list"] for model in app["models"]}

    @pytest.mark.parametrize("name", ["planner", "planning_director", "finance_officer", "deputy", "director"])
    def test_those_who_decide_see_nothing_of_the_organization(self, office, client_for, name):
        client = client_for(getattr(office.people, name))

        response = client.get(INDEX)

        assert response.status_code == 200
        assert self.apps_of(response).isdisjoint({"Office", "Unit", "User", "Post", "Holiday"})
        for model in (Office, Unit, User, Post, Holiday):
            page = reverse(f"admin:organization_{model._meta.model_name}_changelist")
            assert client.get(page).status_code == 403
            assert client.get(add(model)).status_code == 403

    @pytest.mark.parametrize("name", ["owner", "auditor", "school_officer"])
    def test_others_are_told_why_not(self, office, client_for, name):
        response = client_for(getattr(office.people, name)).get(INDEX, follow=True)

        assert response.status_code == 403
        assert response.redirect_chain == [(f"{reverse('admin:login')}?next={INDEX}", 302)]

    def test_visitor_signs_in_on_our_page(self, db, client):
        response = client.get(POSTS, follow=True)

        assert response.redirect_chain[-1] == (f"/account/login/?next={POSTS}", 302)

    def test_administrator_sees_the_organization(self, pages):
        assert {"Office", "Unit", "User", "Post", "Holiday"} <= self.apps_of(pages.get(INDEX))

    def test_rows_of_libraries_have_no_pages_for_administrators(self, pages):
        listed = {model._meta.app_label for model in admin.site._registry} - {"organization"}
        shown = {app["app_label"] for app in pages.get(INDEX).context["app_list"]}

        assert {"auth", "axes", "otp_totp", "otp_static"} <= listed
        assert shown.isdisjoint({"auth", "axes", "otp_totp", "otp_static"})
        assert pages.get(reverse("admin:otp_totp_totpdevice_changelist")).status_code == 403
        assert pages.get(reverse("admin:auth_group_changelist")).status_code == 403

    def test_changing_the_password_goes_to_our_page(self, pages):
        assert pages.get(reverse("admin:password_change")).url == reverse("organization:password")


class TestOneOffice:
    @pytest.mark.parametrize("model", [Unit, User, Post, Office])
    def test_lists_hold_own_rows_only(self, office, other_office, pages, model):
        found = rows_of(pages.get(reverse(f"admin:organization_{model._meta.model_name}_changelist")))

        own = {"office": office.office} if model is not Office else {"pk": office.office.pk}
        assert {row.pk for row in found} == set(model.objects.filter(**own).values_list("pk", flat=True))

    @pytest.mark.parametrize("name", ["change", "history", "delete"])
    def test_rows_of_another_office_do_not_exist(self, other_office, pages, name):
        rows = [other_office.units.planning, other_office.posts.owner]
        if name != "delete":  # nobody deletes people or offices, so there it is 403 for every row
            rows += [other_office.people.owner, other_office.office]
        for row in rows:
            address = reverse(f"admin:organization_{row._meta.model_name}_{name}", args=[row.pk])
            assert pages.get(address).status_code == 404
            assert pages.post(address, {"post": "yes"}).status_code == 404

    def test_choices_hold_own_rows_only(self, office, other_office, pages):
        context = pages.get(change(office.posts.deputy)).context

        form = context["adminform"].form
        choices = {"unit": form.fields["unit"].queryset}
        for inline in context["inline_admin_formsets"]:
            fields = inline.formset.empty_form.fields
            choices |= {
                f"{inline.formset.prefix}.{name}": fields[name].queryset for name in ("user", "unit") if name in fields
            }
        assert set(choices) == {"unit", "appointments.user", "acting.user", "supervisions.unit"}
        for queryset in choices.values():
            assert {row.office_id for row in queryset} == {office.office.pk}

    def test_filter_names_own_units_only(self, office, other_office, pages):
        page = pages.get(POSTS).content.decode()

        assert f"?unit__id__exact={office.units.planning.pk}" in page
        assert f"unit__id__exact={other_office.units.planning.pk}" not in page

    def test_unit_of_another_office_cannot_be_chosen(self, office, other_office, pages):
        post = office.posts.owner

        response = pages.post(change(post), post_fields(post, unit=other_office.units.audit.pk))

        assert errors_of(response) == ["Select a valid choice. That choice is not one of the available choices."]

    def test_new_row_belongs_to_the_office(self, office, pages):
        pages.post(add(Unit), {"name": "กลุ่มอำนวยการ", "short_name": "อก.", "kind": "group", "position": 9})

        assert Unit.objects.get(name="กลุ่มอำนวยการ").office == office.office

    def test_name_the_office_has_is_refused_with_a_sentence(self, office, other_office, pages):
        Unit.objects.create(office=other_office.office, name="กลุ่มกฎหมายและคดี", short_name="กม.")
        fields = {"short_name": "x", "kind": "group", "position": 1}

        refused = pages.post(add(Unit), {**fields, "name": "กลุ่มนโยบายและแผน"})

        assert errors_of(refused) == ["The office has a unit of this name already."]
        assert pages.post(add(Unit), {**fields, "name": "กลุ่มกฎหมายและคดี"}).status_code == 302

    def test_administrator_changes_the_own_office_but_adds_none(self, office, pages):
        fields = {"name": "สพป. ใหม่", "short_name": "สพป. ม.", "region": "south", "letter_prefix": "ศธ 04001"}

        assert pages.post(change(office.office), fields).status_code == 302
        assert pages.get(add(Office)).status_code == 403
        office.office.refresh_from_db()
        assert (office.office.name, office.office.region) == ("สพป. ใหม่", "south")

    def test_superuser_sees_every_office(self, office, other_office, superuser, client_for):
        client = client_for(superuser)

        assert len(rows_of(client.get(UNITS))) == Unit.objects.count()
        assert client.get(change(other_office.posts.owner)).status_code == 200
        assert client.get(add(Office)).status_code == 200
        assert client.get(add(Unit)).status_code == 403  # no office whose unit it could be


class TestPosts:
    def appointment(self, user, starts_on, ends_on=""):
        return {"user": user.pk, "starts_on": starts_on, "ends_on": ends_on}

    def acting(self, user, order=1, starts_on="1/3/2564", ends_on="31/3/2564"):
        return {"user": user.pk, "order": order, "starts_on": starts_on, "ends_on": ends_on, "order_number": ""}

    @pytest.fixture
    def vacant(self, office):
        """A deputy's post nobody holds yet."""
        return Post.objects.create(office=office.office, title="รองผู้อำนวยการ (2)", role="deputy_director")

    def test_appoints_with_thai_dates_acting_and_groups(self, office, pages, vacant):
        people, units = office.people, office.units
        fields = post_fields(
            vacant,
            appointments=[self.appointment(people.owner, "๑ ต.ค. ๒๕๖๓")],
            acting=[self.acting(people.deputy), self.acting(people.planner, order=2)],
            units=[{"unit": units.finance.pk}],
        )

        assert pages.post(change(vacant), fields).status_code == 302

        appointment = Appointment.objects.get(post=vacant)
        assert (appointment.user, appointment.starts_on, appointment.ends_on) == (people.owner, date(2020, 10, 1), None)
        assert [row.user for row in ActingFor.objects.filter(post=vacant)] == [people.deputy, people.planner]
        assert Supervision.objects.get(post=vacant).unit == units.finance
        assert {row.office for row in (appointment, *ActingFor.objects.all())} == {office.office}

    def test_one_holder_at_a_time(self, office, pages, vacant):
        people = office.people
        rows = [self.appointment(people.owner, "1/10/2563"), self.appointment(people.planner, "1/1/2564")]

        response = pages.post(change(vacant), post_fields(vacant, appointments=rows))

        [sentence] = errors_of(response)
        assert sentence == (
            "คุณ a_owner and คุณ a_planner would hold this post on the same days. End one appointment before the "
            "other begins; for an absence use the acting-for list."
        )
        assert not Appointment.objects.filter(post=vacant).exists()

    def test_successor_may_be_named_while_the_holder_gets_a_last_day(self, office, pages):
        director, post = office.people.director, office.posts.director
        held = Appointment.objects.get(post=post)
        rows = [
            {"id": held.pk, "post": post.pk, **self.appointment(director, "1/10/2558", "30/9/2563")},
            self.appointment(office.people.deputy, "1/10/2563"),
        ]

        assert pages.post(change(post), post_fields(post, appointments=rows, kept=1)).status_code == 302
        held.refresh_from_db()
        assert held.ends_on == date(2020, 9, 30)
        assert Appointment.objects.filter(post=post).count() == 2

    def test_officers_may_share_a_post(self, office, pages):
        post = office.posts.owner
        rows = [
            self.appointment(office.people.planner, "1/10/2563"),
            self.appointment(office.people.deputy, "1/10/2563"),
        ]

        assert pages.post(change(post), post_fields(post, appointments=rows)).status_code == 302

    def test_nobody_acts_for_oneself(self, office, pages, vacant):
        fields = post_fields(
            vacant,
            appointments=[self.appointment(office.people.owner, "1/10/2563")],
            acting=[self.acting(office.people.owner)],
        )

        assert errors_of(pages.post(change(vacant), fields)) == [
            "คุณ a_owner holds this post in those days and can't act for it."
        ]

    def test_one_may_act_before_being_appointed(self, office, pages, vacant):
        fields = post_fields(
            vacant,
            appointments=[self.appointment(office.people.owner, "1/4/2564")],
            acting=[self.acting(office.people.owner)],
        )

        assert pages.post(change(vacant), fields).status_code == 302

    @pytest.mark.parametrize(
        ("row", "sentence"),
        [
            ({"starts_on": "31/3/2564", "ends_on": "1/3/2564"}, "The last day can't be before the first day."),
            (
                {"starts_on": "soon"},
                "This isn't a date. Type the day, month and year, for example 15/1/2564 or 15 ม.ค. 2564.",
            ),
        ],
    )
    def test_dates_are_checked(self, office, pages, vacant, row, sentence):
        rows = [{**self.appointment(office.people.owner, "1/10/2563"), **row}]

        assert errors_of(pages.post(change(vacant), post_fields(vacant, appointments=rows))) == [sentence]

    def test_same_place_in_the_acting_order_is_refused(self, office, pages, vacant):
        act = {"office": office.office, "post": vacant, "starts_on": date(2021, 3, 1), "order": 1}
        ActingFor.objects.create(user=office.people.deputy, **act)

        response = pages.post(change(vacant), post_fields(vacant, acting=[self.acting(office.people.planner)]))

        assert errors_of(response) == ["Somebody is in this place of the order from this day already."]

    def test_role_inside_a_unit_needs_the_unit(self, office, pages):
        post = office.posts.owner

        response = pages.post(change(post), post_fields(post, unit=""))

        assert errors_of(response) == ["A post of this role belongs to a unit. Choose the unit."]

    def test_groups_are_asked_of_deputies_only(self, office, pages):
        def prefixes(post):
            return [inline.formset.prefix for inline in pages.get(change(post)).context["inline_admin_formsets"]]

        assert prefixes(office.posts.deputy) == ["appointments", "acting", "supervisions"]
        assert prefixes(office.posts.director) == ["appointments", "acting"]

    def test_list_names_who_holds_and_acts_today(self, office, pages):
        ActingFor.objects.create(
            office=office.office, post=office.posts.director, user=office.people.deputy, starts_on=date(2020, 1, 1)
        )

        rows = {row.pk: row for row in pages.get(POSTS).context["cl"].result_list}
        director = rows[office.posts.director.pk]

        assert [row.user for row in director.held_today] == [office.people.director]
        assert [row.user for row in director.stand_ins_today] == [office.people.deputy]

    def test_list_takes_the_same_queries_however_long(self, office, pages, django_assert_max_num_queries):
        pages.get(POSTS)
        with django_assert_max_num_queries(30) as few:
            pages.get(POSTS)
        for number in range(20):
            post = Post.objects.create(
                office=office.office, title=f"post {number}", role="project_owner", unit=office.units.finance
            )
            factories.appoint(office.people.owner, post)
        with django_assert_max_num_queries(len(few)):
            pages.get(POSTS)


class TestHolidays:
    def test_year_is_loaded_once(self, office, pages):
        first = pages.post(LOAD, {"year_be": "๒๕๖๔"}, follow=True).content.decode()
        second = pages.post(LOAD, {"year_be": "2564"}, follow=True).content.decode()

        added = Holiday.objects.filter(office=office.office).count()
        rest = "holidays of 2564 were added. Days that were in the list already stayed as they are."
        assert f"{added} {rest}" in first
        assert f"0 {rest}" in second

    @pytest.mark.parametrize("typed", ["", "2021", "25x4", "99999"])
    def test_other_years_are_refused(self, pages, typed):
        pages.post(LOAD, {"year_be": typed}, follow=True)

        assert not Holiday.objects.exists()

    def test_loading_takes_a_post_and_the_role(self, office, pages, client_for):
        assert pages.get(LOAD).status_code == 405
        assert client_for(office.people.director).post(LOAD, {"year_be": "2564"}).status_code == 403
        assert not Holiday.objects.exists()

    def test_list_is_filtered_by_thai_year(self, office, pages):
        for day in (date(2020, 12, 31), date(2021, 1, 1), date(2021, 4, 6)):
            Holiday.objects.create(office=office.office, date=day, name=f"{day}")

        found = rows_of(pages.get(f"{HOLIDAYS}?year_be=2564"))

        assert [row.date for row in found] == [date(2021, 4, 6), date(2021, 1, 1)]
        assert "31 ธันวาคม 2563" in pages.get(HOLIDAYS).content.decode()

    def test_day_typed_the_thai_way_and_only_once(self, office, pages):
        fields = {"date": "6 เม.ย. 64", "name": "วันจักรี", "kind": "public"}

        pages.post(add(Holiday), fields)
        again = pages.post(add(Holiday), fields)

        assert Holiday.objects.get().date == date(2021, 4, 6)
        assert errors_of(again) == ["This day is a holiday already."]
