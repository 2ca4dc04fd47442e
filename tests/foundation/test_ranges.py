"""Ranges as people say them: what is read, what is refused, what is written back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation.ranges import (
    Asked,
    SaidRange,
    about,
    between,
    range_in_words,
    read_range,
    written_range,
)

EUR, SHARE, WEEKS = Asked("EUR"), Asked("%", is_share=True), Asked("person-weeks")


def figures(text: str, asked: Asked | None = None) -> tuple[float, ...]:
    said = read_range(text, asked)
    return tuple(map(float, (said.low, said.mid, said.high, said.nothing)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12", (12, 12, 12, 0)), ("-3,5", (-3.5, -3.5, -3.5, 0)),
        ("10k", (10_000, 10_000, 10_000, 0)), ("1,5 Mio", (1.5e6, 1.5e6, 1.5e6, 0)),
        ("8 to 20", (8, 12.65, 20, 0)), ("8to20", (8, 12.65, 20, 0)),
        ("8-20", (8, 12.65, 20, 0)), ("8 \u2013 20", (8, 12.65, 20, 0)),
        ("8..20", (8, 12.65, 20, 0)), ("8 \u2026 20", (8, 12.65, 20, 0)),
        ("8 bis 20", (8, 12.65, 20, 0)), ("entre 8 et 20", (8, 12.65, 20, 0)),
        ("between 8 and 20", (8, 12.65, 20, 0)), ("from 8 to 20", (8, 12.65, 20, 0)),
        ("de 8 \u00e0 20", (8, 12.65, 20, 0)), ("8 a 20", (8, 12.65, 20, 0)),
        ("8..12..20", (8, 12, 20, 0)), ("8 to 12 to 20", (8, 12, 20, 0)),
        ("8-12-20", (8, 12, 20, 0)), ("12 (8 to 20)", (8, 12, 20, 0)),
        ("8 to 20, most likely 12", (8, 12, 20, 0)),
        ("8 bis 20, am wahrscheinlichsten 12", (8, 12, 20, 0)),
        ("about 12", (9.6, 12, 15, 0)), ("~12", (9.6, 12, 15, 0)),
        ("ca. 12", (9.6, 12, 15, 0)), ("etwa 12", (9.6, 12, 15, 0)),
        ("about 8 to 20", (8, 12.65, 20, 0)), ("ca. 8-20", (8, 12.65, 20, 0)),
        ("About -12", (-15, -12, -9.6, 0)), ("12 \u00b1 3", (9, 12, 15, 0)),
        ("12 +/- 25 %", (9, 12, 15, 0)), ("12k \u00b1 3k", (9e3, 12e3, 15e3, 0)),
        ("12 \u00b1 3k", (9e3, 12e3, 15e3, 0)),
        ("-5-3", (-5, -1, 3, 0)), ("-5 to -3", (-5, -3.873, -3, 0)),
        ("-5--3", (-5, -3.873, -3, 0)), ("0 to 5", (0, 2.5, 5, 0)),
        ("1e-3 - 2e-3", (0.001, 0.001414, 0.002, 0)),
        ("8 to 20k", (8e3, 12_650, 2e4, 0)), ("8k-20k", (8e3, 12_650, 2e4, 0)),
        ("500 to 1k", (500, 707.1, 1000, 0)), ("8..12..20k", (8e3, 12e3, 2e4, 0)),
        ("1,5 to 2,25", (1.5, 1.837, 2.25, 0)),
        ("1,500 to 2,25", (1.5, 1.837, 2.25, 0)),
        ("1,500 to 2,250", (1500, 1837, 2250, 0)), ("nothing", (0, 0, 0, 0)),
        ("30 % chance of nothing, else 5 to 9", (5, 6.708, 9, 0.3)),
        ("30% nothing else 5..7..9", (5, 7, 9, 0.3)),
        ("Nothing 30 % of the time, otherwise 7", (7, 7, 7, 0.3)),
        ("5 to 9, 30 % chance of nothing", (5, 6.708, 9, 0.3)),
        ("5 to 9 but 30% risk of nothing", (5, 6.708, 9, 0.3)),
        ("70 % chance of 5 to 9", (5, 6.708, 9, 0.3)),
        ("12,5 % risk of nothing, else 7", (7, 7, 7, 0.125)),
        ("30 % Wahrscheinlichkeit f\u00fcr nichts, sonst 5 bis 9", (5, 6.708, 9, 0.3)),
        ("0 % chance of nothing, else 7", (7, 7, 7, 0)),
        ("30 % chance of nothing, else about 12", (9.6, 12, 15, 0.3)),
    ],
)  # fmt: skip
def test_a_range_is_read_as_people_say_it(text: str, wanted: tuple[float, ...]) -> None:
    assert figures(text) == wanted


@pytest.mark.parametrize(
    ("text", "asked", "wanted"),
    [
        ("\u20ac8k to \u20ac20k", EUR, (8e3, 12_650, 2e4, 0)),
        ("8 to 20 k\u20ac", EUR, (8e3, 12_650, 2e4, 0)),
        ("EUR 1,5 bis 2 Mio", EUR, (1.5e6, 1.732e6, 2e6, 0)),
        ("1.200,- to 1.500,-", EUR, (1200, 1342, 1500, 0)),
        ("30 % chance of nothing, else \u20ac5k to 9k", EUR, (5e3, 6708, 9e3, 0.3)),
        ("10 to 20 %", SHARE, (10, 14.29, 20, 0)), ("5% - 95%", SHARE, (5, 50, 95, 0)),
        ("about 90 %", SHARE, (87.8, 90, 91.84, 0)),
        ("0..5..100", SHARE, (0, 5, 100, 0)),
        ("80 % \u00b1 5 %", SHARE, (75, 80, 85, 0)), ("150 to 200 %", Asked("%"),
        (150, 173.2, 200, 0)), ("12 weeks", WEEKS, (12, 12, 12, 0)),
        ("8 to 20 person-weeks", WEEKS, (8, 12.65, 20, 0)),
        ("8 weeks to 20 weeks", WEEKS, (8, 12.65, 20, 0)),
        ("1 Week", WEEKS, (1, 1, 1, 0)), ("about 12 weeks.", WEEKS, (9.6, 12, 15, 0)),
    ],
)  # fmt: skip
def test_currency_per_cent_and_unit_of_the_field_may_stand_there(
    text: str, asked: Asked, wanted: tuple[float, ...]
) -> None:
    assert figures(text, asked) == wanted


@pytest.mark.parametrize(
    ("text", "asked", "words"),
    [
        ("20 to 8", None, "runs down. Write 8 to 20"),
        ("8..25..20", None, "25 does not lie between 8 and 20"),
        ("8..5..20", None, "5 does not lie"), ("at least 5", None, "one end only"),
        ("< 5", None, "one end only"), ("5+", None, "one end only"),
        ("mindestens 5", None, "one end only"), ("about 0", None, "-1 to 1"),
        ("lots", None, "8 to 20"), ("", None, "cannot be read"),
        ("8 to", None, "cannot be read"), ("8..12..20..30", None, "cannot be read"),
        ("8 and 20", None, "cannot be read"), ("between 8", None, "cannot be read"),
        ("12 (8)", None, "cannot be read"), ("12 \u00b1 -3", None, "below 0"),
        ("100 % chance of nothing, else 5", None, "no chance of anything"),
        ("0 % chance of 5", None, "no chance of anything"),
        ("130 % chance of nothing, else 5", None, "no chance of anything"),
        ("8 to 20 %", None, "cannot be read"), ("8 to 20 USD", EUR, "another currency"),
        ("1000000000000000", None, "too large"),
        ("5 % nothing", None, "cannot be read"),
        ("\u20ac8 to \u20ac20", None, "names a currency"),
        ("8 to 20 ports", WEEKS, "read"),
        ("80 to 101 %", SHARE, "101 is above 100"), ("-1 to 5", SHARE, "-1 is below 0"),
        ("4", Asked(lowest=Decimal(5)), "below 5, the least"),
        ("30 % chance of nothing", None, "cannot be read"), ("1" * 130, None, "read"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_what_can(
    text: str, asked: Asked | None, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        read_range(text, asked)


def test_the_ends_of_what_can_be_are_read() -> None:
    asked = Asked(lowest=Decimal(5), highest=Decimal(9))

    assert figures("5 to 9", asked)[:3] == (5, 6.708, 9)
    assert figures("999,999,999,999,999")[0] == 10**15 - 1
    assert figures("99.9 % chance of nothing, else 5") == (5, 5, 5, 0.999)


KEPT = st.decimals(-(10**12), 10**12, places=4) | st.integers(-(10**9), 10**9).map(
    Decimal
)
CHANCE = st.integers(0, 999).map(lambda n: Decimal(n) / 1000)


def _said(three: list[Decimal], nothing: Decimal, form: str) -> SaidRange:
    low, mid, high = sorted(three)
    if form == "exact":
        return SaidRange(mid, mid, mid, nothing)
    if form == "about" and mid:
        whole = about(mid)
        return SaidRange(whole.low, whole.mid, whole.high, nothing)
    if form == "between":
        mid = between(low, high)
    return SaidRange(low, mid, high, nothing)


@given(
    three=st.lists(KEPT, min_size=3, max_size=3),
    nothing=CHANCE,
    form=st.sampled_from(["exact", "about", "between", "three"]),
)
def test_what_was_written_is_read_back_as_the_same_range(
    three: list[Decimal], nothing: Decimal, form: str
) -> None:
    said = _said(three, nothing, form)

    assert read_range(written_range(said)) == said


@given(
    three=st.lists(st.decimals(0, 100, places=3), min_size=3, max_size=3),
    form=st.sampled_from(["exact", "about", "between", "three"]),
)
def test_a_share_that_was_written_is_read_back_as_the_same(
    three: list[Decimal], form: str
) -> None:
    low, mid, high = sorted(three)
    if form == "between":
        mid = between(low, high, is_share=True)
    said = SaidRange(low, mid, high)
    if form == "about" and 0 < mid < 100:
        said = about(mid, is_share=True)

    assert said.rises
    assert read_range(written_range(said, SHARE), SHARE) == said


@given(text=st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        said = read_range(text, EUR)
    except ValueError:
        return
    assert said.rises
    assert 0 <= said.nothing < 1


def test_a_range_is_said_in_words() -> None:
    assert range_in_words(read_range("8 to 20"), "EUR") == (
        "One time in ten below \u20ac8, half the time below \u20ac12.65, one time in "
        "ten above \u20ac20."
    )
    assert range_in_words(read_range("7"), "%") == "7%, no more and no less."
    assert range_in_words(read_range("25 % chance of nothing, else 1"), "ports") == (
        "Nothing 25% of the time; else 1 port, no more and no less."
    )
