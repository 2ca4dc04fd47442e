"""``leadline backup`` and ``leadline restore``."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

import click

from leadline.cli.context import (
    boot,
    choose_folder,
    folder_option,
    json_option,
    need_folder,
    says_why,
)
from leadline.cli.saying import say, say_json
from leadline.foundation.errors import Conflict, Invalid


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@folder_option
@json_option
@says_why
def backup(file: Path, folder: Path | None, as_json: bool) -> None:
    """Write the whole data folder into one file.

    Database, keys in the folder and uploads, each with its checksum, and where the
    audit logs end, for leadline check --against. Leadline may stay open meanwhile.
    Who has the file can read everything in it: keep it safe.

    Example: leadline backup ~/leadline-monday.tar.gz
    """
    from leadline.cli.witness import write_witness
    from leadline.foundation.backups import write_archive

    home = choose_folder(folder)
    need_folder(home)
    if not file.parent.is_dir():
        raise Invalid(f"There is no folder {file.parent}. Make it first.")
    boot()
    from leadline.accounts.queries import list_heads
    from leadline.foundation.jobs import clock

    made_at = clock()
    manifest = write_archive(
        home, file.resolve(), made_at=made_at, list_heads=list_heads
    )
    write_witness(manifest.heads, made_at)
    size = file.stat().st_size
    if as_json:
        about = {"file": str(file), "bytes": size, "files": len(manifest.files)}
        say_json({**about, "database": manifest.database})
    else:
        say(f"{file}: {len(manifest.files)} files, {size / 1e6:.1f} MB.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@folder_option
@click.option("--force", is_flag=True, help="Put what is there aside, beside it.")
@json_option
@says_why
def restore(file: Path, folder: Path | None, force: bool, as_json: bool) -> None:
    """Bring a backup back.

    Into an empty data folder. With --force a folder that is not empty is renamed
    first, never deleted. Leadline must not be open with it.

    Example: leadline restore ~/leadline-monday.tar.gz --folder ~/leadline
    """
    from leadline.cli.folder import SUBFOLDERS, is_served
    from leadline.cli.machines import forget_keys, need_nobody_else
    from leadline.foundation.backups import SQL, load_database, read_archive
    from leadline.foundation.shelf import in_folder, put

    home = choose_folder(folder)
    if is_served(home):
        raise Conflict(f"Leadline is open with {home}. Stop it first.")
    full = home.exists() and any(home.iterdir())
    if full and not force:
        raise Conflict(f"{home} is not empty. --force puts what is there aside.")
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent, prefix=".restoring-") as name:
        manifest = read_archive(file, Path(name))
        new = Path(name)
        boot()
        _need_database(manifest.database)
        if (new / SQL).exists():
            need_nobody_else()
            load_database(new / SQL)
            (new / SQL).unlink()
            forget_keys()
        aside = _put_aside(home) if full else None
        home.mkdir(mode=0o700, exist_ok=True)
        for part in new.iterdir():
            shutil.move(part, home / part.name)
    for name in SUBFOLDERS:
        (home / name).mkdir(mode=0o700, exist_ok=True)
    for kept in in_folder(home / "uploads"):
        put(kept.path)
    if as_json:
        about = {"folder": str(home), "aside": aside and str(aside)}
        made = {"made_at": manifest.made_at, "leadline": manifest.version}
        say_json({**about, **made, "files": len(manifest.files)})
        return
    say(f"{home} is as it was on {manifest.made_at}.")
    if aside:
        say(f"What was there is in {aside}.")


def _need_database(vendor: str) -> None:
    from django.db import connection

    if connection.vendor != vendor:
        raise Invalid(
            "This backup holds a PostgreSQL database. Name yours in "
            "LEADLINE_DATABASE_URL first."
            if vendor == "postgresql"
            else "This backup holds an SQLite database. Unset LEADLINE_DATABASE_URL."
        )


def _put_aside(home: Path) -> Path:
    aside = home.with_name(f"{home.name}-before-{time.strftime('%Y-%m-%dT%H-%M-%S')}")
    home.rename(aside)
    return aside
