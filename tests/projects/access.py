"""The addresses of projects in the table of addresses, and the projects their arguments name.

The draft is one of the owner's group: another group's director and a school find nothing there, except where they act
for somebody's post today.
"""

import json
from uuid import uuid4

from budgetplan.approvals import services as approvals
from budgetplan.organization.enums import Role
from budgetplan.organization.models import Post
from projects.models import Comment
from projects.services import comments, imports, versions
from tests.access_addresses import EVERYONE, PLANNER, address
from tests.approvals.factories import let_act
from tests.factories import appoint, make_person
from tests.projects import factories
from tests.projects.reading.documents import Paper

OVERSEERS = ("planner", "finance_officer", "deputy", "director", "auditor", "administrator")
READERS = (*OVERSEERS, "owner")
WRITERS = ("owner", "planner", "planning_director", "finance_officer")
REVIEWERS = ("planner", "deputy", "director", "owner")
OWNER = ("owner",)
CHANGE = {"content_type": "application/json", "data": json.dumps({"request_id": str(uuid4()), "changes": []})}
SAID = uuid4()
SETTLE = {"content_type": "application/json", "data": json.dumps({"comment": str(SAID), "settled": True})}

ROWS = [
    address("projects:list", EVERYONE, args="year"),
    address("projects:groups", (*OVERSEERS, "planning_director", "owner"), args="year"),
    address("projects:new", WRITERS, args="year"),
    *(
        address(f"projects:{name}", WRITERS, args="year", method="post")
        for name in ("begin", "begin_copy", "begin_upload")
    ),
    address("projects:import_preview", OWNER, args="import_proposal"),
    address("projects:import_apply", OWNER, args="import_proposal", method="post"),
    address("projects:alike", PLANNER, args="year"),
    address("projects:merge", PLANNER, args="merge"),
    address("projects:take_over", PLANNER, args="year"),
    address("projects:frame", EVERYONE, args="year"),
    address("projects:copy_frame", PLANNER, args="year", method="post", data={"source": 2565}),
    address(
        "projects:set_priority",
        PLANNER,
        args="project",
        method="post",
        content_type="application/json",
        data=json.dumps({"index": 0}),
    ),
    address("projects:project", READERS, args="project"),
    address("projects:owners", ("owner", "planner"), args="project"),
    address("projects:compare_chosen", READERS, args="project", data={"old": 1, "new": 1}),
    address("projects:compare", READERS, args="versions"),
    address("projects:proposal", READERS, args="proposal"),
    address("projects:submit", OWNER, args="proposal"),
    address("projects:checklist", PLANNER, args="waiting_proposal", method="post"),
    address("projects:comment", REVIEWERS, args="proposal", method="post"),
    address("projects:settle", ("planner", "owner"), args="comment", method="post"),
    address("projects:reopen", ("planner", "owner"), args="comment", method="post"),
    address("projects:delete_comment", PLANNER, args="comment", method="post"),
    address("projects:revise", OWNER, args="proposal"),
    address("projects:drop", OWNER, args="proposal", method="post"),
    address("projects:take_up", OWNER, args="proposal", method="post"),
    address("projects:write", READERS, args="proposal"),
    *(
        address(f"projects:write_{action}", OWNER, args="proposal", method="post", **CHANGE)
        for action in ("fields", "add", "move", "delete", "undo", "redo")
    ),
    address("projects:write_settle", ("planner", "owner"), args="proposal", method="post", **SETTLE),
    address("projects:write_state", READERS, args="proposal"),
    address("projects:write_rates", READERS, args="proposal"),
    *(
        address(f"reports:{name}_{form}", EVERYONE, args="year")
        for name in ("strategy_chapter", "project_list")
        for form in ("pdf", "xlsx")
    ),
    *(
        address(f"reports:group_list_{form}", (*OVERSEERS, "planning_director", "owner"), args="year")
        for form in ("pdf", "xlsx")
    ),
    *(
        address(f"reports:{name}", READERS, args="proposal")
        for name in ("proposal_pdf", "proposal_xlsx", "memo_pdf", "proposal_preview")
    ),
]

STAND_INS = ("acting_planner", "acting_group_director", "acting_director")
"""People of another group who act today for the post their name says."""

ACTING_ROWS = [
    *(address(f"projects:{name}", STAND_INS, args="year") for name in ("list", "groups")),
    address("projects:project", STAND_INS, args="project"),
    address("projects:compare_chosen", STAND_INS, args="project", data={"old": 1, "new": 1}),
    address("projects:compare", STAND_INS, args="versions"),
    *(address(f"projects:{name}", STAND_INS, args="proposal") for name in ("proposal", "write", "write_state")),
    *(
        address(f"reports:{name}", STAND_INS, args="proposal")
        for name in ("proposal_pdf", "proposal_xlsx", "memo_pdf", "proposal_preview")
    ),
    address("approvals:case", STAND_INS, args="waiting_case"),
    address("projects:checklist", ("acting_planner",), args="waiting_proposal", method="post"),
    *(address(f"projects:{name}", (), args="proposal") for name in ("submit", "revise")),
    address("projects:owners", (), args="project"),
    address("projects:write_fields", (), args="proposal", method="post", **CHANGE),
]
"""Who acts for a post sees what that post sees and decides for it; the rest stays with its holder."""


def name_stand_ins(office):
    """Give the office's people the STAND_INS: project owners of the finance group, each named to act for a post."""
    post = Post.objects.create(
        office=office.office, title="นักวิชาการเงินและบัญชี", role=Role.PROJECT_OWNER, unit=office.units.finance
    )
    for name in STAND_INS:
        person = make_person(office.office, f"a_{name}")
        appoint(person, post)
        let_act(person, getattr(office.posts, name.removeprefix("acting_")))
        setattr(office.people, name, person)


def arguments_of(office, year, other_year):
    """What the addresses of the table name: {args: list}, over two drafts and a proposal that waits for its check.

    `other_year` gets strategies that can be copied.
    """
    draft = factories.make_proposal(office, year)
    other = factories.make_proposal(office, year, name="พัฒนาการเขียน")
    waiting = factories.make_proposal(office, year, name="พัฒนาการคิดเลข")
    case = versions.submit_proposal(proposal=waiting, by=office.people.owner)
    approvals.pass_step(case=case, seen_version=case.version, by=office.people.group_director)
    factories.make_frame(office, other_year)
    comment = comments.add_comment(proposal=draft, anchor="rationale", text="ขยายความ", by=office.people.planner)
    Comment.objects.filter(pk=comment.pk).update(public_id=SAID)
    place = [draft.project.public_id, draft.number]
    data = Paper().lines("โครงการ : พัฒนาการวาด\nแผนงาน : แผนงานพื้นฐานตัวอย่าง\n1. วัตถุประสงค์\n1. เพื่อวาด").content
    upload = imports.upload_document(year=year, name="โครงการ.docx", data=data, by=office.people.owner)
    return {
        "project": [draft.project.public_id],
        "proposal": place,
        "versions": [draft.project.public_id, 1, 1],
        "waiting_proposal": [waiting.project.public_id, 1],
        "waiting_case": [case.public_id],
        "comment": [*place, SAID],
        "import_proposal": [year.year_be, upload.public_id],
        "merge": [year.year_be, other.project.public_id, draft.project.public_id],
    }
