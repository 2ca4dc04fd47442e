"""Machines of one installation, each a process with a data folder, and what asks them.

``Machine`` runs ``leadline serve`` and can be killed; ``Load`` reads and writes by two
of them and notes what was kept::

    one = Machine(tmp_path / "one", environment, "--workers=0", "--port=8000")
    started([one, another])
    one.kill()             # with all its processes, as a lost plug does
    one.start()
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.worker import Folder

MOST_BUSY = 5
LEADLINE = [sys.executable, "-m", "leadline"]


@dataclass
class Load:
    """What was asked of the machines, and what came of it."""

    ports: list[int]
    tokens: list[str]
    session: str
    ends: threading.Event = field(default_factory=threading.Event)
    kept: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    busy: int = 0

    def ask(self, request: urllib.request.Request, place: int) -> bool:
        """Ask one machine and, where it is not there, once the other.

        What a machine refuses for being busy is sent again after a second, as it says.
        """
        missed = busy = 0
        while missed < 2 and busy < MOST_BUSY:
            request.host = f"127.0.0.1:{self.ports[(place + missed) % 2]}"
            began = time.monotonic()
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    answer.read()
                self.seconds.append(time.monotonic() - began)
                return True
            except urllib.error.HTTPError as error:
                if error.code != 503:
                    self.failed.append(repr(error))
                    return False
                busy += 1
                self.busy += 1
                time.sleep(1.0)
            except OSError as error:
                missed += 1
                self.again.append(repr(error))
        self.failed.append(f"missed {missed} times, busy {busy} times")
        return False

    def read(self, number: int) -> None:
        """Read the list of what customers said, of one machine and then the other."""
        while not self.ends.is_set():
            number += 1
            page = urllib.request.Request(
                "http://any/w/1/evidence/feedback/",
                headers={"Cookie": f"sessionid={self.session}", "Host": "localhost"},
            )
            self.ask(page, number)
            time.sleep(0.2)

    def write(self, number: int) -> None:
        """Write feedback by the API; sent again it bears the same key."""
        for turn in range(10_000):
            if self.ends.is_set():
                return
            words = f"Said by {number} as number {turn}"
            sent = urllib.request.Request(
                "http://any/api/v1/w/1/feedback",
                data=json.dumps({"words": words}).encode(),
                headers={
                    "Authorization": f"Bearer {self.tokens[number]}",
                    "Content-Type": "application/json",
                    "Idempotency-Key": f"{number}-{turn}",
                    "Host": "localhost",
                },
            )
            if self.ask(sent, number + turn):
                self.kept.append(words)
            time.sleep(0.1)

    def begin(self) -> list[threading.Thread]:
        """Let two write and three read."""
        work = [(self.write, n) for n in range(2)] + [(self.read, n) for n in range(3)]
        threads = [threading.Thread(target=what, args=(n,)) for what, n in work]
        for thread in threads:
            thread.start()
        return threads


class Machine:
    """A ``leadline serve`` with a data folder of its own, in a group of its own."""

    def __init__(self, home: Path, environment: dict[str, str], *words: str) -> None:
        self.folder = Folder.__new__(Folder)
        self.folder.path = home
        self.folder.environment = {**environment, "LEADLINE_DATA_DIR": str(home)}
        self.words = words
        home.mkdir(mode=0o700)
        for name in ("secret.key", "record.key"):
            (home / name).write_text("a key that all machines share")
            (home / name).chmod(0o600)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self.folder.path / "said").open("ab") as said:
            self.process = subprocess.Popen(
                [*LEADLINE, "serve", "--no-browser", *self.words],
                env=self.folder.environment, stdout=said, stderr=said,
                start_new_session=True,
            )  # fmt: skip

    def wait(self) -> None:
        """Wait until it says that it works."""
        said = self.folder.path / "said"
        deadline = time.monotonic() + 60
        while "Data in" not in said.read_text():
            assert self.process is not None
            assert self.process.poll() is None, said.read_text()
            assert time.monotonic() < deadline, said.read_text()
            time.sleep(0.05)

    def kill(self) -> None:
        """End all of it at once and without a word, as a lost plug does."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        (self.folder.path / "said").unlink()


def free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]


def started(machines: list[Machine]) -> None:
    """Start them one and then the others at once; each waits for the one before."""
    for some in (machines[:1], machines[1:]):
        for one in some:
            one.start()
        for one in some:
            one.wait()


def stopped(machines: list[Machine]) -> None:
    """Ask all that live to end, wait, and end by force what has not."""
    living = [one for one in machines if one.process and one.process.poll() is None]
    for one in living:
        assert one.process is not None
        one.process.terminate()
    for one in living:
        assert one.process is not None
        try:
            one.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            one.kill()


def status(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=20) as said:
        return int(said.status)


def leadline(folder: Folder, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*LEADLINE, *words],
        env=folder.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def tell(load: Load) -> None:
    """Print the figures that docs/operations.md names; seen with ``-s``."""
    times = sorted(one * 1000 for one in load.seconds)
    middle, most = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(
        f"{len(times)} answers, {len(load.kept)} of them writes, {len(load.again)} sent"
        f" to the other, {load.busy} again to a busy one; median {middle:.0f} ms,"
        f" 95 % within {most:.0f} ms"
    )
