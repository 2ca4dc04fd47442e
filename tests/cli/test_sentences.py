"""What the commands of the workbench say: money with its currency, one and many."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from leadline.cli.main import cli

SURE = {
    "periods": ["Q1", "Q2"],
    "currency": "EUR",
    "segments": [{"id": "clinic", "customers": 10, "price": 100}],
    "goals": [{"id": "grow", "measure": "revenue", "period": "Q2", "at_least": 900}],
}
UNSURE = SURE | {
    "segments": [
        {"id": "clinic", "customers": 10, "price": 100,
         "new": {"p10": 1, "p50": 2, "p90": 4}},
    ],
    "bets": [{"id": "sso", "finished": "Q1", "effects": [
        {"driver": "price", "absolute": 5},
    ]}],
}  # fmt: skip
PLAN: dict[str, Any] = {
    "periods": ["Q1"],
    "teams": {"web": [10]},
    "currency": "EUR",
    "bets": [
        {"id": "sso", "effort": {"web": 6}, "value": {"growth": 2000, "profit": 5}},
        {"id": "app", "effort": {"web": 6}, "value": {"growth": 1000, "profit": 9}},
    ],
    "objective": {"growth": 1},
}
RANGE = {"p10": 100, "p50": 1000, "p90": 9000}


def said(folder: Path, command: str, given: object, *more: str) -> tuple[int, str]:
    """Return the exit code of a command on a file, and what it prints."""
    is_plain = isinstance(given, str)
    path = folder / ("given.csv" if is_plain else "given.json")
    path.write_text(str(given) if is_plain else json.dumps(given))
    words = [command, str(path), "--out", str(folder / "out"), *more]
    done = CliRunner().invoke(cli, words)
    return done.exit_code, done.stdout if done.exit_code == 0 else done.stderr


def with_bets(*bets: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return PLAN | {"bets": list(bets)} | more


def test_a_sure_projection_says_that_nothing_is_uncertain(tmp_path: Path) -> None:
    _, told = said(tmp_path, "project", SURE)
    _, bare = said(tmp_path, "project", SURE | {"currency": ""})

    assert told.splitlines() == [
        "Revenue in Q2: 1,000 EUR, nothing in it is uncertain.",
        "Profit in Q2: 1,000 EUR, nothing in it is uncertain.",
        "Goal grow: reached.",
    ]
    assert bare.splitlines()[0] == "Revenue in Q2: 1,000, nothing in it is uncertain."


def test_a_projection_says_its_ends_in_money(tmp_path: Path) -> None:
    _, told = said(tmp_path, "project", UNSURE, "--futures", "500")

    first = told.splitlines()[0]
    assert first.startswith("Revenue in Q2: 1,4")
    assert " EUR in the middle, eight times in ten from 1,2" in first
    assert first.count(" EUR") == 4
    assert "; without bets 1,399 EUR in the middle." in first


def test_a_frontier_says_its_ends_and_refuses_what_nothing_adds_to(
    tmp_path: Path,
) -> None:
    many = said(tmp_path, "frontier", PLAN)
    one = said(tmp_path, "frontier", with_bets(PLAN["bets"][0]))
    code, none = said(tmp_path, "frontier", PLAN, "--objectives", "growth,worth")
    empty = said(tmp_path, "frontier", with_bets({"id": "sso"}))[1]

    assert many == (
        0,
        "2 points of growth and profit, each beaten by no plan: growth 1,000 EUR to "
        "2,000 EUR; profit 5 EUR to 9 EUR.\n",
    )
    assert one[1] == (
        "1 point of growth and profit, beaten by no plan: growth 2,000 EUR; profit "
        "5 EUR.\n"
    )
    assert code == 1
    assert 'No bet adds to "worth"; they add to growth, profit.' in none
    assert 'No bet adds to "growth"; they add to nothing.' in empty


def test_a_plan_says_what_it_is_best_at(tmp_path: Path) -> None:
    unsure = {"id": "sso", "effort": {"web": 6}, "value": {"growth": RANGE}}
    in_futures = ("--futures", "40", "--time-limit", "20")

    _, sure = said(tmp_path, "optimise", PLAN, "--price-time", "0")
    _, certain = said(tmp_path, "optimise", PLAN, *in_futures)
    _, told = said(
        tmp_path, "optimise", with_bets(unsure, PLAN["bets"][1]), *in_futures
    )
    _, worst = said(
        tmp_path, "optimise", with_bets(unsure), *in_futures, "--risk", "cvar:0.1"
    )

    assert sure.startswith(
        "1 bet in, 1 left out; 0 customers served; objective 2,000 EUR, proven best, in"
    )
    assert "Nothing in it is uncertain: it is proven best." in certain
    first, second, third = told.splitlines()
    assert " EUR at the middles of the ranges, in " in first
    assert "below" not in first
    assert second.startswith("In 40 futures the mean is ")
    assert second.count(" EUR") == 2
    assert third == (
        "Bets, by the best plans found of 40 futures: 0 core, 2 borderline, 0 out."
    )
    assert "the mean of the worst 10% is " in worst


def test_learning_is_worth_money(tmp_path: Path) -> None:
    unsure = {"id": "sso", "effort": {"web": 6}, "value": {"growth": RANGE}}

    _, told = said(
        tmp_path, "learn", with_bets(unsure, PLAN["bets"][1]), "--futures", "512"
    )

    assert told.startswith("Knowing everything is worth ")
    assert "Knowing one thing is worth most for: sso growth " in told
    assert told.count(" EUR") == 2


def test_a_series_is_missed_by_money_and_never_by_two_currencies(
    tmp_path: Path,
) -> None:
    days = [f"2026-01-{day:02d},€{100 + day % 3}" for day in range(1, 31)]
    series = "\n".join(["date,value", *days])

    _, told = said(tmp_path, "forecast", series, "--horizon", "3")
    code, mixed = said(
        tmp_path, "forecast", f"{series}\n2026-01-31,$9", "--horizon", "3"
    )

    assert told.startswith("30 values by days, ")
    assert told.endswith(" EUR on average.\n")
    assert code == 1
    assert "money is in EUR above and in USD here" in mixed


def test_lifetimes_are_counted_and_worth_money(tmp_path: Path) -> None:
    rows = [
        f"c{who},2026-{1 + turn:02d}-{1 + who % 27:02d},€{50 + who}"
        for who in range(40)
        for turn in range(1 + who % 6)
    ]
    file = "\n".join(["customer,date,amount", *rows])

    _, told = said(tmp_path, "lifetime", file, "--weeks", "1")

    assert told.startswith("40 customers until 2026-06-")
    assert " In a week they are expected to buy " in told
    assert told.endswith(" EUR.\n")
