"""Several people at the very same moment, each in a thread and a connection of their own; on PostgreSQL only."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection

from budgetplan.approvals.errors import ApprovalRefused
from plans.errors import PlanRefused
from projects.errors import ProjectRefused

ON_POSTGRESQL = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
]


def together(*acts):
    """Run every act in a thread and connection of its own, all started at once; what each gave or raised."""
    gate = threading.Barrier(len(acts))

    def run(act):
        try:
            gate.wait(timeout=30)
            return act()
        except (PlanRefused, ProjectRefused, ApprovalRefused, DatabaseError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
