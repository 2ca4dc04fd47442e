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


@pytest.mark.parametrize(
    ("text", "n", "brier"),
    [
        # Decimal commas where semicolons part the cells, and where quotes do.
        ("probability;outcome\n0,7;ja\n0,4;nein\n", 2, (0.09 + 0.16) / 2),
        ('probability,outcome\n"0,7",oui\n"0,4",non\n', 2, (0.09 + 0.16) / 2),
        ("probability\toutcome\n0,75\tsí\n0,5\tno\n", 2, (0.0625 + 0.25) / 2),
        ("probability;outcome\n0,125;falso\n", 1, 0.015625),
        ("probability;outcome\n0.125;não\n", 1, 0.015625),
        ("probability;outcome\n0,7;1,0\n0,4;0,0\n", 2, (0.09 + 0.16) / 2),
        ("Wahrscheinlichkeit;Ergebnis\n70 %;wahr\n40 %;falsch\n", 2, 0.125),
        ("probability,outcome\n70,sim\n40,não\n0.5,não\n10,não\n5,nee\n5,nee\n5,nee\n"
         "5,nee\n5,nee\n5,nee\n", 10, 0.0275025),
        ("probability,outcome\n100%,VRAI\n0%,FAUX\n", 2, 0),
    ],
)  # fmt: skip
def test_a_spreadsheet_of_another_country_is_scored(
    tmp_path: Path, text: str, n: int, brier: float
) -> None:
    found = json.loads(scored(tmp_path, text, "--json").stdout)

    assert found["n"] == n
    assert found["brier"] == pytest.approx(brier)


@pytest.mark.parametrize(
    "word",
    ["n/a", "N/A", "-", "\u2013", "?", "open", "offen", "k. A.", "pendiente", "NULL"],
)
def test_a_word_for_not_yet_is_an_open_outcome(tmp_path: Path, word: str) -> None:
    text = f"probability,outcome\n0.7,1\n0.4,{word}\n"

    found = json.loads(scored(tmp_path, text, "--json").stdout)

    assert (found["n"], found["open"]) == (1, 1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("probability,outcome\n70,1\n40,0\n", "count as percent"),
        ("p10;p50;p90;actual\n1.000;2.000;3.000;1.500\n", "it counts as 1000"),
        (
            "probability,outcome,made_on,resolved_on\n0.7,1,3/4/2026,5/4/2026\n",
            "month first",
        ),
    ],
)
def test_a_guess_about_the_whole_file_is_told(
    tmp_path: Path, text: str, says: str
) -> None:
    assert says in scored(tmp_path, text).stdout
    assert says in json.loads(scored(tmp_path, text, "--json").stdout)["notes"][0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        # One slip among shares is no column of percent.
        ("probability,outcome\n0.7,1\n0.4,0\n70,1\n", "70 is no probability"),
        ("probability,outcome\n0.7,1\n4,0\n", "4 is no probability"),
        ("probability,outcome\n70,1\n101,0\n", "70 is no probability"),
        ('probability,outcome\n"0,7",1\n0.4,0\n', "write them one way"),
        ("probability,outcome\n1.2.3,1\n", "1.2.3 is no number"),
    ],
)
def test_what_is_written_in_two_ways_is_refused(
    tmp_path: Path, text: str, says: str
) -> None:
    assert says in scored(tmp_path, text).stderr


def test_the_order_of_days_is_judged_over_both_columns(tmp_path: Path) -> None:
    """The 25th stands in the last row; made on 3 April, resolved on 2 May."""
    text = (
        "probability,outcome,made_on,resolved_on\n"
        "0.7,1,03/04/2026,02/05/2026\n0.6,1,05/04/2026,25/04/2026\n"
    )

    found = json.loads(scored(tmp_path, text, "--json").stdout)

    assert (found["n"], found["settled"], found["notes"]) == (2, 0, [])


def test_thousands_and_spaces_are_read_in_ranges(tmp_path: Path) -> None:
    text = "p10;p50;p90;actual\n1.000,5;2 000;3.500;2\u2019100,5\n"

    found = json.loads(scored(tmp_path, text, "--json").stdout)

    assert (found["n"], found["coverage"]) == (1, 1.0)
