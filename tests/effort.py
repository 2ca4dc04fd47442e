"""A bound between work that ends and work that does not, whatever machine it is on.

No test measures speed, which `make bench` does: a busy machine takes several times
what an idle one takes. Each input is so large that the mistake it waits for (a
square of its length, a moment a second for years) takes minutes or for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time

SECONDS = 20.0


@contextmanager
def ends(
    within: float = SECONDS, clock: Callable[[], float] = process_time
) -> Iterator[None]:
    """Fail if what stands inside takes more seconds, of the processor unless said."""
    began = clock()
    yield
    took = clock() - began
    assert took < within, f"{took:.0f} seconds, at most {within:.0f}"
