"""Lines at the end of many pieces: footers in any wording, known by repeating."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

FEWEST, SHARE, ENOUGH = 5, 0.01, 200
FEWEST_WORDS, MOST_LINES, LONGEST = 3, 8, 300
_WORD = re.compile(r"\w+")


def boilerplate(texts: Sequence[str]) -> frozenset[str]:
    """Return the lines that many pieces end with and none begins with.

    A firm's slogan, an address or a notice stands below what is said, word for word
    the same, in whatever language. What customers say alike stands alone or first.

    Parameters
    ----------
    texts : sequence of str
        Own words of pieces, see `take_apart`.

    Returns
    -------
    frozenset of str
        Lines, in the form of `line_key`.

    Examples
    --------
    >>> said = [f"Thing {n} fails\\nAsk for our summer list" for n in range(9)]
    >>> sorted(boilerplate(said))
    ['ask for our summer list']
    """
    ends: Counter[str] = Counter()
    begins: set[str] = set()
    above: dict[str, set[str]] = {}
    for text in texts:
        if "\n" not in text:
            begins.add(line_key(text[:LONGEST]))
            continue
        lines = [line_key(line) for line in text.splitlines() if line.strip()]
        begins.update(lines[:1])
        for at in range(max(1, len(lines) - MOST_LINES), len(lines)):
            key = lines[at]
            ends[key] += 1
            if len(firsts := above.setdefault(key, set())) < ENOUGH:
                firsts.add(lines[0])
    fewest = max(FEWEST, min(SHARE * len(texts), ENOUGH))
    return frozenset(
        key
        for key, count in ends.items()
        if count >= fewest
        and key not in begins
        and key.count(" ") + 1 >= FEWEST_WORDS
        # The same piece sent many times repeats all its lines, and says each.
        and len(above[key]) >= fewest
    )


def line_key(line: str) -> str:
    """Return a line by its words alone.

    >>> line_key("  Ask for our *summer* list! ")
    'ask for our summer list'
    """
    return " ".join(_WORD.findall(line.casefold()))


def without_boilerplate(text: str, lines: frozenset[str]) -> str:
    """Return a text without such lines below its first; never empty.

    >>> without_boilerplate("It fails\\n\\nAsk us!", frozenset(["ask us"]))
    'It fails'
    """
    if not lines or "\n" not in text:
        return text
    first, *rest = text.split("\n")
    kept = [first, *(line for line in rest if line_key(line) not in lines)]
    return "\n".join(kept).strip() or text
