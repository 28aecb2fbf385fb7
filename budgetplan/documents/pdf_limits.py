"""How much of the machine one paper may take. Kept free of Django and WeasyPrint: both processes read it."""

from dataclasses import dataclass

EXIT_MEMORY = 70


@dataclass(frozen=True)
class RenderingLimits:
    """Bytes of memory, seconds of processor time, seconds to wait for it all.

    A plan of 200 lines takes about 0.2 GB and 2 s.
    """

    memory: int = 2 * 2**30
    cpu_seconds: int = 60
    wall_seconds: int = 90
