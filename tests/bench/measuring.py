"""Timing by turns: every round runs each task once, so that a busy machine slows all of them alike."""

import time
from dataclasses import dataclass
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Task:
    """Something measured. `run` is called with nothing; `against` names the task it is compared with."""

    name: str
    run: callable
    against: str = ""
    most: float | None = None


@dataclass(frozen=True)
class Result:
    """A task's median in seconds, how many queries it makes, and its ratio to the task it is compared with."""

    name: str
    seconds: float
    queries: int
    against: str = ""
    ratio: float | None = None
    most: float | None = None

    @property
    def holds(self):
        return self.most is None or self.ratio <= self.most


def measure(tasks, *, rounds):
    """The Results of `tasks` after `rounds` rounds and one to warm up, which also counts the queries."""
    queries = {task.name: _count_queries(task) for task in tasks}
    seconds = {task.name: [] for task in tasks}
    for _round in range(rounds):
        for task in tasks:
            started = time.perf_counter()
            task.run()
            seconds[task.name].append(time.perf_counter() - started)
    medians = {name: median(values) for name, values in seconds.items()}
    return [
        Result(
            task.name,
            medians[task.name],
            queries[task.name],
            task.against,
            medians[task.name] / medians[task.against] if task.against else None,
            task.most,
        )
        for task in tasks
    ]


def _count_queries(task):
    with CaptureQueriesContext(connection) as captured:
        task.run()
    return len(captured)
