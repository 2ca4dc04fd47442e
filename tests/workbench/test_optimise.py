from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.nrp import nrp_plan
from leadline.cli.main import cli
from leadline.engine.errors import EngineError
from leadline.engine.portfolio.check import check_plan
from leadline.engine.portfolio.result import PlanResult
from leadline.engine.portfolio.solve import SolveSettings, best_plan
from leadline.foundation.errors import Invalid
from leadline.workbench import optimise
from leadline.workbench.optimise import read_plan

PLAN = {
    "periods": ["2027Q1", "2027Q2"],
    "teams": {"web": [6, 6]},
    "bets": [
        {"id": "sso", "effort": {"web": 6}, "after": ["log"]},
        {"id": "log", "effort": {"web": 2}},
        {"id": "dark", "effort": {"web": 5}, "value": {"growth": 3}},
    ],
    "customers": [{"id": "acme", "worth": 9, "wants": ["sso"]}],
    "objective": {"growth": 1, "worth": 1},
    "discount_per_period": 0.5,
}


def _written(folder: Path, plan: object) -> Path:
    path = folder / "plan.json"
    path.write_text(plan if isinstance(plan, str) else json.dumps(plan))
    return path


def _run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["optimise", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def test_the_result_file_is_as_the_contract_says(tmp_path: Path) -> None:
    out = tmp_path / "result.json"

    code, said, told = _run(_written(tmp_path, PLAN), "--out", out)

    result = json.loads(out.read_text())
    seconds = result.pop("seconds")
    assert (code, seconds >= 0) == (0, True)
    assert result == {
        "status": "optimal",
        "objective": 9.0,
        "bound": 9.0,
        "gap": 0.0,
        "chosen": [
            {"bet": "sso", "period": "2027Q2", "finish": "2027Q2"},
            {"bet": "log", "period": "2027Q1", "finish": "2027Q1"},
        ],
        "served": ["acme"],
        "measures": {"growth": 0.0, "profit": 0.0, "worth": 9.0},
        "left_out": [
            {
                "bet": "dark",
                "why": "capacity of web in 2027Q1",
                "cost_to_force_in": 6.0,
                "pushes_out": ["sso", "log"],
            }
        ],
        "clash": [],
        "clash_is_smallest": None,
        "currency": "",
    }
    assert said.startswith(
        "2 bets in, 1 left out; 1 customer served; objective 9, proven best, in "
    )
    assert told.splitlines() == [
        "writing the model",
        "finding the best plan",
        "pricing what is left out",
    ]


def test_a_budget_that_keeps_bets_out_is_told_in_a_line(tmp_path: Path) -> None:
    bets = [{"id": f"b{at}", "cost": 9 - at, "value": {"growth": 9}} for at in range(9)]
    plan = {**PLAN, "bets": bets, "customers": [], "currency": "EUR"}
    tight = {**plan, "budget": {"in_all": 1_000, "by_period": [3, 0]}}
    out = tmp_path / "result.json"

    _, roomy, _ = _run(
        _written(tmp_path, {**plan, "budget": {"in_all": 45}}), "--out", out
    )
    _, said, _ = _run(_written(tmp_path, tight), "--out", out)

    assert len(roomy.splitlines()) == 1
    assert said.splitlines()[1:] == [
        "The budget in 2027Q1 is 3 EUR; 3 EUR is used, which keeps out b0, b1, b2, b3, "
        "b4 and 2 more."
    ]
    assert json.loads(out.read_text())["limits"][1] == {
        "limit": "the budget in 2027Q1 is 3 EUR",
        "used": 3.0,
        "unit": "EUR",
        "keeps_out": [f"b{at}" for at in range(7)],
    }


def test_a_share_that_keeps_bets_out_is_told_in_a_line(tmp_path: Path) -> None:
    shares = [{"name": "Lights", "bets": ["log"], "at_least": 0.25}]
    out = tmp_path / "result.json"

    code, said, _ = _run(_written(tmp_path, {**PLAN, "shares": shares}), "--out", out)

    assert code == 0
    assert said.splitlines()[1:] == [
        "Lights takes at least 25% of the effort; it takes 25%, which keeps out dark."
    ]


def test_json_prints_what_it_writes_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "result.json"

    code, said, _ = _run(_written(tmp_path, PLAN), "--out", out, "--json")

    assert (code, json.loads(said)) == (0, json.loads(out.read_text()))


def test_a_clash_is_an_answer(tmp_path: Path) -> None:
    bets = [{**bet, "state": "committed"} for bet in PLAN["bets"]]
    out = tmp_path / "result.json"

    code, said, _ = _run(_written(tmp_path, {**PLAN, "bets": bets}), "--out", out)

    result = json.loads(out.read_text())
    words = [
        "sso is committed (needs 6 of web)",
        "log is committed (needs 2 of web)",
        "dark is committed (needs 5 of web)",
        "capacity of web in 2027Q1 is 6",
        "capacity of web in 2027Q2 is 6",
    ]
    assert code == 0
    assert (result["status"], result["objective"]) == ("infeasible", None)
    assert (result["chosen"], result["clash"]) == ([], words)
    assert result["clash_is_smallest"] is True
    assert said.splitlines() == [
        "No plan can meet these at once; give up one:",
        *(f"  {line}" for line in words),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is not JSON: Expecting property name enclosed in double quotes at line"),
        ("[]", "holds no object in braces, as a plan is one"),
        ('{"periods": [], "periods": []}', 'the key "periods" is there twice; keep on'),
        (
            '{"bets": [{"id": "a", "after": [], "after": []}]}',
            'the key "after" is there twice (in the one with id "a"); keep one',
        ),
        ('{"discount_per_period": NaN}', "NaN is not a number that can be used"),
        (json.dumps({**PLAN, "temas": {}}), 'unknown key "temas", perhaps "teams"'),
    ],
)
def test_what_cannot_be_read_is_one_line_and_exit_1(
    tmp_path: Path, text: str, words: str
) -> None:
    path, out = _written(tmp_path, text), tmp_path / "result.json"

    code, said, told = _run(path, "--out", out)

    assert (code, said, out.exists()) == (1, "", False)
    assert told.startswith(f"Error: {path}")
    assert words in told
    assert len(told.splitlines()) == 1


def test_many_mistakes_are_counted_after_the_first_ten(tmp_path: Path) -> None:
    wrong = {**PLAN, "bets": [{"id": f"b{n}", "x": 1} for n in range(14)]}

    with pytest.raises(Invalid, match=r'bets\[9\]: unknown key "x".*; and 4 more$'):
        read_plan(_written(tmp_path, {**wrong, "customers": []}))


def test_a_missing_file_and_a_folder_to_write_to_are_exit_1(tmp_path: Path) -> None:
    gone, out = tmp_path / "gone.json", tmp_path / "nowhere" / "result.json"

    assert _run(gone, "--out", out) == (
        1,
        "",
        f"Error: There is no file {gone}; give the path of a plan.\n",
    )
    code, _, told = _run(_written(tmp_path, PLAN), "--out", out)
    assert code == 1
    assert told.endswith(
        f"Error: {out} cannot be written: No such file or directory.\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["plan.json"],
        ["plan.json", "--out", "r.json", "--time-limit", "0"],
        ["plan.json", "--out", "r.json", "--gap", "1"],
        ["plan.json", "--out", "r.json", "--what"],
    ],
)
def test_wrong_usage_is_exit_2(arguments: list[str]) -> None:
    assert _run(*arguments)[0] == 2


def test_no_time_is_exit_1_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(problem: object, settings: object) -> PlanResult:
        raise EngineError("No plan was found in the time; give more time.")

    monkeypatch.setattr(optimise, "best_plan", late)
    path, out = _written(tmp_path, PLAN), tmp_path / "result.json"

    assert _run(path, "--out", out) == (
        1,
        "",
        f"Error: {path}: No plan was found in the time; give more time.\n",
    )


def test_a_result_that_fails_the_checker_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(problem: object, result: PlanResult) -> list[str]:
        return ["the objective is 1, not 2"]

    monkeypatch.setattr(optimise, "check_plan", wrong)
    out = tmp_path / "result.json"

    code, _, told = _run(_written(tmp_path, PLAN), "--out", out)

    assert (code, list(tmp_path.iterdir())) == (1, [tmp_path / "plan.json"])
    assert "did not pass the independent checker, so nothing was written" in told
    assert "the objective is 1, not 2" in told


def test_help_teaches(tmp_path: Path) -> None:
    code, said, _ = _run("--help")

    assert code == 0
    assert "Example: leadline optimise plan.json --out result.json" in said


DATA = os.environ.get("LEADLINE_DATA")


@pytest.mark.data
@pytest.mark.skipif(not DATA, reason="set LEADLINE_DATA to run on the public sets")
@pytest.mark.parametrize("ratio", [30, 50, 70])
@pytest.mark.parametrize("name", ["nrp1", "nrp3", "nrp5"])
def test_the_next_release_files_give_the_published_optimum(
    tmp_path: Path, name: str, ratio: int
) -> None:
    folder = Path(DATA or "") / "nrp_xuan"
    with (folder / "verified_optima.csv").open() as lines:
        best = {
            (row["instance"], row["budget_pct"]): float(row["optimum_rounded_budget"])
            for row in csv.DictReader(lines)
        }
    plan = nrp_plan(folder / "classic-nrp" / f"{name}.txt", f".{ratio}")

    problem = read_plan(_written(tmp_path, plan))
    result = best_plan(problem, SolveSettings(pricing_limit=0))

    assert check_plan(problem, result) == []
    assert (result.status, result.objective) == ("optimal", best[name, str(ratio)])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "utf-32"])
def test_a_plan_in_another_unicode_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(json.dumps(PLAN).encode(encoding))

    assert [bet.id for bet in read_plan(path).bets] == ["sso", "log", "dark"]


def test_a_plan_that_is_no_unicode_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(json.dumps(PLAN).replace("dark", "dünn").encode("latin-1"))

    with pytest.raises(Invalid, match="save it as UTF-8"):
        read_plan(path)


def test_a_circle_is_told_by_the_command(tmp_path: Path) -> None:
    bets = [
        {"id": name, "effort": {"web": 1}, "after": [other]}
        for name, other in (("sso", "log"), ("log", "sso"))
    ]
    out = tmp_path / "result.json"

    code, _, told = _run(
        _written(tmp_path, {**PLAN, "bets": bets, "customers": []}), "--out", out
    )

    assert (code, out.exists()) == (1, False)
    assert "sso after log after sso is a circle" in told
