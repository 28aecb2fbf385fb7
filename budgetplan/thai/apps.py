from django.apps import AppConfig


class ThaiConfig(AppConfig):
    name = "budgetplan.thai"
    label = "thai"
