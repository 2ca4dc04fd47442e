"""The same backup and restore, with PostgreSQL; run by ``make test``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

SERVER = os.environ.get("LEADLINE_DATABASE_URL", "")
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(not SERVER, reason="beside a PostgreSQL only"),
    pytest.mark.skipif(not shutil.which("pg_dump"), reason="pg_dump is missing"),
]


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    name = f"backup_{os.getpid()}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        folder = tmp_path / "data"
        (folder / "run").mkdir(parents=True, mode=0o700)
        folder.chmod(0o700)
        (folder / "secret.key").write_text("a key")
        (folder / "secret.key").chmod(0o600)
        yield {
            **os.environ,
            "LEADLINE_DATABASE_URL": urlsplit(SERVER)
            ._replace(path=f"/{name}")
            .geturl(),
            "LEADLINE_DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "leadline.config.settings",
        }
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(environment: dict[str, str], *words: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


CODE = """
import django; django.setup()
from leadline.accounts.actions import set_up
from leadline.accounts.queries import workspace_ids
from leadline.foundation.jobs import clock
"""
LAY = "from leadline.cli.laying import lay_tables; lay_tables()"
MAKE = (
    "set_up(workspace_name='{0}', owner_email='olu@{0}.com', "
    "owner_name='Olu', now=clock())"
)


def test_a_postgresql_database_comes_back(
    environment: dict[str, str], tmp_path: Path
) -> None:
    archive = tmp_path / "all.tar.gz"
    run(environment, "-c", CODE + LAY)
    run(environment, "-c", CODE + MAKE.format("acme"))
    made = run(environment, "-m", "leadline", "backup", archive, "--json")
    run(environment, "-c", CODE + MAKE.format("other"))

    run(environment, "-m", "leadline", "restore", archive, "--force")

    assert json.loads(made)["database"] == "postgresql"
    assert run(environment, "-c", CODE + "print(len(workspace_ids()))") == "1\n"
    assert run(environment, "-m", "leadline", "check", "--json").startswith(
        '{"ok": true'
    )
