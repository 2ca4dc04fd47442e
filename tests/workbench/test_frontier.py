"""The frontier command: a row a point, exact, and clear about what it cannot do."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from leadline.cli.main import cli
from leadline.engine.portfolio.check import rederive, violations
from leadline.engine.portfolio.problem import parse_plan
from tests.engine.test_portfolio_frontier import front_by_trying

PLAN = {
    "periods": ["2027Q1", "2027Q2"],
    "teams": {"web": [6, 5], "apps": [4, 4]},
    "bets": [
        {"id": "sso", "effort": {"web": 5}, "value": {"growth": 8, "profit": -6}},
        {"id": "export", "effort": {"web": 3}, "value": {"growth": 2, "profit": 6}},
        {"id": "mobile", "effort": {"apps": 4}, "value": {"growth": 7, "profit": -4}},
        {
            "id": "offline",
            "effort": {"apps": 3, "web": 1},
            "value": {"growth": 3, "profit": 5},
            "after": ["mobile"],
        },
        {
            "id": "billing",
            "effort": {"web": 6},
            "duration": 2,
            "value": {"growth": 1, "profit": 9},
            "instead_of": ["export"],
        },
    ],
    "objective": {"growth": 1},
    "discount_per_period": 0.1,
}


def run(*words: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, [str(word) for word in ("frontier", *words)])
    return done.exit_code, done.stdout, done.stderr


def test_every_point_of_a_plan_file_is_written_with_its_plan(tmp_path: Path) -> None:
    plan, out = tmp_path / "plan.json", tmp_path / "front.csv"
    plan.write_text(json.dumps(PLAN), encoding="utf-8")

    code, told, _ = run(plan, "--objectives", "growth,profit", "--out", out)

    problem = parse_plan(PLAN)
    expected = front_by_trying(problem, ("growth", "profit"))
    rows = list(csv.DictReader(out.read_text().splitlines()))
    assert code == 0
    assert told.startswith(f"{len(expected)} points of growth and profit")
    assert list(rows[0]) == ["point", "growth", "profit", "chosen"]
    assert len(rows) == len(expected) > 2
    for row, (growth, profit) in zip(rows, expected, strict=True):
        chosen = json.loads(row["chosen"])
        found = rederive(problem, chosen).measures
        assert violations(problem, chosen) == []
        assert float(row["growth"]) == pytest.approx(growth)
        assert float(row["profit"]) == pytest.approx(profit)
        assert found["growth"] == pytest.approx(growth)


def test_the_points_are_printed_as_json_for_other_programs(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(PLAN), encoding="utf-8")

    _, told, _ = run(plan, "--out", tmp_path / "f.csv", "--json")

    said = json.loads(told)
    assert said["complete"] is True
    assert set(said["points"][0]) == {"growth", "profit"}


@pytest.mark.parametrize(
    ("objectives", "words"),
    [
        ("growth", "Give two measures with a comma between"),
        ("growth,profit,worth", "Give two measures with a comma between"),
        ("growth,joy", 'No bet adds to "joy"'),
    ],
)
def test_what_is_no_pair_of_measures_is_one_line_and_exit_1(
    tmp_path: Path, objectives: str, words: str
) -> None:
    plan, out = tmp_path / "plan.json", tmp_path / "front.csv"
    plan.write_text(json.dumps(PLAN), encoding="utf-8")

    code, _, told = run(plan, "--objectives", objectives, "--out", out)

    assert code == 1
    assert words in told
    assert not out.exists()
