"""Which sign stands between the cells of a text file, if any does."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from pathlib import Path

from leadline.foundation.tables.header_words import header_share
from leadline.foundation.tables.kinds import kind_of
from leadline.foundation.tables.lines import open_text, text_rows

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
SAMPLE_ROWS = 200
NAMED = re.compile(r'^\ufeff?"?sep=(.)"?\s*$', re.I)
MOSTLY = 0.8
FEWEST = 0.25


def named_delimiter(path: Path, encoding: str) -> str:
    """Return the delimiter that the first line names (``sep=;``), or nothing."""
    with open_text(path, encoding) as text:
        found = NAMED.match(text.readline(40).rstrip("\r\n"))
    return found.group(1) if found else ""


def guess_delimiter(path: Path, encoding: str) -> str:
    """Return the delimiter under which most rows have the same, largest width.

    Empty when none makes a table: a comma within sentences is none.
    """
    best, best_score = "", 0.0
    for delimiter in DELIMITERS:
        rows = list(islice(text_rows(path, encoding, delimiter), SAMPLE_ROWS))
        rows = [row for row in rows if any(map(str.strip, row))]
        widths = Counter(len(row) for row in rows)
        # Lines of one cell are titles and feet, or all of the file: they never vote.
        widths.pop(1, None)
        if not widths:
            continue
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
        score = times / len(rows) + width / 1000
        if score > best_score and not _is_prose(rows, delimiter, width):
            best, best_score = delimiter, score
    return best


def _is_prose(rows: list[list[str]], delimiter: str, width: int) -> bool:
    """Return whether the sign stands within sentences rather than between cells.

    Between cells no blank follows a comma, rows are equally wide, and the first of
    them is a header or like the others; pipes and tabs are not part of sentences.
    """
    if delimiter in "\t|":
        return False
    regular = sum(len(row) == width for row in rows) / len(rows)
    if regular < FEWEST and header_share(rows[0]) <= 0.5:
        return True
    inner = [cell for row in rows for cell in row[1:] if cell]
    spaced = sum(cell[0] == " " for cell in inner) / max(len(inner), 1)
    if spaced < MOSTLY:
        return len(rows[0]) == 1 and regular < 0.5
    if len(rows[0]) > 1 and all(rows[0]) and header_share(rows[0]) > 0.5:
        return False
    typed = [
        {kind_of(row[place]) for row in rows[1:] if place < len(row)} - {""}
        for place in range(width)
    ]
    is_typed = any(len(kinds) == 1 and kinds <= set("ndmu") for kinds in typed)
    return not (is_typed and regular >= MOSTLY)
