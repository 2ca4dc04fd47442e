"""Finds the people that a text names with an @."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

CODE = re.compile(
    r"(?<!`)(`++)(?:(?!\1).)+\1|^ {0,3}(```+|~~~+).*?(?:^ {0,3}\2|\Z)", re.S | re.M
)


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named, by which words; and words that could name several."""

    people: tuple[tuple[str, int], ...]
    several: tuple[str, ...]


def find_named(text: str, people: Iterable[tuple[int, str]]) -> Named:
    """Return whom a text names by their whole name, or by a first name of one person.

    Names are read without regard to case; of two that begin alike the longer holds.
    What stands in code names nobody, and neither does an address of mail.

    >>> team = [(1, "Ana Berg"), (2, "Ben"), (3, "Ana Lind")]
    >>> find_named("@ana berg and @BEN, see ben@example.com", team).people
    (('@ana berg', 1), ('@BEN', 2))
    >>> find_named("@Ana, please", team)
    Named(people=(), several=('@Ana',))
    """
    known: dict[str, set[int]] = defaultdict(set)
    for pk, name in people:
        whole = " ".join(name.split())
        for words in {whole, whole.partition(" ")[0], whole.partition("@")[0]}:
            if words:
                known[words.casefold()].add(pk)
    if not known:
        return Named((), ())
    longest_first = sorted(known, key=len, reverse=True)
    names = "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest_first)
    found: dict[str, int] = {}
    several: dict[str, None] = {}
    plain = CODE.sub(" ", text)
    for match in re.finditer(rf"(?<![\w@/.])@(?:{names})(?!\w)", plain, re.I):
        said = match[0]
        meant = known.get(" ".join(said[1:].split()).casefold(), set())
        if len(meant) == 1:
            found.setdefault(said, *meant)
        elif meant:
            several.setdefault(said)
    return Named(tuple(found.items()), tuple(several))
