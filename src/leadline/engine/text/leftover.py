"""Groups that are no needs: what holds their pieces together is not what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from leadline.engine.errors import EngineError
from leadline.engine.text.group import Grouping
from leadline.engine.text.naming.passages import WORD, sentences_of
from leadline.engine.text.naming.terms import (
    Vocabulary,
    Words,
    keywords_of,
    weigh,
    words_of,
)

READ = 100
FEWEST = 8
"""Smaller groups are kept: of few pieces one cannot tell."""
KEY_TERMS = 3
IN_COMMON = 0.22
"""A need's three strongest terms stand in at least this share of its pieces. Groups
drawn at random have .08 to .35, the known topics of three public sets .28 or more."""
IN_COMMON_ABROAD = 0.4
"""The same for a group that is nearly all there is in a language."""
NEARLY_ALL = 0.7
OPENING, SAME_OPENING, REST = 3, 0.5, 0.65
"""Words a stock sentence begins with; the share of pieces with the same one; the
share in common that a need keeps when such sentences are taken away."""


def leftovers(texts: Sequence[str], labels: npt.ArrayLike) -> list[str]:
    """Return for each group why it is no need, or "" where it may be one.

    "scattered": its pieces share no words that other groups do not have.
    "language": nearly all pieces in one language, with little else in common.
    "template": a stock sentence stands in most pieces, and without it they share
    nothing.

    Parameters
    ----------
    texts : sequence of str, length n
        Cleaned pieces; line breaks may stand in them.
    labels : array_like of int, shape (n,)
        0 to g - 1, or -1 for none.

    Returns
    -------
    list of str, length g
        In the order of the labels.

    Raises
    ------
    EngineError
        If the lengths differ.

    Examples
    --------
    >>> leftovers(["Export fails", "Export is slow", "Dark mode"], [0, 0, 1])
    ['', '']
    """
    labels = np.asarray(labels, dtype=np.int64)
    if len(texts) != len(labels):
        raise EngineError("Texts and labels must be equally many.")
    count = int(labels.max(initial=-1)) + 1
    members = [np.flatnonzero(labels == g).tolist() for g in range(count)]
    read = [[texts[i] for i in rows[:: -(-len(rows) // READ) or 1]] for rows in members]
    groups = _weighed(read)
    main, of_tongue = _tongues(groups, members)
    found = []
    for number, (rows, group) in enumerate(zip(members, groups, strict=True)):
        if len(rows) < FEWEST:
            found.append("")
            continue
        common = _in_common(group)
        share = len(rows) / max(of_tongue[group.tongue], 1)
        abroad = group.tongue not in ("", main) and share >= NEARLY_ALL
        if common < IN_COMMON:
            found.append("scattered")
        elif abroad and common < IN_COMMON_ABROAD:
            found.append("language")
        else:
            found.append("template" if _is_template(read, number) else "")
    return found


def dissolved(found: Grouping, texts: Sequence[str]) -> Grouping:
    """Return a grouping without the groups that are no needs; their pieces get none.

    Where every group would go, all stay: then there is nothing to tell them by.

    Parameters
    ----------
    found : Grouping
        As `group` gives it.
    texts : sequence of str, length n
        The pieces behind it; line breaks may stand in them.

    Returns
    -------
    Grouping
        The groups that stay keep their order and are numbered anew.

    Examples
    --------
    >>> alone = Grouping(np.array([0]), np.ones(1, np.float32), np.ones((1, 1)))
    >>> dissolved(alone, ["Export fails"]).labels.tolist()
    [0]
    """
    reasons = leftovers(texts, found.labels)
    kept = [g for g, reason in enumerate(reasons) if not reason]
    if not kept or len(kept) == len(reasons):
        return found
    number = np.full(len(reasons) + 1, -1, dtype=np.int64)
    number[kept] = np.arange(len(kept))
    labels = number[found.labels]
    sure = np.where(labels >= 0, found.confidence, np.float32(0))
    return Grouping(labels, sure, found.centroids[kept])


def _weighed(read: Sequence[Sequence[str]]) -> list[Words]:
    vocabulary = Vocabulary()
    groups = [words_of(said, vocabulary) for said in read]
    weigh(groups)
    return groups


def _tongues(
    groups: Sequence[Words], members: Sequence[Sequence[int]]
) -> tuple[str, Counter[str]]:
    """Return the language of most pieces, and how many pieces are in each."""
    of_tongue: Counter[str] = Counter()
    for group, rows in zip(groups, members, strict=True):
        of_tongue[group.tongue] += len(rows)
    known = {t: n for t, n in of_tongue.items() if t}
    return min(known, key=lambda t: (-known[t], t)) if known else "", of_tongue


def _in_common(group: Words) -> float:
    """Return the share of pieces that hold one of the group's strongest terms."""
    keys = keywords_of(group)[:KEY_TERMS]
    held = sum(1 for terms in group.terms if not terms.isdisjoint(keys))
    return held / max(len(group.terms), 1)


def _is_template(read: Sequence[Sequence[str]], number: int) -> bool:
    """Whether one stock sentence holds the group together and nothing else does."""
    pieces: list[list[str]] = []
    openings: Counter[tuple[str, ...]] = Counter()
    enough = SAME_OPENING * len(read[number])
    for left, text in zip(range(len(read[number]), 0, -1), read[number], strict=True):
        if max(openings.values(), default=0) + left < enough:
            return False
        pieces.append(sentences_of(text))
        if len(pieces[-1]) > 1:
            found = {_opening(sentence) for sentence in pieces[-1]}
            openings.update(o for o in found if len(o) == OPENING)
    if not openings:
        return False
    stock, often = min(openings.items(), key=lambda o: (-o[1], o[0]))
    if often < enough:
        return False
    rest = [
        "\n".join(s for s in sentences if _opening(s) != stock) for sentences in pieces
    ]
    others = [said if g != number else rest for g, said in enumerate(read)]
    return _in_common(_weighed(others)[number]) < REST


def _opening(sentence: str) -> tuple[str, ...]:
    """Return the words a sentence begins with."""
    return tuple(WORD.findall(sentence[:120].casefold())[:OPENING])
