from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.importing.mapping import guess_mapping
from leadline.importing.values import (
    plain_words,
    read_domain,
    read_moment,
    read_money,
)


def fields(kind: str, columns: list[str], *rows: list[str]) -> list[str]:
    return [m.field for m in guess_mapping(kind=kind, columns=columns, rows=rows)]


def test_app_reviews_are_matched() -> None:
    columns = ["App id", "Review id", "Content"]
    rows = [["B00X", f"A{i}", f"It crashes when I open note {i}"] for i in range(9)]

    assert fields("feedback", columns, *rows) == ["product", "source_id", "words"]


def test_zendesk_tickets_are_matched() -> None:
    columns = ["Id", "Requester", "Requester email", "Subject", "Via", "Created at",
               "Organization", "Description", "Reopens"]  # fmt: skip
    row = ["7", "Ann Lee", "ann@acme.io", "Export", "Mail", "2026-03-01 10:00",
           "Acme", "The export stops after ten rows", "0"]  # fmt: skip

    assert fields("feedback", columns, row) == [
        "source_id", "author", "author_email", "title", "source", "said_at",
        "customer_name", "words", "own",
    ]  # fmt: skip


def test_hubspot_companies_are_matched_and_the_rest_is_kept() -> None:
    columns = ["Record ID", "Company name", "Company Domain Name", "Company owner",
               "Annual Revenue", "Create Date", "Number of Employees"]  # fmt: skip
    row = ["1", "Acme", "acme.io", "Eve", "120,000", "2024-02-01 09:30", "40"]

    assert fields("customers", columns, row) == [
        "external_id", "name", "domain", "owner", "revenue", "since", "own",
    ]  # fmt: skip


def test_a_known_name_with_cells_that_contradict_is_not_trusted() -> None:
    rows = [["yes", "We cannot get our data out of it"], ["no", "Login is slow today"]]

    assert fields("feedback", ["created at", "anything"], *rows) == ["own", "words"]


@pytest.mark.parametrize(
    ("text", "day_first", "moment"),
    [
        ("2026-03-04", True, datetime(2026, 3, 4, tzinfo=UTC)),
        ("2026-03-04T10:00:00Z", True, datetime(2026, 3, 4, 10, tzinfo=UTC)),
        ("2017-11-14 21:45:08", True, datetime(2017, 11, 14, 21, 45, 8, tzinfo=UTC)),
        ("2026-03-04 10:00:00 UTC", True, datetime(2026, 3, 4, 10, tzinfo=UTC)),
        ("2026-03-04T10:00:00+02:00", True, datetime(2026, 3, 4, 8, tzinfo=UTC)),
        ("14/Jul/25 3:42 PM", True, datetime(2025, 7, 14, 15, 42, tzinfo=UTC)),
        ("03/04/2026", True, datetime(2026, 4, 3, tzinfo=UTC)),
        ("03/04/2026", False, datetime(2026, 3, 4, tzinfo=UTC)),
        ("6/21/2025 16:14", None, datetime(2025, 6, 21, 16, 14, tzinfo=UTC)),
        ("31.12.2025", True, datetime(2025, 12, 31, tzinfo=UTC)),
        ("1735689600", True, datetime(2025, 1, 1, tzinfo=UTC)),
        ("1735689600000", True, datetime(2025, 1, 1, tzinfo=UTC)),
        ("March 4, 2026", True, datetime(2026, 3, 4, tzinfo=UTC)),
    ],
)
def test_moments_are_read_as_they_were_meant(
    text: str, day_first: bool | None, moment: datetime
) -> None:
    assert read_moment(text, zone=ZoneInfo("UTC"), day_first=day_first) == moment


def test_a_moment_without_a_zone_is_in_the_workspace_zone() -> None:
    summer = read_moment("2026-07-01 12:00", zone=ZoneInfo("Europe/Berlin"))

    assert summer == datetime(2026, 7, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize("text", ["soon", "Q3 2026", "32/01/2026", "0001-01-01", ""])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|outside"):
        read_moment(text, zone=ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("€ 1.234,50", "1234.50", "EUR"),
        ("$1,234.50", "1234.50", "USD"),
        ("1,200", "1200", ""),
        ("1.200.000", "1200000", ""),
        ("12k", "12000", ""),
        ("1.5m EUR", "1500000", "EUR"),
        ("CHF 12'000", "12000", "CHF"),
        ("-5", "-5", ""),
        ("0", "0", ""),
        ("12.50", "12.50", ""),
    ],
)
def test_money_is_read_with_its_currency(text: str, amount: str, currency: str) -> None:
    assert read_money(text) == (Decimal(amount), currency)


@given(amount=st.decimals(0, 10**9, places=2), comma=st.booleans())
def test_money_written_either_way_is_the_same(amount: Decimal, comma: bool) -> None:
    text = f"{amount:,.2f}"
    if comma:
        text = text.translate(str.maketrans(",.", ".,"))

    assert read_money(text) == (amount, "")


def test_words_lose_their_marks_and_keep_their_sense() -> None:
    page = "<script>x()</script><p>Export <b>fails</b> &amp; stops</p><p>a < b</p>"

    assert plain_words(page) == "Export fails & stops\na < b"
    assert plain_words("keep <3 this") == "keep <3 this"


def test_domains_come_from_links_and_addresses() -> None:
    assert read_domain("https://www.acme.io:8080/x") == "acme.io"
    assert read_domain("ann@sub.acme.io") == "sub.acme.io"
    assert read_domain("Acme Ltd") == ""


def test_the_examples_in_the_docstrings_hold() -> None:
    import doctest

    from leadline.importing import mapping, values

    assert doctest.testmod(mapping).failed == doctest.testmod(values).failed == 0


def test_the_period_and_the_currency_behind_a_name_leave_it_known() -> None:
    missed = {
        header: found[1].field
        for header in (
            "Umsatz p.a.", "Umsatz (EUR)", "ARR (USD)", "Umsatz in €", "MRR in EUR",
            "Revenue per annum", "Umsatz/Jahr", "Vertragswert p. a.", "ARR [CHF]",
        )
        if (
            found := guess_mapping(
                kind="customers",
                columns=["Name", header],
                rows=[["Müller GmbH", "1200"], ["Grün AG", "CHF 45'000"]],
            )
        )[1].field
        != ("revenue_month" if header.startswith("MRR") else "revenue")
    }  # fmt: skip
    assert not missed
