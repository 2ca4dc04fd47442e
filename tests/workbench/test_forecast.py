"""Files of a series, from hostile to fine, by the command itself."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from leadline.cli.main import cli
from leadline.foundation.errors import Invalid
from leadline.workbench.forecast import SeriesColumns, forecast_file

MONTHS = [f"{2021 + i // 12}-{i % 12 + 1:02d}" for i in range(60)]


def write(path: Path, lines: list[str], head: str = "date,value") -> Path:
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def season(i: int) -> float:
    return 100 + i + (30 if i % 12 == 11 else 0)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_months_are_forecast_with_their_december(tmp_path: Path) -> None:
    lines = [f"{month},{season(i)}" for i, month in enumerate(MONTHS[:54])]
    path, out = write(tmp_path / "s.csv", lines), tmp_path / "f.csv"

    ran = CliRunner().invoke(
        cli, ["forecast", str(path), "--horizon", "6", "--out", str(out), "--json"]
    )

    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.stdout)
    assert (found["step"], found["seasons"], found["missing"]) == ("months", [12], 0)
    ahead = rows(out)
    assert [row["date"] for row in ahead] == MONTHS[54:]
    assert list(ahead[0]) == ["date", "p05", "p50", "p95"]
    assert float(ahead[5]["p50"]) == pytest.approx(season(59), abs=3)


def test_the_command_says_what_it_found(tmp_path: Path) -> None:
    lines = [f"0{i // 28 + 1}.{i % 28 + 1:02d}.2026;{i % 7 + 1},5" for i in range(20)]
    path = write(tmp_path / "s.csv", lines, "Datum;Wert")

    ran = CliRunner().invoke(
        cli, ["forecast", str(path), "--horizon", "3", "--out", str(tmp_path / "f.csv")]
    )

    assert ran.exit_code == 0, ran.output
    assert "20 values by" in ran.stdout
    assert "No season of 365" in ran.stderr or "no season" in ran.stdout


def test_gaps_order_and_money_are_read(tmp_path: Path) -> None:
    lines = [f"{m},€{1000 + i}" for i, m in enumerate(MONTHS[:30]) if i != 7]
    lines.insert(3, f"{MONTHS[30]},")
    path = write(tmp_path / "s.csv", lines[::-1], "month,mrr")

    found = forecast_file(path, out=tmp_path / "f.csv", horizon=2)

    assert (found["missing"], found["values"]) == (1, 29)
    assert found["notes"][0].startswith("1 of 30 months")
    assert rows(tmp_path / "f.csv")[0]["date"] == MONTHS[30]


def test_quarters_and_hours_are_written_as_they_stand(tmp_path: Path) -> None:
    out = tmp_path / "f.csv"
    quarters = [f"{2020 + i // 4}Q{i % 4 + 1},{10 + i % 4}" for i in range(16)]
    forecast_file(write(tmp_path / "q.csv", quarters), out=out, horizon=1)
    assert rows(out)[0]["date"] == "2024Q1"
    hours = [f"2026-01-0{i // 24 + 1} {i % 24:02d}:00,{i % 24}" for i in range(72)]
    forecast_file(write(tmp_path / "h.csv", hours), out=out, horizon=2)
    assert [row["date"] for row in rows(out)] == [
        "2026-01-04 00:00",
        "2026-01-04 01:00",
    ]


def test_seconds_and_zones_are_read(tmp_path: Path) -> None:
    out = tmp_path / "f.csv"
    seconds = [f"{1_767_225_600 + 3600 * i},{i % 24}" for i in range(72)]
    forecast_file(write(tmp_path / "s.csv", seconds), out=out, horizon=1)
    assert rows(out)[0]["date"] == "2026-01-04 00:00"
    zoned = [f"2026-01-01T{i:02d}:00:00+02:00,{i}" for i in range(10)]
    forecast_file(write(tmp_path / "z.csv", zoned), out=out, horizon=1)
    assert rows(out)[0]["date"] == "2026-01-01 08:00"


def test_columns_can_be_named(tmp_path: Path) -> None:
    lines = [f"{i},{month},{season(i)},x" for i, month in enumerate(MONTHS)]
    path = write(tmp_path / "s.csv", lines, "id,when,signups,note")

    found = forecast_file(
        path,
        out=tmp_path / "f.csv",
        horizon=1,
        columns=SeriesColumns("When", "signups"),
    )

    assert found["values"] == 60


@pytest.mark.parametrize(
    ("lines", "head", "words"),
    [
        (["soon,1"] * 9, "date,value", "row 1: “soon” is no date"),
        (["2026-01,lots"], "date,value", "row 1: “lots” is no number"),
        (["2026-01,1", "2026-01,2"], "date,value", "two values for 2026-01"),
        (["2026-01,1,2"], "date,a,b", "Name one with --value"),
        (["2026-01"], "date", "one column"),
        ([f"{m},1" for m in MONTHS[:7]], "date,value", "at least 8 values"),
        ([f"{m}," for m in MONTHS[:9]], "date,value", "at least 3 moments"),
        ([f"{m},1" for m in MONTHS[:9]], "date,value", "10 steps cannot"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(
    tmp_path: Path, lines: list[str], head: str, words: str
) -> None:
    out = tmp_path / "f.csv"

    with pytest.raises(Invalid, match=words):
        forecast_file(write(tmp_path / "s.csv", lines, head), out=out, horizon=10)

    assert not out.exists()


def test_files_and_columns_that_are_not_there_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "s.csv", [f"{m},1" for m in MONTHS])

    with pytest.raises(Invalid, match="There is no file"):
        forecast_file(tmp_path / "none.csv", out=tmp_path / "f.csv", horizon=1)
    with pytest.raises(Invalid, match="no column mrr; --value"):
        forecast_file(
            path, out=tmp_path / "f", horizon=1, columns=SeriesColumns("", "mrr")
        )
    with pytest.raises(Invalid, match="cannot be written"):
        forecast_file(path, out=tmp_path / "no" / "f.csv", horizon=1)
