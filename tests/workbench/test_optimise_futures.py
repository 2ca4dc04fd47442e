"""The command on plan files with ranges: contract, clash, mistakes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from leadline.cli.main import cli

PLAN = {
    "periods": ["2027Q1", "2027Q2"],
    "teams": {"web": [8, 8]},
    "bets": [
        {
            "id": "sso",
            "effort": {"web": {"p10": 3, "p50": 3.5, "p90": 4}},
            "value": {"growth": {"p10": 40, "p50": 50, "p90": 60}},
        },
        {"id": "export", "effort": {"web": 6}, "value": {"growth": 20}},
        {
            "id": "mobile",
            "effort": {"web": 5},
            "value": {"growth": {"p10": 2, "p50": 18, "p90": 60}},
        },
        {"id": "theme", "effort": {"web": 7}, "value": {"growth": 1}},
    ],
    "goals": [{"measure": "growth", "at_least": 40}],
    "objective": {"growth": 1},
    "discount_per_period": 0.05,
}


def run(folder: Path, plan: object, *words: object) -> tuple[int, str, str]:
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    asked = ["optimise", folder / "plan.json", "--out", folder / "r.json", *words]
    done = CliRunner().invoke(cli, [str(word) for word in asked])
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("risk", "measure"),
    [
        ("expected", "the mean is"),
        ("cvar:0.1", "the mean of the worst 10% is"),
        ("goal", "the chance of all goals is"),
    ],
)
def test_the_result_says_how_the_plan_does_in_the_futures(
    tmp_path: Path, risk: str, measure: str
) -> None:
    code, told, _ = run(tmp_path, PLAN, "--futures", 48, "--risk", risk)

    result = json.loads((tmp_path / "r.json").read_text())
    futures = result["futures"]
    standing = {bet["bet"]: bet["standing"] for bet in futures["bets"]}
    assert code == 0
    assert f"In 48 futures {measure}" in told
    assert (futures["count"], futures["planned"], futures["risk"]) == (48, 48, risk)
    assert futures["value"] >= futures["middle"]
    assert standing["sso"] == "core"
    assert standing["theme"] == "out"
    assert standing["mobile"] == "borderline"
    assert futures["regret"]["mean"] >= 0
    (goal,) = futures["goals"]
    assert 0 < goal["probability"] <= 1
    assert (futures["bound"] is None) == (risk == "goal")
    assert {one["bet"] for one in result["chosen"]} >= {"sso"}


def test_the_same_seed_gives_the_same_file_but_for_the_time(tmp_path: Path) -> None:
    found = []
    for _ in range(2):
        run(tmp_path, PLAN, "--futures", 16, "--seed", 7)
        result = json.loads((tmp_path / "r.json").read_text())
        result.pop("seconds")
        found.append(result)

    assert found[0] == found[1]


def test_a_clash_is_an_answer_with_futures_too(tmp_path: Path) -> None:
    bets = [{**PLAN["bets"][3], "state": "committed"}]  # type: ignore[index]
    code, told, _ = run(
        tmp_path, {**PLAN, "bets": bets, "goals": [], "teams": {"web": [1, 1]}},
        "--futures", 8,
    )  # fmt: skip

    result = json.loads((tmp_path / "r.json").read_text())
    assert code == 0
    assert "No plan can meet these at once" in told
    assert result["status"] == "infeasible"
    assert "futures" not in result


def test_a_risk_without_futures_is_wrong_usage(tmp_path: Path) -> None:
    code, _, told = run(tmp_path, PLAN, "--risk", "goal")

    assert code == 2
    assert "give --futures N" in told


@pytest.mark.parametrize(
    ("risk", "words"),
    [("cvar:2", "no measure of risk"), ("luck", "give expected, cvar:0.1")],
)
def test_an_unknown_risk_is_one_line_and_exit_1(
    tmp_path: Path, risk: str, words: str
) -> None:
    code, _, told = run(tmp_path, PLAN, "--futures", 8, "--risk", risk)

    assert code == 1
    assert words in told
    assert not (tmp_path / "r.json").exists()
