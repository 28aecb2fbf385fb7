import pytest

from tests.approvals import factories


@pytest.fixture
def case(office):
    """A plan of 5,000,000 baht before its first approver: three events, the submission last."""
    return factories.make_case(office)
