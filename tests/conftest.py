"""Fixtures every test can ask for."""

import pytest
from django.db import connection, connections
from django.test import Client, TransactionTestCase
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from budgetplan.audit import guards
from tests import factories

pytest_plugins = ["tests.browsing"]


def _tear_down_without_guards(self, original=TransactionTestCase._fixture_teardown):
    """The flush after a transactional test deletes rows that the database otherwise refuses to delete.

    It ends with `post_migrate`, which puts the guards back.
    """
    for alias in self._databases_names(include_mirrors=False):
        guards.drop(connections[alias])
    original(self)


TransactionTestCase._fixture_teardown = _tear_down_without_guards

# A busy machine must not fail a property.
hypothesis_settings.register_profile("suite", deadline=None)
hypothesis_settings.load_profile("suite")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test databases; at the end nobody is left in them.

    A page that asks every few seconds may ask once more while its test ends, and PostgreSQL drops no database in which
    that request still has a connection.
    """
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def thai():
    """Thai, as every page begins; a page another test opened in English must not decide the language of this one."""
    with translation.override("th"):
        yield


@pytest.fixture
def office(db):
    """An office with one person for every role (tests.factories.Organization)."""
    return factories.make_organization()


@pytest.fixture
def other_office(db):
    """Another office, whose people must see nothing of the first."""
    return factories.make_organization("b", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาข้างเคียง เขต 2")


@pytest.fixture
def plan(office):
    """An empty draft of the plan for 2564 with an envelope of 5,000,000 baht."""
    return factories.make_plan(office)


@pytest.fixture
def real_plan(office, plan):
    """The draft for 2564 with the real lines; it adds up."""
    return factories.fill_with_real_lines(plan, by=office.people.planner)


@pytest.fixture
def client_for():
    """A function that gives a browserless client signed in as a person."""

    def signed_in(user):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def english():
    """Sentences in English, as the source has them."""
    with translation.override("en"):
        yield
