"""Writing a proposal: its page and what the page sends."""

from django.urls import path

from projects.views import writing

WRITE = "projects/<uuid:public_id>/v<int:number>/write/"

urlpatterns = [
    path(WRITE, writing.write, name="write"),
    path(f"{WRITE}api/fields/", writing.fields, name="write_fields"),
    path(f"{WRITE}api/add/", writing.add, name="write_add"),
    path(f"{WRITE}api/move/", writing.move, name="write_move"),
    path(f"{WRITE}api/delete/", writing.delete, name="write_delete"),
    path(f"{WRITE}api/undo/", writing.undo_last, name="write_undo"),
    path(f"{WRITE}api/redo/", writing.redo_last, name="write_redo"),
    path(f"{WRITE}api/state/", writing.state, name="write_state"),
    path(f"{WRITE}api/settle/", writing.settle, name="write_settle"),
    path(f"{WRITE}api/rates/", writing.rates, name="write_rates"),
]
