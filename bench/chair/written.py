"""The words that the chair's models learn from, written for this and nothing else.

``written_*.txt``: a line "? question", three lines "1 title | note", then the words,
each behind three letters for the three options: f for, a against, n neither; or
behind a single o for words that are not about the question. ``\\n`` is a new line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
LETTERS = {"f": 1, "a": -1, "n": 0}


@dataclass
class Case:
    """A decision and labelled words; none for words off the question."""

    question: str
    options: list[tuple[str, str]] = field(default_factory=list)
    words: list[tuple[str, list[int] | None]] = field(default_factory=list)


def cases() -> list[Case]:
    """Return every decision with its words, in the order of the files."""
    found: list[Case] = []
    for path in sorted(HERE.glob("written_*.txt")):
        for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
            if line.startswith("? "):
                found.append(Case(line[2:]))
            elif option := re.fullmatch(r"[123] (.*?) \| (.*)", line):
                found[-1].options.append((option[1], option[2]))
            else:
                labels, _, text = line.partition(" ")
                sides = None if labels == "o" else [LETTERS[c] for c in labels]
                found[-1].words.append((text.replace("\\n", "\n"), sides))
    return found
