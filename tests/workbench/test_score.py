from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leadline.cli.main import cli

DATA = os.environ.get("LEADLINE_DATA", "")


def scored(path: Path, text: str, *options: str) -> Result:
    file = path / "forecasts.csv"
    file.write_text(text)
    return CliRunner().invoke(cli, ["score", str(file), *options])


def test_probabilities_are_scored_whole_and_by_group(tmp_path: Path) -> None:
    text = "probability,outcome,group\n0.9,1,Ana\n20%,no,Ana\n0.5,1,Ben\n0.7,,Ben\n"

    found = json.loads(scored(tmp_path, text, "--json").stdout)

    assert found["kind"] == "events"
    assert (found["n"], found["open"], found["enough"]) == (3, 1, False)
    assert found["brier"] == pytest.approx((0.01 + 0.04 + 0.25) / 3)
    assert found["groups"]["Ana"]["brier"] == pytest.approx(0.025)
    assert found["groups"]["Ben"]["skill"] is None
    assert [row["n"] for row in found["reliability"]] == [1, 1, 1]


def test_a_person_reads_the_figures_and_that_they_are_few(tmp_path: Path) -> None:
    said = scored(tmp_path, "probability;outcome\n0,9;1\n0,2;0\n".replace("0,", "0."))

    assert said.exit_code == 0
    assert "2 forecasts; Brier 0.0250" in said.stdout
    assert "2 forecasts are few" in said.stdout


def test_ranges_are_scored(tmp_path: Path) -> None:
    text = "p10,p50,p90,actual\n6,9,13,4\n14,21,31,19\n1,2,3,\n"

    found = json.loads(scored(tmp_path, text, "--json").stdout)

    assert found["kind"] == "ranges"
    assert (found["n"], found["open"], found["coverage"]) == (2, 1, 0.5)
    assert found["interval_score"] == pytest.approx((7 + 20 + 17) / 2)
    assert "within P10 to P90" in scored(tmp_path, text).stdout


def test_what_was_known_when_it_was_said_does_not_count(tmp_path: Path) -> None:
    text = (
        "probability,outcome,made_on,resolved_on\n"
        "1,1,2026-02-01,2026-02-01\n1,1,2026-01-01,2026-02-01\n"
        "0,1,2026-01-01,2026-02-01\n0.6,1,2026-01-01,2026-02-01\n"
    )

    kept = json.loads(scored(tmp_path, text, "--json").stdout)
    dropped = json.loads(scored(tmp_path, text, "--json", "--drop-settled").stdout)

    assert (kept["n"], kept["settled"]) == (3, 1)
    assert (dropped["n"], dropped["settled"]) == (2, 2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("chance,outcome\n0.5,1\n", "has no column probability"),
        ("probability,outcome\n0.5,1\n1.5,1\n", "row 2: 1.5 is no probability"),
        ("probability,outcome\nlikely,1\n", "row 1: likely is no number"),
        ("probability,outcome\n0.5,maybe\n", "row 1: maybe is no outcome"),
        ("probability,outcome\n0.5,\n", "nothing to score (1 open"),
        ("p10,p50,p90,actual\n3,2,1,1\n", "row 1: p10, p50 and p90 are not in order"),
        (
            "probability,outcome,made_on,resolved_on\n0.5,1,soon,2026-01-01\n",
            "soon is no day",
        ),
        ("", "The file is empty"),
    ],
)
def test_a_mistake_is_named_with_its_row(tmp_path: Path, text: str, says: str) -> None:
    got = scored(tmp_path, text)

    assert got.exit_code == 1
    assert says in got.stderr
    assert "Traceback" not in got.stderr


def test_a_file_that_is_not_there_is_named() -> None:
    got = CliRunner().invoke(cli, ["score", "nowhere.csv"])

    assert (got.exit_code, got.stdout) == (1, "")
    assert "There is no file nowhere.csv" in got.stderr


@pytest.mark.data
@pytest.mark.skipif(not DATA, reason="LEADLINE_DATA is not set")
@pytest.mark.parametrize(
    ("file", "brier", "skill"),
    [("nba_games", 0.2147, 0.123), ("nfl_games", 0.2201, 0.112)],
)
def test_public_forecasts_give_the_published_digits(
    file: str, brier: float, skill: float
) -> None:
    path = Path(DATA) / "calibration_538" / f"{file}.csv"
    columns = ["--probability", "prob1", "--outcome", "prob1_outcome"]
    got = CliRunner().invoke(
        cli, ["score", str(path), *columns, "--drop-settled", "--json"]
    )
    found = json.loads(got.stdout)

    assert round(found["brier"], 4) == brier
    assert round(found["skill"], 3) == skill
