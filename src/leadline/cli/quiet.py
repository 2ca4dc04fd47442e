"""Keeps standard output for the answer of a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def only_ours_on_stdout() -> Iterator[None]:
    """Send what solvers print by themselves to standard error meanwhile.

    Their notices come from compiled code and would break ``--json`` for readers.
    """
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
