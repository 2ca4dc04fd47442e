"""The words on the example's chairs were read: beside an option, on a side."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from leadline.decisions.types import Side
from leadline.demo.build import company
from leadline.demo.company import Company
from leadline.demo.content_files import content
from leadline.demo.fill_chairs import MOST
from leadline.demo.sides import read_words
from leadline.evidence.bridge import own_words

DECISIONS = {one["key"]: one for one in content("decisions.toml")["decision"]}


@pytest.fixture(scope="module", params=[date(2026, 11, 23), date(2025, 3, 9)])
def harbour(request: pytest.FixtureRequest) -> Company:
    return company(request.param)


def _titles(key: str) -> list[str]:
    return [line.partition(":")[0] for line in DECISIONS[key]["options"]]


def test_every_label_is_of_a_decision_an_option_and_a_side(harbour: Company) -> None:
    labels = [label for piece in harbour.pieces for label in piece.labels]

    assert len(labels) > 200
    assert {label.decision for label in labels} == set(DECISIONS)
    for label in labels:
        assert label.option in "ABC-"[: len(_titles(label.decision))] + "-"
        assert label.side in Side.values
        assert (label.option == "-") == (label.side == Side.NEITHER)
    for piece in harbour.pieces:
        told = {(label.decision, label.option) for label in piece.labels}
        assert len(told) == len(piece.labels)
        assert not {(key, "-") for key, letter in told if letter != "-"} & told


def test_words_that_stand_on_a_chair_count_and_were_said_before(
    harbour: Company,
) -> None:
    late = []
    for piece in harbour.pieces:
        for label in piece.labels:
            told = DECISIONS[label.decision]
            ago = told["days"] - told["after"] if "after" in told else 0
            taken = harbour.today - timedelta(days=ago)
            if piece.said_at.date() > taken:
                late.append((label.decision, piece.words[:60]))
        if piece.labels:
            assert own_words(piece.words).set_aside == ""
    assert not late


def test_at_least_fifteen_chairs_have_words_for_and_against(harbour: Company) -> None:
    both = 0
    for key, told in DECISIONS.items():
        words = read_words(key, _titles(key), harbour.pieces)
        shown = words[: MOST.get(told["chair"], 0)]
        both += {Side.FOR, Side.AGAINST} <= {word.side for word in shown}
        if told["chair"] == "full":
            assert len(shown) >= 8, key
            assert len({word.piece.customer for word in shown}) >= 6, key

    assert both >= 15


def test_turns_are_taken_and_direct_words_come_first(harbour: Company) -> None:
    words = read_words("licence", _titles("licence"), harbour.pieces)
    own = [bool(word.piece.noted_by) for word in words if word.side == Side.FOR]

    assert [word.side for word in words[:2]] == [Side.FOR, Side.AGAINST]
    assert own == sorted(own)


def test_ports_speak_about_the_price_of_ports(harbour: Company) -> None:
    segments = {one.external_id: one.segment for one in harbour.customers}
    words = read_words("licence", _titles("licence"), harbour.pieces)

    assert {segments[w.piece.customer].rpartition(" ")[2] for w in words} == {"ports"}


def test_the_taken_option_is_one_of_them() -> None:
    chosen = {
        key: told["choice"] for key, told in DECISIONS.items() if "choice" in told
    }

    assert len(chosen) == 14
    assert all(choice in _titles(key) for key, choice in chosen.items())
