"""What the child that reads a file may take: seconds of the processor, and memory."""

from __future__ import annotations

import math
import resource
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1024**2
# What a file of any size gets, and what each megabyte of it adds. Reading takes about
# 0.02 s a megabyte and making records of it 1 s: a slow machine has eight times that.
SECONDS, SECONDS_A_MEGABYTE = 1.5, 8.0
MOST_SECONDS = 1_800.0
MEMORY, TIMES_ITS_SIZE = 128 * MEGABYTE, 24
MOST_MEMORY = 2_048 * MEGABYTE
# A ZIP holds many times its size; a workbook is one.
ZIP, PACKED = b"PK", 4
LARGEST_WRITTEN = 2_048 * MEGABYTE
# Others work on this machine too: the clock is more patient than the processor.
PATIENCE, CLOCK_TIMES = 15.0, 6.0


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds of the processor, and bytes beyond what the child begins with."""

    seconds: float = SECONDS
    memory: int = MEMORY

    @property
    def clock(self) -> float:
        """Seconds of the clock for all of it, or for the next rows of it."""
        return PATIENCE + CLOCK_TIMES * self.seconds

    def apply(self) -> None:
        """Hold this process to the budget; the kernel ends it beyond."""
        for number in (signal.SIGPROF, signal.SIGALRM, signal.SIGXCPU):
            signal.signal(number, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, self.seconds)
        seconds = math.ceil(self.seconds) + 1
        _limit(resource.RLIMIT_CPU, seconds)
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, LARGEST_WRITTEN)
        _limit(resource.RLIMIT_AS, _address_space() + self.memory)


def for_file(path: Path) -> Budget:
    """Return what a file gets by its size on the disk, which nobody can make up."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            return for_size(size, file.read(len(ZIP)))
    except OSError:
        return Budget()


def for_size(size: int, begins: bytes = b"") -> Budget:
    """Return what so many bytes get, more where they begin as a ZIP does.

    >>> for_size(0) == Budget(), for_size(10**12).seconds
    (True, 1800.0)
    """
    weight = PACKED if begins.startswith(ZIP) else 1
    seconds = SECONDS + SECONDS_A_MEGABYTE * weight * size / MEGABYTE
    memory = MEMORY + TIMES_ITS_SIZE * weight * size
    return Budget(min(seconds, MOST_SECONDS), min(memory, MOST_MEMORY))


def _limit(what: int, most: int) -> None:
    """Lower a limit; a system that does not know it has the others."""
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (most, most))


def _address_space() -> int:
    """Return the bytes that this process has mapped, a guess where none can be had."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return 512 * MEGABYTE
    return pages * resource.getpagesize()
