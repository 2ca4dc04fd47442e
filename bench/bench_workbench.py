"""Scores of public forecasts and influence in a public network, beside the published.

``python -m bench workbench`` prints the figures; the files come from LEADLINE_DATA.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from leadline.workbench.influence import EdgeColumns, rank_file
from leadline.workbench.score import ScoreSettings, score_file
from tests.workbench.test_influence import role_correlation

PUBLISHED = {"nba_games": (0.2147, 0.123), "nfl_games": (0.2201, 0.112)}
REACH = 0.85


def figure(name: str, value: float, reference: float) -> dict[str, Any]:
    return {
        "name": name,
        "value": value,
        "unit": "",
        "reference": reference,
        "ratio": value / reference,
    }


def run() -> list[dict[str, Any]]:
    data = Path(os.environ.get("LEADLINE_DATA", "/nowhere"))
    found = []
    for name, (brier, skill) in PUBLISHED.items():
        path = data / "calibration_538" / f"{name}.csv"
        if not path.is_file():
            print(f"{path} is not there; set LEADLINE_DATA.")
            continue
        settings = ScoreSettings("prob1", "prob1_outcome", drop_settled=True)
        got = score_file(path, settings)
        found.append(figure(f"Brier, {name}", got["brier"], brier))
        found.append(figure(f"skill, {name}", got["skill"], skill))
    edges = data / "stakeholders_ralic" / "eseur" / "OpenR.txt"
    if edges.is_file():
        columns = EdgeColumns("Source", "Stakeholder", "Priority")
        for measure in ("betweenness", "auto"):
            with tempfile.TemporaryDirectory() as folder:
                out = Path(folder) / "rank.csv"
                rank_file(edges, out=out, measure=measure, columns=columns)
                truth = edges.with_name("ground-stake.csv")
                value = role_correlation(out, truth)[1]
            found.append(figure(f"Spearman of roles, {measure}", value, REACH))
    return found
