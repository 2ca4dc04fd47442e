"""Grouping held against the labels of a public set; the labels are never read by it."""

from __future__ import annotations

import csv
import os
from functools import cache
from pathlib import Path

import pytest
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from leadline.workbench.discover import DiscoverSettings, Pieces, discover

DATA = os.environ.get("LEADLINE_DATA", "")
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not DATA, reason="LEADLINE_DATA is not set"),
]
LOSS_OF_THE_FAST_WAY = 0.025


@cache
def banking() -> tuple[list[str], list[str]]:
    path = Path(DATA) / "text_banking77" / "test.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["text"] for row in rows], [row["category"] for row in rows]


@cache
def found(encoder: str, needs: int | None) -> tuple[float, float, int]:
    """Return mutual information, adjusted Rand and the number of needs."""
    texts, truth = banking()
    settings = DiscoverSettings(needs, encoder)  # type: ignore[arg-type]
    got = discover(Pieces([str(i) for i in range(len(texts))], texts), settings)
    return (
        float(normalized_mutual_info_score(truth, got.need_ids)),
        float(adjusted_rand_score(truth, got.need_ids)),
        len(got.needs),
    )


def test_banking77_told_how_many() -> None:
    information, _, needs = found("exact", 77)

    assert information >= 0.81
    assert needs == 77


def test_banking77_not_told_how_many() -> None:
    information, rand, needs = found("exact", None)

    assert 60 <= needs <= 110
    assert information >= 0.81
    assert rand >= 0.54


@pytest.mark.parametrize("needs", [77, None])
def test_the_fast_way_loses_little(needs: int | None) -> None:
    exact, fast = found("exact", needs)[0], found("fast", needs)[0]

    assert fast >= exact - LOSS_OF_THE_FAST_WAY
