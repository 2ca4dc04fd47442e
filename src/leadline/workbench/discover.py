"""Find the needs in a file of feedback."""

from __future__ import annotations

import csv
import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from leadline.engine.errors import EngineError
from leadline.engine.text.clean import clean_lines, has_content, one_line
from leadline.engine.text.encoders import fitting, load_encoder
from leadline.engine.text.group import Grouping, GroupSettings, group
from leadline.engine.text.leftover import dissolved
from leadline.engine.text.mail import (
    boilerplate,
    take_apart,
    without_boilerplate,
)
from leadline.engine.text.name import GroupName, NameSettings, name_groups
from leadline.foundation.errors import Invalid
from leadline.foundation.shown import json_text
from leadline.foundation.tables import read_table, sniff_table
from leadline.foundation.text import plain_cell
from leadline.workbench.dates import days_of

Progress = Callable[[str, int, int], None]
LONGEST_QUOTE = 1000


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what; only the words are needed."""

    text: str
    id: str | None = None
    customer: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Pieces:
    """The feedback of a file, column by column, in the order of its rows."""

    ids: list[str]
    texts: list[str]
    customers: list[str] | None = None
    days: list[dt.date | None] | None = None


@dataclass(frozen=True, slots=True)
class NeedFound:
    """One need as it is written to ``needs.json``."""

    id: str
    name: str
    keywords: list[str]
    size: int
    quotes: list[str]
    first_seen: str | None
    last_seen: str | None
    customers: int | None = None

    def as_json(self) -> dict[str, object]:
        """Return the fields of the contract; customers only where they are known."""
        fields = asdict(self)
        return fields if self.customers is not None else _without(fields, "customers")


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found: the needs, the largest first, and where each piece belongs."""

    needs: list[NeedFound]
    ids: list[str]
    need_ids: list[str]
    confidence: list[float]
    different: int
    encoder: str = ""
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def none(self) -> int:
        """How many pieces belong to no need."""
        return sum(1 for need in self.need_ids if not need)


@dataclass(frozen=True, slots=True)
class DiscoverSettings:
    """How to look: how many needs (``None``: find out), by which encoder.

    ``"auto"`` takes the exact one while that takes seconds; see `encoders.fitting`.
    """

    needs: int | None = None
    encoder: Literal["auto", "exact", "fast"] = "auto"


def read_pieces(path: Path, columns: Columns) -> Pieces:
    """Read the feedback of a CSV, TSV, JSON lines or XLSX file.

    Raises ``Invalid`` when the file cannot be read or lacks a named column. A row
    without an id, or a file without such a column, gets the number of the row.
    """
    shape = sniff_table(path)
    wanted = {k: v for k, v in asdict(columns).items() if v is not None}
    place = {k: _place(v, shape.columns) for k, v in wanted.items()}
    cells: dict[str, list[str]] = {k: [] for k in place}
    ids: list[str] = []
    for row in read_table(path, shape):
        for name, at in place.items():
            cells[name].append(row.cells[at])
        ids.append((row.cells[place["id"]] if "id" in place else "") or str(row.number))
    days = days_of(cells["date"]) if "date" in cells else None
    return Pieces(ids, cells["text"], cells.get("customer"), days)


def discover(
    pieces: Pieces,
    settings: DiscoverSettings | None = None,
    progress: Progress | None = None,
) -> Discovery:
    """Group pieces of feedback into needs and name each in the customers' words.

    The order of the rows does not matter. ``progress`` is called with the step, what
    is done and the total; it may raise to cancel. Raises ``Invalid`` when no piece
    says anything or more needs are asked for than there are different pieces.
    """
    settings = settings or DiscoverSettings()
    tell = progress or (lambda step, done, total: None)
    watch = _Watch()
    own = own_words(pieces.texts)
    by_line = [clean_lines(text) for text in own]
    plain = [one_line(lines) for lines in by_line]
    said = sorted({text for text in plain if has_content(text)})
    if not said:
        raise Invalid(
            "No row of the text column says anything. Name the column with the words."
        )
    watch.lap("clean")
    try:
        kind = fitting(said) if settings.encoder == "auto" else settings.encoder
        encoder = load_encoder(kind)
        vectors = encoder.encode(said, partial(tell, "Reading the words"))
        watch.lap("encode")
        tell("Grouping", 0, 1)
        found = group(vectors, said, GroupSettings(settings.needs))
        tell("Grouping", 1, 1)
        watch.lap("group")
        tell("Naming", 0, 1)
        lines = _lines(by_line, plain, said)
        if settings.needs is None:
            found = dissolved(found, lines)
        naming = NameSettings(_customers(pieces), encode=encoder.encode)
        names = name_groups(lines, found.labels, vectors, naming)
    except EngineError as error:
        raise Invalid(str(error)) from error
    rows_of = {text: row for row, text in enumerate(said)}
    where = np.array([rows_of.get(text, -1) for text in plain], dtype=np.int64)
    result = _told(replace(pieces, texts=own), where, found, names)
    tell("Naming", 1, 1)
    watch.lap("name")
    return replace(result, different=len(said), encoder=kind, seconds=watch.seconds)


def own_words(texts: Sequence[str]) -> list[str]:
    """Return what the writer of each piece says; "" where it can belong to no need.

    Lines that many pieces end with go too: footers in wordings nobody foresaw.
    """
    own = ["" if mail.set_aside else mail.words for mail in map(take_apart, texts)]
    repeated = boilerplate(own)
    return [without_boilerplate(words, repeated) for words in own]


def _lines(by_line: list[str], plain: list[str], said: list[str]) -> list[str]:
    """Return the different texts with their lines kept, for naming."""
    of_text = dict(zip(reversed(plain), reversed(by_line), strict=True))
    return [of_text[text] for text in said]


def _customers(pieces: Pieces) -> frozenset[str]:
    """Return the names of the customers, which no need is called by."""
    names = {name.strip() for name in pieces.customers or ()}
    return frozenset(names | {name.casefold() for name in names if " " in name})


def write_discovery(found: Discovery, folder: Path) -> tuple[Path, Path]:
    """Write ``needs.json`` and ``assignments.csv`` into the folder; return them.

    Raises ``Invalid`` when the folder cannot be written to.
    """
    needs, assignments = folder / "needs.json", folder / "assignments.csv"
    listed = [need.as_json() for need in found.needs]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = json_text(listed, indent=2) + "\n"
        needs.write_text(text, encoding="utf-8")
        with assignments.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "need_id", "confidence"])
            rows = zip(found.ids, found.need_ids, found.confidence, strict=True)
            writer.writerows(
                (plain_cell(i), need, f"{sure:.4f}") for i, need, sure in rows
            )
    except OSError as error:
        raise Invalid(
            f"{folder} cannot be written to ({error.strerror}). Name another folder "
            "with --out."
        ) from error
    return needs, assignments


def _told(
    pieces: Pieces,
    where: npt.NDArray[np.int64],
    found: Grouping,
    names: Sequence[GroupName],
) -> Discovery:
    """Spread what was found among different texts over all rows."""
    labels = np.where(where >= 0, found.labels[where], -1)
    sure = np.where(labels >= 0, found.confidence[where], 0.0)
    size = np.bincount(labels[labels >= 0], minlength=found.count)
    order = np.lexsort((np.arange(found.count), -size))
    digits = max(2, len(str(found.count)))
    called = {int(g): f"n{at:0{digits}d}" for at, g in enumerate(order, start=1)}
    first_row = {int(text): row for row, text in reversed(list(enumerate(where)))}
    rows_by = _rows_by(labels, found.count)
    needs = [
        _need(pieces, called[int(g)], names[int(g)], rows_by[int(g)], first_row)
        for g in order
    ]
    return Discovery(
        needs=needs,
        ids=pieces.ids,
        need_ids=[called.get(int(label), "") for label in labels],
        confidence=[float(s) for s in sure],
        different=0,
    )


def _need(
    pieces: Pieces,
    need_id: str,
    name: GroupName,
    rows: npt.NDArray[np.int64],
    first_row: dict[int, int],
) -> NeedFound:
    quotes = [pieces.texts[first_row[at]] for at in name.quotes_index]
    days: list[dt.date] = []
    if pieces.days is not None:
        days = [day for row in rows if (day := pieces.days[row]) is not None]
    customers = None
    if pieces.customers is not None:
        names = {pieces.customers[row].strip().casefold() for row in rows}
        customers = len(names - {""})
    return NeedFound(
        id=need_id,
        name=name.name,
        keywords=list(name.keywords),
        size=len(rows),
        quotes=[_quote(quote) for quote in quotes],
        first_seen=min(days).isoformat() if days else None,
        last_seen=max(days).isoformat() if days else None,
        customers=customers,
    )


def _rows_by(labels: npt.NDArray[np.int64], count: int) -> list[npt.NDArray[np.int64]]:
    order = np.argsort(labels, kind="stable")
    starts = np.searchsorted(labels[order], np.arange(count + 1))
    return [order[a:b] for a, b in pairwise(starts)]


def _quote(text: str) -> str:
    text = text.strip()
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def _place(name: str, columns: Sequence[str]) -> int:
    """Return where a column stands, by its name or its name in another case."""
    if name in columns:
        return columns.index(name)
    alike = [at for at, c in enumerate(columns) if c.casefold() == name.casefold()]
    if len(alike) == 1:
        return alike[0]
    raise Invalid(f"There is no column {name!r}. The file has: {', '.join(columns)}.")


def _without(fields: dict[str, object], name: str) -> dict[str, object]:
    return {key: value for key, value in fields.items() if key != name}


class _Watch:
    """How long each step took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, step: str) -> None:
        """Close a step."""
        here = time.perf_counter()
        self.seconds[step] = round(here - self._last, 3)
        self._last = here
