"""Rows of a file that are none of its table: totals, and the foot of a report.

They are not dropped: each is yielded with the reason in ``Row.aside``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leadline.foundation.tables.kinds import kind_of
from leadline.foundation.tables.lines import OddRow
from leadline.foundation.tables.shapes import Row

HELD = 60
SHOWN = 60
FEW = 6
LEARNT_FROM = 200
TOTAL = re.compile(
    r"(?:(?:(?:grand|overall|report|sub)[- ]?)?totals?|sub[- ]?total|sums?|sum total"
    r"|(?:gesamt|zwischen|end|teil)?summen?|gesamt|insgesamt|gesamtergebnis"
    r"|sous[- ]total|total(?:aux)? ?(?:général|generale?|geral|generaal)?|somme"
    r"|total general|gran total|suma|totale|somma|totaal|eindtotaal|subtotaal|soma"
    r"|total geral|subtotale|totale complessivo|totale generale)"
    r"\s*+(?:\(\s*\d[\d.,\s]*+\w*+\s*\)|[:=#]|\d[\d.,]*+\s*+\w{0,10})?\s*",
    re.I,
)
# The first three letters of all of them: a cheap look before the dear one.
TOTAL_STARTS = frozenset(
    "tot gra ove rep sub sum ges zwi end tei ins sou som gen ein gran".split()
)
FOOT = re.compile(
    r"copyright\b.*|©.*|\(c\) .*|confidential\b.*(?:information|do not|distribut).*"
    r"|.*\ball rights reserved\b.*|(?:report )?generated (?:by|on|at)\b.*"
    r"|exported (?:by|on|at|from)\b.*|report (?:name|date|run|filters?)\b.*"
    r"|(?:applied )?filters?(?: applied)?:.*|filtered by\b.*|as of\b.*\d.*"
    r"|page \d+ (?:of|/) \d+|seite \d+ (?:von|/) \d+|page \d+ (?:de|sur) \d+"
    r"|(?:erstellt|exportiert) (?:am|von)\b.*|stand:? .*\d{4}.*|quelle:.*|source:.*"
    r"|vertraulich\b.*|alle rechte vorbehalten.*|tous droits réservés.*"
    r"|généré (?:le|par)\b.*|generado (?:el|por)\b.*|gerado (?:em|por)\b.*"
    r"|generato (?:il|da)\b.*|gegenereerd (?:op|door)\b.*"
    r"|(?:total |number of )?(?:records|rows|results):? ?\d[\d.,]*"
    r"|end of (?:report|file)"
    r"|\d[\d.,]* (?:records?|rows?|results?)(?: (?:found|shown|exported))?\.?",
    re.I | re.S,
)
NAUGHT = frozenset(("-", "\u2013", "\u2014", ""))
IS_TOTAL = "A line of totals, none of the table's rows."
IS_FOOT = "A line below or between the rows of the table (the foot of a report)."


def total_words(cell: str) -> bool:
    """Return whether a cell says that its row is a total.

    >>> [total_words(c) for c in ("Grand Total", "Total (12)", "Total Oil")]
    [True, True, False]
    """
    text = cell.strip()
    return text[:3].lower() in TOTAL_STARTS and bool(TOTAL.fullmatch(text))


def told_apart(rows: Iterator[list[str]], width: int, skip: int) -> Iterator[Row]:
    """Yield rows by number; those that belong to no table with the reason.

    Lines of a single cell below an empty row are held back until it is known whether
    the table goes on: at the end of a file they are its foot.
    """
    sorter = _Sorter(width, skip)
    for number, cells in enumerate(rows, start=1):
        if len(cells) == width and type(cells) is list and sorter.is_at_ease:
            head = cells[0]
            # The everyday row; all that follows is for the others.
            if (
                head
                and head[:3].lower() not in TOTAL_STARTS
                and (any(cells[1:4]) or width == 1)
                and not head.isspace()
            ):
                if number > skip:
                    yield Row(number, tuple(cells))
                continue
        yield from sorter.take(number, cells)
    yield from sorter.end()


class _Sorter:
    def __init__(self, width: int, skip: int) -> None:
        self.width = width
        self.skip = skip
        self.held: list[Row] = []
        self.is_after_gap = False
        self.is_known = False
        self._seen = 0
        self._filled = 0

    @property
    def is_at_ease(self) -> bool:
        """Whether nothing is held back or awaited, and the table is known."""
        return self.is_known and not self.held and not self.is_after_gap

    def take(self, number: int, cells: list[str]) -> Iterator[Row]:
        filled = [cell for cell in cells if cell and not cell.isspace()]
        if not filled:
            self.is_after_gap = True
            return
        row = self._row(number, cells, filled)
        if self.width > 1 and len(filled) == 1 and not row.aside:
            is_start = bool(cells[0].strip())
            if is_start and (self.is_after_gap or self.held) and len(self.held) < HELD:
                self.held.append(row)
                return
        if self.held:
            yield from self._release(is_end=False)
        self.is_after_gap = bool(row.aside) and self.is_after_gap
        if not row.aside and not self.is_known:
            self._seen += 1
            self._filled += len(filled)
            self.is_known = self._seen >= LEARNT_FROM
        if number > self.skip:
            yield row

    def end(self) -> Iterator[Row]:
        yield from self._release(is_end=True)

    def _release(self, *, is_end: bool) -> Iterator[Row]:
        """Yield what was held back: lines of one cell in a table of many are no rows.

        A line as wide as the table, its other cells empty, may be a row. At the end
        it is the foot where one of the lines says so, or rows are usually fuller.
        """
        held, self.held = self.held, []
        usual = self._filled / max(self._seen, 1)
        says_so = any(FOOT.fullmatch(_first(row.cells)) for row in held)
        is_foot = is_end and (says_so or (usual >= 3 and len(held) <= FEW))
        for row in held:
            if is_foot or (row.note and usual >= 2):
                row = Row(row.number, row.cells, "", IS_FOOT)
            if row.number > self.skip:
                yield row

    def _row(self, number: int, cells: list[str], filled: list[str]) -> Row:
        width = self.width
        note = aside = ""
        if type(cells) is OddRow:
            note, aside = cells.note, cells.aside
        extra = [cell for cell in cells[width:] if cell.strip()]
        if len(cells) < width:
            missing = width - len(cells)
            note = f"{note} {_so_many(missing)} missing and read as empty.".strip()
        elif extra:
            note = f"{note} {_left_out(extra)}".strip()
        if not aside and width > 1:
            aside = self._reason(filled)
        padded = (*cells[:width], *[""] * (width - len(cells)))
        return Row(number, padded, note, aside)

    def _reason(self, filled: list[str]) -> str:
        first, *rest = filled
        is_sums = all(kind_of(cell) == "n" or cell.strip() in NAUGHT for cell in rest)
        if is_sums and total_words(first) and (rest or self.width > 2):
            return IS_TOTAL
        if not rest and FOOT.fullmatch(first.strip()):
            return IS_FOOT
        return ""


def _first(cells: tuple[str, ...]) -> str:
    return next((cell.strip() for cell in cells if cell.strip()), "")


def _left_out(extra: list[str]) -> str:
    """Return a note with the text of the cells for which there is no column.

    They may be the end of words that hold the delimiter without quotes about them.
    """
    is_one = len(extra) == 1
    stands = "One cell stands" if is_one else f"{len(extra)} cells stand"
    text = " ".join(" ".join(extra).split())
    shown = f"{text[:SHOWN].rstrip()}…" if len(text) > SHOWN else text
    return (
        f"{stands} beyond the last column and {'is' if is_one else 'are'} left out: "
        f"“{shown}”. A cell of this row may have been cut where it holds the "
        "delimiter without quotes."
    )


def _so_many(n: int) -> str:
    return "One cell was" if n == 1 else f"{n} cells were"
