"""The folder of each released version opens with the code of today."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.released import DATABASE, archive, versions

pytestmark = pytest.mark.sqlite
# What serve does with a folder before it opens it.
OPEN = """
import os
from pathlib import Path
from leadline.cli import folder as place
from leadline.cli.context import boot
boot()
from leadline.cli.witness import seal_and_witness
place.migrate(Path(os.environ["LEADLINE_DATA_DIR"]))
seal_and_witness()
"""


def rows(home: Path) -> dict[str, int]:
    """Return how many rows each table has."""
    with closing(sqlite3.connect(home / DATABASE)) as database:
        names = [
            name for (name,) in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' "
                "AND sql NOT LIKE '%VIRTUAL%'"
            )
        ]  # fmt: skip
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in names
        }


@pytest.mark.parametrize("version", versions())
def test_a_folder_of_then_is_whole_today(version: str, tmp_path: Path) -> None:
    home = tmp_path / "data"
    environment = {**os.environ, "LEADLINE_DATA_DIR": str(home)}
    environment.pop("LEADLINE_DATABASE_URL", None)

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("-m", "leadline", "restore", str(archive(version)))
    before = rows(home)
    run("-c", OPEN)

    after = rows(home)
    less = {name: n for name, n in before.items() if n > after.get(name, 0)}
    assert less == {}, "rows went on the way; name tables that were taken out here"
    said = json.loads(run("-m", "leadline", "check", "--json"))
    assert said["ok"], said
    with closing(sqlite3.connect(home / DATABASE)) as database:
        words = "SELECT count(*) FROM evidence_feedback WHERE words LIKE '%ünï%'"
        assert database.execute(words).fetchone() == (12,)
