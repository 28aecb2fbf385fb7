"""Projects under the stopwatch: a year's list, the page a proposal is written on, its paper, Word files."""

from decimal import Decimal

from django.test import Client
from django.urls import reverse

from budgetplan.documents.docx import load_document_safely
from projects.content import ActivityContent, CostLineContent, Factor
from projects.models import Activity, CostLine, Project, ProjectOwner, Proposal, Strategy
from projects.reading import read_proposals
from reports.paper.proposal import proposal_pdf
from reports.paper.proposal_of import paper_of
from tests import factories
from tests.bench.measuring import Task
from tests.projects.factories import make_frame, make_proposal
from tests.projects.reading.reference import alone, supervision, whole_file

LIST_SIZES = (11, 110, 1100)
LINE_SIZES = (10, 100)
LINES_AN_ACTIVITY = 5
FACTORS = (Factor(Decimal(10), "คน"), Factor(Decimal(20), "บาท"))


def make_year(organization, *, year_be, size):
    """A year with `size` draft projects of the owner's group, each with an activity and two cost lines."""
    year = factories.make_plan(organization, year_be=year_be).fiscal_year
    make_frame(organization, year)
    office, unit, owner = organization.office, organization.units.supervision, organization.people.owner
    strategies = list(Strategy.objects.filter(fiscal_year=year))
    projects = Project.objects.bulk_create(
        Project(office=office, fiscal_year=year, unit=unit, priority=place, created_by=owner)
        for place in range(1, size + 1)
    )
    ProjectOwner.objects.bulk_create(ProjectOwner(office=office, project=project, user=owner) for project in projects)
    proposals = Proposal.objects.bulk_create(
        Proposal(
            office=office, project=project, name=f"โครงการที่ {project.priority}", created_by=owner,
            strategy=strategies[project.priority % len(strategies)],
        )
        for project in projects
    )  # fmt: skip
    activities = Activity.objects.bulk_create(
        Activity(office=office, proposal=proposal, text="กิจกรรม", months=0b111, position=1) for proposal in proposals
    )
    CostLine.objects.bulk_create(
        CostLine(office=office, proposal=activity.proposal, activity=activity, text="ค่าอาหาร", amount=Decimal(1000))
        for activity in activities
        for _line in range(2)
    )
    return year


def make_long_proposal(organization, year, *, lines):
    """A complete draft with `lines` cost lines, five to an activity."""
    line = CostLineContent("ค่าอาหารว่าง", factors=FACTORS, amount=Decimal(200))
    activities = tuple(
        ActivityContent(f"กิจกรรมที่ {number}", months=(1, 2, 3), cost_lines=(line,) * LINES_AN_ACTIVITY)
        for number in range(1, lines // LINES_AN_ACTIVITY + 1)
    )
    return make_proposal(organization, year, name=f"โครงการ {lines} รายการ", activities=activities)


class ProjectTasks:
    """The tasks around projects: the list as a planning officer sees it, the page of a proposal as its owner does."""

    def __init__(self, organization):
        self.planner = self._signed_in(organization.people.planner)
        self.owner = self._signed_in(organization.people.owner)
        self.years = {
            size: make_year(organization, year_be=2570 + place, size=size) for place, size in enumerate(LIST_SIZES)
        }
        small = self.years[LIST_SIZES[0]]
        self.proposals = {lines: make_long_proposal(organization, small, lines=lines) for lines in LINE_SIZES}

    def _signed_in(self, person):
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def lists(self):
        """The year's list; ten times the projects cost at most ten times the time."""
        yield Task("empty page (projects)", lambda: self._get(self.planner, "/bench/empty/"))
        yield Task("project list, 11", self._list(11), "empty page (projects)")
        yield Task("project list, 110", self._list(110), "project list, 11", 10)
        yield Task("project list, 1100", self._list(1100), "project list, 110", 12)

    def writing(self):
        """The page of a proposal, and what each saved field is answered with."""
        yield Task("empty page (writing)", lambda: self._get(self.owner, "/bench/empty/"))
        yield Task("proposal page, 10 lines", self._page("projects:write", 10), "empty page (writing)")
        yield Task("proposal page, 100 lines", self._page("projects:write", 100), "proposal page, 10 lines", 10)
        yield Task("its state, 10 lines", self._page("projects:write_state", 10), "empty page (writing)")
        yield Task("its state, 100 lines", self._page("projects:write_state", 100), "its state, 10 lines", 10)

    def proposal_papers(self):
        """One proposal as PDF."""
        for lines in LINE_SIZES:
            proposal = self.proposals[lines]
            against = "" if lines == LINE_SIZES[0] else f"proposal PDF, {LINE_SIZES[0]} lines"
            yield Task(
                f"proposal PDF, {lines} lines", lambda proposal=proposal: proposal_pdf(paper_of(proposal)), against
            )

    def reading(self):
        """A Word file of one proposal, and of five with their list; each read by a child process of its own."""
        for name, paper in (("one proposal", alone(supervision)), ("five proposals", whole_file())):
            against = "read a Word file, one proposal" if name != "one proposal" else ""
            yield Task(f"read a Word file, {name}", self._reader(paper.content), against, 10 if against else None)

    def _reader(self, data):
        return lambda: read_proposals(load_document_safely(data), year_be=2563)

    def _list(self, size):
        address = reverse("projects:list", args=[self.years[size].year_be])
        return lambda: self._get(self.planner, address)

    def _page(self, name, lines):
        proposal = self.proposals[lines]
        address = reverse(name, args=[proposal.project.public_id, proposal.number])
        return lambda: self._get(self.owner, address)

    def _get(self, client, address):
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        return response.content
