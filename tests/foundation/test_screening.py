"""Names and amounts are taken out of what strangers read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation.matching import WORD, fold
from leadline.foundation.screening import only_money, screen
from leadline.foundation.words import money

NAMES = screen(
    [
        "Klinikum Elbe GmbH",
        "Port of Ålesund",
        "3M",
        "A&B",
        "klinikum-elbe.example",
        "★",
        "Straßenbau Süd GmbH",
        "Haus Muenchen",
        "Café Due",
        "İskele Liman",
    ],
    ["Ines Moreau", "Ines"],
    hides_money=False,
)
MONEY = only_money(hides_money=True)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Klinikum Elbe GmbH asks", "A customer asks"),
        ("for klinikum elbe's wards", "for a customer's wards"),
        ("KLINIKUM-ELBE, again", "A customer, again"),
        ("Done. Klinikum Elbes wards", "Done. A customer wards"),
        ("the port of Alesund", "the customer"),
        ("by 3M and A&B", "by a customer and a customer"),
        ("see klinikum-elbe.example", "see a customer"),
        ("write to i.moreau@klinikum-elbe.example", "write to an address"),
        ("says Ines Moreau", "says a person"),
        ("bei STRASSENBAU SUED", "bei a customer"),
        ("bei Strassenbau Süd", "bei a customer"),
        ("im Haus München", "im a customer"),
        ("at Cafe\u0301 Due", "at a customer"),
        ("du gehst", "du gehst"),
        ("to Kli\u00adnikum\u200b Elbe", "to a customer"),
        ("iskele liman asks", "A customer asks"),
        ("for the Klinikum Elbe", "for the customer"),
        ("Our Haus München", "Our customer"),
        ("bathe Klinikum Elbe", "bathe a customer"),
        ("says Ines", "says Ines"),
        ("Klinikum alone and Elbe alone", "Klinikum alone and Elbe alone"),
        ("a ★ among them", "a a customer among them"),
        ("pays €40k", "pays €40k"),
    ],
)
def test_a_name_is_found_however_it_is_written(said: str, shown: str) -> None:
    assert NAMES.clean(said) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("€40k", "an amount"),
        ("about €2.94m a year", "about an amount a year"),
        ("A$1,200.50, then", "an amount, then"),
        ("EUR 412,350 and 12 EUR", "an amount"),
        ("between €10 and 20k", "between an amount"),
        ("10\u201320k euros", "an amount"),
        ("1.2 million dollars", "an amount"),
        ("-€5", "an amount"),
        ("\u2212€5 and €\u22125", "an amount and an amount"),
        ("12.000 € im Jahr", "an amount im Jahr"),
        ("CHF\u00a07'500", "an amount"),
        ("€ 40 000, then 50\u00a0000,50 kr", "an amount, then an amount"),
        ("kr 500, 1 200 zł", "an amount, an amount"),
        ("in 2027 400 people", None),
        ("400 000 people", None),
        ("top 10, all 3, 40%, 12 weeks, Q1 2027", None),
        ("500 wards", None),
    ],
)
def test_money_is_found_however_it_is_written(said: str, shown: str | None) -> None:
    assert MONEY.clean(said) == (shown or said)


@given(amount=st.integers(-(10**9), 10**9), code=st.sampled_from(["EUR", "USD", "CHF"]))
def test_no_amount_that_leadline_writes_is_left(amount: int, code: str) -> None:
    text = MONEY.clean(f"It brings {money(amount, code)} a year.")

    assert not any(letter.isdigit() for letter in text)


words = st.text(st.characters(categories=("L", "N")), min_size=2, max_size=9)


@given(name=st.lists(words, min_size=1, max_size=3))
def test_no_name_is_left_between_other_words(name: list[str]) -> None:
    hidden = " ".join(name)
    text = screen([hidden], [], hides_money=False).clean(f"- {hidden} -")

    assert text == "- a customer -" or not WORD.findall(fold(hidden))


def test_a_hundred_thousand_names_are_looked_for_at_once() -> None:
    many = screen((f"House {n} Ltd" for n in range(100_000)), [], hides_money=True)
    text = "House 99999 pays €4. " * 200

    assert many.clean(text) == "A customer pays an amount. " * 200
