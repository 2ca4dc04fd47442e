"""Which row of a table is its header, if any is, and what the columns are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from leadline.foundation.errors import Invalid
from leadline.foundation.tables.header_words import header_share
from leadline.foundation.tables.kinds import is_year, kind_of

Rows = Sequence[Sequence[str]]
LOOK_DOWN = 25
LOOK_ACROSS = 200
BELOW = 30
TYPED = "ndmu"
SOME_KNOWN = 0.34
# A row further down must be this much more of a header than the first wide one.
CLEARLY = 1.5
# What survey tools write under a question that is answered in words.
ANSWER = re.compile(
    r"(?:open[- ]ended )?response|other \(please specify\)|freitext|offene antwort"
    r"|réponse ouverte|respuesta abierta|resposta aberta|risposta aperta|open antwoord",
    re.I,
)
IMPORT_ID = re.compile(r"""^\{"?'?ImportId""")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (-1: nowhere), where the data begin, the columns."""

    at: int
    body_at: int
    columns: tuple[str, ...]
    notes: tuple[str, ...] = ()


def find_header(sample: Rows, header_row: int | None = None) -> Header:
    """Return the header of a table from its first rows.

    ``header_row`` counts from 1 as people do; 0 says that there is none. Raises
    ``Invalid`` when there is no row at all, or none of that number.
    """
    filled = [sum(1 for cell in row if cell.strip()) for row in sample]
    if not any(filled):
        raise Invalid("The file has no rows. Export it again and bring that one.")
    if header_row is not None:
        return _told_header(sample, header_row)
    counts = Counter(n for n in filled if n)
    usual = max(counts, key=lambda n: (counts[n] * n, n))
    places = [at for at, n in enumerate(filled[:LOOK_DOWN]) if n and n >= usual * 0.6]
    places = places or [next(at for at, n in enumerate(filled) if n)]
    last = max(at for at, n in enumerate(filled) if n)
    places = [at for at in places if at < last] or places[:1]
    looked = [row[:LOOK_ACROSS] for row in sample]
    scores = {at: _header_score(looked, at) for at in places}
    best = max(places, key=lambda at: (scores[at], -at))
    if scores[best] < scores[places[0]] + CLEARLY:
        best = places[0]
    coded = [at for at, row in enumerate(sample[:LOOK_DOWN]) if _is_import_id(row)]
    best = min(best, *coded, places[0]) if coded else best
    if _is_data(looked, best):
        return _without(sample, places[0])
    return _with_lines_below(sample, best)


def _told_header(sample: Rows, header_row: int) -> Header:
    if header_row == 0:
        return _without(sample, 0)
    if header_row < 0 or header_row > len(sample):
        raise Invalid(
            f"There is no row {header_row} for a header among the first {len(sample)}."
        )
    if not any(cell.strip() for cell in sample[header_row - 1]):
        raise Invalid(f"Row {header_row} is empty: it cannot be the header.")
    return _with_lines_below(sample, header_row - 1)


def _without(sample: Rows, body_at: int) -> Header:
    width = Counter(len(row) for row in sample[body_at:] if any(row)).most_common(1)
    n = width[0][0] if width else max(len(row) for row in sample)
    note = (
        "The file has no header: its first row is read as data, and the columns are "
        "called by their number."
        if n > 1
        else "The file has no header: each of its lines is a row."
    )
    return Header(-1, body_at, tuple(f"Column {i}" for i in range(1, n + 1)), (note,))


def _kinds_below(sample: Rows, at: int) -> list[str]:
    """Return for each column the kind that most cells below a row have, or nothing."""
    below = [row for row in sample[at + 1 :] if any(row)][:BELOW]
    kinds = []
    for place in range(len(sample[at])):
        found = Counter(kind_of(row[place]) for row in below if place < len(row))
        found.pop("", None)
        kind, n = found.most_common(1)[0] if found else ("", 0)
        kinds.append(kind if n * 2 > sum(found.values()) else "")
    return kinds


def _contrast(sample: Rows, at: int) -> tuple[float, float]:
    """Return the shares of typed columns whose cell is a label, or is alike."""
    kinds = _kinds_below(sample, at)
    typed = unlike = alike = 0
    for cell, below in zip(sample[at], kinds, strict=True):
        own = kind_of(cell)
        if not own or below not in TYPED or not below or is_year(cell):
            continue
        typed += 1
        alike += own == below
        unlike += own in "wp"
    return unlike / max(typed, 1), alike / max(typed, 1)


def _header_score(sample: Rows, at: int) -> float:
    row = [cell.strip() for cell in sample[at] if cell.strip()]
    if not row:
        return 0.0
    unlike, alike = _contrast(sample, at)
    spoken = sum(cell.endswith(":") or ": " in cell for cell in row) / len(row)
    distinct = len(set(row)) / len(row)
    filled = len(row) / max(len(sample[at]), 1)
    known = header_share(row)
    return 3 * known + 2 * (unlike - alike) + 0.3 * filled + distinct - spoken


def _is_data(sample: Rows, at: int) -> bool:
    """Return whether the likeliest header is a row like the rows below it."""
    row = [cell.strip() for cell in sample[at] if cell.strip()]
    rest = [r for r in sample[at + 1 :] if any(cell.strip() for cell in r)]
    known = header_share(row)
    if not rest or known > SOME_KNOWN:
        return False
    unlike, alike = _contrast(sample, at)
    if alike or unlike:
        return alike > unlike
    if known:
        return False
    if len(sample[at]) == 1:
        return not _is_title_of_lines(row[0], [r[0] for r in rest if r])
    kinds = _kinds_below(sample, at)
    return any(
        kind_of(cell) == below == "p" and not cell.strip().endswith(("?", ":", "…"))
        for cell, below in zip(sample[at], kinds, strict=True)
    )


def _is_title_of_lines(first: str, lines: list[str]) -> bool:
    """Return whether the first of many lines names what stands below it."""
    if first.endswith(("?", ":")):
        return sum(line.strip().endswith(first[-1]) for line in lines) * 4 < len(lines)
    words = len(first.split())
    usual = sum(len(line.split()) for line in lines) / len(lines)
    return words == 1 and usual >= 2.5 and not first.endswith((".", "!"))


def _with_lines_below(sample: Rows, at: int) -> Header:
    """Return a header of one line, or of more where the next are none of the data."""
    header = list(sample[at])
    for lines in (3, 2, 1):
        row = sample[at + lines] if at + lines < len(sample) else []
        if _is_import_id(row):
            names = sample[at + 1] if lines > 1 else header
            note = f"{lines + 1} lines make the header, as surveys are exported."
            return Header(at, at + lines + 1, _name_columns(names), (note,))
    if at + 1 < len(sample) and _is_second_line(sample, at):
        names = _joined(header, sample[at + 1])
        note = "The first two lines make the header, as surveys are exported."
        return Header(at, at + 2, _name_columns(names), (note,))
    return Header(at, at + 1, _name_columns(_under_groups(sample, at)))


def _is_import_id(row: Sequence[str]) -> bool:
    return any(IMPORT_ID.match(cell.strip()) for cell in row[:5])


def _is_second_line(sample: Rows, at: int) -> bool:
    """Return whether the row below the header goes on with it.

    It does when it is empty where all rows below are filled with numbers, dates or
    addresses, and says what kind of answer stands below, or fills gaps of the header.
    """
    header, second = sample[at], sample[at + 1]
    below = [row for row in sample[at + 2 :] if any(row)][:BELOW]
    if not below:
        return False
    said = [(place, cell.strip()) for place, cell in enumerate(second) if cell.strip()]
    if not said or any(kind_of(cell) in TYPED for _, cell in said):
        return False
    kinds = _kinds_below(sample, at + 1)
    bare = [
        place
        for place, kind in enumerate(kinds)
        if kind in TYPED
        and kind
        and place < len(second)
        and not second[place].strip()
        and all(place < len(row) and row[place].strip() for row in below)
    ]
    answers = any(ANSWER.fullmatch(cell) for _, cell in said)
    fills = any(place >= len(header) or not header[place].strip() for place, _ in said)
    return bool(answers or (bare and fills))


def _joined(header: Sequence[str], second: Sequence[str]) -> list[str]:
    """Return the names of two lines: the question, and the choice where it has many."""
    width = max(len(header), len(second))
    names, question = [], ""
    for place in range(width):
        top = header[place].strip() if place < len(header) else ""
        low = second[place].strip() if place < len(second) else ""
        question = top or question
        if not low or ANSWER.fullmatch(low):
            names.append(top)
        else:
            names.append(f"{question} \u2013 {low}" if question else low)
    return names


def _under_groups(sample: Rows, at: int) -> list[str]:
    """Return the header; names that repeat get the heading of their group."""
    header = [cell.strip() for cell in sample[at]]
    twice = {name for name, n in Counter(header).items() if n > 1 and name}
    above = sample[at - 1] if at else []
    groups = [cell for cell in above if cell.strip()]
    if not twice or len(groups) < 2 or len(groups) >= len(header):
        return header
    names, group = [], ""
    for place, name in enumerate(header):
        group = (above[place].strip() if place < len(above) else "") or group
        names.append(f"{group} \u2013 {name}" if name in twice and group else name)
    return names


def _name_columns(header: Sequence[str]) -> tuple[str, ...]:
    """Return the header with empty names filled and repeated ones kept apart."""
    names: list[str] = []
    seen: Counter[str] = Counter()
    for place, cell in enumerate(header, start=1):
        name = " ".join(cell.split()) or f"Column {place}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)
