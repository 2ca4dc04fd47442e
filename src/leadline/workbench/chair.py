"""Which words of a file are about a decision, and on which side they stand."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from leadline.engine.chair.sides import NEITHER
from leadline.engine.chair.stance import propose_sides
from leadline.engine.errors import EngineError
from leadline.foundation.errors import Invalid
from leadline.foundation.text import plain_cell
from leadline.workbench.discover import Columns, Pieces, read_pieces
from leadline.workbench.plain_json import read_object

HEADER = ("id", "option", "side", "strength", "passage")
SHAPE = '{"question": "…", "options": [{"id": "…", "title": "…", "note": "…"}]}'


@dataclass(frozen=True, slots=True)
class Question:
    """A decision of a file: the question, its options by id, title and note."""

    question: str
    ids: tuple[str, ...]
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A word beside an option, as it is written to the file."""

    id: str
    option: str
    side: str
    strength: float
    passage: str
    customer: str | None = None

    def as_json(self) -> dict[str, object]:
        """Return the fields; the customer only where one is known."""
        fields = asdict(self)
        if self.customer is None:
            fields.pop("customer")
        return fields


def read_question(path: Path) -> Question:
    """Read a decision file.

    Raises ``Invalid`` when it is no JSON, has no question or no two options, or when
    an option has no id or title or shares its id with another.
    """
    try:
        told = read_object(path, called="a decision")
    except Invalid as error:
        raise Invalid(f"{error} A decision looks like {SHAPE}.") from None
    question = _text(told.get("question"))
    options = told.get("options")
    if not question:
        raise Invalid(f'{path} has no "question". A decision looks like {SHAPE}.')
    if not isinstance(options, list) or len(options) < 2:
        raise Invalid(f'{path} needs at least two "options". It looks like {SHAPE}.')
    ids, read = [], []
    for number, option in enumerate(options, start=1):
        fields = option if isinstance(option, dict) else {}
        title, key = _text(fields.get("title")), _text(fields.get("id"))
        if not title or not key:
            raise Invalid(f'Option {number} of {path} needs an "id" and a "title".')
        if key in ids:
            raise Invalid(f'Two options of {path} have the id "{key}".')
        ids.append(key)
        read.append((title, _text(fields.get("note"))))
    return Question(question, tuple(ids), tuple(read))


def read_words(path: Path, columns: Columns) -> Pieces:
    """Read the words of a file.

    Raises ``Invalid`` when the file cannot be read, lacks a column or holds no words.
    """
    pieces = read_pieces(path, columns)
    if not any(text.strip() for text in pieces.texts):
        raise Invalid(
            "No row of the text column says anything. Name the column with the words."
        )
    return pieces


def hear(pieces: Pieces, question: Question) -> list[Side]:
    """Return a row for each word and option held relevant, the surest words first.

    Raises ``Invalid`` when a model is missing.
    """
    try:
        found = propose_sides(pieces.texts, question.question, question.options)
    except EngineError as error:
        raise Invalid(str(error)) from error
    names = pieces.customers
    return [
        Side(
            id=pieces.ids[one.word],
            option=question.ids[one.option],
            side=one.side,
            strength=one.strength,
            passage=one.passage,
            customer=names[one.word] if names is not None else None,
        )
        for one in found
    ]


def write_sides(sides: Sequence[Side], path: Path) -> None:
    """Write the rows as CSV. Raises ``Invalid`` when the file cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            writer.writerows(_cells(s) for s in sides)
    except OSError as error:
        raise Invalid(
            f"{path} cannot be written to ({error.strerror}). Name another file with "
            "--out."
        ) from error


def _cells(side: Side) -> tuple[str, ...]:
    words = (side.id, side.option, side.side, f"{side.strength:.4f}", side.passage)
    return tuple(map(plain_cell, words))


def told(pieces: Pieces, sides: Sequence[Side]) -> dict[str, object]:
    """Return how many words there were, were relevant, and took a side."""
    sided = {s.id for s in sides if s.side != NEITHER}
    return {
        "words": len(pieces.ids),
        "relevant": len({s.id for s in sides}),
        "sided": len(sided),
        "why_no_side": ""
        if sided
        else "No side was sure enough to propose. Read the words and say where they "
        "stand.",
    }


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
