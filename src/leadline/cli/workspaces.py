"""``leadline workspace``: a workspace as open files, and the way back."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from leadline.cli import folder as place
from leadline.cli.context import (
    boot,
    choose_folder,
    folder_option,
    json_option,
    need_folder,
    says_why,
)
from leadline.cli.parcel import (
    FORMAT,
    MANIFEST,
    SCHEMA,
    Reader,
    Writer,
    opened,
    written,
)
from leadline.cli.rotate import keep_as_verifier
from leadline.cli.saying import say, say_json
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.shown import json_text

COPY = "copy"
RUN_BY_SHEETS = frozenset("=+-@\t\r")


@click.group()
def workspace() -> None:
    """Take a workspace out as open files, and bring it back.

    Example: leadline workspace export acme.zip
    """


@workspace.command()
@click.argument("out", type=click.Path(path_type=Path), metavar="FOLDER|ZIP")
@folder_option
@click.option("--workspace", "number", type=int, help="Its number; else the first.")
@click.option(
    "--with-private",
    is_flag=True,
    help="Also what is one person's own: calendars, growth, judgements, settings.",
)
@json_option
@says_why
def export(
    out: Path, folder: Path | None, number: int | None, with_private: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Write a workspace into a folder or a ZIP of JSON Lines and CSV.

    With a JSON Schema of every table, the uploads, and the sum of each file. Leadline
    may be open: what is written is as it was at one moment. Passwords and what this
    machine alone can open stay behind.

    Example: leadline workspace export acme.zip --folder ~/leadline
    """
    home = choose_folder(folder)
    need_folder(home)
    boot()
    with at_one_moment(home) as database, written(out) as writer:
        about = write_workspace(
            writer, home / "uploads", workspace_id=chosen(number),
            with_private=with_private, database=database,
        )  # fmt: skip
    rows = sum(about["tables"].values())
    if as_json:
        say_json({"file": str(out), "tables": len(about["tables"]), "rows": rows})
        return
    say(f"{out}: {rows:,} rows of {len(about['tables'])} tables.")


@workspace.command(name="import")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@folder_option
@click.option(
    "--record-key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The key the record was sealed with, so that old lines can be verified here.",
)
@json_option
@says_why
def import_(
    source: Path, folder: Path | None, record_key: Path | None, as_json: bool
) -> None:
    """Bring an exported workspace back, all of it or nothing.

    Into a new folder, which is made, or one where its numbers are free. Every file is
    read and checked before anything is written. People sign in anew, by leadline link;
    databases and channels want their passwords again.

    Example: leadline workspace import acme.zip --folder ~/new
    """
    home = choose_folder(folder)
    place.make_folder(home)
    with place.held(home):
        place.make_private(home)
        place.make_key(home)
        boot()
        place.migrate(home)
        ring = record_key.read_text(encoding="utf-8").strip() if record_key else ""
        if ring:
            keep_as_verifier(ring)
        with opened(source) as reader:
            count = read_workspace(reader, home / "uploads", ring=ring)
    if as_json:
        say_json({"folder": str(home), "rows": count})
        return
    say(f"{count:,} rows are in {home}. Sign in with: leadline link --folder {home}")


def chosen(number: int | None) -> int:
    """Return the workspace that is meant; raise ``Invalid`` where there is none."""
    from leadline.accounts.queries import workspace_ids

    ids = workspace_ids()
    if not ids or (number is not None and number not in ids):
        there = ", ".join(map(str, ids)) or "none"
        raise Invalid(f"There is no such workspace. There are: {there}.")
    return number if number is not None else ids[0]


@contextmanager
def at_one_moment(home: Path) -> Iterator[str]:
    """Yield a database that stands still while others go on writing."""
    from django.conf import settings
    from django.db import connection, connections, transaction
    from django.db.utils import ConnectionHandler

    from leadline.foundation.backups import dump_database

    if connection.vendor != "sqlite":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield "default"
        return
    (home / "run").mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home / "run") as name:
        copy = Path(name) / "copy.sqlite3"
        dump_database(copy)
        named = {"default": {**settings.OWN_SQLITE, "NAME": copy}}
        connections.settings[COPY] = ConnectionHandler(named).settings["default"]
        try:
            yield COPY
        finally:
            connections[COPY].close()


def write_workspace(
    writer: Writer, uploads: Path, *, workspace_id: int, with_private: bool,
    database: str,
) -> dict[str, Any]:  # fmt: skip
    """Write every table and file of a workspace; return the manifest."""
    from leadline.accounts.queries import (
        key_of_head,
        people_of,
        portable_rows,
        portable_schema,
        portable_tables,
    )
    from leadline.foundation.jobs import clock

    people = people_of(
        workspace_id=workspace_id, with_private=with_private, database=database
    )
    tables = {}
    for model in portable_tables(with_private=with_private):
        rows = partial(
            portable_rows, workspace_id=workspace_id, model=model, people=people,
            database=database,
        )  # fmt: skip
        tables[model._meta.label_lower] = write_table(writer, model, rows)
    with writer.file(SCHEMA) as file:
        file.write(json_text(portable_schema(), indent=1).encode())
    for path in files_of(uploads, workspace_id):
        with (
            writer.file(f"files/{path.relative_to(uploads).as_posix()}") as file,
            path.open("rb") as content,
        ):
            shutil.copyfileobj(content, file)
    about = {
        "format": FORMAT,
        "leadline": version("leadline"),
        "made_at": clock().isoformat(timespec="seconds"),
        "workspace": workspace_id,
        "with_private": with_private,
        "record_key": key_of_head(workspace_id=workspace_id),
        "tables": tables,
        "sums": dict(writer.sums),
    }
    with writer.file(MANIFEST) as file:
        file.write(json_text(about, indent=1).encode())
    return about


def write_table(
    writer: Writer, model: Any, rows: Callable[[], Iterator[dict[str, Any]]]
) -> int:
    """Write a table as lines of JSON and as CSV; return how many rows it has."""
    from leadline.accounts.queries import portable_columns

    name, count = model._meta.label_lower, 0
    with writer.file(f"data/{name}.jsonl") as file:
        for row in rows():
            file.write(json_text(row).encode())
            file.write(b"\n")
            count += 1
    with writer.file(f"csv/{name}.csv") as file:
        page = io.StringIO(newline="")
        sheet = csv.writer(page)
        sheet.writerow([field.attname for field in portable_columns(model)])
        for row in rows():
            sheet.writerow([_shown(value) for value in row.values()])
            file.write(page.getvalue().encode())
            page.seek(0)
            page.truncate()
        file.write(page.getvalue().encode())
    return count


def _shown(value: Any) -> str:
    """Return what a sheet shows; a program that opens it runs nothing of it."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return json_text(value)
    return f"'{value}" if value[:1] in RUN_BY_SHEETS else value


def files_of(uploads: Path, workspace_id: int) -> Iterator[Path]:
    """Yield what was uploaded in a workspace."""
    from leadline.foundation.shelf import here, lying

    for folder in (
        uploads / str(workspace_id),
        uploads / "attached" / str(workspace_id),
    ):
        yield from (file.path for file in lying(folder) if here(file.path))


def read_workspace(reader: Reader, uploads: Path, *, ring: str = "") -> int:
    """Check everything, then write it; return how many rows came.

    Raises ``Invalid`` for what was changed or does not fit, ``Conflict`` for numbers
    or files that are taken.
    """
    from leadline.accounts.actions import bring_back
    from leadline.accounts.queries import check_rows, portable_tables
    from leadline.foundation.shelf import drop

    about = reader.about
    reader.verify()
    models = portable_tables(with_private=about["with_private"])
    known = {model._meta.label_lower for model in models}
    if known != set(about["tables"]):
        raise Invalid(
            f"This export is of Leadline {about['leadline']}, whose tables are others. "
            "Bring it into that version, and upgrade it there."
        )
    tables: list[Any] = [
        (m, partial(reader.rows, f"data/{m._meta.label_lower}.jsonl")) for m in models
    ]
    number = about["workspace"]
    for model, rows in tables:
        check_rows(model, rows(), workspace_id=number)
    fresh = [name for name in about["sums"] if name.startswith("files/")]
    put: list[Path] = []
    try:
        for path in _put_files(reader, uploads, fresh, number):
            put.append(path)
        count: int = bring_back(workspace_id=number, tables=tables, ring=ring)
    except BaseException:
        for path in put:
            drop(path)
        raise
    return count


def _put_files(
    reader: Reader, uploads: Path, names: list[str], number: int
) -> Iterator[Path]:
    """Put the files at their places; yield each as it begins to be there."""
    from leadline.foundation.shelf import here, put

    own = (f"files/{number}/", f"files/attached/{number}/")
    targets = {name: uploads / name.removeprefix("files/") for name in names}
    for name, path in targets.items():
        if not name.startswith(own):
            raise Invalid(f"This export is not safe: it names {name!r}.")
        if here(path):
            raise Conflict(f"{path} is there already. Bring it into a new folder.")
    for name, path in targets.items():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with reader.file(name) as raw, path.open("xb") as file:
            yield path
            path.chmod(0o600)
            shutil.copyfileobj(raw, file)
        put(path)
