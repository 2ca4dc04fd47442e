"""Names one can say, keywords and quotes."""

from collections.abc import Sequence

import numpy as np
import pytest

from leadline.engine.errors import EngineError
from leadline.engine.text.encode import Vectors, unit
from leadline.engine.text.name import (
    LONGEST_NAME,
    QUOTES,
    GroupName,
    NameSettings,
    name_groups,
)
from leadline.engine.text.naming.compose import _joined, composed
from leadline.engine.text.naming.terms import Vocabulary, weigh, words_of

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


def _only(texts: Sequence[str], settings: NameSettings | None = None) -> GroupName:
    rows = np.ones((len(texts), 1), np.float32)
    return name_groups(texts, [0] * len(texts), rows, settings or NameSettings())[0]


def test_a_name_is_made_of_the_words_of_its_pieces() -> None:
    export, dark = name_groups(TEXTS, LABELS, ROWS)

    assert {"excel", "report"} <= set(export.name.casefold().split())
    assert "dark mode" in dark.name.casefold()
    assert not export.name.startswith("Hi")


def test_keywords_are_what_the_group_says_and_others_do_not() -> None:
    export, dark = name_groups(TEXTS, LABELS, ROWS)

    assert "excel" in " ".join(export.keywords)
    assert dark.keywords[0] == "dark mode"
    assert not {"the", "to", "please", "thanks"} & set(export.keywords)


def test_quotes_are_different_pieces_of_the_group_itself() -> None:
    only = _only(["Card lost", "card LOST!", "Card stolen abroad", *["Card lost"] * 9])

    assert only.quotes_index == (0, 2)
    assert len(name_groups(TEXTS, LABELS, ROWS)[0].quotes_index) <= QUOTES


def test_no_two_groups_share_a_name_nor_take_one_that_is_given() -> None:
    texts = ["Card lost", "Card lost", "Card lost again", "Card lost"]
    rows = np.eye(4)[[0, 1, 1, 2]]

    settings = NameSettings(taken=frozenset({"Card lost again"}))
    names = [n.name for n in name_groups(texts, [0, 1, 1, 2], rows, settings)]

    assert len({name.casefold() for name in names} | {"card lost again"}) == 4


def test_an_endless_piece_gets_a_name_of_whole_words() -> None:
    name = _only(["scheduling " * 1000]).name

    assert 0 < len(name) <= LONGEST_NAME
    assert set(name.casefold().split()) == {"scheduling"}


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


def test_people_and_customers_the_caller_knows_are_passed_over() -> None:
    texts = ["Rota at Bellmere is blank", "The rota is blank for Bellmere"] * 3

    free = _only(texts).name
    avoiding = _only(texts, NameSettings(frozenset({"Bellmere"}))).name

    assert "Bellmere" in free
    assert "Bellmere" not in avoiding
    assert "rota" in avoiding.casefold()


def test_a_word_that_is_somebodys_name_too_may_begin_a_name_where_it_is_a_word() -> (
    None
):
    texts = [
        "Mark all as read",
        "please mark all as read",
        "I want to mark all as read",
    ]

    assert _only(texts, NameSettings(frozenset({"Mark"}))).name == "Mark all as read"


def test_a_name_of_one_piece_is_passed_over_without_being_told() -> None:
    texts = [
        "The badge of Oduya opens the wrong door",
        "Badges open the wrong door",
        "My badge opens the wrong door",
        "badge opens wrong door again",
    ]

    assert "Oduya" not in _only(texts).name


def test_a_product_that_most_pieces_name_stays() -> None:
    texts = [f"Pay with Klarna at the {place}" for place in ("till", "bar", "desk")]

    assert "Klarna" in _only(texts).name


def test_a_name_is_in_the_language_of_most_pieces() -> None:
    texts = [
        "Export the hours to payroll",
        "Die Stunden in die Lohnabrechnung exportieren",
        "Ich möchte die Stunden für den Lohn exportieren",
        "Die Stunden sollen in die Lohnabrechnung",
    ]

    assert "Stunden" in _only(texts).name


def _by_letters(texts: Sequence[str]) -> Vectors:
    """Return vectors of the letters, so that a name can be read in a test."""
    rows = np.zeros((len(texts), 26), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for letter in text.casefold():
            if "a" <= letter <= "z":
                row[ord(letter) - 97] += 1
    return unit(rows)


def test_with_an_encoder_the_name_tells_its_group_from_the_others() -> None:
    texts = ["Card lost", "Card gone", "Card stolen", "Card late", "Card delayed"]
    labels = np.array([0, 0, 0, 1, 1])
    rows = _by_letters(texts)

    found = name_groups(texts, labels, rows, NameSettings(encode=_by_letters))

    names = _by_letters([n.name for n in found])
    assert ((rows @ names.T).argmax(axis=1) == labels).mean() >= 0.8


def test_where_no_sentence_speaks_for_all_a_name_is_put_together() -> None:
    texts = [
        "Calendar: a meeting is lost when two people move it at once",
        "Adding guests to the calendar takes six clicks",
        "Delete a whole series in the calendar",
        "Calendar colours are gone since the update",
        "Share the calendar with a supplier",
        "Print the calendar for the wall",
    ]

    def read(said: Sequence[str]) -> Vectors:
        known = dict(zip(texts, unit(np.eye(6)), strict=True))
        return np.stack([known.get(s, unit(np.ones((1, 6)))[0]) for s in said])

    found = name_groups(texts, [0] * 6, read(texts), NameSettings(encode=read))
    name = found[0].name

    assert name.startswith("Calendar")
    assert name not in texts


@pytest.mark.parametrize(("pieces", "is_said"), [(7, False), (8, True)])
def test_what_two_of_a_few_say_is_not_said_of_all(pieces: int, is_said: bool) -> None:
    said = ["Gate rusty", "Gate rusty", *(f"Gate w{chr(97 + n)}" for n in range(20))]
    vocabulary = Vocabulary()
    group = words_of(said[:pieces], vocabulary)
    weigh([group])

    names = composed(group, vocabulary)

    assert any("rusty" in name for name in names) is is_said


def test_no_phrase_says_a_word_twice_nor_two_forms_of_a_short_one() -> None:
    vocabulary = Vocabulary()
    group = words_of(["gate gate, ap", "app at the gate gate"] * 3, vocabulary)
    weigh([group])

    for name in composed(group, vocabulary):
        words = name.casefold().replace(":", "").split()
        assert words.count("gate") <= 1
        assert not {"ap", "app"} <= set(words)


@pytest.mark.parametrize(("longer", "parts"), [(0, 2), (1, 1)])
def test_a_name_takes_as_many_parts_as_fit_its_longest(longer: int, parts: int) -> None:
    said = ["mast", "w" * (LONGEST_NAME - len("Gate: mast and ") + longer)]
    vocabulary = Vocabulary()
    group = words_of([f"The gate and the {word} are old" for word in said], vocabulary)

    names = _joined("Gate: ", said, group, vocabulary)

    assert (len(names), names[-1]) == (parts, "Gate: mast")
    assert parts == 1 or len(names[0]) == LONGEST_NAME
