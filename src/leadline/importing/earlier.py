"""The same table again: read as it was read when it came in before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from leadline.accounts.queries import workspace_of
from leadline.accounts.types import Actor
from leadline.evidence.queries import list_imports
from leadline.evidence.types import ImportCard, ImportState
from leadline.foundation.errors import Invalid
from leadline.foundation.tables import TableShape, sniff_table
from leadline.importing.dates import SAID_SO
from leadline.importing.reading import Asked, override_mapping
from leadline.importing.refused import source_name

LOOKED_AT = 200
TRIED = 4
FORM = ("encoding", "delimiter", "header_row", "sheet")
KEPT = ("zone", "currency", "create_customers")


@dataclass(frozen=True, slots=True)
class AsBefore:
    """How a file is to be read since an earlier one of its columns was read so."""

    asked: Asked
    note: str = ""
    options: dict[str, Any] | None = None


def as_before(*, actor: Actor, path: Path, asked: Asked) -> AsBefore:
    """Return what a person said of a file, with what they said of it before.

    The newest finished import of the workspace with the same columns counts; what
    is said now goes before what was said then. Columns may be the same only when
    the file is read with the encoding, delimiter, header row or sheet said then.
    """
    done = [
        found
        for found in list_imports(actor=actor, size=LOOKED_AT)
        if found.state == ImportState.DONE
        and found.undone_at is None
        and asked.kind in ("", found.kind)
    ]
    shapes: dict[tuple[object, ...], tuple[str, ...]] = {}
    for before in done:
        for form in _forms(asked, before):
            key = tuple(getattr(form, name) for name in FORM)
            if key not in shapes:
                if len(shapes) > TRIED:
                    continue
                shapes[key] = _columns(path, form)
            columns = tuple(before.options.get("shape", {}).get("columns", ()))
            if columns and shapes[key] == columns:
                return _told(actor, before, form)
    return AsBefore(asked)


def with_note(shape: TableShape, note: str) -> TableShape:
    """Return a shape that tells one thing more."""
    return replace(shape, notes=(note, *shape.notes)) if note else shape


def _forms(asked: Asked, before: ImportCard) -> Iterator[Asked]:
    """Yield how the file may be read: as said then, where nothing is said now."""
    then = before.options.get("asked", {})
    said = {
        name: then[name]
        for name in FORM
        if then.get(name) not in ("", None) and getattr(asked, name) in ("", None)
    }
    if said:
        yield replace(asked, **said)
    yield asked


def _columns(path: Path, asked: Asked) -> tuple[str, ...]:
    form = {name: getattr(asked, name) for name in FORM}
    try:
        return tuple(sniff_table(path, **form).columns)
    except Invalid:
        return ()


def _told(actor: Actor, before: ImportCard, asked: Asked) -> AsBefore:
    """Return an earlier import's columns, order of dates and settings, with a note."""
    try:
        mapping = override_mapping(before.kind, dict(before.mapping), asked.mapping)
        override_mapping(before.kind, dict(before.mapping), dict(before.mapping))
    except Invalid:
        return AsBefore(asked)
    dates = before.options.get("dates", {})
    day_first = asked.day_first
    if day_first is None and dates.get("why") == SAID_SO:
        day_first = bool(before.options["day_first"])
    options = {name: before.options[name] for name in KEPT if name in before.options}
    source = before.options.get("source", "")
    if source != source_name(before.file_name):
        options["source"] = source
    zone = ZoneInfo(workspace_of(actor=actor).timezone)
    when = before.finished_at or before.created_at
    note = (
        f"Read as in the import of {when.astimezone(zone):%-d %b}: its columns mean "
        "what they meant then."
    )
    asked = replace(asked, kind=before.kind, mapping=mapping, day_first=day_first)
    return AsBefore(asked, note, options)
