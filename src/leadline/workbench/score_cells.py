"""The cells of a file of forecasts, as spreadsheets of many countries write them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from leadline.foundation.errors import Invalid

HAPPENED = frozenset(
    "yes y true ja j wahr oui vrai sí si s sim verdadero verdadeiro v waar juist vero"
    " happened eingetreten".split()
) | {"it happened"}
DID_NOT = frozenset(
    "no n false nein falsch non faux não nao falso f nee onwaar onjuist".split()
) | {"it did not happen", "did not happen"}
DRAW = frozenset({"draw", "tie", "unentschieden", "égalité", "empate", "pareggio"})
OPEN = frozenset(
    "|n/a|na|n.a.|n. a.|#n/a|nan|null|none|-|--|\u2013|\u2014|?|tbd|open|pending"
    "|unknown|offen|ausstehend|unbekannt|k.a.|k. a.|ouvert|en cours|en attente"
    "|pendiente|abierto|aberto|em aberto|pendente|s/d|nog open|onbekend|n.v.t."
    "|aperto|in sospeso|nd|n.d.|n/d".split("|")
)
# What only a decimal mark can be: no three digits behind it, a zero before it alone,
# or thousands parted by something else.
DECIMAL = {
    mark: re.compile(
        rf"^-?\d+\{mark}(?!\d{{3}}$)\d+$|^-?0\{mark}\d+$"
        rf"|^-?\d{{1,3}}(?:[^\d\{mark}]\d{{3}})+\{mark}\d+$"
    )
    for mark in ",."
}
GROUPED = re.compile(r"^-?\d{1,3}([.,])\d{3}(?:\1\d{3})*$")
SPACES = re.compile(r"(?<=\d)[\s\u00a0\u2009\u202f'\u2019](?=\d{3}(?!\d))")
LEAST_PERCENT = 10
MIXED = 0.1


def is_open(cell: str) -> bool:
    """Return whether a cell says that the outcome is not known yet."""
    return cell.strip().casefold() in OPEN


def decimal_mark(cells: Iterable[str], delimiter: str) -> tuple[str, str]:
    """Return which mark stands before decimals in a file, and what to tell of it.

    It is judged over all numbers: ``0,7`` and ``1.234,5`` settle it. Where nothing
    does, a file whose cells are parted by semicolons has decimal commas.
    """
    plain = [_plain(cell) for cell in cells]
    found = {mark for mark in DECIMAL if any(map(DECIMAL[mark].match, plain))}
    if len(found) == 2:
        raise Invalid(
            "some numbers have a decimal comma and some a point; write them one way."
        )
    if found:
        return found.pop(), ""
    mark = "," if delimiter == ";" else "."
    doubtful = next((cell for cell in plain if GROUPED.match(cell)), "")
    if not doubtful:
        return mark, ""
    read = f"{number_of(doubtful, mark):g}"
    return (
        mark,
        f"Numbers like {doubtful} could be read in two ways; it counts as {read}.",
    )


def number_of(cell: str, mark: str) -> float:
    """Return the number in a cell; raise ``Invalid`` where it is none.

    >>> number_of("1 234,5", ","), number_of("70 %", ".")
    (1234.5, 0.7)
    """
    share = cell.strip().endswith("%")
    plain = _plain(cell)
    grouping = "." if mark == "," else ","
    if grouping in plain:
        whole = plain.partition(mark)[0]
        if not GROUPED.match(whole) or grouping in plain.partition(mark)[2]:
            raise Invalid(f"{cell} is no number.")
        plain = plain.replace(grouping, "")
    try:
        number = float(plain.replace(mark, ".")) / (100 if share else 1)
    except ValueError:
        raise Invalid(f"{cell or 'An empty cell'} is no number.") from None
    if not math.isfinite(number):
        raise Invalid(f"{cell} is no number to reckon with.")
    return number


def _plain(cell: str) -> str:
    text = cell.strip().rstrip("%").strip().replace("\u2212", "-")
    return SPACES.sub("", text)


def is_in_percent(cells: Sequence[str], mark: str) -> bool:
    """Return whether a whole column of probabilities runs from 0 to 100.

    Nothing in it may look like a share of 1, but for one in ten: 0.5 can be half a
    percent. A single 1.5 among shares is a slip, and no column of percent.
    """
    numbers = []
    for cell in cells:
        if cell.strip().endswith("%"):
            continue
        try:
            numbers.append(number_of(cell, mark))
        except Invalid:
            continue
    if not numbers or not LEAST_PERCENT <= max(numbers) <= 100 or min(numbers) < 0:
        return False
    shares = sum(1 for number in numbers if 0 < number < 1)
    return shares <= MIXED * len(numbers)


def outcome_of(cell: str, mark: str) -> float:
    """Return 1, 0 or 0.5; raise ``Invalid`` for what is no outcome."""
    word = cell.strip().casefold()
    if word in HAPPENED or word in DID_NOT:
        return float(word in HAPPENED)
    if word in DRAW:
        return 0.5
    try:
        number = number_of(cell, mark)
    except Invalid:
        number = math.nan
    if number in (0.0, 0.5, 1.0):
        return number
    raise Invalid(
        f"{cell} is no outcome; write 1 (it happened), 0 (it did not) or 0.5 (a draw)."
    )
