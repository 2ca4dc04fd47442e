"""Ties drivers together by the rank correlations that were said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadline.engine.economics.model import RankLink

Floats = npt.NDArray[np.float64]

MOST_ROUNDS = 500
CLOSE = 1e-10
WORTH_TELLING = 5e-4


@dataclass(frozen=True, slots=True)
class Ties:
    """How standard normal scores are mixed: rows of a matrix, by name.

    ``changed`` is the most a correlation had to give way for all of them to be possible
    together; 0 where they are.
    """

    names: tuple[str, ...]
    mix: Floats
    changed: float


def tied(links: Sequence[RankLink], uncertain: Sequence[str]) -> Ties:
    """Return how to mix independent scores so that their ranks correlate as said.

    A Gaussian copula: Pearson's correlation of normal scores is 2 sin(pi rank / 6).
    Correlations that contradict one another are replaced by the nearest that do not
    (in the sum of squares), by alternating projections.

    Parameters
    ----------
    links : sequence of RankLink
    uncertain : sequence of str
        Names of drivers that are uncertain; links of others change nothing.

    Returns
    -------
    Ties
        ``mix`` of shape (k, k) for its k ``names``; mix @ scores are the new ones.

    References
    ----------
    Higham (2002). Computing the nearest correlation matrix. IMA Journal of Numerical
    Analysis 22. Clemen and Reilly (1999). Correlations and copulas for decision and
    risk analysis. Management Science 45.

    Examples
    --------
    >>> ties = tied([RankLink("a", "b", 0.5)], ["a", "b", "c"])
    >>> ties.names, (ties.mix @ ties.mix.T).round(4).tolist()
    (('a', 'b'), [[1.0, 0.5176], [0.5176, 1.0]])
    """
    known = set(uncertain)
    live = [link for link in links if {link.a, link.b} <= known]
    names = tuple(sorted({name for link in live for name in (link.a, link.b)}))
    place = {name: at for at, name in enumerate(names)}
    said = np.eye(len(names))
    for link in live:
        a, b = place[link.a], place[link.b]
        said[a, b] = said[b, a] = 2 * np.sin(np.pi * link.rank / 6)
    possible = _nearest(said) if len(names) else said
    changed = float(np.abs(possible - said).max(initial=0.0))
    return Ties(names, _lower(possible), changed if changed > WORTH_TELLING else 0.0)


def _nearest(said: Floats) -> Floats:
    """Return the nearest correlation matrix: itself, where it is one."""
    if np.linalg.eigvalsh(said).min() >= -CLOSE:
        return said
    now, owed = said.copy(), np.zeros_like(said)
    for _ in range(MOST_ROUNDS):
        before = now
        values, vectors = np.linalg.eigh(now - owed)
        inside = (vectors * np.maximum(values, 0.0)) @ vectors.T
        owed = inside - (now - owed)
        now = (inside + inside.T) / 2
        np.fill_diagonal(now, 1.0)
        if np.abs(now - before).max() < CLOSE:
            break
    return now


def _lower(matrix: Floats) -> Floats:
    """Return the Cholesky factor; a row that others settle has no part of its own."""
    size = len(matrix)
    factor = np.zeros_like(matrix)
    for row in range(size):
        for column in range(row):
            pivot = factor[column, column]
            rest = matrix[row, column] - factor[row] @ factor[column]
            factor[row, column] = rest / pivot if pivot > 1e-7 else 0.0
        rest = matrix[row, row] - factor[row] @ factor[row]
        factor[row, row] = np.sqrt(max(rest, 0.0))
        # Exactly one again, so that each driver keeps its own distribution.
        factor[row] /= np.sqrt(factor[row] @ factor[row])
    return factor
