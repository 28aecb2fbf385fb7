"""Every event the program can record reads as a sentence."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from budgetplan.approvals.enums import Verb
from budgetplan.audit.models import Event
from budgetplan.audit.sentences import KINDS, SENTENCES, Change, changes_of, tell
from plans.enums import EditKind
from plans.models import SpendingLine
from plans.services import years
from plans.services.lines import CellChange, set_cells
from projects.enums import EditKind as ProposalEditKind
from projects.services import arranging, projects, versions, writing
from tests.approvals.factories import LETTER, let_act, make_balanced_plan, pass_as, pass_until, return_as
from tests.factories import make_plan
from tests.projects.factories import approve, make_frame, make_proposal

ROOT = Path(__file__).parent.parent.parent
VERB = re.compile(r'verb=(f?)"([a-z_.{}]+)"')


def recorded_verbs():
    """Every verb that the source gives to `record`, with what stands in braces filled in."""
    found = set()
    for package in ("budgetplan", "plans", "projects", "allocations", "reports"):
        for path in (ROOT / package).rglob("*.py"):
            for is_formatted, verb in VERB.findall(path.read_text(encoding="utf-8")):
                found |= filled_in(verb) if is_formatted else {verb}
    return found


def filled_in(verb):
    return {
        "case.{verb}": {f"case.{one.value}" for one in Verb},
        "plan.{kind}": {f"plan.{one.value}" for one in EditKind},
        "proposal.{kind}": {f"proposal.{one.value}" for one in ProposalEditKind},
    }[verb]


def told(verb):
    return tell(Event.objects.filter(verb=verb).latest("sequence"))


def test_every_recorded_verb_has_a_sentence():
    verbs = recorded_verbs()

    assert len(verbs) > 15
    assert verbs - set(SENTENCES) == set()


def test_every_verb_belongs_to_a_kind_of_the_filter():
    assert {verb.partition(".")[0] for verb in SENTENCES} == set(KINDS)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("verb", sorted(SENTENCES))
def test_every_sentence_can_be_said_with_nothing_known(verb, language):
    event = Event(verb=verb, target_label="แผนฯ", actor_name="คุณ ก", data={})

    with translation.override(language):
        assert "แผนฯ" in tell(event).sentence


def test_unknown_verb_is_said_politely():
    event = Event(verb="project.split", target_label="โครงการ ก", actor_name="คุณ ก", data={})

    assert tell(event).sentence == "ดำเนินการ “project.split” กับ “โครงการ ก”"


def test_decision_names_person_document_and_money(office, case):
    pass_until(case, office, 3)
    pass_as(case, office.people.director, comment="อนุมัติตามเสนอ")

    one = told("case.approve")

    assert (one.who, one.sentence, one.comment) == (
        "คุณ a_director",
        "อนุมัติ “แผนการใช้จ่ายงบประมาณ ปี 2564 ฉบับที่ 1” 5,000,000 บาท",
        "อนุมัติตามเสนอ",
    )


def test_acting_person_is_said_with_the_post(office, case):
    let_act(office.people.owner, office.posts.planning_director)
    pass_as(case, office.people.owner)

    assert told("case.endorse").who == "คุณ a_owner ปฏิบัติหน้าที่แทน ผู้อำนวยการกลุ่มนโยบายและแผน"


def test_outside_decision_names_its_letter(office, case):
    pass_until(case, office, 4)
    pass_as(case, office.people.second_planner, **LETTER)

    assert told("case.letter").sentence == (
        "บันทึกหนังสือที่ ศธ 04001/123 ลงวันที่ 20 พ.ย. 2563 เรื่อง “แผนการใช้จ่ายงบประมาณ ปี 2564 ฉบับที่ 1” 5,000,000 บาท"
    )


def test_return_carries_its_comment(office, case):
    return_as(case, office.people.planning_director, "ปรับลด")

    assert told("case.return").comment == "ปรับลด"


def test_change_of_money_shows_old_and_new(office):
    plan = make_balanced_plan(office)
    line = SpendingLine.objects.get(plan=plan)
    change = CellChange(str(line.key), "q1", "1,300,000.50")
    set_cells(plan=plan, changes=[change], by=office.people.planner)

    one = told("plan.cells")

    assert one.sentence == "แก้ไข “แผนการใช้จ่ายงบประมาณ ปี 2564 ฉบับที่ 1” จำนวน 1 รายการ"
    assert one.changes == (
        Change("งบบริหารสำนักงาน", "ทั้งปี", "5,000,000", "5,050,000.50"),
        Change("งบบริหารสำนักงาน", "ไตรมาสที่ 1", "1,250,000", "1,300,000.50"),
    )


def test_added_line_shows_its_name_and_amounts(office):
    make_balanced_plan(office)

    changes = told("plan.add").changes

    assert changes[0] == Change("งบบริหารสำนักงาน", "ชื่อ", "–", "งบบริหารสำนักงาน")
    assert changes[1] == Change("งบบริหารสำนักงาน", "ทั้งปี", "–", "5,000,000")
    assert len(changes) == 6


def test_frame_shows_envelope_and_ceilings(office, plan):
    part = plan.parts.order_by("position").first()
    years.set_frame(
        plan=plan, envelope=Decimal(6_000_000), ceilings={part.pk: Decimal(4_000_000)}, by=office.people.planner
    )

    assert set(told("plan.frame").changes) == {
        Change("วงเงิน", "", "5,000,000", "6,000,000"),
        Change(part.name, "", "–", "4,000,000"),
    }


def test_ceilings_of_groups_show_their_names(office, plan):
    years.set_group_ceilings(
        year=plan.fiscal_year, ceilings={office.units.finance: Decimal(250_000)}, by=office.people.planner
    )

    assert told("year.ceilings").changes == (Change(office.units.finance.name, "", "–", "250,000"),)


def test_parts_added_removed_and_renamed_are_shown():
    event = Event(data={"added": ["ใหม่"], "removed": ["เก่า"], "renamed": [["ก", "ข"]]})

    assert list(changes_of(event)) == [
        Change("ใหม่", "ส่วนงบประมาณ", "–", "ใหม่"),
        Change("เก่า", "ส่วนงบประมาณ", "เก่า", "–"),
        Change("ข", "ชื่อ", "ก", "ข"),
    ]


class TestProjects:
    @pytest.fixture
    def proposal(self, office, plan):
        return make_proposal(office, plan.fiscal_year)

    def test_changed_money_shows_its_line(self, office, proposal):
        line = proposal.cost_lines.get()
        change = writing.FieldChange("cost_lines", str(line.key), "formula", "20 คน x 30 บาท x 2 มื้อ")
        writing.set_fields(proposal=proposal, changes=[change], by=office.people.owner)

        assert told("proposal.fields").changes == (Change(line.text, "ทั้งปี", "1,080", "1,200"),)

    def test_a_filled_in_line_shows_its_amount(self, proposal):
        [line] = proposal.cost_lines.all()

        assert told("proposal.fill").changes == (Change(line.text, "ทั้งปี", "–", "1,080"),)

    def test_what_else_happens_is_said_with_its_details(self, office, plan, proposal, english):
        people, year = office.people, plan.fiscal_year
        other = make_proposal(office, year, name="อีกโครงการ")
        arranging.set_priority(project=other.project, index=0, by=people.planner)
        arranging.merge_projects(source=other, target=proposal, by=people.planner)
        projects.drop_proposal(proposal=proposal, by=people.owner)
        projects.take_up_proposal(proposal=proposal, by=people.owner)
        approve(office, proposal)
        versions.revise_proposal(proposal=proposal, reason="ลดจำนวนคน", by=people.owner)
        next_year = make_plan(office, year_be=2565).fiscal_year
        arranging.copy_frame(source=year, year=next_year, by=people.planner)

        first, second = (
            Event.objects.filter(verb=verb).latest("sequence").target_label
            for verb in ("proposal.drop", "proposal.revise")
        )
        expected = {
            "project.priority": "moved “อีกโครงการ” from priority 2 to 1",
            "project.merge": "merged “อีกโครงการ” into “พัฒนาการอ่าน”",
            "proposal.drop": f"set “{first}” aside",
            "proposal.take_up": f"took “{first}” up again",
            "proposal.revise": f"began “{second}” as a revision of version 1: ลดจำนวนคน",
            "strategy.copy": "copied the strategies of 2564 to fiscal year 2565",
        }
        assert {verb: told(verb).sentence for verb in expected} == expected

    def test_the_beginning_names_the_group(self, office, plan, english):
        make_frame(office, plan.fiscal_year)
        unit = office.units.supervision
        projects.begin_project(year=plan.fiscal_year, unit=unit, name="ใหม่", by=office.people.owner)

        assert told("proposal.begin").sentence.endswith(f"for {unit.name}")

    def test_approved_projects_in_the_plan_show_their_money(self, office, plan, proposal):
        approve(office, proposal)

        assert Change("พัฒนาการอ่าน", "ทั้งปี", "–", "1,080") in told("plan.project").changes
