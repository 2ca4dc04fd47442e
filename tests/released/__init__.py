"""A folder of each released version, as its own ``leadline backup`` wrote it.

``make release`` adds the one of the new version::

    python -m tests.released 0.2.0

A test brings each of them back and opens it with the code of today.
"""

from __future__ import annotations

import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).parent
DATABASE = "leadline.sqlite3"


def versions() -> list[str]:
    """Return the versions there is a folder of, the oldest first."""
    found = [path.name.removesuffix(".tar.gz") for path in HERE.glob("*.tar.gz")]
    return sorted(found, key=lambda version: [int(n) for n in version.split(".")])


def archive(version: str) -> Path:
    """Return where the backup of a version lies."""
    return HERE / f"{version}.tar.gz"


def applied_in(version: str) -> set[tuple[str, str]]:
    """Return the migrations that had run in a version, by app and name."""
    with (
        tempfile.TemporaryDirectory() as name,
        tarfile.open(archive(version)) as tar,
    ):
        tar.extract(DATABASE, name, filter="data")
        with closing(sqlite3.connect(Path(name) / DATABASE)) as database:
            return set(database.execute("SELECT app, name FROM django_migrations"))
