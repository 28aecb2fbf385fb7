"""Runs every benchmark on a database of its own, prints a table, writes var/bench.json. Exits 1 over a limit."""

import json
import os
import platform
import sys
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OUTPUT = ROOT / "var" / "bench.json"
PLAN_ROUNDS = {"pages": 15, "growth": 7, "saving": 15, "papers": 5}
PROJECT_ROUNDS = {"lists": 7, "writing": 15, "proposal_papers": 5, "reading": 5}
ROUNDS = PLAN_ROUNDS | PROJECT_ROUNDS
CONSTANT = {"pages": "plan page", "lists": "project list", "writing": "proposal page"}
"""Group → the tasks whose queries don't grow with what they show."""


def main():
    database = ROOT / "var" / "bench.sqlite3"
    _remove(database)
    os.environ["DATABASE_URL"] = f"sqlite:///{database}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    try:
        results = run()
    finally:
        _remove(database)
    OUTPUT.write_text(json.dumps(_report(results), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    _print(results)
    growing = [name for group, name in CONSTANT.items() if not _queries_are_constant(results[group], name)]
    if growing:
        print(f"More queries for more rows: {', '.join(growing)}.")
        return 1
    return 0 if all(result.holds for group in results.values() for result in group) else 1


def _queries_are_constant(results, name):
    return len({result.queries for result in results if result.name.startswith(name)}) == 1


def _remove(database):
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()


def run():
    """Measure every group on a fresh database; returns group → Results."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ROOT_URLCONF = "tests.bench.urls"
    call_command("migrate", verbosity=0)
    from tests import factories
    from tests.bench.measuring import measure
    from tests.bench.plans import PlanTasks
    from tests.bench.projects import ProjectTasks

    organization = factories.make_organization()
    results = {}
    for tasks, every in ((PlanTasks(organization), PLAN_ROUNDS), (ProjectTasks(organization), PROJECT_ROUNDS)):
        results |= {name: measure(list(getattr(tasks, name)()), rounds=rounds) for name, rounds in every.items()}
    return results


def _report(results):
    groups = {name: [{**asdict(result), "holds": result.holds} for result in group] for name, group in results.items()}
    return {"python": platform.python_version(), "rounds": ROUNDS, "results": groups}


def _print(results):
    print(f"{'':36} {'median ms':>10} {'queries':>8} {'ratio':>8} {'limit':>6}")
    for group in results.values():
        for result in group:
            ratio = f"{result.ratio:.1f}×" if result.ratio else ""
            limit = f"{result.most:g}×" if result.most else ""
            verdict = "" if result.holds else "  over the limit"
            print(f"{result.name:36} {result.seconds * 1000:10.1f} {result.queries:8} {ratio:>8} {limit:>6}{verdict}")
    print(f"\nWritten to {OUTPUT.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
