"""Small worlds of vectors with known groups, for the tests of grouping."""

import numpy as np

from leadline.engine.text.encode import Vectors, unit

SAID = ["invoice", "login", "export", "dark", "price", "crash", "search", "share"]


def world(
    groups: int, each: int, *, spread: float = 0.35, width: int = 24, seed: int = 0
) -> tuple[Vectors, list[str], np.ndarray]:
    """Return unit rows around random centres, a text for each, and the truth."""
    rng = np.random.default_rng(seed)
    centres = unit(rng.normal(size=(groups, width)))
    truth = np.repeat(np.arange(groups), each)
    noise = unit(rng.normal(size=(len(truth), width)))
    rows = unit(centres[truth] + spread * noise)
    texts = [f"{SAID[g % 8]} {chr(97 + g // 8)} {i}" for i, g in enumerate(truth)]
    return rows, texts, truth


def same_partition(one: np.ndarray, two: np.ndarray) -> bool:
    """Say whether two labellings differ in nothing but the numbers of groups."""
    pairs = set(zip(np.asarray(one).tolist(), np.asarray(two).tolist(), strict=True))
    return len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs})
