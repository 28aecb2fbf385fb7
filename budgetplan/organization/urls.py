"""Signing in, and what a person sets for themselves."""

from django.urls import path

from budgetplan.organization import views

app_name = "organization"

urlpatterns = [
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("password/", views.password, name="password"),
    path("preferences/", views.preferences, name="preferences"),
    path("language/", views.language, name="language"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("second-factor/confirm/", views.second_factor_confirm, name="second_factor_confirm"),
    path("second-factor/check/", views.second_factor_check, name="second_factor_check"),
    path("second-factor/off/", views.second_factor_off, name="second_factor_off"),
]
