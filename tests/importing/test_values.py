from __future__ import annotations

import doctest
from contextlib import suppress
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.foundation import amounts, markup
from leadline.importing.values import (
    NUMERIC_DATE,
    addresses,
    are_serials,
    moments,
    plain_words,
    read_moment,
    read_money,
    read_serial,
    serials,
)
from tests.effort import ends

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("module", [addresses, amounts, moments, serials, markup])
def test_the_examples_of_the_readers_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


SAME_MOMENT = """
2026-05-06T08:09:10Z | 2026-05-06 08:09:10 UTC | 2026-05-06 08:09:10 +0000
2026-05-06T10:09:10+02:00 | 2026-05-06T10:09:10 | 2026-05-06 10:09:10.0
2026-05-06T10:09:10+02:00[Europe/Berlin] | 20260506T080910Z | 1778054950
2026/05/06 10:09:10 | 2026/05/06 10:09:10 AM GMT+2 | 06/05/2026, 10:09:10
06.05.2026, 10:09:10 | 6.5.2026 10:09:10 Uhr | 6-5-2026 10:09:10 | 06.05.26 10:09:10
May 6, 2026, 10:09:10 AM | May 6th, 2026 at 10:09:10 | May 6, 2026, 10:09:10\u202fAM
Wed May 06 2026 10:09:10 GMT+0200 (Central European Summer Time)
Wed, 06 May 2026 08:09:10 +0000 | Wed, 6 May 2026 01:09:10 -0700 (PDT)
Wed May  6 10:09:10 2026 | Wed May  6 08:09:10 UTC 2026 | 06/May/2026:10:09:10 +0200
Wednesday, May 6, 2026 04:09:10 AM EDT | 2026-May-06 10:09:10 | 06 MAY 2026 10:09:10
6. Mai 2026, 10:09:10 | Mittwoch, 6. Mai 2026 um 10:09:10 Uhr
6 mai 2026 à 10:09:10 | mer. 6 mai 2026 10h09:10 | 6 de mayo de 2026, 10:09:10
6 de maio de 2026 às 10:09:10 | 6 mei 2026 om 10:09:10
6 maggio 2026 alle ore 10:09:10 | 2026年5月6日 10:09:10
"""


@pytest.mark.parametrize(
    "text",
    [t.strip() for line in SAME_MOMENT.split("\n") for t in line.split("|") if t],
)
def test_a_moment_is_read_as_others_write_it(text: str) -> None:
    read = read_moment(text, zone=BERLIN, day_first=True)

    assert read.isoformat() == "2026-05-06T08:09:10+00:00"


@pytest.mark.parametrize(
    "text",
    [
        "5.21.30", "10.13.20.7", "1.2.3", "v2026.03", "TICKET-2026-03", "2026",
        "Q1 2026",
        "March 2026", "2 days ago", "12:30", "+49 171 1234567", "46085", "31/02/2026",
        "2026-13-45", "2026-03-04 25:00", "2026-03-04 10:11 XYZ", "2026-03-04 sent",
        "4 Foo 2026", "id 2026-03-04", "123456789012", "12-34-5678-90", "1/1/1969",
        "13:00 PM", "2026-03-04 10:11 +15:30", "4/3/2026/7", "", "n/a",
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_made_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"no date|outside"):
        read_moment(text, zone=BERLIN)


def test_the_order_of_a_column_is_kept_to() -> None:
    day = read_moment("3/4/2026", zone=ZoneInfo("UTC"), day_first=True)
    month = read_moment("3/4/2026", zone=ZoneInfo("UTC"), day_first=False)

    assert (day.month, month.month) == (4, 3)
    assert read_moment("3/14/2026", zone=BERLIN).month == 3
    for text, day_first in (("3/14/2026", True), ("14/3/2026", False)):
        with pytest.raises(ValueError, match=text):
            read_moment(text, zone=BERLIN, day_first=day_first)


def test_versions_and_addresses_of_machines_tell_no_order() -> None:
    for cell in ("10.13.20.7", "5.21.30.1", "1/2/3", "2026-03-04"):
        assert not NUMERIC_DATE.match(cell)
    for cell in ("Tue 4/13/2026, 10:11", "4.13.26", " 04-13-2026 "):
        found = NUMERIC_DATE.match(cell)
        assert found
        assert (int(found[1]), int(found[2])) == (4, 13)


def test_serial_numbers_are_days_within_bounds() -> None:
    assert are_serials(["46085", "", "46086.4", "46087,5"])
    assert not are_serials(["46085", "99"])
    assert not are_serials(["", ""])
    assert (are_serials(["32874"]), are_serials(["32873"])) == (True, False)
    assert (are_serials(["73049"]), are_serials(["73050"])) == (True, False)
    assert read_serial("45000", zone=BERLIN).isoformat() == "2023-03-14T23:00:00+00:00"
    with pytest.raises(ValueError, match="no number of a day"):
        read_serial("12", zone=BERLIN)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("7\u2019654.30 CHF", "7654.30", "CHF"),
        ("(3,100.00)", "-3100.00", ""),
        ("2.5E+06", "2500000", ""),
        ("R$ 7.654,30", "7654.30", "BRL"),
        ("3 mn", "3000000", ""),
        ("4,5 Mio. €", "4500000", "EUR"),
        ("k€ 15", "15000", "EUR"),
        ("TEUR 15", "15000", "EUR"),
        ("15\u202f300,50 zł", "15300.50", "PLN"),
        ("kr 15 300", "15300", ""),
        ("15.300,50-", "-15300.50", ""),
        ("-$8", "-8", "USD"),
        ("\u22128 €", "-8", "EUR"),
        ("9'200.-", "9200", ""),
        ("9200,-", "9200", ""),
        ("₹23,45,678.00", "2345678.00", "INR"),
        ("0.125", "0.125", ""),
        ("£3.5k per year", "3500", "GBP"),
        ("$90K ARR", "90000", "USD"),
        ("US$ 5", "5", "USD"),
        ("CA$5", "5", "CAD"),
    ],
)
def test_money_is_read_to_the_end_of_the_cell(
    text: str, amount: str, currency: str
) -> None:
    assert read_money(text) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    "text",
    [
        "15k-20k", "10-20", "1.2.3", "12 34", "50%", "about 12", "12k+", ">10", "12/mo",
        "1,200 (est.)", "n/a", "TBD", "-", "2026-03-04", "1,2,3", "$5 per seat",
        "EUR 5 USD", "1..2", "12,345,67", "12 chairs", "10.13.20.7", "5k m", "",
    ],
)  # fmt: skip
def test_what_is_not_understood_to_the_end_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no amount"):
        read_money(text)


@given(st.text(max_size=40))
def test_no_cell_breaks_a_reader(text: str) -> None:
    for read in (read_money, lambda cell: read_moment(cell, zone=BERLIN)):
        with suppress(ValueError):
            assert read(text)
    assert isinstance(plain_words(text), str)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tell <max@b.example> today", "Tell <max@b.example> today"),
        ("Set<String> and Pair<B> fail", "Set<String> and Pair<B> fail"),
        ("x <b or y> z", "x <b or y> z"),
        ("if a<b then c>d", "if a<b then c>d"),
        ("press <Enter>, then <Tab>", "press <Enter>, then <Tab>"),
        ("at <https://b.example/1|the list>", "at the list (https://b.example/1)"),
        ("<mailto:m@b.example|m@b.example>", "m@b.example"),
        ("<p class='a'>One<br/>two</p><p>three", "One\ntwo\nthree"),
        ("w<b>or</b>d <i>x</i>", "word x"),
        ("<!-- hidden -->seen<style>p{}</style>", "seen"),
        ("<!-- never closed", "<!-- never closed"),
        ("<a href=https://b.example>here</a>", "here"),
        ("<input disabled>left", "left"),
        ("<foo>kept</foo>", "<foo>kept</foo>"),
        ("<o:p></o:p>mail", "mail"),
    ],
)  # fmt: skip
def test_only_marks_of_html_go(text: str, words: str) -> None:
    assert plain_words(text) == words


@pytest.mark.parametrize(
    "opener",
    ["x<b>", "<!--", "<script ", "<b ", "<", "<script>", "&", "</p ", "<a b=c ", "<x:"],
)
def test_a_megabyte_of_openers_takes_no_time(opener: str) -> None:
    text = opener * (1_000_000 // len(opener))

    with ends():
        plain_words(text)
