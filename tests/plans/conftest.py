"""Who types in the plans of these tests, a small plan to type in, and a way to ask the grid's addresses."""

import json
import uuid

import pytest

from plans.services.lines import NewRow
from tests.plans.grid_helpers import add, address, spread


@pytest.fixture
def by(office):
    """The planning officer."""
    return office.people.planner


@pytest.fixture
def colleague(office):
    """Another planning officer of the same office."""
    return office.people.second_planner


@pytest.fixture
def small_plan(plan, by):
    """ประชุม (100, a quarter of it in each quarter) and ซ่อม (nothing yet) in the first part."""
    add(plan, by, NewRow("ประชุม", spread(100, 25, 25, 25, 25)), "ซ่อม")
    plan.refresh_from_db()
    return plan


@pytest.fixture
def api(client_for, by, small_plan):
    """A function that posts an action of the small plan and gives (status, answer)."""
    client = client_for(by)

    def post(action, *, client=client, **body):
        body = {"request_id": str(uuid.uuid4()), **body}
        response = client.post(address(action), json.dumps(body), content_type="application/json")
        return response.status_code, response.json()

    return post
