"""``leadline move-files``: uploads into the store that every machine reaches."""

from __future__ import annotations

from pathlib import Path

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
from leadline.cli.saying import say, say_json
from leadline.foundation.errors import Conflict, Invalid


@click.command()
@folder_option
@json_option
@says_why
def move_files(folder: Path | None, as_json: bool) -> None:
    """Put the uploads of a folder into the store that LEADLINE_S3 names.

    Each is put there under its name, and then looked for there by name and size. What
    lies in the folder stays as a copy, which goes a day after nobody asked for it.
    Leadline must not be open meanwhile, and has to be opened with the same setting from
    then on. May be run again.

    Example: leadline move-files
    """
    home = choose_folder(folder)
    need_folder(home)
    boot()
    from django.conf import settings

    from leadline.foundation.shelf import in_folder, lying, need_store, put, root

    if not settings.S3_BUCKET:
        raise Invalid("Name a bucket in LEADLINE_S3.")
    need_store()
    with place.held(home):
        mine = list(in_folder(root()))
        for file in mine:
            put(file.path)
        there = {file.path: file.size for file in lying(root())}
        for file in mine:
            if there.get(file.path) != file.size:
                raise Conflict(f"{file.path} did not arrive as it is. Try again.")
    size = sum(file.size for file in mine)
    if as_json:
        say_json({"files": len(mine), "bytes": size})
        return
    say(f"{len(mine):,} files, {size / 1e6:,.1f} MB, are in {settings.S3_BUCKET}.")
