"""Which groups are no needs, on both sides of each rule."""

import numpy as np
import pytest

from leadline.engine.errors import EngineError
from leadline.engine.text.group import Grouping
from leadline.engine.text.leftover import FEWEST, REST, dissolved, leftovers

OBJECTS = (
    "anchor basket candle drawer engine feather garden hammer island jacket kettle "
    "ladder magnet needle orange pillow quartz ribbon saddle tunnel"
).split()
ABOUT_EXPORT = [f"The export of the {what} report fails" for what in OBJECTS]
ABOUT_DARK = [f"Dark mode hides the {what} button" for what in OBJECTS]
SCATTERED = [f"What about the {what}, please" for what in OBJECTS]


def _labels(*sizes: int) -> list[int]:
    return [g for g, size in enumerate(sizes) for _ in range(size)]


def test_a_group_that_shares_its_words_is_a_need() -> None:
    texts = [*ABOUT_EXPORT, *ABOUT_DARK]

    assert leftovers(texts, _labels(20, 20)) == ["", ""]


def test_a_group_that_shares_no_words_is_scattered() -> None:
    texts = [*ABOUT_EXPORT, *ABOUT_DARK, *SCATTERED]

    assert leftovers(texts, _labels(20, 20, 20)) == ["", "", "scattered"]


@pytest.mark.parametrize(("size", "reason"), [(FEWEST - 1, ""), (FEWEST, "scattered")])
def test_of_few_pieces_nobody_can_tell(size: int, reason: str) -> None:
    said = [f"My {what} please" for what in OBJECTS[:size]]
    texts = [*ABOUT_EXPORT, *ABOUT_DARK, *said]

    found = leftovers(texts, _labels(20, 20, size))

    assert found == ["", "", reason]


THINGS = "Karte Liste Akte Mappe Vorlage Tabelle Rechnung Taste Feder Lampe".split()


def test_pieces_that_share_little_but_their_language_are_no_need() -> None:
    apart = [f"Ich kann die {what} nicht" for what in THINGS]
    apart += [f"Wo ist denn die {what} von uns" for what in THINGS[:2]]
    shared = [f"Die Rechnung mit der {what} ist falsch" for what in THINGS]
    english = [*ABOUT_EXPORT, *ABOUT_DARK]

    alone = leftovers([*english, *apart], _labels(20, 20, 12))
    about = leftovers([*english, *shared], _labels(20, 20, 10))
    beside = leftovers([*english, *apart, *shared], _labels(20, 20, 12, 10))

    assert alone[2] == "language"
    assert about == ["", "", ""]
    assert beside[3] == ""


def test_a_stock_sentence_alone_makes_no_need() -> None:
    notes = [
        f"Wants {a} for {b}. Renewal comes up soon, {b} decides."
        for a, b in zip(OBJECTS, OBJECTS[::-1], strict=True)
    ]
    wishes = [
        f"The invoice of {what} is wrong. Renewal comes up soon, {what} decides."
        for what in OBJECTS
    ]
    first = [*ABOUT_EXPORT, *ABOUT_DARK]

    assert leftovers([*first, *notes], _labels(20, 20, 20))[2] == "template"
    assert leftovers([*first, *wishes], _labels(20, 20, 20))[2] == ""


def test_dissolved_groups_leave_the_others_in_their_order() -> None:
    texts = [*SCATTERED, *ABOUT_EXPORT, *ABOUT_DARK[:10]]
    labels = np.array(_labels(20, 20, 10))
    whole = Grouping(labels, np.ones(50, np.float32), np.eye(3, dtype=np.float32))

    left = dissolved(whole, texts)

    assert left.labels.tolist() == [-1] * 20 + [0] * 20 + [1] * 10
    assert left.confidence.tolist() == [0.0] * 20 + [1.0] * 30
    assert left.centroids.tolist() == [[0, 1, 0], [0, 0, 1]]


def test_where_all_would_go_all_stay() -> None:
    whole = Grouping(
        np.zeros(20, np.int64), np.ones(20, np.float32), np.ones((1, 1), np.float32)
    )

    assert dissolved(whole, SCATTERED) is whole


def test_lengths_that_differ_are_refused() -> None:
    with pytest.raises(EngineError, match="equally many"):
        leftovers(["a"], [0, 1])


def _renewals(kept: int, others: int) -> list[str]:
    """Twenty notes with one stock sentence; so many still say the same without it."""
    first = ["The invoice is wrong"] * kept
    first += [f"Wants {what} for {what}" for what in OBJECTS[:others]]
    return [f"{said}. Renewal comes up soon, maybe." for said in first]


@pytest.mark.parametrize(("kept", "reason"), [(13, ""), (12, "template")])
def test_a_need_keeps_as_much_in_common_without_its_stock_sentence(
    kept: int, reason: str
) -> None:
    notes = _renewals(kept, 20 - kept)

    found = leftovers([*ABOUT_EXPORT, *ABOUT_DARK, *notes], _labels(20, 20, 20))

    assert kept / 20 == (REST if not reason else REST - 0.05)
    assert found[2] == reason


@pytest.mark.parametrize(("stock", "reason"), [(10, "template"), (9, "")])
def test_a_stock_sentence_stands_in_half_of_the_pieces(stock: int, reason: str) -> None:
    ends = ["Renewal comes up soon"] * stock
    ends += [f"{what.title()} renewal {what} soon" for what in OBJECTS[stock:]]
    notes = [
        f"Wants {what} for {what}. {end}."
        for what, end in zip(OBJECTS, ends, strict=True)
    ]

    found = leftovers([*ABOUT_EXPORT, *ABOUT_DARK, *notes], _labels(20, 20, 20))

    assert found[2] == reason
