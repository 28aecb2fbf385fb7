import pytest

from tests.approvals import factories


@pytest.fixture
def case(office):
    """A balanced plan of 5,000,000 baht that waits for the planning group's director."""
    return factories.make_case(office)
