"""What the bridge hands on of the proposals for a chair."""

from __future__ import annotations

from leadline.decisions import bridge
from leadline.engine.chair.stance import Proposal

QUESTION = "Do we end the night bus for the lock keepers?"
OPTIONS = [("End it", "from the summer on"), ("Keep it", "as it is")]


def heard(word: int, likely: float, option: int = 0, near: float = 0.5) -> Proposal:
    side = "against" if likely >= 0.55 else "neither"
    return Proposal(word, option, side, 0.9, 0.0, near, "", "against", likely)


def test_no_words_and_no_options_propose_nothing() -> None:
    assert bridge.propose([], QUESTION, OPTIONS) == []
    assert bridge.propose(["Keep it"], QUESTION, []) == []


def test_words_come_back_by_their_place_among_all() -> None:
    said = ["My keyboard is broken"] * 3 + [
        "Please keep the night bus as it is, we lock keepers rely on it."
    ]

    found = bridge.propose(said, QUESTION, OPTIONS)

    assert {one.word for one in found if one.side != "neither"} <= {3}
    assert 3 in {one.word for one in found}


def test_words_that_lean_nowhere_stand_beside_the_nearest_option_only() -> None:
    rows = [heard(0, 0.1, 0, 0.2), heard(0, 0.44, 1, 0.6)]

    assert [one.option for one in bridge._worth_a_look(rows)] == [1]


def test_words_stand_beside_each_option_they_may_take_a_side_on() -> None:
    rows = [heard(0, 0.6, 0), heard(0, 0.45, 1), heard(0, 0.44, 2)]

    assert [one.option for one in bridge._worth_a_look(rows)] == [0, 1]


def test_no_more_words_are_proposed_than_somebody_hears() -> None:
    rows = [heard(n, 0.1) for n in range(bridge.MOST_HEARD + 1)]

    kept = bridge._worth_a_look(rows)

    assert [one.word for one in kept] == list(range(bridge.MOST_HEARD))


def test_the_record_of_proposals_keeps_what_was_promised() -> None:
    record = bridge.PROPOSALS

    assert 0.75 <= record.right / record.proposed <= 1
    assert record.right <= record.labelled
