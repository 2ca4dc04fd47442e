"""What ``/metrics`` tells, in the words of Prometheus. Nothing here is content.

Requests are counted as they come, by each process of ``serve`` in a file that the
others read; how jobs and sources stand is read when somebody asks.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from typing import Any

from django.conf import settings

from leadline.accounts.queries import owners, queue_figures
from leadline.foundation.jobs import clock
from leadline.foundation.worker import known_workers, last_sign_of_a_worker
from leadline.overview.failing import count_failing

SHARED = "PROMETHEUS_MULTIPROC_DIR"
BOUNDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@cache
def _requests() -> Any:
    from prometheus_client import CollectorRegistry, Histogram

    return Histogram(
        "leadline_request_seconds",
        "How long answers took, by method, area and kind of answer.",
        ("method", "area", "status"),
        buckets=BOUNDS,
        registry=CollectorRegistry(),
    )


def note_request(method: str, area: str, status: int, seconds: float) -> None:
    """Count a request that was answered with ``status`` after so many seconds."""
    _requests().labels(method, area, f"{status // 100}xx").observe(seconds)


def exposition() -> tuple[bytes, str]:
    """Return everything there is to tell, and the media type it is told in."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    if SHARED in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(_requests())
    registry.register(_State())
    return generate_latest(registry), CONTENT_TYPE_PLAIN_0_0_4


class _State:
    """How things stand at this moment: jobs, workers, sources, disk."""

    def describe(self) -> list[Any]:
        """Name nothing beforehand, so that registering asks no database."""
        return []

    def collect(self) -> Iterator[Any]:
        """Yield each figure."""
        from prometheus_client.core import GaugeMetricFamily as Gauge

        about = Gauge("leadline_info", "The version that runs.", labels=["version"])
        about.add_metric([version("leadline")], 1)
        yield about
        yield from self._jobs(Gauge)
        yield from self._sources(Gauge)
        known = known_workers(settings.DATA_DIR)
        told = "Workers that hold their lock, in this data folder."
        yield Gauge("leadline_workers", told, value=sum(known.values()))
        seen = last_sign_of_a_worker(settings.DATA_DIR)
        if seen:
            silent = max(time.time() - seen, 0.0)
            told = "Seconds since a worker last showed itself."
            yield Gauge("leadline_worker_silent_seconds", told, value=silent)
        free = shutil.disk_usage(settings.DATA_DIR).free
        told = "Bytes that the disk of the data folder still takes."
        yield Gauge("leadline_disk_free_bytes", told, value=free)

    def _jobs(self, gauge: Any) -> Iterator[Any]:
        figures = queue_figures(now=clock())
        told = "Jobs in the database, by kind and state."
        jobs = gauge("leadline_jobs", told, labels=["kind", "state"])
        for kind, state, count in figures.by_state:
            jobs.add_metric([kind, state], count)
        yield jobs
        told = "Seconds that the oldest job which is due has waited; 0 where none is."
        yield gauge("leadline_job_waits_seconds", told, value=figures.oldest_waits)

    def _sources(self, gauge: Any) -> Iterator[Any]:
        told = "What failed when it was last tried, by kind."
        failing = gauge("leadline_failing", told, labels=["kind"])
        sums: dict[str, int] = {}
        for owner in owners(surface="web"):
            for kind, count in count_failing(actor=owner).items():
                sums[kind] = sums.get(kind, 0) + count
        for kind, count in sums.items():
            failing.add_metric([kind], count)
        yield failing
