"""A child that crashes is tried once more; one that crashes again is too heavy."""

import signal
import subprocess

import pytest

from budgetplan.documents import child_process

CRASH = -signal.SIGSEGV


@pytest.fixture
def endings(monkeypatch):
    """The exit codes that children end with, in turn; each answers "paper"."""
    codes = []

    def run(command, **options):
        return subprocess.CompletedProcess(command, codes.pop(0), stdout=b"paper", stderr=b"")

    monkeypatch.setattr(child_process.subprocess, "run", run)
    return codes


def run_child():
    return child_process.run_module("some.module", data=b"", wall_seconds=1, environment={})


def test_a_crash_is_tried_once_more(endings):
    endings += [CRASH, 0]
    assert (run_child(), endings) == (b"paper", [])


def test_a_second_crash_is_too_heavy(endings):
    endings += [CRASH, CRASH, 0]
    with pytest.raises(child_process.ChildFailed) as failed:
        run_child()
    assert (failed.value.heavy, endings) == (True, [0])


def test_another_death_is_not_tried_again(endings):
    endings += [-signal.SIGKILL, 0]
    with pytest.raises(child_process.ChildFailed):
        run_child()
    assert endings == [0]
