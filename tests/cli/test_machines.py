"""Several machines over one PostgreSQL: processes of their own, killed in the middle.

Two answer the browser and three do the work, each with a data folder of its own, over
one database and one store of files; two workers of dask take what they share out. Run
beside a PostgreSQL by ``make test``.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests import store, tables
from tests.crew import Crew, running
from tests.machines import (
    Load,
    Machine,
    free_ports,
    leadline,
    started,
    status,
    stopped,
    tell,
)

SERVER = os.environ.get("LEADLINE_DATABASE_URL", "")
pytestmark = [
    pytest.mark.django_db,  # so that the empty tables are laid, which it begins with
    pytest.mark.skipif(
        "POSTGRES_IS_OURS" not in os.environ, reason="beside a PostgreSQL of our own"
    ),
]
ROWS, FILES, PIECES, SECONDS = 1000, 3, 600, 5.0
WAIT = 120.0  # seconds that a machine with much else to do may take
SET_UP = """
from django.test import Client
from leadline.accounts.queries import owner_of
from leadline.accounts.types import TokenIn
actor = owner_of(workspace_id=1, surface="test")
said = TokenIn(name="load", scopes=("evidence:write",), days=9)
tokens = [actions.make_token(actor=actor, token=said, now=clock())[1] for _ in range(2)]
browser = Client()
browser.force_login(
    User.objects.get(), backend="django.contrib.auth.backends.ModelBackend"
)
answer = [tokens, browser.cookies["sessionid"].value]
"""
QUEUE = """
from leadline.accounts.queries import owner_of
from leadline.evidence.actions import queue_import
from leadline.importing import drafts
actor = owner_of(workspace_id=1, surface="test")
for number in range(files):
    lines = [b"Ticket id,Body,Created at\\n"]
    lines += [
        f"{mark}{number}-{row},The export stops at line {row},2026-03-05\\n".encode()
        for row in range(rows)
    ]
    path = drafts.keep_upload(actor=actor, file_name="said.csv", chunks=lines)
    pk = drafts.start_draft(actor=actor, path=path, file_name="said.csv")
    queue_import(actor=actor, import_id=pk)
"""
COUNT = """
from leadline.evidence.models import Feedback
ended = {}
grouped = Job.objects.filter(kind="evidence.group_feedback").earliest("pk").result
for kind, state in Job.objects.values_list("kind", "state"):
    ended.setdefault(kind, []).append(state)
imported = Feedback.objects.filter(source_id__startswith="T")
said = Feedback.objects.filter(words__startswith="Said by")
answer = {
    "imported": [imported.count(), imported.values("source_id").distinct().count()],
    "said": sorted(said.values_list("words", flat=True)),
    "jobs": ended,
    "grouped": [grouped["pieces"], grouped["shared_work"]],
}
"""


@dataclass
class Installation:
    """Two machines that answer the browser, three that do the work, and a crew."""

    environment: dict[str, str]
    ports: list[int]
    webs: list[Machine]
    workers: list[Machine]
    crew: Crew


@pytest.fixture(scope="module")
def installation(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """A database with empty tables, a store, and machines that are told of both."""
    name, ports = f"machines_{os.getpid()}", free_ports(2)
    home = tmp_path_factory.mktemp("machines")
    with (
        psycopg.connect(SERVER, autocommit=True) as server,
        store.running() as named,
        running(free_ports(1)[0]) as crew,
    ):
        server.execute(f'CREATE DATABASE {name} TEMPLATE "{tables.name()}"')
        environment = {
            **os.environ,
            **named,
            "LEADLINE_DATABASE_URL": urlsplit(SERVER)
            ._replace(path=f"/{name}")
            .geturl(),
            "LEADLINE_S3": f"{store.BUCKET}/acme",
            "LEADLINE_BACKUP_HOURS": "24",
            "LEADLINE_DASK": crew.address,
            "DJANGO_SETTINGS_MODULE": "leadline.config.settings",
        }
        webs = [
            Machine(home / f"web{n}", environment, "--workers=0", f"--port={port}")
            for n, port in enumerate(ports)
        ]
        workers = [
            Machine(home / f"worker{n}", environment, "--web-processes=0")
            for n in range(3)
        ]
        try:
            started([*webs, *workers])
            crew.wait()
            yield Installation(environment, ports, webs, workers, crew)
        finally:
            stopped([*webs, *workers])
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_each_is_killed_once_under_load_and_nothing_is_lost_or_doubled(
    installation: Installation,
) -> None:
    webs, folder = installation.webs, installation.webs[0].folder
    load = Load(
        installation.ports,
        *folder.python(SET_UP + QUEUE, mark="G", files=1, rows=PIECES),
    )
    threads = load.begin()
    read = wait_for_reading(installation, 0)
    installation.crew.kill(0)
    wait_for_reading(installation, read)
    installation.crew.kill_all()
    folder.python(QUEUE, mark="T", files=FILES, rows=ROWS)
    busy = busy_worker(installation)
    rest = [one for one in installation.workers if one is not busy]
    load_until = time.monotonic() + SECONDS
    for some in ([webs[1], busy], [webs[0], *rest]):
        killed_and_back(some)
    time.sleep(max(load_until - time.monotonic(), 1.0))
    load.ends.set()
    for thread in threads:
        thread.join()
    wait_for_jobs(installation)
    found = folder.python(COUNT)

    assert load.failed == []
    assert load.again, "nobody met the machine that was killed"
    assert found["imported"] == [FILES * ROWS] * 2
    assert found["said"] == sorted(load.kept)
    assert found["jobs"]["importing.run"] == ["done"] * (1 + FILES)
    assert set(found["jobs"]["evidence.group_feedback"]) == {"done"}
    pieces, shared = found["grouped"]
    assert PIECES <= pieces <= PIECES + len(load.kept), "what was said since counts"
    assert "by the workers of dask" in shared
    assert not shared.startswith("0 of"), "nobody shared the work"
    assert len(found["jobs"]["accounts.back_up"]) == 1, "the schedule was kept twice"
    ready = [status(port) for port in installation.ports]
    assert ready == [200, 200], "a machine without a worker sees those of others"
    said = json.loads(leadline(folder, "check", "--json").stdout)["checks"]
    wrong = {one["check"] for one in said if one["state"] == "wrong"}
    assert wrong <= {"backup"}, "a backup needs pg_dump of the server's version"
    tell(load)


def killed_and_back(machines: list[Machine]) -> None:
    """Kill some at once, and wait until they work again."""
    for what in (Machine.kill, Machine.start, Machine.wait):
        for one in machines:
            what(one)


def wait_for_reading(installation: Installation, more_than: int) -> int:
    """Return how far the grouping is, once it is further than that, or ended."""
    asked = (
        "SELECT done, state FROM accounts_job WHERE kind = 'evidence.group_feedback'"
    )
    address = installation.environment["LEADLINE_DATABASE_URL"]
    with psycopg.connect(address, autocommit=True) as server:
        deadline = time.monotonic() + WAIT
        while time.monotonic() < deadline:
            for done, state in server.execute(asked).fetchall():
                if done > more_than or state not in ("queued", "running"):
                    return int(done)
            time.sleep(0.01)
    raise AssertionError("nothing was read")


def busy_worker(installation: Installation) -> Machine:
    """Return the machine whose worker imports a file now."""
    address = installation.environment["LEADLINE_DATABASE_URL"]
    asked = (
        "SELECT claim FROM accounts_job WHERE kind = 'importing.run'"
        " AND state = 'running' AND done > 0"
    )
    with psycopg.connect(address, autocommit=True) as server:
        deadline = time.monotonic() + WAIT
        while time.monotonic() < deadline:
            for (claim,) in server.execute(asked).fetchall():
                for one in installation.workers:
                    name = f"worker-{claim[:16]}.lock"
                    if (one.folder.path / "run" / name).exists():
                        return one
            time.sleep(0.01)
    raise AssertionError("no file was imported")


def wait_for_jobs(installation: Installation) -> None:
    """Wait until all is done; pauses between attempts are not waited for."""
    pauses = "UPDATE accounts_job SET run_after = NULL WHERE state = 'queued'"
    left = "SELECT count(*) FROM accounts_job WHERE state IN ('queued', 'running')"
    address = installation.environment["LEADLINE_DATABASE_URL"]
    with psycopg.connect(address, autocommit=True) as server:
        deadline = time.monotonic() + WAIT
        while time.monotonic() < deadline:
            server.execute(pauses)
            if (found := server.execute(left).fetchone()) and not found[0]:
                return
            time.sleep(0.1)
    raise AssertionError("some jobs do not end")


def test_a_machine_with_other_keys_does_not_start(
    installation: Installation, tmp_path: Path
) -> None:
    other = Machine(tmp_path / "other", installation.environment)
    for name in ("secret.key", "record.key"):
        (other.folder.path / name).write_text("a key that nobody else has")

    said = leadline(other.folder, "serve", "--no-browser", "--port=0")

    assert said.returncode == 1
    assert "another secret.key and another record.key. Copy it" in said.stderr


def test_keys_are_not_exchanged_while_another_machine_is_open(
    installation: Installation, tmp_path: Path
) -> None:
    closed = Machine(tmp_path / "closed", installation.environment)
    (closed.folder.path / "run").mkdir()

    said = leadline(closed.folder, "rotate-keys")

    assert said.returncode == 1
    assert "Stop it on every machine first" in said.stderr
