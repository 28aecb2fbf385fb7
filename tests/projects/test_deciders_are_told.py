"""What the pages of a submission and of a case tell: what is still open, how far over the ceiling, whose document."""

from decimal import Decimal

import pytest
from django.urls import reverse

from budgetplan.approvals import services as approvals
from plans.models import GroupCeiling
from projects.services import comments
from projects.services.lists import HEAD
from tests.plans.reading_pages import text_of
from tests.projects.drafts import fresh, type_in
from tests.projects.factories import make_proposal
from tests.projects.pages import make_adjusted, submit, url

UNCHANGED = "ยังไม่ได้แก้ไขข้อเสนอเลยหลังจากถูกส่งกลับ"


@pytest.fixture
def proposal(office, plan):
    return make_proposal(office, plan.fiscal_year)


@pytest.fixture
def owner(office, client_for):
    return client_for(office.people.owner)


def set_ceiling(office, plan, amount):
    year, unit = plan.fiscal_year, office.units.supervision
    GroupCeiling.objects.update_or_create(
        office=office.office, fiscal_year=year, unit=unit, defaults={"amount": Decimal(amount)}
    )


class TestBeforeSubmittingAgain:
    def test_open_comments_are_counted_and_led_to(self, office, proposal, owner):
        key, planner = str(proposal.cost_lines.get().key), office.people.planner
        comments.add_comment(proposal=proposal, anchor=key, text="ลด", cut_to=900, by=planner)
        comments.add_comment(proposal=proposal, anchor="rationale", text="ขยาย", by=planner)
        settled = comments.add_comment(proposal=proposal, anchor="head", text="แก้แล้ว", by=planner)
        comments.settle_comment(comment=settled, by=planner)

        page = owner.get(url("submit", proposal))

        assert "มีความเห็นที่ยังไม่ปิด 2 รายการ" in text_of(page)
        assert f'href="{url("proposal", proposal)}#spot-{key}"' in page.content.decode()
        assert 'class="btn btn-primary btn-lg">' in page.content.decode()

    def test_without_comments_nothing_is_said_of_them(self, proposal, owner):
        text = text_of(owner.get(url("submit", proposal)))

        assert "ความเห็นที่ยังไม่ปิด" not in text
        assert UNCHANGED not in text

    def test_what_came_back_and_was_not_changed_is_told(self, office, proposal, owner):
        type_in(proposal, office.people.owner, HEAD, "owners_text", "คณะทำงาน")
        case = submit(fresh(proposal), office.people.owner)
        approvals.return_case(case=case, seen_version=case.version, by=office.people.group_director, comment="แก้")

        assert UNCHANGED in text_of(owner.get(url("submit", proposal)))

        type_in(fresh(proposal), office.people.owner, HEAD, "owners_text", "คณะทำงานชุดใหม่")
        assert UNCHANGED not in text_of(owner.get(url("submit", proposal)))


class TestOverTheCeiling:
    @pytest.fixture
    def case(self, office, plan, proposal):
        """1,080 asked of 1,000 with a reason, submitted."""
        set_ceiling(office, plan, 1000)
        return submit(proposal, office.people.owner, over_ceiling_reason="เรื่องด่วน")

    def page(self, client_for, office, case):
        return text_of(client_for(office.people.group_director).get(reverse("approvals:case", args=[case.public_id])))

    def test_the_reason_stands_beside_the_amount_it_was_written_for(self, office, plan, case, client_for):
        set_ceiling(office, plan, 500)

        text = self.page(client_for, office, case)

        assert "ขณะเสนอเกินกรอบวงเงินของกลุ่ม 80 บาท: เรื่องด่วน" in text
        assert "เกินกรอบ 580 ขณะเสนอเกินกรอบ 80 เหตุผล: เรื่องด่วน" in text

    @pytest.mark.parametrize("name", ["proposal", "project"])
    def test_its_pages_say_how_far_over_it_was_submitted(self, office, proposal, case, client_for, name):
        arguments = [proposal.project.public_id, 1] if name == "proposal" else [proposal.project.public_id]

        page = client_for(office.people.planner).get(reverse(f"projects:{name}", args=arguments))

        assert "เกินกรอบวงเงินของกลุ่ม 80 บาทเมื่อเสนอ เพราะ: เรื่องด่วน" in text_of(page)

    def test_the_same_amount_is_said_once(self, office, case, client_for):
        text = self.page(client_for, office, case)

        assert "เกินกรอบ 80 เหตุผล: เรื่องด่วน" in text
        assert "ขณะเสนอเกินกรอบ 80" not in text

    def test_is_among_the_figures_while_the_group_is_over(self, office, plan, case, client_for):
        figures = self.page(client_for, office, case).partition("ตัวเลขสำคัญ")[2]
        assert "เกินกรอบวงเงิน 80" in figures

        set_ceiling(office, plan, 1080)
        figures = self.page(client_for, office, case).partition("ตัวเลขสำคัญ")[2]
        assert "เกินกรอบ" not in figures


class TestTheDocumentBehindACase:
    @pytest.fixture
    def adjusted(self, office, plan):
        return make_adjusted(office, plan)

    @pytest.mark.parametrize(
        ("person", "opens"),
        [("planning_director", False), ("group_director", True), ("planner", True), ("owner", True)],
    )
    def test_is_linked_for_who_may_open_it(self, office, adjusted, client_for, person, opens):
        case = submit(adjusted, office.people.owner)
        client = client_for(getattr(office.people, person))

        html = client.get(reverse("approvals:case", args=[case.public_id])).content.decode()

        assert (client.get(url("proposal", adjusted)).status_code == 200) is opens
        assert (f'href="{url("proposal", adjusted)}' in html) is opens
        pdf = reverse("reports:proposal_pdf", args=[adjusted.project.public_id, adjusted.number])
        assert (pdf in html) is opens
