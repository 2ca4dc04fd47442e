"""``leadline document``: a record as a file, as its page gives it."""

from __future__ import annotations

from pathlib import Path

import click

from leadline.cli.context import (
    boot,
    choose_folder,
    folder_option,
    json_option,
    local_actor,
    need_folder,
    out_option,
    says_why,
)
from leadline.cli.saying import say, say_json

KINDS = (
    "decision", "card", "briefing", "review", "plan", "need", "launch", "growth",
)  # fmt: skip

WITHOUT_LINKS = (
    "Its sources have no links: nobody said where people open Leadline. Set "
    "LEADLINE_URL, as in LEADLINE_URL=https://leadline.example.com, and write it again."
)


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("number", type=click.IntRange(1), metavar="ID")
@out_option("The file to write: .pdf, .pptx, .xlsx or .md.", "FILE")
@folder_option
@click.option(
    "--workspace", "workspace_id", type=int, help="Its number; else the first."
)
@json_option
@says_why
def document(
    kind: str, number: int, out: Path, folder: Path | None, workspace_id: int | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Write a record as a document: PDF, slides, a sheet or Markdown.

    With what its page shows the owner of the workspace, every figure with its source
    and age. PDF and slides want leadline[documents]. A chart of it is FILE-chart-1.svg
    or .png; a plan goes to a tracker as .jira.csv or .linear.csv. Of growth ID is the
    owner's own number. Sources lead to their records where LEADLINE_URL says where
    people open Leadline.

    Example: leadline document decision 12 --out decision.pdf
    """
    home = choose_folder(folder)
    need_folder(home)
    boot()
    from django.utils import timezone

    from leadline.cli.workspaces import chosen
    from leadline.foundation.jobs import clock
    from leadline.foundation.mailing import own_address
    from leadline.reporting.making import form_of, make

    actor, site = local_actor(chosen(workspace_id)), own_address()
    made = make(
        actor=actor,
        kind=kind,
        record_id=number,
        form=form_of(out.name),
        now=timezone.localtime(clock()),
        base=f"{site}/w/{actor.workspace_id}/" if site else "",
    )
    out.write_bytes(made.content)
    if as_json:
        say_json({"file": str(out), "title": made.title, "bytes": len(made.content)})
        return
    say(f"{out}: {made.title}")
    if not site:
        say(WITHOUT_LINKS, err=True)
