"""Small reads by the API, beside the same rows by plain Django, in one run.

python -m bench.bench_api [--seconds 10] [--pieces 20000]

Two web processes each, one after the other, on the same tables; the same program asks
both over connections that stay open, and takes its share of the same processors. Rows
are asked for one by one, by an access token, customers and pieces in turn. What a
server takes of the processor counts whatever else runs on the machine.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.fill import fill, owner, prepare

PROCESSES, ASKERS, TOKENS = 2, 4, 20
RATE, P95_MS = 300.0, 50.0


def free_port() -> int:
    """Return a port that nobody listens on."""
    import socket

    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def served(command: list[str], port: int, path: str) -> Iterator[int]:
    """Run a server until the block ends, and give its number."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                asked.request("GET", path)
                asked.getresponse().read()
                break
            except OSError:
                time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def burnt(top: int) -> float:
    """Return the milliseconds of the processor that a process and its own took."""
    found: dict[int, tuple[int, int]] = {}
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            said = (place / "stat").read_text().rpartition(")")[2].split()
            found[int(place.name)] = int(said[1]), int(said[11]) + int(said[12])
    own, ticks = {top}, 0
    for number, (parent, took) in sorted(found.items()):
        if number == top or parent in own:
            own.add(number)
            ticks += took
    return 1000.0 * ticks / os.sysconf("SC_CLK_TCK")


def keys_of(actor) -> list[str]:
    """Return tokens of the owner: each may ask 600 times in a minute."""
    from leadline.accounts.actions import make_token
    from leadline.accounts.types import SCOPES, TokenIn

    now = datetime.now(UTC)
    return [
        make_token(actor=actor, token=TokenIn(f"Bench {n}", SCOPES, 7), now=now)[1]
        for n in range(TOKENS)
    ]


def ask(
    port: int, paths: list[str], keys: list[str], seconds: float, rate: float = 0.0
) -> tuple[float, list[float], dict[int, int]]:
    """Ask for so long; return answers a second, how long each took, and their kinds.

    ``rate`` asks so often a second and no more; without it as often as is answered.
    """
    turns = itertools.count()
    took: list[float] = []
    kinds: dict[int, int] = {}
    began = time.perf_counter()
    until = began + seconds

    def run() -> None:
        wire = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while (now := time.perf_counter()) < until:
            turn = next(turns)
            if rate and (wait := began + turn / rate - now) > 0:
                time.sleep(wait)
            head = {"Authorization": f"Bearer {keys[turn % len(keys)]}"}
            start = time.perf_counter()
            wire.request("GET", paths[turn % len(paths)], headers=head)
            answer = wire.getresponse()
            answer.read()
            took.append((time.perf_counter() - start) * 1000)
            kinds[answer.status] = kinds.get(answer.status, 0) + 1
        wire.close()

    askers = [threading.Thread(target=run) for _ in range(ASKERS)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    return len(took) / (time.perf_counter() - began), sorted(took), kinds


def at(took: list[float], share: float) -> float:
    """Return what a share of the answers took at most."""
    return took[min(len(took) - 1, round(share * len(took)))]


def measured(seconds: float, pieces: int) -> list[dict[str, Any]]:
    """Fill a folder, ask both, and return the figures."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        actor = owner()
        fill(actor, datetime.now(UTC), pieces, max(pieces // 200, 10), pieces // 20)
        from django.db import connections

        from leadline.evidence.models import Customer, Feedback

        root = f"/api/v1/w/{actor.workspace_id}"
        some = {
            name: list(model.objects.values_list("pk", flat=True)[:500])
            for name, model in (("customers", Customer), ("feedback", Feedback))
        }
        paths = [f"{root}/{name}/{pk}" for pair in zip(
            *[[(name, pk) for pk in ids] for name, ids in some.items()], strict=False
        ) for name, pk in pair]  # fmt: skip
        keys = keys_of(actor)
        connections.close_all()
        os.environ["LEADLINE_DATA_DIR"] = folder
        return _both(folder, paths, keys, seconds)


def _both(
    folder: str, paths: list[str], keys: list[str], seconds: float
) -> list[dict[str, Any]]:
    figures: list[dict[str, Any]] = []
    known: dict[str, float] = {}
    port = free_port()
    plain = [sys.executable, "-m", "bench.plain", str(port), str(PROCESSES)]
    own = [
        sys.executable, "-m", "leadline", "serve", "--folder", folder, "--port",
        str(port), "--web-processes", str(PROCESSES), "--no-browser",
    ]  # fmt: skip
    for name, command in (("plain Django", plain), ("the API", own)):
        with served(command, port, paths[0]) as number:
            ask(port, paths, keys, 1.0)
            before = burnt(number)
            rate, took, kinds = ask(port, paths, keys, seconds)
            each = (burnt(number) - before) / max(len(took), 1)
            time.sleep(61 - time.time() % 60 if name == "the API" else 0)
            _, steady, more = ask(port, paths, keys, seconds, RATE / 1.5)
            kinds = {k: kinds.get(k, 0) + more.get(k, 0) for k in {*kinds, *more}}
        if set(kinds) != {200} or not (took and steady):
            raise SystemExit(f"{name} answered {kinds}")
        for what, value, unit in (
            ("answers a second", rate, "1/s"), ("p50", at(took, 0.5), "ms"),
            ("p95", at(took, 0.95), "ms"),
            (f"p95 at {RATE / 1.5:.0f} a second", at(steady, 0.95), "ms"),
            ("processor a request", each, "ms"),
        ):  # fmt: skip
            row = {"name": f"{name}: {what}", "value": value, "unit": unit}
            if what in known:
                row |= {"reference": known[what], "ratio": value / known[what]}
            known.setdefault(what, value)
            figures.append(row)
    return figures


def run() -> list[dict[str, Any]]:
    """Return the figures of both."""
    return measured(10.0, 20_000)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--pieces", type=int, default=20_000)
    wanted = parser.parse_args()
    for row in measured(wanted.seconds, wanted.pieces):
        ratio = f"  {row['ratio']:.2f} of plain Django" if "ratio" in row else ""
        print(f"{row['name']:<40}{row['value']:>10.1f} {row['unit']}{ratio}")


if __name__ == "__main__":
    main()
