"""What the example says twice is the same both times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from leadline.demo.accounts import accounts
from leadline.demo.build import company
from leadline.demo.content_files import content

TODAY = date(2026, 11, 23)
LETTERS = "ABC"
WEEKS = re.compile(r"Weeks of the (\w+) team")


def chosen() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield of each decision taken the criteria, what its choice says, and its bet."""
    bets = {bet["key"]: bet for bet in content("bets.toml")["bet"]}
    for told in content("decisions.toml")["decision"]:
        titles = [line.partition(":")[0].strip() for line in told["options"]]
        if "choice" not in told:
            continue
        letter = LETTERS[titles.index(told["choice"])]
        for row in told.get("compare", ()):
            for key in told["bets"]:
                if letter in row and key in bets:
                    yield row["by"], row[letter][0], bets[key]


def test_a_bet_takes_the_weeks_of_the_option_its_decision_chose() -> None:
    told = [
        (int(re.match(r"\d+", said)[0]), bet["effort"][found[1].lower()][1])
        for by, said, bet in chosen()
        if (found := WEEKS.fullmatch(by))
    ]
    assert told
    for said, effort in told:
        assert said == effort


def test_a_bet_costs_a_year_what_the_option_its_decision_chose_does() -> None:
    told = [
        (int(re.match(r"€(\d+)k", said)[1]), bet["costs"]["year"])
        for by, said, bet in chosen()
        if by == "Cost a year"
    ]
    assert told
    for said, year in told:
        low, high = (int(end.rstrip("k")) for end in year.split(" to "))
        assert said == (low + high) / 2


def test_sign_on_takes_in_its_decision_what_its_bet_takes() -> None:
    told = next(d for d in content("decisions.toml")["decision"] if d["key"] == "sso")
    bet = next(b for b in content("bets.toml")["bet"] if b["key"] == "sso")
    weeks = {team: likely for team, (_, likely, _) in bet["effort"].items()}
    access = next(t for t in company(TODAY).teams if t.key == "access")

    assert (
        f"{sum(weeks.values())} person-weeks to build, {weeks['access']} of Access and "
        f"{weeks['mobile']} of Mobile" in told["context"]
    )
    assert "a whole quarter of the Access team" in told["options"][1]
    assert bet.get("duration", 1) == 1
    assert weeks["access"] <= access.weeks < 2 * weeks["access"]


def test_ports_that_were_asked_about_the_price_are_counted_as_they_were_read() -> None:
    words = [
        (piece.customer, label)
        for piece in company(TODAY).pieces
        for label in piece.labels
        if label.decision == "licence"
    ]
    by = {
        side: {who for who, label in words if (label.option, label.side) == side}
        for side in (("A", "for"), ("-", "neither"), ("A", "against"))
    }
    told = next(
        d for d in content("decisions.toml")["decision"] if d["key"] == "licence"
    )

    everybody, heard = {who for who, _ in words}, set().union(*by.values())
    assert [len(who) for who in by.values()] == [1, 2, 5]
    assert (len(everybody), len(everybody - heard)) == (11, 3)
    assert told["compare"][0]["A"][0] == (
        "One accepts it, two on a condition, five do not, three spoke of the rest"
    )
    assert "the eleven ports we asked" in told["criteria"]


NUMBERS = {"four": 4, "five": 5, "eight": 8, "sixteen": 16}
AHEAD = re.compile(r"\bin (\w+) months")


def test_a_prediction_is_settled_when_its_words_say() -> None:
    told = [
        (NUMBERS[found[1]], asked - settled, text)
        for text, asked, settled, *_ in content("decisions.toml")["loose"][0]["rows"]
        if (found := AHEAD.search(text))
    ]
    assert len(told) == 2
    for months, days, text in told:
        assert abs(days / 30.4 - months) <= 0.5, text


def test_as_many_ports_signed_as_the_list_grew_by() -> None:
    ports = next(m for m in company(TODAY).metrics if m.key == "ports")
    before, after = (one.value for one in ports.readings[-2:])
    said = next(
        one for one in content("check_ins.toml")["check_in"] if one["goal"] == "ports"
    )
    assert after - before == 1
    assert said["why"].startswith("One signed, ")


def test_the_goal_of_ports_counts_as_many_as_the_list_has() -> None:
    ports = next(m for m in company(TODAY).metrics if m.key == "ports")
    listed = [one for one in accounts().values() if one.segment == "Container ports"]
    assert ports.readings[-1].value == len(listed)
