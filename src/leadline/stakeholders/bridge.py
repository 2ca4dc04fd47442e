"""Who listens to whom, to the engine and back as sway between 0 and 1."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


def sway_of(edges: Iterable[tuple[int, int, int]]) -> dict[int, float]:
    """Return how much each person moves others, from (listener, heeded, weight)."""
    return dict(_sway(tuple(sorted(edges))))


@lru_cache(maxsize=16)
def _sway(edges: tuple[tuple[int, int, int], ...]) -> dict[int, float]:
    """Measure a network once; it changes far less often than it is looked at."""
    # Imported here: numpy takes its time to load, and most pages do without.
    from leadline.engine.network.influence import build_network, influence

    told = [(str(a), str(b), float(w)) for a, b, w in edges if a != b]
    if not told:
        return {}
    network = build_network(told)
    scores = influence(network).tolist()
    return {int(name): s for name, s in zip(network.names, scores, strict=True)}
