"""Files of purchases, from hostile to fine, by the command itself."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from leadline.cli.main import cli
from leadline.foundation.errors import Invalid
from leadline.workbench.lifetime import (
    LifetimeSettings,
    PurchaseColumns,
    lifetime_file,
    read_purchases,
)

HEAD = "customer,date,amount"


def write(path: Path, lines: list[str], head: str = HEAD) -> Path:
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def shop() -> list[str]:
    """Return purchases of 120 invented customers in 2025."""
    draw = np.random.default_rng(6)
    lines = []
    for i in range(120):
        day = date(2025, 1, 1) + timedelta(days=int(draw.integers(0, 60)))
        rate, usual = draw.gamma(1.0, 20.0) + 3, draw.gamma(5, 8)
        while day <= date(2025, 12, 31):
            lines.append(f"c{i:03d},{day},{usual * draw.uniform(0.6, 1.4):.2f}")
            day += timedelta(days=1 + int(draw.exponential(rate)))
            if draw.random() < 0.25:
                break
    return lines


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_customer_gets_a_row(tmp_path: Path) -> None:
    path, out = write(tmp_path / "t.csv", shop()), tmp_path / "l.csv"

    ran = CliRunner().invoke(
        cli, ["lifetime", str(path), "--weeks", "26", "--out", str(out), "--json"]
    )

    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.stdout)
    written = rows(out)
    assert found["customers"] == len(written) == 120
    assert set(found["model"]) == {"r", "alpha", "a", "b", "log_likelihood"}
    assert found["purchases"] == pytest.approx(
        sum(float(row["purchases"]) for row in written), rel=1e-4
    )
    assert found["total"] == pytest.approx(
        sum(float(row["worth"]) for row in written), rel=1e-4
    )
    assert all(0 <= float(row["alive"]) <= 1 for row in written)


def test_the_command_says_it_in_a_sentence(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [*shop(), "c001,2025-03-01,-5"])

    ran = CliRunner().invoke(
        cli,
        ["lifetime", str(path), "--until", "2025-06-30", "--out", str(tmp_path / "l")],
    )

    assert ran.exit_code == 0, ran.output
    assert "customers until 2025-06-30" in ran.stdout
    assert "1 row with an amount below 0 was" in ran.stderr
    assert "rows after 2025-06-30" in ran.stderr


def test_purchases_of_a_day_are_one_and_the_last_day_counts(tmp_path: Path) -> None:
    lines = [
        "a;01.03.2026;1.000,50",
        "a;01.03.2026;2,25",
        "a;15.03.2026;0",
        "b;16.03.2026;3",
    ]
    path = write(tmp_path / "t.csv", lines, "Kunde;Datum;Betrag")

    found = read_purchases(path, LifetimeSettings())

    assert found.until == date(2026, 3, 16)
    assert found.by_customer["a"] == {date(2026, 3, 1): 1002.75, date(2026, 3, 15): 0}
    until = LifetimeSettings(until=date(2026, 3, 15))
    assert set(read_purchases(path, until).by_customer) == {"a"}


def test_without_amounts_there_is_no_worth(tmp_path: Path) -> None:
    lines = [line.rsplit(",", 1)[0] for line in shop()]
    out = tmp_path / "l.csv"

    found = lifetime_file(write(tmp_path / "t.csv", lines, "customer,date"), out=out)

    assert (found["total"], found["worth"]) == (None, None)
    assert list(rows(out)[0])[-1] == "purchases"


def test_amounts_that_tell_nothing_leave_the_purchases(tmp_path: Path) -> None:
    lines = [f"{line.rsplit(',', 1)[0]},5" for line in shop()]

    found = lifetime_file(write(tmp_path / "t.csv", lines), out=tmp_path / "l.csv")

    assert found["total"] is None
    assert any("No worth: All amounts are the same" in note for note in found["notes"])


@pytest.mark.parametrize(
    ("lines", "head", "words"),
    [
        (["a,soon,5"], HEAD, "row 1: the day “soon”"),
        ([",2026-01-01,5"], HEAD, "row 1: who bought"),
        (["a,2026-01-01,lots"], HEAD, "“lots” is no number"),
        (["a,2026-01-01,-5"], HEAD, "no purchase"),
        (["a,2026-01-01"], "who,date", "no column customer; --customer"),
        (["a,2026-01-01"], "customer,when", "no column date; --date"),
        ([f"c{i},2026-01-0{i % 9 + 1},5" for i in range(50)], HEAD, "Nobody bought"),
        (
            [f"a,2026-01-{i:02d},5" for i in range(1, 29)],
            HEAD,
            "1 customers, 1 of whom",
        ),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(
    tmp_path: Path, lines: list[str], head: str, words: str
) -> None:
    out = tmp_path / "l.csv"

    with pytest.raises(Invalid, match=words):
        lifetime_file(write(tmp_path / "t.csv", lines, head), out=out)

    assert not out.exists()


def test_columns_are_named_and_absent_files_told(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", ["2026-01-01,x,5"], "when,who,paid")
    columns = PurchaseColumns("Who", "when", "paid")

    found = read_purchases(path, LifetimeSettings(columns=columns))

    assert found.by_customer == {"x": {date(2026, 1, 1): 5.0}}
    with pytest.raises(Invalid, match="no column buyer; --customer"):
        read_purchases(path, LifetimeSettings(columns=PurchaseColumns("buyer")))
    with pytest.raises(Invalid, match="There is no file"):
        read_purchases(tmp_path / "none.csv", LifetimeSettings())
    with pytest.raises(Invalid, match="cannot be written"):
        lifetime_file(write(tmp_path / "s.csv", shop()), out=tmp_path / "no" / "l.csv")
