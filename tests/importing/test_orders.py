"""Day or month first, judged by the moment at which a file is read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from leadline.importing.reading import Asked, Reading, read_file, records_of
from leadline.importing.reading import row_options as options_of

NOW = dt.datetime(2026, 5, 20, 12, tzinfo=dt.UTC)


def read(
    tmp_path: Path,
    dates: list[str],
    now: dt.datetime | None = NOW,
    asked: Asked | None = None,
) -> Reading:
    path = tmp_path / "file.csv"
    lines = [f"The pump on pier {n} drips,{day}" for n, day in enumerate(dates)]
    path.write_text("\n".join(["text,created", *lines]))
    return read_file(path, asked, now=now)


def test_an_order_that_puts_dates_in_the_future_is_not_taken(tmp_path: Path) -> None:
    dates = read(
        tmp_path, ["03/11/2026", "04/12/2026", "05/10/2026", "05/05/2026"]
    ).dates

    assert (dates.order, dates.sure) == ("month first", True)
    assert dates.why == "day first would put 3 dates in the future"


def test_the_other_order_may_be_the_wrong_one(tmp_path: Path) -> None:
    dates = read(tmp_path, ["11/03/2026", "05/05/2026"]).dates

    assert (dates.order, dates.sure) == ("day first", True)
    assert dates.why == "month first would put one date in the future"


def test_one_day_ahead_is_still_today_somewhere(tmp_path: Path) -> None:
    near = dt.datetime(2026, 3, 1, 1, tzinfo=dt.UTC)
    far = dt.datetime(2026, 2, 28, 1, tzinfo=dt.UTC)

    assert not read(tmp_path, ["02/03/2026"], near).dates.sure
    assert read(tmp_path, ["02/03/2026"], far).dates.order == "month first"


def test_both_orders_in_the_future_or_none_stay_a_guess(tmp_path: Path) -> None:
    both = read(tmp_path, ["11/12/2026", "12/11/2026"]).dates
    none = read(tmp_path, ["03/04/2026"]).dates
    unknown = read(tmp_path, ["03/11/2026"], None).dates

    assert [(d.order, d.sure) for d in (both, none, unknown)] == [
        ("day first", False)
    ] * 3


def test_am_and_pm_make_month_first_likelier_but_it_is_asked(tmp_path: Path) -> None:
    dates = read(tmp_path, ["03/01/2026 09:00:11 AM", "03/02/2026 04:10:00 PM"]).dates

    assert (dates.order, dates.sure) == ("month first", False)
    assert "AM and PM" in dates.why


def test_what_a_person_said_goes_before_the_moment(tmp_path: Path) -> None:
    dates = read(tmp_path, ["03/11/2026"], asked=Asked(day_first=True)).dates

    assert (dates.order, dates.why) == ("day first", "you said so")


@pytest.mark.parametrize(
    ("cell", "day_first", "said"),
    [
        ("03/11/2026", True, "lies in the future, read day first."),
        ("11/03/2026", False, "lies in the future, read month first."),
        ("2026-11-03", True, "lies in the future."),
        ("25/11/2026", True, "lies in the future."),
    ],
)
def test_a_refusal_names_the_order_that_was_used(
    tmp_path: Path, cell: str, day_first: bool, said: str
) -> None:
    reading = read(tmp_path, [cell, "2026-01-02"], asked=Asked(day_first=day_first))
    options = options_of(reading, now=NOW, zone="UTC", source="x", currency="")
    rows = records_of(
        reading.path,
        reading.shape,
        kind="feedback",
        mapping=reading.mapping,
        options=options,
    )

    assert next(iter(rows)).message == f"“{cell}” {said}"
