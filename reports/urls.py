"""Addresses of papers, each beside what it prints."""

from django.urls import path

from reports.views import plans, projects

app_name = "reports"

YEAR = "years/<int:year_be>/"
PROPOSAL = "projects/<uuid:public_id>/v<int:number>/"

urlpatterns = [
    path(f"{YEAR}plan/v<int:number>/table.pdf", plans.plan_pdf, name="plan_pdf"),
    path(f"{YEAR}plan/v<int:number>/table.xlsx", plans.plan_xlsx, name="plan_xlsx"),
    path(f"{YEAR}projects/strategies.pdf", projects.chapter_pdf, name="strategy_chapter_pdf"),
    path(f"{YEAR}projects/strategies.xlsx", projects.chapter_xlsx, name="strategy_chapter_xlsx"),
    path(f"{YEAR}projects/list.pdf", projects.project_list_pdf, name="project_list_pdf"),
    path(f"{YEAR}projects/list.xlsx", projects.project_list_xlsx, name="project_list_xlsx"),
    path(f"{YEAR}projects/groups.pdf", projects.group_list_pdf, name="group_list_pdf"),
    path(f"{YEAR}projects/groups.xlsx", projects.group_list_xlsx, name="group_list_xlsx"),
    path(f"{PROPOSAL}proposal.pdf", projects.proposal, name="proposal_pdf"),
    path(f"{PROPOSAL}proposal.xlsx", projects.proposal_xlsx, name="proposal_xlsx"),
    path(f"{PROPOSAL}memo.pdf", projects.memo_pdf, name="memo_pdf"),
    path(f"{PROPOSAL}preview/", projects.proposal_preview, name="proposal_preview"),
]
