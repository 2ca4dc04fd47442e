"""A real worker process on a data folder of its own, to be killed by tests.

``Folder`` makes and migrates a data folder; ``Worker`` runs the same process that
``leadline serve`` runs. Both are used from a test's own process through
subprocesses, so nothing of pytest's database is touched::

    folder = Folder(tmp_path / "data")
    folder.python("…code that sets things up and starts a job…")
    with folder.worker() as worker:
        worker.kill()          # as kill -9 does
    with folder.worker():
        folder.end_pauses()
        folder.wait_for_job(job_id, "done")
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.tables import kept, name

PRELUDE = """
import json, os, sys
import django
django.setup()
from leadline.accounts import actions
from leadline.accounts.models import *
from leadline.accounts.types import *
from leadline.foundation.jobs import clock
"""


@cache
def migrated() -> Path:
    """Return a database with empty tables, made once."""
    if (file := kept(name())).exists():
        return file
    folder = Path(tempfile.mkdtemp(prefix="leadline-tables-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    environment = {**os.environ, "LEADLINE_DATA_DIR": str(folder)}
    environment.pop("LEADLINE_DATABASE_URL", None)
    program = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "from leadline.cli.laying import lay_tables\n"
        "lay_tables()\n"
        "connection.cursor().execute('PRAGMA wal_checkpoint(TRUNCATE)')"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "leadline.config.settings"}
    command = [sys.executable, "-c", program]
    subprocess.run(command, env={**environment, **settings}, check=True)
    return folder / "leadline.sqlite3"


class Worker:
    """A worker process; ends with the block unless it was killed before."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self._log = log.open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "leadline.cli.worker"],
            env=environment,
            stdout=self._log,
            stderr=self._log,
        )

    def kill(self) -> None:
        """End it at once and without a word, as ``kill -9`` and a lost plug do."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """Ask it to end, and return its exit code."""
        self.process.terminate()
        return self.process.wait(timeout=30)

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.kill()
        self._log.close()


class Folder:
    """A migrated data folder and short programs that run in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        (path / "secret.key").write_text("a key for tests only" * 3)
        self.environment = {
            **os.environ,
            "LEADLINE_DATA_DIR": str(path),
            "LEADLINE_LOG_LEVEL": "info",
            "DJANGO_SETTINGS_MODULE": "leadline.config.settings",
        }
        self.environment.pop("LEADLINE_DATABASE_URL", None)
        shutil.copy(migrated(), path / "leadline.sqlite3")
        (path / "leadline.sqlite3").chmod(0o600)

    def python(self, code: str, **names: Any) -> Any:
        """Run code in the folder; return what it assigns to ``answer``.

        ``actions``, the accounts' models and types, ``clock`` and ``names`` are
        there; everything passes through JSON.
        """
        program = "\n".join(
            [
                PRELUDE,
                "globals().update(json.loads(sys.argv[1]))",
                "answer = None",
                textwrap.dedent(code),
                "print('\\nanswer:' + json.dumps(answer, default=str))",
            ]
        )
        done = subprocess.run(
            [sys.executable, "-c", program, json.dumps(names)],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.rsplit("\nanswer:", 1)[1])

    def worker(self) -> Worker:
        """Start a worker; its lines go to ``worker.log`` in the folder."""
        return Worker(self.environment, self.path / "worker.log")

    def job(self, job_id: int) -> dict[str, Any]:
        """Return the state, place, attempts and error of a job."""
        with self._database() as database:
            row = database.execute(
                "SELECT id, state, done, total, message, attempts, error, claim "
                "FROM accounts_job WHERE id = ?",
                [job_id],
            ).fetchone()
            return dict(row)

    def wait_for_job(
        self, job_id: int, *states: str, done: int = 0, seconds: float = 60
    ) -> dict[str, Any]:
        """Wait until a job has one of the states and has come this far."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            row = self.job(job_id)
            if row["state"] in states and row["done"] >= done:
                return row
            time.sleep(0.02)
        log = self.path / "worker.log"
        tail = log.read_text()[-3000:] if log.exists() else "no log"
        raise AssertionError(f"still {self.job(job_id)} after {seconds} s\n{tail}")

    def end_pauses(self) -> None:
        """Let what waits for its next attempt be due now."""
        with self._database() as database:
            database.execute(
                "UPDATE accounts_job SET run_after = NULL WHERE state = 'queued'"
            )

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path / "leadline.sqlite3", timeout=20)
        connection.row_factory = sqlite3.Row
        with closing(connection), connection:
            yield connection
