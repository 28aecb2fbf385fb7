"""The sample projects go the whole way: written by their owners, passed by their chain, taken into the plan."""

from budgetplan.approvals import services as approvals
from plans.enums import PartKind
from plans.models import QUARTER_FIELDS, SpendingLine
from plans.services import lines
from plans.totals import Amounts, add_up
from projects.models import Programme, Strategy
from projects.sample.contents import sample_year
from projects.seeds import seed_rates
from projects.services import checklist, projects, versions
from projects.signals import nobody_told

DIRECTORS = {
    "general": "generaldirector",
    "planning": "plandirector",
    "supervision": "supervisiondirector",
    "promotion": "promotiondirector",
    "teachers": "teacherdirector",
    "distance": "distancedirector",
}
CHECK_NOTE = "ตรวจกับเอกสารแล้ว"


def add_projects(world, plan):
    """Add the year's sample projects, approved, to the sample office and its plan (a draft)."""
    year = plan.fiscal_year
    sample = sample_year(year.year_be)
    _add_frame(world, year, sample)
    with nobody_told():
        for project in sample.projects:
            _approve(world, year, project)
    _take_from_placeholder(plan, by=world.users["planner"])


def _add_frame(world, year, sample):
    seed_rates(world.office)
    Programme.objects.create(office=world.office, fiscal_year=year, name=sample.programme, position=1)
    for number, name in sample.strategies:
        Strategy.objects.create(office=world.office, fiscal_year=year, number=number, name=name)


def _approve(world, year, project):
    users, unit = world.users, world.units[project.unit]
    owner = users[project.owner]
    proposal = projects.begin_from_content(year=year, unit=unit, content=project.corrected, by=owner)
    case = versions.submit_proposal(proposal=proposal, by=owner)
    case = _pass(case, users[DIRECTORS[project.unit]])
    checker = users["planner2" if owner == users["planner"] else "planner"]
    open_items = [item.code for item in checklist.unticked(proposal)]
    checklist.set_checks(proposal=proposal, answers=dict.fromkeys(open_items, (True, CHECK_NOTE)), by=checker)
    case = _pass(case, checker)
    case = _pass(case, users[_deputy_over(unit)])
    _pass(case, users["director"])


def _pass(case, by):
    return approvals.pass_step(case=case, seen_version=case.version, by=by)


def _deputy_over(unit):
    post = unit.supervising_posts.get()
    return post.appointments.get().user.username


def _take_from_placeholder(plan, *, by):
    """The part's one line without a group stood for its projects: it keeps what they don't take, or goes."""
    part = plan.parts.get(kind=PartKind.QUALITY)
    placeholder = SpendingLine.objects.get(plan=plan, part=part, name=part.name)
    taken = add_up(_amounts(line) for line in part.lines.exclude(pk=placeholder.pk))
    left = [
        had - gone for had, gone in zip(_amounts(placeholder).quarters, taken.quarters, strict=True)
    ]  # fmt: skip
    if any(left):
        key = str(placeholder.key)
        changes = [lines.CellChange(key, name, amount) for name, amount in zip(QUARTER_FIELDS, left, strict=True)]
        lines.set_cells(plan=plan, changes=[*changes, lines.CellChange(key, "name", "โครงการอื่นของปี")], by=by)
    else:
        lines.delete_lines(plan=plan, keys=[str(placeholder.key)], by=by)


def _amounts(line):
    return Amounts(line.annual, tuple(getattr(line, name) for name in QUARTER_FIELDS))
