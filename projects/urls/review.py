"""A project and the versions of its proposal: read, submitted, checked, commented, revised, compared."""

from django.urls import path

from projects.views import project, review

PROJECT = "projects/<uuid:public_id>/"
VERSION = f"{PROJECT}v<int:number>/"

urlpatterns = [
    path(PROJECT, project.project, name="project"),
    path(f"{PROJECT}owners/", project.owners, name="owners"),
    path(f"{PROJECT}compare/", project.compare_chosen, name="compare_chosen"),
    path(f"{PROJECT}compare/<int:old>/<int:new>/", project.compare, name="compare"),
    path(VERSION, review.proposal, name="proposal"),
    path(f"{VERSION}submit/", review.submit, name="submit"),
    path(f"{VERSION}checklist/", review.checklist, name="checklist"),
    path(f"{VERSION}comments/", review.comment, name="comment"),
    path(f"{VERSION}comments/<uuid:comment_id>/settle/", review.settle, name="settle"),
    path(f"{VERSION}comments/<uuid:comment_id>/reopen/", review.reopen, name="reopen"),
    path(f"{VERSION}comments/<uuid:comment_id>/delete/", review.delete, name="delete_comment"),
    path(f"{VERSION}revise/", review.revise, name="revise"),
    path(f"{VERSION}drop/", project.drop, name="drop"),
    path(f"{VERSION}take-up/", project.take_up, name="take_up"),
]
