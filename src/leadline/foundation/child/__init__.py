"""Reads what strangers send in a child process with limits of its own.

A file may be made to take for ever or to fill the memory. What parses one therefore
runs in a child that the kernel ends: after a time of the processor, a time of the
clock, or at an amount of memory. Whoever waits for it gets a sentence.
"""

from leadline.foundation.child.ask import prepare, run, run_for_bytes, stream
from leadline.foundation.child.budget import Budget, for_file, for_size

__all__ = [
    "Budget",
    "for_file",
    "for_size",
    "prepare",
    "run",
    "run_for_bytes",
    "stream",
]
