"""Why a change of a project was refused. `str(error)` is a translated sentence for the person."""

from dataclasses import dataclass
from typing import Any


class ProjectRefused(Exception):
    """Nothing was changed."""

    def __init__(self, sentence):
        super().__init__(str(sentence))


class NotAllowed(ProjectRefused):
    """The person's posts, or who owns the project, don't let them do this."""


class ProposalFrozen(ProjectRefused):
    """The version waits for approval or is decided, or its year is closed: it can't change."""


class ProposalIncomplete(ProjectRefused):
    """A submission with something missing or not adding up. `findings` lists what (projects.checks)."""

    def __init__(self, sentence, findings):
        super().__init__(sentence)
        self.findings = findings


class CheckUnexplained(ProjectRefused):
    """Items of the planning check ticked against what the program found, without saying why. `codes` lists them."""

    def __init__(self, sentence, codes):
        super().__init__(sentence)
        self.codes = codes


class CutTooHigh(ProjectRefused):
    """A cut asks for an amount that isn't below what is asked for now."""


class NothingToUndo(ProjectRefused):
    """There is no own change left to undo or redo."""


@dataclass(frozen=True)
class FieldFault:
    """A field that can't be stored as typed: the list and key of its row, the field, what was typed, why."""

    kind: str
    key: str
    field: str
    value: Any
    sentence: str


class FieldFaults(ProjectRefused):
    """Some fields can't be stored; none was. `faults` lists every one."""

    def __init__(self, sentence, faults):
        super().__init__(sentence)
        self.faults = faults


@dataclass(frozen=True)
class Clash:
    """A field somebody else changed meanwhile: what stands there now, by whom and when, and what was typed."""

    kind: str
    key: str
    field: str
    theirs: Any
    mine: Any
    by: str
    at: Any


class EditConflict(ProjectRefused):
    """Somebody else changed the same thing; nothing was overwritten. `clashes` lists the fields."""

    def __init__(self, sentence, clashes=()):
        super().__init__(sentence)
        self.clashes = list(clashes)
