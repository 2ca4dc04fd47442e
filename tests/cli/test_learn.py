"""``leadline learn`` as a program: files, exit codes, what it prints."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leadline.cli.main import cli
from tests.engine.test_economics_learning import UNSURE, bet, plan_of


def run(folder: Path, plan: object, *more: str) -> Result:
    path = folder / "plan.json"
    path.write_text(plan if isinstance(plan, str) else json.dumps(plan))
    words = ["learn", str(path), "--out", str(folder / "l.csv"), "--futures", "512"]
    return CliRunner().invoke(cli, [*words, *more])


def test_the_file_is_as_the_contract_says(tmp_path: Path) -> None:
    done = run(tmp_path, UNSURE)

    assert done.exit_code == 0, done.output
    with (tmp_path / "l.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["bet", "measure", "evpi", "evppi", "se"]
    assert {(row["bet"], row["measure"]) for row in rows} == {
        ("big", "growth"), ("big", "effort:web"), ("big", "all"),
        ("mid", "growth"), ("low", "effort:web"),
    }  # fmt: skip
    worth = [float(row["evppi"]) for row in rows]
    assert worth == sorted(worth, reverse=True)
    assert len({row["evpi"] for row in rows}) == 1
    assert done.stdout.startswith("Knowing everything is worth ")


def test_programs_get_one_json_object_and_the_same_for_the_same_seed(
    tmp_path: Path,
) -> None:
    one = run(tmp_path, UNSURE, "--json", "--seed", "3")
    other = run(tmp_path, UNSURE, "--json", "--seed", "3")

    told = json.loads(one.stdout)
    assert told == json.loads(other.stdout)
    assert set(told) == {
        "currency", "evpi", "se", "plans", "futures", "seed", "order", "lessons"
    }  # fmt: skip
    assert told["lessons"][0]["evppi"] > 0


def test_a_plan_that_no_range_can_change_says_so(tmp_path: Path) -> None:
    far = plan_of(bet("sure", 100), bet("new", {"p10": 1, "p50": 2, "p90": 3}))

    assert "No single range is worth knowing." in run(tmp_path, far).stdout


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        ("{", "is not JSON: "),
        (plan_of(bet("a", 1)), "so there is nothing to learn; write one as"),
        (plan_of(bet("a", 1)) | {"perods": []}, 'unknown key "perods"'),
        (plan_of(bet("a", {"p10": 2, "p50": 1, "p90": 3})), "a range must rise"),
        (plan_of(bet("a", {"p10": 2, "p50": 3, "p90": 10**400})), "too large to plan"),
        (plan_of(bet("a", {"p10": 2, "p50": 3, "p90": 1e200})), "too large to plan"),
    ],
)
def test_a_plan_that_cannot_be_used_ends_with_one_line(
    tmp_path: Path, plan: object, told: str
) -> None:
    done = run(tmp_path, plan)

    assert done.exit_code == 1
    assert told in done.stderr
    assert not (tmp_path / "l.csv").exists()


@pytest.mark.parametrize("futures", ["63", "200001"])
def test_a_wrong_number_of_futures_is_wrong_usage(tmp_path: Path, futures: str) -> None:
    assert run(tmp_path, UNSURE, "--futures", futures).exit_code == 2
