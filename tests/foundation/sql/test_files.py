"""Questions to SQLite and DuckDB files: what is answered, and every way out is shut."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

import duckdb
import pytest

from leadline.foundation.child import Budget
from leadline.foundation.child.ask import Place as Inside
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.sql import (
    Gates,
    Place,
    SourceKind,
    ask,
    asking,
    clocks,
    duck,
    plain_place,
    sqlite,
)
from leadline.foundation.sql.clocks import Clock

ROWS = [("2026-10-01", 4), ("2026-10-02", 9)]
KINDS = [SourceKind.SQLITE, SourceKind.DUCKDB]
COUNT_UP = "with recursive n(i) as (select 1 union all select i + 1 from n) select "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = tmp_path / "figures"
    files.mkdir()
    for base in (sqlite3.connect(files / "sqlite"), duckdb.connect(files / "duckdb")):
        base.execute("create table orders (day date, n integer)")
        base.executemany("insert into orders values (?, ?)", ROWS)
        base.commit()
        base.close()
    (files / "prices.csv").write_text("day,n\n2026-10-01,7\n")
    return files


def place(folder: Path, kind: SourceKind, seconds: float = 20) -> Place:
    return Place(
        kind, str(folder / kind.value), gates=Gates((folder,)), seconds=seconds
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_answers_with_days_and_numbers(folder: Path, kind: SourceKind) -> None:
    answer = ask(place(folder, kind), "select day, n from orders order by day;")

    assert answer.rows == (
        (date(2026, 10, 1), Decimal(4)),
        (date(2026, 10, 2), Decimal(9)),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_answers_with_one_number(folder: Path, kind: SourceKind) -> None:
    answer = ask(place(folder, kind), "select sum(n) from orders")

    assert answer.rows == ((None, Decimal(13)),)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "sql",
    [
        "select 1; select 2",
        "select 1; drop table orders",
        "delete from orders",
        "insert into orders values ('2026-01-01', 1) returning n",
        "create table mine as select 1",
        "update orders set n = 0",
        "attach '{folder}/{other}' as other",
        "attach database ':memory:' as other",
        "pragma user_version = 7",
        "pragma database_list",
        "vacuum",
        "vacuum into '{folder}/copy'",
        "copy orders to '{folder}/copy'",
        "export database '{folder}/copy'",
        "select load_extension('{folder}/x')",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "select n from read_csv('{folder}/prices.csv')",
        "select n from '{folder}/prices.csv'",
        "select content from read_text('/etc/hostname')",
        "select size from read_blob('/etc/hostname')",
        "select count(*) from glob('/etc/*')",
        "select n from sqlite_scan('{folder}/sqlite', 'orders')",
        "select n from place",
    ],
)
def test_a_question_does_nothing_but_read_its_own_file(
    folder: Path, kind: SourceKind, sql: str
) -> None:
    other = next(one for one in KINDS if one is not kind)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    with pytest.raises(Invalid):
        ask(place(folder, kind), sql.format(folder=folder, other=other.value))

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_without_end_is_stopped(
    folder: Path, kind: SourceKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clocks, "PATIENCE", 1000.0)  # however busy it is here
    with pytest.raises(Invalid, match=r"more than 0\.5 seconds and was stopped"):
        ask(place(folder, kind, 0.5), f"{COUNT_UP}max(i) from n")


@pytest.mark.parametrize("kind", KINDS)
def test_a_machine_that_is_busy_says_so_and_loses_nothing(
    folder: Path, kind: SourceKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    def others_have_the_processor(seconds: float) -> Clock:
        wall = count(step=0.1)
        return Clock(seconds, processor=lambda: 0.0, wall=lambda: next(wall))

    for reader in (duck, sqlite):
        monkeypatch.setattr(reader, "Clock", others_have_the_processor)
    with pytest.raises(Conflict, match="try again in a minute"):
        ask(place(folder, kind, 0.5), f"{COUNT_UP}max(i) from n")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("day", "is_kept"),
    [("1899-12-31", False), ("1900-01-01", True), ("2199-12-31", True),
     ("2200-01-01", False), ("0001-01-01", False), ("9999-12-31", False)],
)  # fmt: skip
def test_a_date_lies_in_years_that_can_be_reckoned_with(
    day: str, is_kept: bool, folder: Path, kind: SourceKind
) -> None:
    sql = f"select '{day}', 3"
    if is_kept:
        assert [str(on) for on, _ in ask(place(folder, kind), sql).rows] == [day]
    else:
        with pytest.raises(Invalid, match="outside the years 1900 to 2199"):
            ask(place(folder, kind), sql)


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_without_end_is_cut(folder: Path, kind: SourceKind) -> None:
    with pytest.raises(Invalid, match="more than 5,000 rows"):
        ask(place(folder, kind), f"{COUNT_UP}i from n")


@pytest.mark.parametrize(
    ("kind", "sql"),
    [
        (SourceKind.SQLITE, "select length(hex(zeroblob(900000000)))"),
        (SourceKind.DUCKDB, "select length(repeat('x', 2000000000))"),
    ],
)
def test_a_huge_value_is_refused(
    folder: Path, kind: SourceKind, sql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Inside, "inside", False)  # the limit is that of the child
    with pytest.raises(Invalid):
        ask(place(folder, kind), sql)


def test_the_database_of_leadline_is_not_read(folder: Path) -> None:
    base = sqlite3.connect(folder / "sqlite")
    base.execute("create table accounts_workspace (id integer)")
    base.execute("create table accounts_membership (id integer)")
    base.close()

    with pytest.raises(Invalid, match="of Leadline itself"):
        ask(place(folder, SourceKind.SQLITE), "select count(*) from orders")


def test_a_file_is_read_in_a_child_that_is_ended(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Inside, "inside", False)
    there = place(folder, SourceKind.SQLITE)
    assert ask(there, "select 3").rows == ((None, Decimal(3)),)

    monkeypatch.setattr(asking, "BUDGET", Budget(seconds=0.3))
    with pytest.raises(Invalid, match="was stopped"):
        ask(there, f"{COUNT_UP}max(i) from n")


def test_only_files_in_folders_that_are_allowed_are_read(folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.write_bytes((folder / "sqlite").read_bytes())
    (folder / "link").symlink_to(outside)
    own = folder / "own"
    own.mkdir()
    (own / "leadline.sqlite3").write_bytes(b"")
    gates = Gates((folder,), own=own)
    address, _ = plain_place(SourceKind.SQLITE, str(folder / "sqlite"), gates)
    assert address == str(folder / "sqlite")

    for path in ("link", "../outside", "missing", "own/leadline.sqlite3", "", "."):
        with pytest.raises(Invalid, match="no such file in the folders"):
            plain_place(SourceKind.SQLITE, f"{folder}/{path}", gates)
    with pytest.raises(Invalid, match="LEADLINE_METRIC_FOLDERS"):
        plain_place(SourceKind.SQLITE, str(folder / "sqlite"), Gates())


def test_a_file_that_is_no_database_is_said_to_be_none(folder: Path) -> None:
    for kind in KINDS:
        (folder / kind.value).write_text("day,n\n" * 500)
        with pytest.raises(Invalid, match=r"it is damaged|is no DuckDB file"):
            ask(place(folder, kind), "select 1")
