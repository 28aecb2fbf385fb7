"""The checklist and the decision are sent together: whichever button is pressed, nothing typed is lost."""

import pytest
from django.urls import reverse

from budgetplan.approvals import services as approvals
from projects.enums import CheckCode
from projects.services import checklist
from tests.plans.reading_pages import text_of
from tests.projects.factories import tick_all
from tests.projects.pages import make_adjusted, submit, url

OPINION = "เห็นควรเสนอต่อ"
WHY = "มีใบเสนอราคา"


@pytest.fixture
def adjusted(office, plan):
    return make_adjusted(office, plan)


@pytest.fixture
def case(office, adjusted):
    case = submit(adjusted, office.people.owner)
    return approvals.pass_step(case=case, seen_version=case.version, by=office.people.group_director)


@pytest.fixture
def planner(office, client_for):
    return client_for(office.people.planner)


def act(client, verb, case, **typed):
    return client.post(reverse(f"approvals:{verb}", args=[case.public_id]), {"version": case.version} | typed)


def ticked(note=WHY, **changes):
    return {"checklist": "1", "note-arithmetic": note} | {f"tick-{code}": "on" for code in CheckCode} | changes


def stored(adjusted):
    item = adjusted.checks.get(code=CheckCode.ARITHMETIC)
    return item.ticked, item.note


def shows(response, *, note=WHY, opinion=OPINION):
    html = response.content.decode()
    has_tick = 'name="tick-arithmetic" checked' in html
    return has_tick and note in html and f">\n{opinion}</textarea>" in html


def test_checklist_and_decision_are_one_form(case, planner):
    html = planner.get(reverse("approvals:case", args=[case.public_id])).content.decode()

    assert html.count('id="decide-form"') == 1
    for name in ("checklist", "tick-arithmetic", "note-arithmetic"):
        assert f'form="decide-form" name="{name}"' in html
    assert f'form="decide-form" formaction="{url("checklist", case.document)}"' in html


def test_saving_the_checklist_keeps_the_opinion(adjusted, case, planner):
    response = planner.post(url("checklist", adjusted), ticked(comment=OPINION, version=case.version))

    assert response.status_code == 200
    assert stored(adjusted) == (True, WHY)
    assert shows(response)
    assert "ตรวจครบทุกรายการแล้ว" in text_of(response)


def test_passing_stores_the_checklist_first(adjusted, case, planner):
    act(planner, "pass", case, comment=OPINION, **ticked())

    case.refresh_from_db()
    assert stored(adjusted) == (True, WHY)
    assert case.current_step.name == "รองผู้อำนวยการ สพป."


def test_returning_stores_it_too(adjusted, case, planner):
    act(planner, "return", case, comment=OPINION, **ticked(**{"tick-rates": ""}))

    case.refresh_from_db()
    assert (case.state, stored(adjusted)) == ("returned", (True, WHY))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (ticked(note=" "), "หากให้ผ่านต้องระบุเหตุผล"),
        (ticked(**{"tick-rates": ""}), "ตรวจตามรายการให้ครบก่อน"),
    ],
)
def test_a_refused_pass_stores_nothing_and_shows_all_of_it(adjusted, case, planner, typed, sentence):
    response = act(planner, "pass", case, comment=OPINION, **typed)

    assert response.status_code == 422
    assert sentence in text_of(response)
    assert shows(response, note=typed["note-arithmetic"])
    assert stored(adjusted) == (False, "")


def test_a_return_without_a_word_stores_nothing_and_shows_the_checklist(adjusted, case, planner):
    response = act(planner, "return", case, comment="", **ticked())

    assert response.status_code == 422
    assert shows(response, opinion="")
    assert stored(adjusted) == (False, "")


def test_a_stale_decision_stores_no_checklist_and_shows_what_was_typed(office, adjusted, case, planner):
    tick_all(adjusted, by=office.people.second_planner)
    before = stored(adjusted)
    approvals.pass_step(case=case, seen_version=case.version, by=office.people.second_planner)

    response = planner.post(
        reverse("approvals:pass", args=[case.public_id]), ticked(comment=OPINION, version=case.version - 1)
    )

    assert response.status_code == 409
    assert all(typed in text_of(response) for typed in (f": {WHY}", OPINION))
    assert stored(adjusted) == before


@pytest.mark.parametrize("how", ["withdraw", "return_case"])
def test_saving_too_late_shows_what_was_typed(office, adjusted, case, planner, how):
    by = office.people.owner if how == "withdraw" else office.people.second_planner
    getattr(approvals, how)(case=case, seen_version=case.version, by=by, comment="ก่อน")

    response = planner.post(url("checklist", adjusted), ticked(comment=OPINION, version=1))

    assert response.status_code == 409
    assert all(typed in text_of(response) for typed in (f": {WHY}", OPINION))
    assert stored(adjusted) == (False, "")


def test_fields_of_the_checklist_from_another_desk_are_ignored(office, adjusted, case, planner, client_for):
    checklist.set_checks(
        proposal=adjusted,
        answers=dict.fromkeys(CheckCode, (True, WHY)),
        by=office.people.planner,
    )
    approvals.pass_step(case=case, seen_version=case.version, by=office.people.planner)
    case.refresh_from_db()

    act(client_for(office.people.deputy), "pass", case, **ticked(note="อื่น"))

    case.refresh_from_db()
    assert stored(adjusted) == (True, WHY)
    assert case.current_step.name == "ผู้อำนวยการ สพป."


class TestTheFirstFault:
    """On a phone the fault stands far below the top: the page opens at it, and says so on top."""

    def test_of_the_decision(self, case, planner):
        html = act(planner, "return", case, comment="").content.decode()

        assert '<a href="#id_comment">' in html
        comment = html[html.index('<textarea name="comment"') :].partition(">")[0]
        assert "autofocus" in comment
        assert html.count("autofocus") == 1

    def test_of_the_checklist_comes_before_the_decisions(self, adjusted, case, planner):
        response = planner.post(url("checklist", adjusted), ticked(note="", comment="x" * 4001))

        html = response.content.decode()
        assert '<a href="#id_note-arithmetic">' in html
        note = html[html.index('id="id_note-arithmetic"') :].partition(">")[0]
        assert "autofocus" in note
        assert html.count("autofocus") == 1

    def test_nothing_takes_the_focus_on_a_page_without_fault(self, case, planner):
        assert "autofocus" not in planner.get(reverse("approvals:case", args=[case.public_id])).content.decode()
