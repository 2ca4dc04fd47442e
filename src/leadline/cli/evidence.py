"""``leadline import``: a file of feedback or customers into a workspace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leadline.cli.context import boot, local_actor
from leadline.cli.progress import ProgressLine
from leadline.foundation.errors import LeadlineError

if TYPE_CHECKING:
    from leadline.accounts.types import Actor

CHUNK = 1 << 20


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--workspace", type=int, default=1, show_default=True)
@click.option(
    "--kind",
    type=click.Choice(["feedback", "customers"]),
    help="What the rows are; found out from the file when left out.",
)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="What a column becomes; an empty FIELD leaves it out. Repeatable.",
)
@click.option("--source", help="Source of the feedback, where no column says it.")
@click.option("--dry-run", is_flag=True, help="Read every row and write none.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
def import_(
    file: Path,
    workspace: int,
    kind: str | None,
    maps: tuple[str, ...],
    source: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring a file of feedback or customers into a workspace.

    Columns are matched by name and content; the same file again changes nothing.

    Example: leadline import tickets.csv --map "Body=words" --dry-run
    """
    boot()
    try:
        actor = local_actor(workspace)
        mapping = dict(_pair(text) for text in maps)
        pk = _draft(actor, file, kind, mapping, source)
        counts = _read(actor, pk) if dry_run else _write(actor, pk)
    except LeadlineError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(counts, ensure_ascii=False))
        return
    if dry_run:
        for number, message in counts.get("refusals", [])[:20]:
            click.echo(f"row {number}: {message}")
        click.echo(
            f"{counts.get('good', 0)} of {counts['rows']} rows can come in. "
            "Nothing was written."
        )
        return
    click.echo(
        f"{counts.get('created', 0)} new, {counts.get('updated', 0)} changed, "
        f"{counts.get('unchanged', 0)} as before, {counts.get('refused', 0)} refused."
    )


def _pair(text: str) -> tuple[str, str]:
    column, sign, field = text.rpartition("=")
    if not sign:
        raise click.UsageError(f"--map takes COLUMN=FIELD, not {text!r}.")
    return column, field.strip()


def _draft(
    actor: Actor,
    file: Path,
    kind: str | None,
    mapping: dict[str, str],
    source: str | None,
) -> int:
    """Keep the file in the data folder and match its columns."""
    from leadline.evidence.actions import change_import
    from leadline.evidence.queries import get_import
    from leadline.importing import drafts

    with file.open("rb") as stream:
        path = drafts.keep_upload(
            actor=actor,
            file_name=file.name,
            chunks=iter(lambda: stream.read(CHUNK), b""),
        )
    pk = drafts.start_draft(
        actor=actor, path=path, file_name=file.name, kind=kind or ""
    )
    draft = get_import(actor=actor, import_id=pk)
    matched = drafts.override_mapping(draft.kind, draft.mapping, mapping)
    drafts.check_mapping(draft.kind, matched)
    options = {**draft.options, **({"source": source} if source else {})}
    change_import(actor=actor, import_id=pk, options=options, mapping=matched)
    return pk


def _read(actor: Actor, pk: int) -> dict[str, Any]:
    """Read every row of a draft and throw the draft away."""
    from leadline.evidence.actions import discard_import
    from leadline.importing import drafts, preview

    line = ProgressLine()
    counts = preview.dry_run(
        actor=actor, import_id=pk, now=line.started_at, progress=line
    )
    drafts.file_of(discard_import(actor=actor, import_id=pk)).unlink()
    return counts


def _write(actor: Actor, pk: int) -> dict[str, Any]:
    """Write the rows of a draft."""
    from leadline.importing import run

    line = ProgressLine()
    counts = run.run_import(
        actor=actor, import_id=pk, now=line.started_at, progress=line
    )
    return dict(counts)
