"""Which of the candidates names a group best."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from leadline.engine.text.encode import Vectors
from leadline.engine.text.naming.compose import composed
from leadline.engine.text.naming.manners import BACKWARD
from leadline.engine.text.naming.passages import Passage, passages_of
from leadline.engine.text.naming.terms import (
    TOKEN,
    Vocabulary,
    Words,
    is_full,
    names_somebody,
)
from leadline.engine.text.words import tongue_of

Encode = Callable[[Sequence[str]], Vectors]
Read = Callable[[Sequence[str]], Vectors | None]
SHORTLIST, AT_MOST = 16, 2400
"""Candidates of one group, and of all groups, that are read by the encoder."""
SHARPNESS, ROUNDS = 20.0, 2
FOUND, SAID, COVERED, NEAR = 3.0, 0.10, 0.5, 3.0
"""Weights: found before other names, key terms said, pieces covered, nearness."""
COMPOSED = 0.1
"""What a name put together is worth beside a passage at the group's centre."""
ALONE = 0.3
"""What a single word is worth less than words side by side."""
LIKE, SERVED, NARROW = 0.5, 0.6, 9.0
"""A passage speaks for the pieces whose cosine to it is above ``LIKE``; where none
speaks for the share ``SERVED`` of a group, passages lose, the more is missing."""
ODD = 0.06
"""What each full word costs that few pieces of the group share."""
RARE = 0.1
"""A name of somebody, or a number, in fewer of the pieces than this is a detail."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name and what speaks for it before it is read."""

    text: str
    worth: float
    is_composed: bool = False


def candidates_of(
    texts: Sequence[tuple[str, float]],
    group: Words,
    vocabulary: Vocabulary,
    avoid: frozenset[str],
) -> list[Candidate]:
    """Return the best candidates of a group, passages and names put together.

    Parameters
    ----------
    texts : sequence of (str, float)
        Central pieces, whose passages may become the name, with their cosine to the
        centre.
    group : Words
        The group's words, weighed.
    vocabulary : Vocabulary
        How words are written in all groups.
    avoid : frozenset of str
        Names that must not stand in a name.

    Returns
    -------
    list of Candidate
        The best first, none twice.
    """
    best: dict[str, Candidate] = {}

    def offer(text: str, worth: float, is_composed: bool = False) -> None:
        key = text.casefold()
        if key not in best or best[key].worth < worth:
            best[key] = Candidate(text, worth, is_composed)

    for text, near in texts:
        for passage in passages_of(text):
            if _is_apt(passage.text, group, vocabulary, avoid):
                offer(passage.text, _worth(passage, near, group))
    for at, text in enumerate(composed(group, vocabulary, avoid)):
        if _is_apt(text, group, vocabulary, avoid):
            headed = 0.0 if ": " in text else -0.1
            headed -= ALONE if " " not in text else 0.0
            worth = lexical(text, group) + COMPOSED + headed - 0.01 * at
            offer(text, worth, is_composed=True)
    return sorted(best.values(), key=lambda c: (-c.worth, c.text))


def _worth(passage: Passage, near: float, group: Words) -> float:
    """Return what speaks for a passage without reading it."""
    words = passage.text.split()
    worth = lexical(passage.text, group) + 0.3 * near
    worth -= 0.01 * min(passage.place, 5) + 0.02 * passage.is_part
    worth -= 0.01 * max(0, len(words) - 9) + 0.04 * max(0, 3 - len(words))
    if words[0].casefold() in BACKWARD:
        worth -= 0.1
    if words[0] in ("I", "I'm", "I\u2019m", "I've", "We"):
        worth -= 0.08
    if len({w.casefold() for w in words}) < len(words):
        worth -= 0.05
    return worth


def lexical(text: str, group: Words) -> float:
    """Return how far a name's words are those of the group's pieces."""
    words = [w.casefold() for w in TOKEN.findall(text)]
    full = [w for w in words if is_full(w)]
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    strongest = next(iter(group.weight.values()), 1.0)
    said = [t for t in dict.fromkeys(full + pairs) if t in group.weight]
    weight = sum(group.weight[t] for t in said) / strongest
    covered = sum(1 for terms in group.terms if not terms.isdisjoint(said))
    odd = sum(1 for w in full if group.share(w) < 0.04 or group.count[w] < 2)
    value = SAID * min(weight, 3.0) + COVERED * covered / max(len(group.terms), 1)
    return value - ODD * min(odd, 4)


def _is_apt(
    name: str, group: Words, vocabulary: Vocabulary, avoid: frozenset[str]
) -> bool:
    """Whether a name holds no person, customer, place or number of one piece."""
    if group.tongue:
        tongue = tongue_of([w.casefold() for w in TOKEN.findall(name)])
        if tongue not in ("", group.tongue):
            return False
    least = max(2.0, RARE * len(group.pieces)) if len(group.pieces) > 2 else 1.0
    for at, token in enumerate(TOKEN.findall(name)):
        rare = group.count[token.casefold()] < least
        if any(c.isdigit() for c in token) and rare:
            return False
        if at and rare and vocabulary.is_proper(token):
            return False
    return not (avoid and names_somebody(name, vocabulary, avoid))


def chosen(
    shortlists: Sequence[Sequence[Candidate]],
    pieces: Sequence[Vectors],
    read: Read | None,
    taken: Iterable[str] = (),
) -> list[str]:
    """Return the name of each group, no two alike; "" where there is no candidate.

    With an encoder the candidates are read, and a name is worth more the more of the
    group's pieces are nearer to it than to every other group's name. What the others
    are called changes that, so it is gone through ``ROUNDS`` times.

    Parameters
    ----------
    shortlists : sequence of sequences of Candidate
        For each group, the best first.
    pieces : sequence of ndarray of float32, shape (n_i, d)
        Some pieces of each group, unit rows.
    read : callable or None
        Returns the vectors of names beside those of the pieces, or None.
    taken : iterable of str
        Names that are given already.
    """
    count = sum(1 for found in shortlists if found) or 1
    each = int(np.clip(AT_MOST // count, 3, SHORTLIST))
    lists = [list(found[: each if read else SHORTLIST]) for found in shortlists]
    gone = {name.casefold() for name in taken}
    worth = [np.array([c.worth for c in found]) for found in lists]
    flat = [c.text for found in lists for c in found]
    whole = read(flat) if read is not None and flat else None
    if whole is None:
        return [
            lists[g][at].text if at >= 0 else "" for g, at in _free(lists, worth, gone)
        ]
    rows = np.split(whole, np.cumsum([len(found) for found in lists])[:-1])
    own = [said @ c.T for said, c in zip(pieces, rows, strict=True)]
    for at, said in enumerate(own):
        if said.size:
            worth[at] = worth[at] + NEAR * said.mean(axis=0)
            worth[at] -= _too_narrow(lists[at], said)
    places = _free(lists, worth, gone)
    for _ in range(ROUNDS):
        others = _rivals(pieces, rows, places)
        now = [
            value + FOUND * _first(said, rival) if said.size else value
            for value, said, rival in zip(worth, own, others, strict=True)
        ]
        places = _free(lists, now, gone)
    return [lists[g][at].text if at >= 0 else "" for g, at in places]


def _too_narrow(found: Sequence[Candidate], own: Vectors) -> npt.NDArray[np.float64]:
    """Return what passages lose where none of them speaks for most of the pieces.

    One customer's sentence about one case would stand for all.
    """
    is_passage = np.array([not c.is_composed for c in found])
    served = (own > LIKE).mean(axis=0)
    if not is_passage.any():
        return np.zeros(len(found))
    short = max(0.0, SERVED - float(served[is_passage].max()))
    return np.where(is_passage, NARROW * short, 0.0)


def _rivals(
    pieces: Sequence[Vectors], rows: Sequence[Vectors], places: list[tuple[int, int]]
) -> list[Vectors]:
    """Return for each piece how near the nearest name of another group is."""
    named = [g for g, at in places if at >= 0]
    names = np.stack([rows[g][at] for g, at in places if at >= 0])
    number = {g: n for n, g in enumerate(named)}
    found = []
    for g, said in enumerate(pieces):
        near = said @ names.T
        if g in number:
            near[:, number[g]] = -1.0
        found.append(near.max(axis=1, initial=-1.0))
    return found


def _first(own: Vectors, rival: Vectors) -> npt.NDArray[np.float64]:
    """Return the share of pieces that find each candidate first, softly."""
    nearer = 1 / (1 + np.exp(-SHARPNESS * (own - rival[:, None])))
    return np.asarray(nearer.mean(axis=0), dtype=np.float64)


def _free(
    lists: Sequence[Sequence[Candidate]],
    worth: Sequence[npt.NDArray[np.float64]],
    gone: set[str],
) -> list[tuple[int, int]]:
    """Return each group's best candidate that no earlier group has; -1 for none."""
    said = set(gone)
    places = []
    for g, (found, values) in enumerate(zip(lists, worth, strict=True)):
        order = sorted(range(len(found)), key=lambda i: (-values[i], found[i].text))
        free = (i for i in order if found[i].text.casefold() not in said)
        at = next(free, -1)
        if at >= 0:
            said.add(found[at].text.casefold())
        places.append((g, at))
    return places
