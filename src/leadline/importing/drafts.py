"""From an uploaded file to a draft: kept, looked at, matched as well as one can."""

from __future__ import annotations

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from leadline.accounts.queries import workspace_of
from leadline.accounts.types import Actor
from leadline.evidence.actions import change_import, start_import
from leadline.evidence.queries import import_card
from leadline.evidence.types import ImportCard, ImportFile, ImportKind
from leadline.foundation.errors import Invalid
from leadline.foundation.shelf import drop, here, put
from leadline.foundation.tables import TableShape, sniff_table
from leadline.importing.dates import Dates
from leadline.importing.earlier import as_before, with_note
from leadline.importing.fields import LEAVE_OUT
from leadline.importing.headers import currency_of
from leadline.importing.mapping import Match
from leadline.importing.reading import (
    Asked,
    Reading,
    check_mapping,
    guess_columns,
    override_mapping,
    read_file,
    sample_of,
)
from leadline.importing.records import RowOptions
from leadline.importing.refused import source_name
from leadline.importing.values import read_money

__all__ = ["check_mapping", "override_mapping"]


def keep_upload(*, actor: Actor, file_name: str, chunks: Iterable[bytes]) -> Path:
    """Write an upload into the data folder under a name of our own.

    Raises ``NotAllowed`` for a reader and ``Invalid`` when it is over the limit. A
    file that was not written whole is removed, whatever went wrong.
    """
    actor.require("change")
    folder = Path(settings.MEDIA_ROOT) / str(actor.workspace_id)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    suffix = Path(file_name).suffix.lower()[:8]
    path = folder / f"{secrets.token_hex(12)}{suffix if suffix.isascii() else ''}"
    size = 0
    with _removed_on_failure(path), path.open("wb") as target:
        path.chmod(0o600)
        for chunk in chunks:
            size += len(chunk)
            if size > settings.UPLOAD_LIMIT_BYTES:
                limit = settings.UPLOAD_LIMIT_BYTES // 1024**2
                raise Invalid(
                    f"The file is over {limit} MB. Split it, or raise the limit."
                )
            target.write(chunk)
    with _removed_on_failure(path):
        put(path)
    return path


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        drop(path)
        raise


def start_draft(
    *,
    actor: Actor,
    path: Path,
    file_name: str,
    kind: str = "",
    asked: Asked | None = None,
    now: dt.datetime | None = None,
) -> int:
    """Look at a kept file, guess everything, and return the id of the draft.

    ``kind`` is feedback or customers; left empty, it is guessed too. ``asked`` is what
    else a person said of the file, ``now`` the moment of reading. A file whose columns
    are those of an earlier import is read as that one was. A file that cannot be read
    is removed and the reason raised as ``Invalid``; so is one of which no draft could
    be made.
    """
    with _removed_on_failure(path):
        before = as_before(
            actor=actor, path=path, asked=replace(asked or Asked(), kind=kind)
        )
        reading = read_file(path, before.asked, now=now)
        shape = with_note(reading.shape, before.note)
        reading = replace(reading, shape=shape)
        draft = start_import(
            actor=actor,
            kind=ImportKind(reading.kind),
            file=ImportFile(
                file_name=file_name[:255],
                path=str(path.relative_to(settings.MEDIA_ROOT)),
                size=path.stat().st_size,
                options={
                    **_options(actor, file_name, reading, before.asked),
                    **(before.options or {}),
                },
                mapping=reading.mapping,
            ),
        )
    return draft.id


def start_again(
    *,
    actor: Actor,
    path: Path,
    file_name: str,
    before: ImportCard,
    now: dt.datetime | None = None,
) -> int:
    """Return a new draft whose columns mean what they meant in an earlier import."""
    dates = before.options.get("dates", {})
    is_said = before.options.get("is_day_first_sure") and dates.get("order")
    with _removed_on_failure(path):
        columns = set(sniff_table(path).columns)
    asked = Asked(
        day_first=bool(before.options["day_first"]) if is_said else None,
        mapping={c: field for c, field in before.mapping.items() if c in columns},
    )
    pk = start_draft(
        actor=actor,
        path=path,
        file_name=file_name,
        kind=before.kind,
        asked=asked,
        now=now,
    )
    kept = ("zone", "source", "currency", "create_customers")
    draft = import_card(actor=actor, import_id=pk)
    said = {name: before.options[name] for name in kept if name in before.options}
    change_import(actor=actor, import_id=pk, options={**draft.options, **said})
    return pk


def reread_draft(
    *,
    actor: Actor,
    import_id: int,
    kind: str,
    sheet: str = "",
    asked: Asked | None = None,
    now: dt.datetime | None = None,
) -> None:
    """Look at a draft's file again as another kind, sheet, encoding, header row, …"""
    draft = import_card(actor=actor, import_id=import_id)
    asked = replace(asked or Asked(), kind=kind)
    if sheet:
        asked = replace(asked, sheet=sheet)
    reading = read_file(file_of(draft.path), asked, now=now)
    change_import(
        actor=actor,
        import_id=import_id,
        kind=ImportKind(reading.kind),
        options=_options(actor, draft.file_name, reading, asked),
        mapping=reading.mapping,
    )


def file_of(path: str) -> Path:
    """Return a kept file's place, or raise ``Invalid`` when it is gone."""
    place = _place_of(path)
    if not here(place):
        raise Invalid("The file is no longer kept here. Choose it again.")
    return place


def drop_file(path: str) -> None:
    """Let go of a kept file that nothing names any more; it may be gone already."""
    drop(_place_of(path))


def _place_of(path: str) -> Path:
    root = Path(settings.MEDIA_ROOT)
    place = (root / path).resolve()
    if not path or not place.is_relative_to(root.resolve()):
        raise Invalid("The file lies outside the data folder.")
    return root / place.relative_to(root.resolve())


def shape_of(options: dict[str, Any]) -> TableShape:
    """Return how a draft's file is read."""
    kept = options["shape"]
    lists = {name: tuple(v) for name, v in kept.items() if isinstance(v, list)}
    return TableShape(**{**kept, **lists})


def row_options(options: dict[str, Any], now: dt.datetime) -> RowOptions:
    """Return what a person or the guess said about the rows of a draft."""
    return RowOptions(
        zone=ZoneInfo(str(options["zone"])),
        now=now,
        day_first=bool(options["day_first"]),
        source=str(options["source"]),
        currency=str(options["currency"]),
        rating_max=int(options.get("rating_max", 5)),
    )


def matches_of(*, actor: Actor, import_id: int) -> list[Match]:
    """Return the columns of a draft with what they become now and a first value."""
    draft = import_card(actor=actor, import_id=import_id)
    shape = shape_of(draft.options)
    sample = sample_of(file_of(draft.path), shape)
    return [
        _now(guess, draft.mapping.get(guess.column, LEAVE_OUT))
        for guess in guess_columns(draft.kind, shape, sample)
    ]


def _now(guess: Match, field: str) -> Match:
    """Return a guess with what a person made of it, where that is something else."""
    if field == guess.field:
        return guess
    return replace(guess, field=field, confidence="high", why="you said so")


def reading_of(*, actor: Actor, import_id: int) -> Reading:
    """Return how a draft or an import is read, to be told in words."""
    draft = import_card(actor=actor, import_id=import_id)
    return Reading(
        path=file_of(draft.path),
        shape=shape_of(draft.options),
        kind=draft.kind,
        matches=tuple(matches_of(actor=actor, import_id=import_id)),
        dates=Dates(**draft.options.get("dates", {})),
        rating_max=int(draft.options.get("rating_max", 5)),
    )


MONEY = ("revenue", "revenue_month")


def _named_above(reading: Reading) -> str:
    """Return the currency that the name of a column of revenue says, if one does."""
    named = (currency_of(m.column) for m in reading.matches if m.field in MONEY)
    return next((code for code in named if code), "")


def _named_most(reading: Reading) -> str:
    """Return the currency that most amounts of a customer list name, if any does."""
    places = [at for at, match in enumerate(reading.matches) if match.field in MONEY]
    if reading.kind != "customers" or not places:
        return ""
    named: Counter[str] = Counter()
    for cells in sample_of(reading.path, reading.shape):
        for at in places:
            with suppress(ValueError):
                named[read_money(cells[at])[1]] += 1
    del named[""]
    return min(named, key=lambda code: (-named[code], code), default="")


def _options(
    actor: Actor, file_name: str, reading: Reading, asked: Asked | None
) -> dict[str, Any]:
    workspace = workspace_of(actor=actor)
    source = source_name(file_name) if reading.kind == "feedback" else ""
    return {
        "shape": asdict(reading.shape),
        "asked": {
            "encoding": asked.encoding if asked else "",
            "delimiter": asked.delimiter if asked else "",
            "header_row": asked.header_row if asked else None,
            "sheet": asked.sheet if asked else "",
        },
        "zone": workspace.timezone,
        "day_first": reading.dates.day_first,
        "is_day_first_sure": reading.dates.sure,
        "dates": reading.dates.kept,
        "rating_max": reading.rating_max,
        "source": source,
        "currency": _named_above(reading) or workspace.currency or _named_most(reading),
        "create_customers": True,
    }
