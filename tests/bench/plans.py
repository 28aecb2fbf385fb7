"""The quarterly plan under the stopwatch: its page, saving, pasting, its papers."""

import json
import uuid
from decimal import Decimal

from django.test import Client
from django.urls import reverse

from plans.selectors import plan_table
from plans.services import lines
from plans.totals import Amounts
from tests import factories
from tests.bench.measuring import Task

SIZES = (20, 200, 2000)
LINES_A_CATEGORY = 18


def make_plan(organization, *, year_be, size):
    """A draft with `size` lines in categories of eighteen, each line 400 baht in even quarters."""
    plan = factories.make_plan(organization, year_be=year_be, envelope=Decimal(400 * size))
    amounts = Amounts(Decimal("400.00"), (Decimal("100.00"),) * 4)
    names = [f"รายการที่ {number}" for number in range(1, size + 1)]
    groups = [names[start : start + LINES_A_CATEGORY] for start in range(0, size, LINES_A_CATEGORY)]
    rows = [
        lines.NewRow(f"หัวข้อที่ {number}", children=tuple(lines.NewRow(name, amounts) for name in group))
        for number, group in enumerate(groups, start=1)
    ]
    part = str(plan.parts.order_by("position").first().key)
    lines.add_rows(plan=plan, rows=rows, by=organization.people.planner, part=part)
    return plan


class PlanTasks:
    """The tasks around plans of different sizes, all asked for by one planning officer."""

    def __init__(self, organization):
        self.client = Client()
        self.client.force_login(organization.people.planner, backend="django.contrib.auth.backends.ModelBackend")
        self.plans = {
            size: make_plan(organization, year_be=2560 + place, size=size) for place, size in enumerate(SIZES)
        }
        self._turn = 0

    def pages(self):
        """The plan page with ever more lines against the empty page; 200 lines cost at most 20 of those."""
        yield Task("empty page", lambda: self._get("/bench/empty/"))
        for size in SIZES:
            most = 20 if size == 200 else None
            yield Task(f"plan page, {size} lines", self._page(size), "empty page", most)

    def growth(self):
        """Ten times the lines cost at most ten times the time."""
        yield Task("plan page, 20 lines (again)", self._page(20))
        yield Task("plan page, 200 lines (again)", self._page(200), "plan page, 20 lines (again)", 10)
        yield Task("plan page, 2000 lines (again)", self._page(2000), "plan page, 200 lines (again)", 10)

    def saving(self):
        """Saving one cell of 200 lines, at most four empty pages; pasting 200 × 4."""
        yield Task("empty page (saving)", lambda: self._get("/bench/empty/"))
        yield Task("save one cell, 200 lines", lambda: self._save(1), "empty page (saving)", 4)
        yield Task("paste 200 × 4", lambda: self._save(200), "empty page (saving)")

    def papers(self):
        """PDF and workbook with 200 lines against 20."""
        for name, label in (("plan_pdf", "PDF"), ("plan_xlsx", "workbook")):
            yield Task(f"{label}, 20 lines", self._paper(name, 20))
            yield Task(f"{label}, 200 lines", self._paper(name, 200), f"{label}, 20 lines")

    def _address(self, name, size):
        plan = self.plans[size]
        return reverse(name, args=[plan.fiscal_year.year_be, plan.number])

    def _get(self, address):
        response = self.client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        return b"".join(response.streaming_content) if response.streaming else response.content

    def _page(self, size):
        address = self._address("plans:version", size)
        return lambda: self._get(address)

    def _paper(self, name, size):
        address = self._address(f"reports:{name}", size)
        return lambda: self._get(address)

    def _save(self, count):
        """Type a new amount into the quarters of `count` lines (one cell where it is one)."""
        self._turn += 1
        rows = plan_table_lines(self.plans[200])[:count]
        fields = ["q1"] if count == 1 else ["q1", "q2", "q3", "q4"]
        value = str(100 + self._turn)
        cells = [{"key": key, "field": name, "value": value} for key in rows for name in fields]
        body = json.dumps({"request_id": str(uuid.uuid4()), "cells": cells})
        response = self.client.post(self._address("plans:api_cells", 200), data=body, content_type="application/json")
        assert response.status_code == 200, response.content


_keys = {}


def plan_table_lines(plan):
    """The keys of the plan's lines, read once."""
    if plan.pk not in _keys:
        _keys[plan.pk] = [row.key for row in plan_table(plan).lines()]
    return _keys[plan.pk]
