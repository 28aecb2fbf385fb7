from django.urls import path

from budgetplan.approvals import views

app_name = "approvals"

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("cases/", views.desks, name="desks"),
    path("cases/<uuid:public_id>/", views.case, name="case"),
    path("cases/<uuid:public_id>/pass/", views.pass_step, name="pass"),
    path("cases/<uuid:public_id>/return/", views.return_case, name="return"),
    path("cases/<uuid:public_id>/reject/", views.reject, name="reject"),
    path("cases/<uuid:public_id>/withdraw/", views.withdraw, name="withdraw"),
]
