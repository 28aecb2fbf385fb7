"""Names of strategies, programmes and tactics that were corrected after a proposal was approved."""

import pytest
from django.urls import reverse

from projects.contents import content_of
from projects.services import projects, versions
from reports import filing
from reports.paper.proposal import proposal_html
from reports.paper.proposal_of import memo_of, paper_of
from tests.plans.reading_pages import text_of
from tests.projects.drafts import fresh
from tests.projects.factories import approve, make_frame, make_proposal
from tests.projects.test_arranging_frame import ADDRESS, FIRST, as_typed


@pytest.fixture
def year(office, plan):
    make_frame(office, plan.fiscal_year)
    return plan.fiscal_year


@pytest.fixture
def client(office, client_for):
    return client_for(office.people.planner)


class TestCorrectingAName:
    """A typing mistake is put right for what is written from now on; what was approved says what was approved."""

    RIGHT = "ด้านการพัฒนาคุณภาพผู้เรียนและครู"

    @pytest.fixture
    def approved(self, office, year):
        return approve(office, make_proposal(office, year, focuses=("กลยุทธ์ ยกระดับผลสัมฤทธิ์",)))

    @pytest.fixture
    def corrected(self, year, approved, client):
        """An approved version whose strategy, programme and tactic have other names by now."""
        names = {
            "strategies__0__name": self.RIGHT,
            "strategies__0__number": "2",
            "programmes__0__name": "แผนงานใหม่",
            "focuses__0__name": "ชื่อใหม่",
        }
        assert client.post(ADDRESS, as_typed(year, **names)).status_code == 302
        return approved

    def test_leaves_what_was_approved(self, approved, corrected):
        content = content_of(corrected)

        assert (content.strategy_number, content.strategy, content.programme, content.focuses) == (
            1, FIRST, "แผนงานพื้นฐานตัวอย่าง", ("กลยุทธ์ ยกระดับผลสัมฤทธิ์",),
        )  # fmt: skip

    def test_leaves_its_papers(self, corrected, monkeypatch):
        papers = []
        monkeypatch.setattr(filing, "proposal_pdf", lambda paper: papers.append(paper) or b"%PDF")

        filing.file_pdf(corrected.filed_copy)

        assert (papers[0].content.strategy, memo_of(fresh(corrected)).strategy) == (FIRST, FIRST)
        assert FIRST in proposal_html(paper_of(fresh(corrected)))

    def test_goes_into_the_next_version(self, office, corrected):
        draft = versions.revise_proposal(proposal=fresh(corrected), reason="x", by=office.people.owner)

        content = content_of(draft)
        assert (content.strategy_number, content.strategy, content.programme, content.focuses) == (
            2, self.RIGHT, "แผนงานใหม่", ("กลยุทธ์ ชื่อใหม่",),
        )  # fmt: skip

    def test_is_a_difference_between_the_versions(self, office, corrected, client):
        versions.revise_proposal(proposal=fresh(corrected), reason="x", by=office.people.owner)

        page = text_of(client.get(reverse("projects:compare", args=[corrected.project.public_id, 1, 2])))

        assert f"ยุทธศาสตร์ แก้ไข 1 {FIRST} 2 {FIRST} และครู" in page

    def test_goes_into_a_copy(self, office, year, corrected):
        copy = projects.begin_from_project(
            year=year, unit=corrected.project.unit, source=fresh(corrected), by=office.people.owner
        )

        assert (content_of(copy).strategy, content_of(copy).programme) == (self.RIGHT, "แผนงานใหม่")

    def test_goes_into_what_is_still_written(self, office, year, client):
        draft = make_proposal(office, year)

        client.post(ADDRESS, as_typed(year, strategies__0__name=self.RIGHT))

        assert content_of(draft).strategy == self.RIGHT
