"""The whole data folder in one file, and back.

A tar archive, gzipped: ``manifest.json`` first (version, database, size and sha256
of every file), then the database, the key and the uploads. What is read back is
checked against the manifest, and no name in it can lead out of the folder.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from leadline.foundation.errors import Invalid
from leadline.foundation.shelf import here, lying

FORMAT = 1
RESTORED, READ = "restored", "read"
"""What a trial proved: the database was opened, or its dump read to the end."""
MANIFEST = "manifest.json"
SQLITE, SQL = "leadline.sqlite3", "leadline.sql"
PG_NAMES = {
    "PGHOST": "HOST",
    "PGPORT": "PORT",
    "PGUSER": "USER",
    "PGPASSWORD": "PASSWORD",
    "PGDATABASE": "NAME",
}
KEPT = ("secret.key", "record.key")
MOST_MANIFEST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says about itself.

    ``heads`` are the ends of the audit logs: an old backup is a witness of them.
    """

    version: str
    made_at: str
    database: str
    files: tuple[Entry, ...]
    heads: tuple[str, ...] = ()


def dump_database(target: Path) -> None:
    """Write the database as it is at this moment, while others may write to it.

    Raises ``Invalid`` for PostgreSQL where there is no ``pg_dump``.
    """
    from django.db import connection

    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        with (
            closing(sqlite3.connect(settings["NAME"])) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    else:
        _postgres(
            "pg_dump", settings, "--no-owner", "--clean", "--if-exists", "-f", target
        )
    target.chmod(0o600)


def load_database(source: Path) -> None:
    """Fill the PostgreSQL database that the settings name from a dump."""
    from django.db import connection

    connection.close()
    settings = connection.settings_dict
    _postgres("psql", settings, "-q", "-v", "ON_ERROR_STOP=1", "-1", "-f", source)


def _postgres(program: str, settings: dict[str, Any], *arguments: str | Path) -> None:
    if shutil.which(program) is None:
        raise Invalid(
            f"{program} is missing: install PostgreSQL's client programs of the "
            "server's version (sudo apt install postgresql-client)."
        )
    names = {name: str(settings[key]) for name, key in PG_NAMES.items()}
    environment = {**os.environ, **{k: text for k, text in names.items() if text}}
    done = subprocess.run(
        [program, *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Invalid(f"{program} could not do it: {done.stderr.strip()[:300]}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_archive(
    folder: Path,
    target: Path,
    *,
    made_at: datetime,
    list_heads: Callable[[], list[str]],
) -> Manifest:
    """Write the data folder into ``target``; return its manifest.

    ``list_heads`` says where the audit logs end; it is asked before the copy is made,
    so that the copy has every line they name.
    """
    from django.db import connection

    database = SQLITE if connection.vendor == "sqlite" else SQL
    partial = target.with_name(target.name + ".part")
    with tempfile.TemporaryDirectory(dir=folder / "run") as temporary:
        heads = tuple(list_heads())
        dump = Path(temporary) / database
        dump_database(dump)
        files = {database: dump, **dict(_files(folder))}
        manifest = Manifest(
            version("leadline"),
            made_at.isoformat(timespec="seconds"),
            connection.vendor,
            tuple(
                Entry(name, path.stat().st_size, _sha256(path))
                for name, path in files.items()
            ),
            heads,
        )
        try:
            _pack(partial, manifest, files)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    return manifest


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for name in KEPT:
        if (folder / name).is_file():
            yield name, folder / name
    for file in lying(folder / "uploads"):
        if here(file.path):
            yield file.path.relative_to(folder).as_posix(), file.path


def _pack(target: Path, manifest: Manifest, files: dict[str, Path]) -> None:
    about = {
        "format": FORMAT,
        "leadline": manifest.version,
        "made_at": manifest.made_at,
        "database": manifest.database,
        "heads": list(manifest.heads),
        "files": [
            {"name": e.name, "size": e.size, "sha256": e.sha256} for e in manifest.files
        ],
    }
    text = json.dumps(about, indent=1).encode()
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with (
        open(handle, "wb") as file,
        tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar,
    ):
        head = tarfile.TarInfo(MANIFEST)
        head.size = len(text)
        tar.addfile(head, io.BytesIO(text))
        for entry in manifest.files:
            line = tarfile.TarInfo(entry.name)
            line.size, line.mode = entry.size, 0o600
            with files[entry.name].open("rb") as content:
                tar.addfile(line, content)


def read_archive(source: Path, target: Path) -> Manifest:
    """Unpack an archive into the empty folder ``target``; return its manifest.

    Raises ``Invalid`` for a file that is no archive, is damaged, or holds a name
    that leads out of the folder.
    """
    try:
        with tarfile.open(source, "r:gz") as tar:
            manifest = _manifest(tar)
            wanted = {entry.name: entry for entry in manifest.files}
            while (member := tar.next()) is not None:
                entry = wanted.pop(member.name, None)
                if entry is None or not member.isfile() or member.size != entry.size:
                    raise Invalid(
                        f"{source} is damaged: {member.name} is not expected."
                    )
                _unpack(tar, member, entry, target)
    except (
        tarfile.TarError,
        EOFError,
        OSError,
        ValueError,
        KeyError,
        TypeError,
    ) as error:
        raise Invalid(
            f"{source} is not a backup of Leadline, or is damaged."
        ) from error
    if wanted:
        raise Invalid(f"{source} is damaged: {next(iter(wanted))} is missing.")
    return manifest


def _manifest(tar: tarfile.TarFile) -> Manifest:
    head = tar.next()
    if head is None or head.name != MANIFEST or head.size > MOST_MANIFEST_BYTES:
        raise Invalid("This is not a backup of Leadline: it has no manifest.")
    content = tar.extractfile(head)
    assert content is not None
    about = json.load(content)
    if about["format"] != FORMAT:
        raise Invalid("This backup is from a later Leadline. Install that version.")
    files = tuple(Entry(f["name"], f["size"], f["sha256"]) for f in about["files"])
    for entry in files:
        parts = PurePosixPath(entry.name).parts
        allowed = entry.name in (SQLITE, SQL, *KEPT) or parts[0] == "uploads"
        if not allowed or ".." in parts or entry.name != "/".join(parts):
            raise Invalid(f"This backup is not safe: it names {entry.name!r}.")
    heads = tuple(map(str, about.get("heads", [])))
    return Manifest(
        about["leadline"], about["made_at"], about["database"], files, heads
    )


def try_restore(source: Path) -> str:
    """Bring a backup back for trial, and throw it away; return what that proved.

    Every sum is compared. An SQLite database is opened, verifies itself, and has every
    line that the manifest's heads name; a dump of PostgreSQL is read to its end, and
    loaded nowhere. Raises ``Invalid`` for a backup that would not come back.
    """
    with tempfile.TemporaryDirectory(dir=source.parent, prefix=".trial-") as name:
        manifest = read_archive(source, Path(name))
        if manifest.database != "sqlite":
            _whole_dump(Path(name) / SQL)
            return READ
        with closing(sqlite3.connect(Path(name) / SQLITE)) as copy:
            _whole_copy(copy, manifest)
    return RESTORED


def _whole_copy(copy: sqlite3.Connection, manifest: Manifest) -> None:
    damage = [said for (said,) in copy.execute("PRAGMA integrity_check")]
    if damage != ["ok"] or copy.execute("PRAGMA foreign_key_check").fetchone():
        raise Invalid("The database in the backup is damaged.")
    ends = "SELECT 1 FROM accounts_event WHERE workspace_id=? AND sequence=? AND hash=?"
    for head in manifest.heads:
        workspace, sequence, digest = head.split("-")
        if (
            int(sequence)
            and not copy.execute(
                ends, [int(workspace), int(sequence), digest]
            ).fetchone()
        ):
            raise Invalid(f"The backup lacks the line {head[:24]}… of the record.")


def _whole_dump(dump: Path) -> None:
    with dump.open("rb") as file:
        file.seek(max(dump.stat().st_size - 2000, 0))
        if b"PostgreSQL database dump complete" not in file.read():
            raise Invalid("The dump of the database in the backup has no end.")


def heads_of(source: Path) -> list[str]:
    """Return the ends of the audit logs that a backup's manifest names.

    Raises ``Invalid`` for a file that is no backup.
    """
    try:
        with tarfile.open(source, "r:gz") as tar:
            return list(_manifest(tar).heads)
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError) as error:
        raise Invalid(f"{source} is not a backup of Leadline.") from error


def _unpack(
    tar: tarfile.TarFile, member: tarfile.TarInfo, entry: Entry, target: Path
) -> None:
    path = target / entry.name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = tar.extractfile(member)
    assert content is not None
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "wb") as file:
        shutil.copyfileobj(content, file)
    if _sha256(path) != entry.sha256:
        raise Invalid(f"The backup is damaged: {entry.name} was changed.")
