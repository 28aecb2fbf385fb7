"""A project from its first word to its place in the plan, through the hands of everybody who has to do with it."""

from tests.screenshots import office_projects, planning_projects, project_approval, project_owner


def tell_the_story(camera):
    planning_projects.set_the_frame(camera)
    office_projects.others_write()
    project_owner.begin_it(camera)
    project_owner.write_it(camera)
    project_approval.submit(camera)
    project_approval.return_it(camera)
    planning_projects.arrange(camera)
    project_approval.mend_it(camera)
    project_approval.endorse_it(camera)
    planning_projects.check(camera)
    project_approval.approve_it(camera)
    planning_projects.take_over(camera)
    project_approval.revise_it(camera)
