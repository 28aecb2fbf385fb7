"""Forms that are sent twice, by a double click or a lost connection: one project, one comment."""

from uuid import uuid4

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from budgetplan.audit.models import Event
from projects.models import Comment, Project, Proposal
from projects.services import comments, projects
from tests import factories
from tests.factories import appoint, make_person
from tests.projects.factories import approve, make_frame, make_proposal
from tests.projects.pages import url
from tests.projects.racers import again
from tests.racing import ON_POSTGRESQL, together


def page(name):
    return reverse(f"projects:{name}", args=[2564])


class TestBeginning:
    @pytest.fixture(autouse=True)
    def frame(self, office, year):
        make_frame(office, year)

    @pytest.fixture
    def client(self, owner, client_for):
        return client_for(owner)

    @pytest.fixture
    def data(self, office, client):
        """What the page's form for an empty project sends."""
        form = client.get(page("new")).context["begin_form"]
        return {
            "name": "พัฒนาการคิด",
            "unit": office.units.supervision.public_id,
            "request_id": form["request_id"].value(),
        }

    def test_twice_makes_one_project_and_leads_to_it(self, client, data):
        first, second = (client.post(page("begin"), data) for _click in range(2))

        assert (first.status_code, first.url) == (302, second.url)
        assert Project.objects.count() == 1
        assert Proposal.objects.count() == 1

    def test_what_was_typed_anew_on_the_same_page_is_another_project(self, client, data):
        first = client.post(page("begin"), data)
        second = client.post(page("begin"), data | {"name": "พัฒนาการวาด"})

        assert first.url != second.url
        assert set(Proposal.objects.values_list("name", flat=True)) == {"พัฒนาการคิด", "พัฒนาการวาด"}

    def test_every_showing_of_the_page_begins_another(self, client, data):
        client.post(page("begin"), data)
        form = client.get(page("new")).context["begin_form"]
        client.post(page("begin"), data | {"request_id": form["request_id"].value()})

        assert Project.objects.count() == 2

    def test_somebody_elses_request_makes_their_own(self, office, client, data, client_for):
        colleague = make_person(office.office, "a_colleague")
        appoint(colleague, office.posts.owner)

        first = client.post(page("begin"), data)
        second = client_for(colleague).post(page("begin"), data)

        assert first.url != second.url
        assert sorted(project.created_by.username for project in Project.objects.all()) == ["a_colleague", "a_owner"]

    def test_a_name_that_was_missing_keeps_the_request(self, client, data):
        form = client.post(page("begin"), data | {"name": " "}).context["begin_form"]

        assert form["request_id"].value() == str(data["request_id"])

    def test_a_copy_is_made_once(self, office, year, client):
        source = approve(office, make_proposal(office, year))
        html = client.get(page("new"), {"from": source.project.public_id}).content.decode()
        request_id = html.partition('name="request_id" value="')[2][:36]
        data = {
            "source": source.project.public_id,
            "unit": office.units.supervision.public_id,
            "request_id": request_id,
        }

        first, second = (client.post(page("begin_copy"), data) for _click in range(2))

        assert (first.status_code, first.url) == (302, second.url)
        copy = Proposal.objects.exclude(pk=source.pk).get()
        assert copy.cost_lines.count() == 1

    def test_two_buttons_of_one_page_make_two_copies(self, office, year, client):
        sources = [make_proposal(office, year) for _number in range(2)]
        data = {"unit": office.units.supervision.public_id, "request_id": uuid4()}

        for source in sources:
            client.post(page("begin_copy"), data | {"source": source.project.public_id})

        assert Project.objects.count() == 4

    def test_the_audit_chain_tells_it_once(self, office, year, owner):
        arguments = {"year": year, "unit": office.units.supervision, "name": "x", "by": owner, "request_id": uuid4()}

        drafts = {projects.begin_project(**arguments) for _time in range(2)}

        assert len(drafts) == 1
        assert Event.objects.filter(verb="proposal.begin").count() == 1


class TestCommenting:
    @pytest.fixture
    def client(self, office, client_for):
        return client_for(office.people.planner)

    @pytest.fixture
    def data(self, proposal, client):
        """What the form beside the budget sends."""
        form = client.get(url("proposal", proposal), {"about": "costs"}).context["form"]
        return {"anchor": "costs", "text": "ขยายความ", "request_id": form["request_id"].value()}

    def test_the_form_carries_its_request(self, proposal, client):
        html = client.get(url("proposal", proposal), {"about": "rationale"}).content.decode()

        assert '<input type="hidden" name="request_id" value="' in html[html.index('id="spot-rationale"') :]

    def test_twice_makes_one_comment_and_leads_to_its_place(self, proposal, client, data):
        first, second = (client.post(url("comment", proposal), data) for _click in range(2))

        assert (first.status_code, first.url) == (302, second.url)
        assert Comment.objects.count() == 1

    @pytest.mark.parametrize("change", [{"text": "ตัดออก"}, {"anchor": "head"}, {"cut_to": "5"}])
    def test_what_was_typed_anew_is_another_comment(self, proposal, client, data, change):
        client.post(url("comment", proposal), data)
        client.post(url("comment", proposal), data | change)

        assert Comment.objects.count() == 2

    def test_somebody_elses_request_makes_their_own(self, office, proposal, client, data, client_for):
        client.post(url("comment", proposal), data)
        client_for(office.people.director).post(url("comment", proposal), data)

        assert {comment.by for comment in Comment.objects.all()} == {office.people.planner, office.people.director}


class TestAtOnce:
    """Two clicks at the very same moment, with the lock taken out as a control."""

    pytestmark = ON_POSTGRESQL

    @pytest.fixture
    def plan(self):
        office = factories.make_organization()
        self.office = office
        plan = factories.make_plan(office)
        make_frame(office, plan.fiscal_year)
        return plan

    def begin_twice(self, year):
        arguments = {"year": year, "unit": self.office.units.supervision, "name": "x", "request_id": uuid4()}
        acts = [lambda: projects.begin_project(by=again(self.office.people.owner), **arguments)] * 2
        return together(*acts)

    def test_make_one_project(self, plan):
        first, second = self.begin_twice(plan.fiscal_year)

        assert (first, Project.objects.count()) == (second, 1)

    def test_without_the_lock_one_of_them_fails(self, plan, monkeypatch):
        monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **options: rows)

        answers = [answer for _time in range(10) for answer in self.begin_twice(plan.fiscal_year)]

        assert any(isinstance(answer, Exception) for answer in answers)

    def test_make_one_comment(self, plan):
        proposal = make_proposal(self.office, plan.fiscal_year)
        said = {"proposal": proposal, "anchor": "head", "text": "x", "request_id": uuid4()}
        acts = [lambda: comments.add_comment(by=again(self.office.people.planner), **said)] * 2

        first, second = together(*acts)

        assert (first, Comment.objects.count()) == (second, 1)
