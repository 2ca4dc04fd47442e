"""Files of what a team finished, from hostile to fine, by the command itself."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from leadline.cli.main import cli
from leadline.foundation.errors import Invalid
from leadline.workbench.delivery_rows import read_history

MONDAY = date(2026, 8, 3)


def write(path: Path, head: str, *lines: str) -> Path:
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def weeks(path: Path, *done: int) -> Path:
    lines = [f"{MONDAY + timedelta(weeks=at)},{n}" for at, n in enumerate(done)]
    return write(path, "week,done", *lines)


def told(*arguments: object) -> str:
    got = CliRunner().invoke(cli, ["delivery", *map(str, arguments)])
    assert got.exit_code == 0, got.output
    return got.output


def test_a_steady_team_is_finished_on_one_day(tmp_path: Path) -> None:
    file, out = weeks(tmp_path / "d.csv", *[4] * 16), tmp_path / "o.csv"
    by = MONDAY + timedelta(weeks=19, days=-1)

    got = json.loads(told(file, "--remaining", 12, "--by", by, "--out", out, "--json"))

    assert {line["by"] for line in got["by"]} == {by.isoformat()}
    assert got["odds"] == {"by": by.isoformat(), "probability": 1.0, "se": 0.0}
    assert (got["weeks"], got["done"], got["backtest"]["n"]) == (16, 64, 6)
    lines = list(csv.DictReader(out.read_text().splitlines()))
    assert [line["weeks"] for line in lines] == ["3"] * 11
    day_before = by - timedelta(days=1)
    assert "0%" in told(file, "--remaining", 12, "--by", day_before, "--out", out)


def test_the_same_seed_gives_the_same_days(tmp_path: Path) -> None:
    file = weeks(tmp_path / "d.csv", *[3, 0, 6, 2, 5, 1] * 4)
    one, two = tmp_path / "1.csv", tmp_path / "2.csv"
    for out in (one, two):
        told(file, "--remaining", 30, "--seed", 4, "--out", out)
    assert one.read_text() == two.read_text()


def items(path: Path) -> Path:
    """Twenty items of a week each that take twice as long, and two that are open."""
    lines = []
    for at in range(20):
        end = MONDAY + timedelta(weeks=at)
        lines.append(f"item {at},7,{end - timedelta(days=13)},{end}")
    lines += ["next,7,,", "last,14,2026-12-14,"]
    return write(path, "item,estimate,started,finished", *lines)


def test_items_say_what_remains_and_what_estimates_come_out_at(tmp_path: Path) -> None:
    file, out = items(tmp_path / "i.csv"), tmp_path / "o.csv"

    got = json.loads(told(file, "--out", out, "--json"))

    assert (got["remaining"], got["weeks"]) == (2, 19)
    estimates = got["estimates"]
    assert (estimates["n"], estimates["factor"], estimates["unit"]) == (20, 2, "days")
    assert estimates["open"] == {"p10": 42, "p50": 42, "p90": 42}
    assert "came out 2 times as large (2 to 2; days)" in told(file, "--out", out)


def test_history_ends_where_it_is_told_to(tmp_path: Path) -> None:
    file = items(tmp_path / "i.csv")
    until = MONDAY + timedelta(weeks=10)

    found = read_history(file, until)

    assert (sum(found.weeks), len(found.weeks)) == (10, 10)
    assert (found.open_items, len(found.estimates)) == (11, 11)


def test_weeks_that_are_missing_are_told(tmp_path: Path) -> None:
    lines = [f"{MONDAY + timedelta(weeks=at)},2" for at in range(12) if at != 5]
    found = read_history(write(tmp_path / "d.csv", "week,done", *lines), None)
    assert found.weeks[5] == 0
    assert found.notes == (
        "Weeks that are not in the file: 1; nothing was finished in them.",
    )


@pytest.mark.parametrize(
    ("head", "lines", "why"),
    [
        ("a,b", ["1,2"], "needs the columns"),
        ("week,done", ["2026-08-03,2", "2026-08-03,3"], "there twice"),
        ("week,done", ["2026-08-03,2", "2026-08-05,3"], "seven days apart"),
        ("week,done", ["2026-08-03,"], "missing"),
        ("week,done", ["soon,3"], "no date"),
        ("week,done", ["2026-08-03,many"], "no number"),
        ("week,done", ["2026-08-03,-1"], "below 0"),
        ("item,finished", ["a,"], "no item that was finished"),
        ("item,estimate,finished", ["a,x,2026-08-03"], "no number"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, head: str, lines: list[str], why: str
) -> None:
    with pytest.raises(Invalid, match=why):
        read_history(write(tmp_path / "d.csv", head, *lines), None)


def test_nothing_is_written_where_nothing_can_be_said(tmp_path: Path) -> None:
    out = tmp_path / "o.csv"
    for file, arguments, why in (
        (weeks(tmp_path / "a.csv", *[4] * 7), ["--remaining", "5"], "at least 8 weeks"),
        (weeks(tmp_path / "b.csv", *[4] * 9), [], "--remaining"),
        (tmp_path / "no.csv", ["--remaining", "5"], "There is no file"),
    ):
        command = ["delivery", str(file), *arguments, "--out", str(out)]
        got = CliRunner().invoke(cli, command)
        assert got.exit_code == 1
        assert why in got.output
    assert not out.exists()
