"""A row of the table of addresses (tests/test_access.py), and who stands for which group of roles in it."""

from types import SimpleNamespace

import pytest

INSIDE = (
    "planner", "planning_director", "owner", "finance_officer", "deputy", "director", "auditor", "administrator",
)  # fmt: skip
EVERYONE = (*INSIDE, "school_officer")
PLANNER = ("planner",)


def address(name, open_to, *, args="none", method="get", own=False, **request):
    """A row of the table: who gets in; everybody else inside the office is refused or finds nothing.

    `own`: a page everyone has of their own, also people of another office.
    """
    return pytest.param(
        SimpleNamespace(name=name, args=args, method=method, open_to=open_to, own=own, request=request), id=name
    )
