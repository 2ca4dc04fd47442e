"""``leadline import``: a file of feedback or customers into a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from leadline.cli.context import boot, json_option, local_actor, says_why
from leadline.cli.progress import ProgressLine
from leadline.cli.saying import say, say_json
from leadline.foundation.errors import LeadlineError

if TYPE_CHECKING:
    import datetime as dt

    from leadline.accounts.types import Actor
    from leadline.importing.looking import Looked
    from leadline.importing.reading import Asked, Reading

CHUNK = 1 << 20
MOST_ID = 2**31 - 1
SHOWN = 20
DELIMITERS = {
    "comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "\\t": "\t",
}  # fmt: skip


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--workspace", type=click.IntRange(1, MOST_ID), default=1, show_default=True
)
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
@click.option("--encoding", default="", help="Encoding, such as utf-8 or cp1252.")
@click.option(
    "--delimiter",
    default="",
    help="What parts the cells: a sign, or comma, semicolon, tab, pipe.",
)
@click.option(
    "--header-row",
    type=click.IntRange(0, 1_048_576),
    help="The row that names the columns, from 1; 0 when there is none.",
)
@click.option("--sheet", default="", help="The sheet of a workbook.")
@click.option(
    "--day-first/--month-first",
    "day_first",
    default=None,
    help="What dates such as 3/4/2026 begin with; found out when left out.",
)
@click.option(
    "--timezone", "zone", default="", help="Zone of times without one; the workspace's."
)
@click.option("--dry-run", is_flag=True, help="Read every row and write none.")
@json_option
@says_why
def import_(
    file: Path,
    workspace: int,
    source: str | None,
    zone: str,
    dry_run: bool,
    as_json: bool,
    **said: Any,
) -> None:
    """Bring a file of feedback or customers into a workspace.

    Columns are matched by name and content; the same file again changes nothing. A
    dry run needs no workspace: it says what every column becomes and how sure that
    is, which rows would be refused, and shows the first records with --json.

    Example: leadline import tickets.csv --map "Body=words" --dry-run
    """
    asked = _asked(said)
    _check_zone(zone)
    if dry_run:
        _say(*_read(file, asked, source, zone), as_json=as_json)
    else:
        _write(file, workspace, asked, source, zone, as_json)


def _asked(said: dict[str, Any]) -> Asked:
    """Return what the options say of the file."""
    from leadline.importing.reading import Asked

    delimiter = said["delimiter"]
    delimiter = DELIMITERS.get(delimiter, delimiter)
    if len(delimiter) > 1:
        raise click.UsageError("--delimiter takes one sign, or comma, semicolon, tab.")
    if said["encoding"]:
        try:
            "".encode(said["encoding"])
        except LookupError as error:
            raise click.UsageError(
                f"There is no encoding {said['encoding']!r}; try utf-8 or cp1252."
            ) from error
    return Asked(
        kind=said["kind"] or "",
        encoding=said["encoding"],
        delimiter=delimiter,
        sheet=said["sheet"],
        header_row=said["header_row"],
        day_first=said["day_first"],
        mapping=dict(_pair(text) for text in said["maps"]),
    )


def _pair(text: str) -> tuple[str, str]:
    column, sign, field = text.rpartition("=")
    if not sign:
        raise click.UsageError(f"--map takes COLUMN=FIELD, not {text!r}.")
    return column, field.strip()


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise click.UsageError(
            f"There is no time zone {zone!r}; write one like Europe/Berlin."
        ) from error


def _read(
    file: Path, asked: Asked, source: str | None, zone: str
) -> tuple[Reading, Looked]:
    """Read every row of a file without a workspace."""
    from leadline.importing.looking import look_at
    from leadline.importing.reading import check_mapping, read_file, records_of
    from leadline.importing.reading import row_options as options_of
    from leadline.importing.refused import source_name

    line = ProgressLine()
    reading = read_file(file, asked, now=line.started_at)
    check_mapping(reading.kind, reading.mapping)
    options = options_of(
        reading,
        now=line.started_at,
        zone=zone or "UTC",
        source=source or source_name(file.name),
        currency="",
    )
    rows = records_of(
        file,
        reading.shape,
        kind=reading.kind,
        mapping=reading.mapping,
        options=options,
    )
    return reading, look_at(rows)


def _say(reading: Reading, looked: Looked, *, as_json: bool) -> None:
    """Print what a dry run found out."""
    from leadline.importing import report

    if as_json:
        found = report.as_json(reading, looked)
        say_json(found)
        return
    for line in report.in_words(reading, looked):
        say(line)


def _write(
    file: Path,
    workspace: int,
    asked: Asked,
    source: str | None,
    zone: str,
    as_json: bool,
) -> None:
    """Bring the rows of a file in, and say what its columns became and what came in."""
    boot()
    from leadline.evidence.queries import refusals_of
    from leadline.importing import drafts, report, run

    actor = local_actor(workspace)
    line = ProgressLine()
    pk = _draft(actor, file, asked, {"source": source, "zone": zone}, line.started_at)
    reading = drafts.reading_of(actor=actor, import_id=pk)
    counts = run.run_import(
        actor=actor, import_id=pk, now=line.started_at, progress=line
    )
    if as_json:
        found = {
            **report.reading_as_json(reading),
            "notes": [{"row": 0, "text": text} for text in reading.shape.notes],
            **counts,
        }
        say_json(found)
        return
    for said in [*report.how_it_is_read(reading), *reading.shape.notes]:
        say(said)
    for refusal in refusals_of(actor=actor, import_id=pk, size=SHOWN):
        say(f"row {refusal.row}: {refusal.message}")
    say(report.counts_in_words(counts))


def _draft(
    actor: Actor,
    file: Path,
    asked: Asked,
    said: dict[str, str | None],
    now: dt.datetime,
) -> int:
    """Keep the file in the data folder and match its columns."""
    from leadline.evidence.actions import change_import, discard_import
    from leadline.evidence.queries import import_card
    from leadline.importing import drafts

    with file.open("rb") as stream:
        path = drafts.keep_upload(
            actor=actor,
            file_name=file.name,
            chunks=iter(lambda: stream.read(CHUNK), b""),
        )
    pk = drafts.start_draft(
        actor=actor,
        path=path,
        file_name=file.name,
        kind=asked.kind,
        asked=asked,
        now=now,
    )
    draft = import_card(actor=actor, import_id=pk)
    try:
        drafts.check_mapping(draft.kind, draft.mapping)
    except LeadlineError:
        drafts.drop_file(discard_import(actor=actor, import_id=pk))
        raise
    options = {**draft.options, **{name: v for name, v in said.items() if v}}
    change_import(actor=actor, import_id=pk, options=options)
    return pk
