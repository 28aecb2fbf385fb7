"""A process of its own for work that a stranger's file or a long paper could make too heavy for the server.

The child gives itself limits of memory and processor time, so that it and nothing else dies of them; the parent
waits for a limited time. Kept free of Django: both processes read it.
"""

import logging
import resource
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

EXIT_MEMORY = 70
"""A child's exit code where it ran out of memory and noticed."""

PROJECT = Path(__file__).resolve().parents[2]
TOO_HEAVY_SIGNALS = {-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGABRT, -signal.SIGTRAP, -signal.SIGSEGV}
"""Over the processor time, or a C library that met the end of its memory."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ProcessLimits:
    """Bytes of memory, seconds of processor time, seconds to wait for it all."""

    memory: int
    cpu_seconds: int
    wall_seconds: float


class ChildFailed(Exception):
    """The child didn't come to its end: it was too `heavy` for its limits, or died of something else."""

    def __init__(self, *, heavy):
        super().__init__("too heavy" if heavy else "broken")
        self.heavy = heavy


def limit_process(limits, *, writes_files):
    """Hold this process to its memory and processor time and, unless it `writes_files`, from writing any."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not writes_files:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def run_module(module, *arguments, data, wall_seconds, environment):
    """What ``python -m module`` answers to `data` (bytes) on standard output. Raises ChildFailed.

    `environment` is all the child sees of the server's: no secret reaches it. What it wrote on standard error
    is logged.
    """
    command = [sys.executable, "-m", module, *arguments]
    child = _run(command, data=data, wall_seconds=wall_seconds, environment=environment)
    if child.returncode == -signal.SIGSEGV:
        # Seen once, on a paper of two lines: a C library crashed on what it does well the next time.
        logger.warning("%s crashed; trying once more", module)
        child = _run(command, data=data, wall_seconds=wall_seconds, environment=environment)
    said = child.stderr.decode("utf-8", "replace").strip()
    if child.returncode:
        logger.warning("%s died, exit %s: %s", module, child.returncode, said[-2_000:])
        raise ChildFailed(heavy=_was_too_heavy(child.returncode, said))
    if said:
        logger.warning("%s: %s", module, said[:2_000])
    return child.stdout


def _run(command, *, data, wall_seconds, environment):
    try:
        return subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=wall_seconds,
            cwd=PROJECT,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        logger.warning("%s gave no answer within %s s", command[2], wall_seconds)
        raise ChildFailed(heavy=True) from error


def _was_too_heavy(exit_code, said):
    return exit_code == EXIT_MEMORY or exit_code in TOO_HEAVY_SIGNALS or "MemoryError" in said.rpartition("\n")[2]
