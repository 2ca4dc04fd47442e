"""Measures of influence when part of the network was never told.

``python -m bench influence`` drops three in ten of the people who named others, 100
times, and prints how well each measure still finds the roles that mattered. The files
come from LEADLINE_DATA; the correlation is that of ``bench_workbench``.
"""

from __future__ import annotations

import csv
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from leadline.engine.network.influence import MEASURES, Network, build_network
from leadline.workbench.influence import EdgeColumns, read_edges
from tests.workbench.test_influence import role_correlation

KEPT, DRAWS, SEED = 0.7, 100, 7


def thinned(network: Network, rng: np.random.Generator) -> Network:
    """Return the network without the words of three in ten who named others."""
    sources = sorted({start for start, _, _ in network.edges})
    kept = set(rng.choice(sources, int(KEPT * len(sources)), replace=False).tolist())
    names = network.names
    return build_network(
        [(names[a], names[b], weight) for a, b, weight in network.edges if a in kept]
    )


def correlation(network: Network, measure: str, truth: Path) -> float:
    """Return Spearman of the roles with one measure of the network."""
    scores = MEASURES[measure](network)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "rank.csv"
        with out.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("name", "score"))
            writer.writerows(zip(network.names, scores.tolist(), strict=True))
        return role_correlation(out, truth)[1]


def run() -> list[dict[str, Any]]:
    folder = Path(os.environ.get("LEADLINE_DATA", "/nowhere"))
    edges = folder / "stakeholders_ralic" / "eseur" / "OpenR.txt"
    if not edges.is_file():
        print(f"{edges} is not there; set LEADLINE_DATA.")
        return []
    whole = read_edges(edges, EdgeColumns("Source", "Stakeholder", "Priority"))
    truth = edges.with_name("ground-stake.csv")
    rng = np.random.default_rng(SEED)
    parts = [thinned(whole, rng) for _ in range(DRAWS)]
    found = []
    for measure in MEASURES:
        all_of_it = correlation(whole, measure, truth)
        told = [correlation(part, measure, truth) for part in parts]
        found.append(
            {
                "name": f"Spearman, {measure}, 7 in 10 told (sd {np.std(told):.3f})",
                "value": float(np.mean(told)),
                "unit": "",
                "reference": all_of_it,
                "ratio": float(np.mean(told)) / all_of_it,
            }
        )
    return found
