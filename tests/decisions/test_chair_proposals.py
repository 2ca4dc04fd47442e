"""What the bridge hands on of the proposals for a chair."""

from __future__ import annotations

from leadline.decisions import bridge
from leadline.engine.chair.stance import Proposal

QUESTION = "Do we end the night bus for the lock keepers?"
OPTIONS = [("End it", "from the summer on"), ("Keep it", "as it is")]


def heard(word: int, side: str, option: int = 0, near: float = 0.5) -> Proposal:
    return Proposal(word, option, side, 0.9, 0.0 if side == "neither" else 0.7, near)


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


def test_words_without_a_side_stand_beside_the_nearest_option_only() -> None:
    rows = [heard(0, "neither", 0, 0.2), heard(0, "neither", 1, 0.6)]

    assert [one.option for one in bridge._fewest(rows)] == [1]


def test_sided_words_stand_beside_each_option_they_take_a_side_on() -> None:
    rows = [heard(0, "against", 0), heard(0, "for", 1), heard(0, "neither", 2)]

    assert [one.side for one in bridge._fewest(rows)] == ["against", "for"]


def test_no_side_of_an_option_is_flooded() -> None:
    rows = [heard(n, "against") for n in range(bridge.A_PLACE + 1)]

    assert len(bridge._fewest(rows[:-1])) == bridge.A_PLACE
    assert len(bridge._fewest(rows)) == bridge.A_PLACE


def test_the_record_of_proposals_keeps_what_was_promised() -> None:
    record = bridge.PROPOSALS

    assert 0.75 <= record.right / record.proposed <= 1
    assert record.right <= record.labelled
