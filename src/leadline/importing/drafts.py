"""From an uploaded file to a draft: kept, looked at, matched as well as one can."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from leadline.accounts.queries import workspace_of
from leadline.accounts.types import Actor
from leadline.evidence.actions import change_import, start_import
from leadline.evidence.queries import get_import
from leadline.evidence.types import ImportFile, ImportKind
from leadline.foundation.errors import Invalid
from leadline.foundation.tables import TableShape, read_table, sniff_table
from leadline.importing.fields import FIELDS
from leadline.importing.mapping import LEAVE_OUT, OWN_FIELD, Match, guess_mapping
from leadline.importing.records import RowOptions
from leadline.importing.values import is_day_first

GUESS_ROWS = 300
WEIGHTS = {"high": 3, "medium": 2, "low": 0, "": 0}


def keep_upload(*, actor: Actor, file_name: str, chunks: Iterable[bytes]) -> Path:
    """Write an upload into the data folder under a name of our own.

    Raises ``NotAllowed`` for a reader and ``Invalid`` when it is over the limit.
    """
    actor.require("change")
    folder = Path(settings.MEDIA_ROOT) / str(actor.workspace_id)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    suffix = Path(file_name).suffix.lower()[:8]
    path = folder / f"{secrets.token_hex(12)}{suffix if suffix.isascii() else ''}"
    size = 0
    with path.open("wb") as target:
        path.chmod(0o600)
        for chunk in chunks:
            size += len(chunk)
            if size > settings.UPLOAD_LIMIT_BYTES:
                path.unlink()
                limit = settings.UPLOAD_LIMIT_BYTES // 1024**2
                raise Invalid(
                    f"The file is over {limit} MB. Split it, or raise the limit."
                )
            target.write(chunk)
    return path


def start_draft(*, actor: Actor, path: Path, file_name: str, kind: str = "") -> int:
    """Look at a kept file, guess everything, and return the id of the draft.

    ``kind`` is feedback or customers; left empty, it is guessed too. A file that
    cannot be read is removed and the reason raised as ``Invalid``.
    """
    try:
        shape = sniff_table(path)
        sample = _sample(path, shape)
    except Invalid:
        path.unlink(missing_ok=True)
        raise
    kind = kind or _guess_kind(shape, sample)
    options = _guess_options(actor, file_name, shape, kind, sample)
    draft = start_import(
        actor=actor,
        kind=ImportKind(kind),
        file=ImportFile(
            file_name=file_name[:255],
            path=str(path.relative_to(settings.MEDIA_ROOT)),
            size=path.stat().st_size,
            options=options,
            mapping=_guessed(kind, shape, sample),
        ),
    )
    return int(draft.pk)


def reread_draft(*, actor: Actor, import_id: int, kind: str, sheet: str = "") -> None:
    """Look at a draft's file again as another kind or another sheet."""
    draft = get_import(actor=actor, import_id=import_id)
    path = file_of(draft.path)
    shape = sniff_table(path, sheet=sheet)
    sample = _sample(path, shape)
    change_import(
        actor=actor,
        import_id=import_id,
        kind=ImportKind(kind),
        options=_guess_options(actor, draft.file_name, shape, kind, sample),
        mapping=_guessed(kind, shape, sample),
    )


def file_of(path: str) -> Path:
    """Return a kept file's place, or raise ``Invalid`` when it is gone."""
    place = (Path(settings.MEDIA_ROOT) / path).resolve()
    if not place.is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        raise Invalid("The file lies outside the data folder.")
    if not place.is_file():
        raise Invalid("The file is no longer kept here. Choose it again.")
    return place


def shape_of(options: dict[str, object]) -> TableShape:
    """Return how a draft's file is read."""
    kept = options["shape"]
    assert isinstance(kept, dict)
    fields = {
        **kept,
        "columns": tuple(kept["columns"]),
        "sheets": tuple(kept["sheets"]),
    }
    return TableShape(**fields)


def row_options(options: dict[str, object], now: dt.datetime) -> RowOptions:
    """Return what a person or the guess said about the rows of a draft."""
    return RowOptions(
        zone=ZoneInfo(str(options["zone"])),
        now=now,
        day_first=bool(options["day_first"]),
        source=str(options["source"]),
        currency=str(options["currency"]),
    )


def matches_of(*, actor: Actor, import_id: int) -> list[Match]:
    """Return the columns of a draft with what they become now and a first value."""
    draft = get_import(actor=actor, import_id=import_id)
    shape = shape_of(draft.options)
    sample = _sample(file_of(draft.path), shape)
    guesses = guess_mapping(kind=draft.kind, columns=shape.columns, rows=sample)
    return [
        replace(
            guess,
            field=(field := draft.mapping.get(guess.column, LEAVE_OUT)),
            confidence=guess.confidence if field == guess.field else "",
        )
        for guess in guesses
    ]


def override_mapping(
    kind: str, mapping: dict[str, str], said: dict[str, str]
) -> dict[str, str]:
    """Return the mapping with what a person said; a guess gives way to it.

    Raises ``Invalid`` for a column or a field that there is not.
    """
    known = {field.key for field in FIELDS[kind]} | {LEAVE_OUT, OWN_FIELD}
    for column, field in said.items():
        if column not in mapping:
            raise Invalid(f"There is no column “{column}”: {', '.join(mapping)}.")
        if field not in known:
            names = ", ".join(field.key for field in FIELDS[kind])
            raise Invalid(f"There is no field “{field}”. There are: {names}.")
    taken = set(said.values()) - {"words", "title", OWN_FIELD}
    kept = {c: LEAVE_OUT if field in taken else field for c, field in mapping.items()}
    return {**kept, **said}


def check_mapping(kind: str, mapping: dict[str, str]) -> None:
    """Raise ``Invalid`` when a needed field has no column or a field has too many."""
    used = [field for field in mapping.values() if field not in (LEAVE_OUT, OWN_FIELD)]
    for field in FIELDS[kind]:
        if field.is_needed and field.key not in used and "title" not in used:
            raise Invalid(f"Choose the column that holds “{field.label}”.")
        if used.count(field.key) > 1 and field.key not in {"words", "title"}:
            raise Invalid(f"Two columns become “{field.label}”. Choose one of them.")


def _sample(path: Path, shape: TableShape) -> list[tuple[str, ...]]:
    rows = [row.cells for row in islice(read_table(path, shape), GUESS_ROWS)]
    if not rows:
        raise Invalid("The file has a header but no rows.")
    return rows


def _guessed(
    kind: str, shape: TableShape, sample: list[tuple[str, ...]]
) -> dict[str, str]:
    matches = guess_mapping(kind=kind, columns=shape.columns, rows=sample)
    return {match.column: match.field for match in matches}


def _guess_kind(shape: TableShape, sample: list[tuple[str, ...]]) -> str:
    """Return the kind whose fields fit better; long words speak for feedback."""
    scores = {}
    for kind in FIELDS:
        matches = guess_mapping(kind=kind, columns=shape.columns, rows=sample)
        fields = {match.field for match in matches}
        scores[kind] = sum(WEIGHTS[match.confidence] for match in matches)
        scores[kind] += 3 * bool(fields & {"revenue", "revenue_month", "plan"})
        scores[kind] += 4 * ("words" in fields)
    return max(scores, key=lambda kind: scores[kind])


def _guess_options(
    actor: Actor,
    file_name: str,
    shape: TableShape,
    kind: str,
    sample: list[tuple[str, ...]],
) -> dict[str, object]:
    workspace = workspace_of(actor=actor)
    cells = [cell for row in sample for cell in row]
    day_first = is_day_first(cells)
    return {
        "shape": asdict(shape),
        "zone": workspace.timezone,
        "day_first": True if day_first is None else day_first,
        "is_day_first_sure": day_first is not None,
        "source": Path(file_name).stem[:60] if kind == "feedback" else "",
        "currency": workspace.currency,
        "create_customers": True,
    }
