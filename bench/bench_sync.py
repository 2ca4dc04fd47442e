"""A client that copies all pieces of a workspace while others write.

python -m bench.bench_sync [--pieces 100000]

The copy is made by ``leadline.client`` against a server of its own, by cursor and then
by ``updated_since``; two writers add, change and triage pieces all the while. Counted
is what is missing in the copy, what came twice, and what is other than in the table.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.bench_api import PROCESSES, free_port, keys_of, served
from bench.fill import fill, owner, prepare

PAUSE = 0.15
WRITERS = 2
SAID = "We cannot tell who opened a file."


class Writer(threading.Thread):
    """Adds, changes and puts aside pieces by the API until it is told to stop."""

    def __init__(self, lead, ids: list[int], seed: int) -> None:
        super().__init__()
        self.lead, self.ids, self.rng = lead.evidence, ids, random.Random(seed)
        self.done, self.made = 0, 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(PAUSE):
            pk = self.rng.choice(self.ids)
            turn = self.done % 3
            if turn == 0:
                self.lead.create_feedback(words=f"{SAID} {self.done}", source="Call")
                self.made += 1
            elif turn == 1:
                self.lead.change_feedback(pk, area=f"Area {self.done}")
            else:
                self.lead.triage_feedback(pk, state="triaged")
            self.done += 1


def copied(lead, **asked: Any) -> tuple[dict[str, Any], int, float]:
    """Return all pieces by id, how many came twice, and how long it took."""
    copy: dict[str, Any] = {}
    twice = 0
    start = time.perf_counter()
    for row in lead.evidence.list_feedback(limit=200, state="all", **asked):
        twice += row["id"] in copy
        copy[row["id"]] = row
    return copy, twice, time.perf_counter() - start


def measured(pieces: int) -> list[dict[str, Any]]:
    """Fill a folder, copy it while others write, and return the figures."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        actor = owner()
        fill(actor, datetime.now(UTC), pieces, max(pieces // 200, 10), pieces // 20)
        from django.db import connections

        from leadline.evidence.models import Feedback

        there = list(Feedback.objects.values_list("pk", flat=True))
        keys = keys_of(actor)
        connections.close_all()
        os.environ["LEADLINE_DATA_DIR"] = folder
        port = free_port()
        command = [
            sys.executable, "-m", "leadline", "serve", "--folder", folder, "--port",
            str(port), "--web-processes", str(PROCESSES), "--no-browser",
        ]  # fmt: skip
        with served(command, port, "/healthz"):
            return _copy(port, actor.workspace_id, keys, there)


def _copy(
    port: int, workspace: int, keys: list[str], there: list[int]
) -> list[dict[str, Any]]:
    from leadline.client import Leadline
    from leadline.evidence.models import Feedback

    def lead(n: int) -> Leadline:
        return Leadline(f"http://127.0.0.1:{port}", keys[n], workspace=workspace)

    writers = [Writer(lead(n + 1), there, n) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    began = datetime.now(UTC) - timedelta(minutes=5)
    copy, twice, took = copied(lead(0), fields="id,version")
    missed = len({str(pk) for pk in there} - copy.keys())
    for writer in writers:
        writer.over.set()
        writer.join()
    since = began.isoformat().replace("+00:00", "Z")
    start = time.perf_counter()
    new, more, _ = copied(lead(0), fields="id,version", updated_since=since)
    again = time.perf_counter() - start
    copy |= new
    stands = {str(pk): v for pk, v in Feedback.objects.values_list("pk", "version")}
    other = sum(copy.get(pk, {}).get("version") != v for pk, v in stands.items())
    written = sum(writer.done for writer in writers)
    return [
        {"name": "pieces in the copy", "value": len(copy), "unit": ""},
        {"name": "written meanwhile", "value": written, "unit": ""},
        {"name": "missed", "value": missed, "unit": "", "reference": 0},
        {"name": "twice", "value": twice + more, "unit": "", "reference": 0},
        {"name": "other than in the table", "value": other, "unit": "", "reference": 0},
        {"name": "the whole", "value": took, "unit": "s"},
        {"name": "rows a second", "value": len(copy) / took, "unit": "1/s"},
        {"name": "rows new since", "value": len(new), "unit": ""},
        {"name": "what is new", "value": again, "unit": "s"},
    ]  # fmt: skip


def run() -> list[dict[str, Any]]:
    """Return the figures at 100,000 pieces."""
    return measured(100_000)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pieces", type=int, default=100_000)
    for row in measured(parser.parse_args().pieces):
        print(f"{row['name']:<30}{row['value']:>14,.2f} {row['unit']}")


if __name__ == "__main__":
    main()
