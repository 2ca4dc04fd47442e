"""Names, keywords and quotes in the customers' own words."""

import numpy as np
import pytest

from leadline.engine.errors import EngineError
from leadline.engine.text.name import LONGEST_NAME, QUOTES, name_groups

EXPORT = [
    "Hi team, please let me export my report to Excel!",
    "Exporting the report to Excel fails.",
    "We need reports in Excel. Our auditors ask every month. Thanks a lot.",
    "export report excel",
]
DARK = ["Dark mode would be lovely", "I want dark mode", "No dark mode yet?"]
TEXTS = [*EXPORT, *DARK, "something else entirely"]
LABELS = [0, 0, 0, 0, 1, 1, 1, -1]
ROWS = np.eye(3, dtype=np.float32)[LABELS]


def test_a_name_is_a_passage_of_one_of_the_pieces() -> None:
    export, dark = name_groups(TEXTS, LABELS, ROWS)

    assert any(export.name.casefold() in text.casefold() for text in EXPORT)
    assert any(dark.name.casefold() in text.casefold() for text in DARK)
    assert not export.name.startswith("Hi")


def test_keywords_are_what_the_group_says_and_others_do_not() -> None:
    export, dark = name_groups(TEXTS, LABELS, ROWS)

    assert "excel" in " ".join(export.keywords)
    assert dark.keywords[0] == "dark mode"
    assert not {"the", "to", "please", "thanks"} & set(export.keywords)


def test_quotes_are_different_pieces_of_the_group_itself() -> None:
    texts = ["Card lost", "card LOST!", "Card stolen abroad", *["Card lost"] * 9]
    only = name_groups(texts, [0] * 12, np.ones((12, 1), np.float32))[0]

    assert only.quotes_index == (0, 2)
    assert len(name_groups(TEXTS, LABELS, ROWS)[0].quotes_index) <= QUOTES


def test_no_two_groups_share_a_name() -> None:
    texts = ["Card lost", "Card lost", "Card lost again", "Card lost"]

    names = [n.name for n in name_groups(texts, [0, 1, 1, 2], np.eye(4)[[0, 1, 1, 2]])]

    assert len({name.casefold() for name in names}) == 3


def test_an_endless_piece_gets_a_name_that_fits() -> None:
    name = name_groups(["word " * 4000], [0], np.ones((1, 1), np.float32))[0].name

    assert len(name) <= LONGEST_NAME
    assert name.endswith("…")


def test_other_scripts_are_named_too() -> None:
    texts = ["退款还没有到账。请帮助我", "退款没有到账", "Верните деньги за заказ"]

    names = name_groups(texts, [0, 0, 1], np.eye(2, dtype=np.float32)[[0, 0, 1]])

    assert "退款" in names[0].name
    assert names[1].name == "Верните деньги за заказ"


def test_a_number_nobody_carries_has_no_name() -> None:
    names = name_groups(["Dark mode"], [1], np.eye(2, dtype=np.float32)[:1])

    assert (names[0].name, names[0].quotes_index) == ("", ())
    assert names[1].name == "Dark mode"


def test_lengths_that_differ_are_refused() -> None:
    with pytest.raises(EngineError, match="equally many"):
        name_groups(["a"], [0, 1], np.eye(2, dtype=np.float32))
