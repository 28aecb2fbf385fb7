"""Why a change of a plan was refused. `str(error)` is a translated sentence for the person."""

from dataclasses import dataclass
from typing import Any


class PlanRefused(Exception):
    """Nothing was changed."""

    def __init__(self, sentence):
        super().__init__(str(sentence))


class NotAllowed(PlanRefused):
    """The person's posts don't let them do this."""


class PlanFrozen(PlanRefused):
    """The version waits for approval or is closed: its money can't change."""


class PlanOutOfBalance(PlanRefused):
    """A submission whose lines, parts and envelope don't add up. `imbalances` lists where (plans.totals)."""

    def __init__(self, sentence, imbalances):
        super().__init__(sentence)
        self.imbalances = imbalances


class YearExists(PlanRefused):
    """The fiscal year was opened already."""


class NothingToUndo(PlanRefused):
    """There is no own change left to undo or redo."""


@dataclass(frozen=True)
class CellFault:
    """A cell that can't be stored as typed: the line's key (or the row of a pasted block), column, why."""

    key: str
    field: str
    value: str
    sentence: str


class CellFaults(PlanRefused):
    """Some cells can't be stored; none was. `faults` lists every one."""

    def __init__(self, sentence, faults):
        super().__init__(sentence)
        self.faults = faults


@dataclass(frozen=True)
class Clash:
    """A cell somebody else changed meanwhile: what stands there now, by whom and when, and what was typed."""

    key: str
    field: str
    theirs: Any
    mine: Any
    by: str
    at: Any


class EditConflict(PlanRefused):
    """Somebody else changed the same cells; nothing was overwritten. `clashes` lists them."""

    def __init__(self, sentence, clashes=()):
        super().__init__(sentence)
        self.clashes = list(clashes)
