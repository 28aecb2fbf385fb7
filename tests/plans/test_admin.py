"""Categories are kept in the administration; years and plans are only looked at there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.enums import ExpenditureType
from plans.models import Category, FiscalYear, SpendingPlan
from tests import factories

NEW_CATEGORY = {"name": "ค่าที่ดิน", "expenditure_type": "investment", "position": 9, "is_active": "on"}


def address(model, action, *arguments):
    return reverse(f"admin:plans_{model._meta.model_name}_{action}", args=arguments)


@pytest.fixture
def administrator(office, client_for):
    return client_for(office.people.administrator)


class TestCategories:
    def test_administrator_adds_one_to_the_own_office(self, office, administrator):
        response = administrator.post(address(Category, "add"), NEW_CATEGORY)
        assert response.status_code == 302
        category = Category.objects.get(name="ค่าที่ดิน")
        assert (category.office, category.expenditure_type) == (office.office, ExpenditureType.INVESTMENT)

    def test_same_name_twice_is_refused_beside_the_field(self, office, administrator):
        response = administrator.post(address(Category, "add"), {**NEW_CATEGORY, "name": "ค่าใช้สอย"})
        assert "สำนักงานมีหมวดรายจ่ายชื่อนี้อยู่แล้ว" in response.content.decode()
        assert Category.objects.filter(office=office.office, name="ค่าใช้สอย").count() == 1

    def test_taken_out_of_use(self, office, administrator):
        category = Category.objects.get(office=office.office, name="ค่าครุภัณฑ์")
        data = {"name": category.name, "expenditure_type": category.expenditure_type, "position": 5}
        administrator.post(address(Category, "change", category.pk), data)
        category.refresh_from_db()
        assert not category.is_active

    def test_another_offices_is_not_found(self, administrator, other_office):
        category = Category.objects.filter(office=other_office.office).first()
        assert administrator.get(address(Category, "change", category.pk)).status_code == 404

    def test_list_shows_the_own_office_only(self, office, administrator, other_office):
        Category.objects.create(office=other_office.office, name="ของสำนักงานอื่น", expenditure_type="other")
        page = administrator.get(address(Category, "changelist")).content.decode()
        assert "ค่าสาธารณูปโภค" in page
        assert "ของสำนักงานอื่น" not in page

    def test_director_does_not_change_categories(self, office, client_for):
        client = client_for(office.people.director)
        assert client.get(address(Category, "add")).status_code == 403
        assert client.post(address(Category, "add"), NEW_CATEGORY).status_code == 403
        assert not Category.objects.filter(name="ค่าที่ดิน").exists()


@pytest.mark.parametrize("seat", ["administrator", "director", "planner"])
class TestReadOnly:
    @pytest.fixture
    def client(self, office, plan, client_for, seat):
        """Somebody who may enter the administration; the office has a year and a plan."""
        assert plan.office == office.office
        return client_for(getattr(office.people, seat))

    @pytest.mark.parametrize(("model", "shown"), [(FiscalYear, "2564"), (SpendingPlan, "5,000,000")])
    def test_is_read(self, client, model, shown):
        row = model.objects.get()
        assert shown in client.get(address(model, "changelist")).content.decode()
        page = client.get(address(model, "change", row.pk)).content.decode()
        assert shown in page
        assert "/years/2564/" in page
        assert 'name="_save"' not in page

    @pytest.mark.parametrize("model", [FiscalYear, SpendingPlan])
    def test_is_not_changed(self, client, model):
        row = model.objects.get()
        answers = [
            client.post(address(model, "change", row.pk), {"state": "closed"}).status_code,
            client.get(address(model, "add")).status_code,
            client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code,
        ]
        assert answers == [403, 403, 403]
        assert model.objects.get().state in {"open", "draft"}

    @pytest.mark.parametrize("model", [FiscalYear, SpendingPlan])
    def test_another_offices_is_not_found(self, client, other_office, model):
        factories.make_plan(other_office)
        row = model.objects.get(office=other_office.office)
        assert client.get(address(model, "change", row.pk)).status_code == 404


@pytest.mark.parametrize(("model", "most"), [(FiscalYear, 30), (SpendingPlan, 30)])
def test_list_takes_the_same_number_of_queries_at_3_rows_and_at_30(office, administrator, model, most):

    counts = []
    for years in (range(2561, 2564), range(2564, 2564 + most - 3)):
        for year_be in years:
            factories.make_plan(office, year_be=year_be)
        with CaptureQueriesContext(connection) as queries:
            administrator.get(address(model, "changelist"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
