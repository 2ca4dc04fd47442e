"""Which column becomes what: a guess with how sure it is, for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from leadline.importing.fields import FIELDS, Field
from leadline.importing.values import is_email, read_domain, read_moment, read_money

LEAVE_OUT = ""
OWN_FIELD = "own"
NEVER = 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """A column of the file, what it becomes, and how sure the guess is."""

    column: str
    field: str
    confidence: str
    filled: int
    sample: str


def guess_mapping(
    *, kind: str, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> list[Match]:
    """Return a match for each column, in order; every field is used once at most.

    ``confidence`` is high (the header is a known name and the cells fit), medium
    (a similar name, or a known name whose cells say little), low (the cells
    alone), or empty for a column that is left out.
    """
    cells = [[row[place].strip() for row in rows] for place in range(len(columns))]
    scores = []
    for place, (column, values) in enumerate(zip(columns, cells, strict=True)):
        if filled := tuple(value for value in values if value):
            fits = {look: test(filled) for look, test in LOOKS.items()}
            scores += [
                (_score(field, column, fits[field.looks]), -place, -order)
                for order, field in enumerate(FIELDS[kind])
            ]
    taken: dict[int, tuple[str, float]] = {}
    for score, place, order in sorted(scores, reverse=True):
        field = FIELDS[kind][-order]
        is_free = field.key not in {key for key, _ in taken.values()}
        if score > NEVER and -place not in taken and is_free:
            taken[-place] = (field.key, score)
    unmatched = OWN_FIELD if kind == "customers" else LEAVE_OUT
    return [
        _match(column, cells[place], taken.get(place, (unmatched, NEVER)))
        for place, column in enumerate(columns)
    ]


def _match(column: str, cells: Sequence[str], guess: tuple[str, float]) -> Match:
    field, score = guess
    filled = [cell for cell in cells if cell]
    confidence = next(
        (word for limit, word in ((0.9, "high"), (0.6, "medium"), (0.01, "low"))
         if score >= limit),
        "",
    )  # fmt: skip
    sample = filled[0][:120] if filled else ""
    if not filled and field == OWN_FIELD:
        field = LEAVE_OUT
    return Match(column, field, confidence, len(filled), sample)


def plain_header(header: str) -> str:
    """Return a header in lower-case words.

    >>> plain_header("Custom field (Story Points)"), plain_header("createdAt [date]")
    ('story points', 'created at')
    """
    header = re.sub(r"^custom field \((.*)\)", r"\1", header, flags=re.I)
    header = re.sub(r"\[\w+\]|__c$|\(\d+\)$", " ", header)
    header = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", header)
    return " ".join(re.findall(r"[^\W_]+", header.lower()))


def _score(field: Field, column: str, fit: float) -> float:
    """Return how well a column fits a field, 0 to 1; 0 where the cells contradict.

    ``fit`` is how well its cells pass the field's test.
    """
    if fit < 0.35:
        return NEVER
    name = plain_header(column)
    if name in field.names:
        place = field.names.index(name) / len(field.names)
        return 0.9 + 0.06 * fit - 0.05 * place if fit > 0.6 else 0.75
    near = max(fuzz.ratio(name, known) for known in field.names) / 100
    words = set(name.split())
    holds = any(set(known.split()) <= words for known in field.names if " " in known)
    if near >= 0.86 or holds:
        return 0.6 + 0.2 * near * fit
    if field.looks in {"prose", "email", "moment", "link"} and fit > 0.8:
        return 0.2 + 0.2 * fit
    return NEVER


def _share(test: Callable[[str], object], values: Sequence[str]) -> float:
    return sum(bool(test(value)) for value in values) / len(values)


def _is_moment(value: str) -> bool:
    try:
        read_moment(value, zone=ZoneInfo("UTC"))
    except ValueError:
        return False
    return True


def _is_money(value: str) -> bool:
    try:
        read_money(value)
    except ValueError:
        return False
    return len(re.sub(r"[\d.,\s]", "", value)) <= 8


def _few(values: Sequence[str]) -> float:
    """Return how few different values there are; labels repeat, prose does not."""
    if max(map(len, values)) > 80:
        return NEVER
    return 1.0 if len(values) < 8 else 1.0 - 0.5 * len(set(values)) / len(values)


def _prose(values: Sequence[str]) -> float:
    length = sum(map(len, values)) / len(values)
    spaced = _share(lambda value: " " in value, values)
    return min(1.0, 0.4 + 0.6 * spaced * min(length / 30, 1.0))


LOOKS: Mapping[str, Callable[[Sequence[str]], float]] = {
    "text": lambda values: 1.0,
    "prose": _prose,
    "id": lambda values: len(set(values)) / len(values),
    "name": lambda values: _share(lambda v: len(v) <= 80 and not is_email(v), values),
    "moment": lambda values: _share(_is_moment, values),
    "email": lambda values: _share(is_email, values),
    "domain": lambda values: _share(read_domain, values),
    "money": lambda values: _share(_is_money, values),
    "link": lambda values: _share(lambda v: re.match(r"https?://", v), values),
    "few": _few,
}
