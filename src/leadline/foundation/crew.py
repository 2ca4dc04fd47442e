"""Heavy work in parts on other machines, by joblib, where a dask scheduler is named.

What goes there is a function of the engine and plain values; the database, its keys
and files stay here. Whatever does not come back is done here: a job never fails for
want of a scheduler, and its record says how it went.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

import structlog
from django.conf import settings

from leadline.foundation.errors import Invalid

Function = Callable[[Any], Any]
Here = Callable[[Function, Sequence[Any]], Iterable[Any]]

CONNECT_SECONDS, WORKER_SECONDS, PART_SECONDS = 5, 5, 60
FEWEST = 8
"""Fewer parts are done before others have heard of them."""
MISSING = (
    "LEADLINE_DASK names a scheduler, and what speaks to it is missing. Do: "
    'pip install "leadline[dask]"'
)

log = structlog.get_logger(__name__)


@dataclass
class Shared:
    """How the parts of a job went."""

    parts: int = 0
    elsewhere: int = 0
    lost: str = ""

    def facts(self) -> dict[str, str]:
        """Return what the record of the job says of it; nothing where none was shared.

        >>> Shared(9, 9).facts()
        {'shared_work': '9 of 9 parts by the workers of dask.'}
        """
        if not self.parts:
            return {}
        said = f"{self.elsewhere:,} of {self.parts:,} parts by the workers of dask"
        if self.lost:
            said += f", the rest on this machine: {self.lost}"
        return {"shared_work": f"{said}."}


_shared: ContextVar[Shared | None] = ContextVar("shared", default=None)


@contextmanager
def shared_work() -> Iterator[Shared]:
    """Count the parts that are done within, and by whom."""
    before = _shared.set(counted := Shared())
    try:
        yield counted
    finally:
        _shared.reset(before)


def need_crew() -> None:
    """Raise ``Invalid`` where a scheduler is named and nothing here speaks to it."""
    if settings.DASK and not (find_spec("distributed") and find_spec("joblib")):
        raise Invalid(MISSING)


def many_hands(function: Function, parts: Sequence[Any], here: Here) -> Iterator[Any]:
    """Yield what a function makes of each part, in their order, whoever makes it.

    The workers of the scheduler do; what they leave, ``here`` does.
    """
    done, why = 0, ""
    if settings.DASK and len(parts) >= FEWEST:
        try:
            for made in _elsewhere(function, parts):
                yield made
                done += 1
        except Exception as error:
            log.warning("crew_lost", done=done, parts=len(parts), error=repr(error))
            why = _why(error)
        if (counted := _shared.get()) is not None:
            counted.parts += len(parts)
            counted.elsewhere += done
            counted.lost = why or counted.lost
    if done < len(parts):
        yield from here(function, parts[done:])


def _elsewhere(function: Function, parts: Sequence[Any]) -> Iterator[Any]:
    """Yield what the workers make of the parts; raise where they cannot."""
    need_crew()
    from distributed import Client
    from joblib import Parallel, delayed, parallel_config

    terms = {"timeout": CONNECT_SECONDS, "set_as_default": False}
    with Client(settings.DASK, **terms) as client:
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
        if sum(client.ncores().values()) < 2:
            # joblib would do them here, one by one, and not say so.
            raise Invalid("its workers have one core between them")
        _need_same_version(client)
        with parallel_config("dask", client=client):
            run = Parallel(n_jobs=-1, return_as="generator", timeout=PART_SECONDS)
        yield from run(delayed(function)(part) for part in parts)


def own_version() -> str:
    """Return the version that is installed: asked of each worker."""
    return version("leadline")


def _need_same_version(client: Any) -> None:
    """Raise ``Invalid`` for a worker whose figures might be others than ours."""
    for worker, theirs in client.run(own_version).items():
        if theirs != own_version():
            raise Invalid(f"Worker {worker} has Leadline {theirs}.")


def _why(error: Exception) -> str:
    if isinstance(error, Invalid):
        return str(error).rstrip(".")
    if isinstance(error, OSError | TimeoutError):
        return f"{settings.DASK} did not answer"
    return "its workers gave up; the log says why"
