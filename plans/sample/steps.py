"""What apps above this one add to the sample office: each registers a step in its `AppConfig.ready`."""

from dataclasses import dataclass

from budgetplan.organization.models import Office

_steps = []


@dataclass(frozen=True)
class SampleWorld:
    """The sample office with its Units and Users, by the short names of `plans.sample.office`."""

    office: Office
    units: dict
    users: dict


def add_step(step):
    """Have `step(world, plan)` called for each sample year, its plan filled and still a draft."""
    if step not in _steps:
        _steps.append(step)


def run(world, plan):
    """Let every step add to the year of `plan`."""
    for step in _steps:
        step(world, plan)
