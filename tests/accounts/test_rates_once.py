"""Exchange rates are read once for a page, and anew after every write."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leadline.accounts.actions import save_rates
from leadline.accounts.queries import rates_of
from leadline.foundation.money import Rate
from leadline.foundation.once import once, read_once
from tests.conftest import Person

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def say(person: Person, value: str) -> None:
    rate = Rate("USD", "EUR", Decimal(value), DAY, "By hand")
    save_rates(actor=person.actor, rates=[rate], file_name="", today=DAY)


def dollar(person: Person) -> Decimal:
    factor = rates_of(actor=person.actor).factor("USD")
    assert factor is not None
    return factor.value


def test_within_a_page_they_are_read_once_and_outside_each_time(olu: Person) -> None:
    say(olu, "0.9")
    with CaptureQueriesContext(connection) as asked:
        assert dollar(olu) == dollar(olu) == Decimal("0.9")
    assert len(asked) == 2
    with read_once(), CaptureQueriesContext(connection) as asked:
        assert dollar(olu) == dollar(olu) == Decimal("0.9")
    assert len(asked) == 1
    say(olu, "0.8")
    assert dollar(olu) == Decimal("0.8")
    with read_once():
        assert dollar(olu) == Decimal("0.8")


def test_what_is_kept_for_one_page_is_gone_for_the_next() -> None:
    with read_once():
        assert once("day", lambda: 1) == once("day", lambda: 2) == 1
        assert once("week", lambda: 3) == 3
    with read_once():
        assert once("day", lambda: 2) == 2
    assert once("day", lambda: 4) == 4


def test_what_fails_is_not_kept() -> None:
    def fails() -> int:
        raise ValueError("no")

    with read_once():
        with pytest.raises(ValueError, match="no"):
            once("day", fails)
        assert once("day", lambda: 1) == 1
    with pytest.raises(ValueError, match="no"), read_once():
        once("day", fails)
    assert once("day", lambda: 2) == 2


def test_two_workspaces_have_their_own(olu: Person, cleo: Person) -> None:
    with read_once():
        mine, theirs = rates_of(actor=olu.actor), rates_of(actor=cleo.actor)
        assert mine is not theirs
        assert mine is rates_of(actor=olu.actor)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_reads_them_once_and_a_write_as_often_as_it_must(
    olu: Person, method: str
) -> None:
    page = reverse("strategy:economics", args=[olu.actor.workspace_id])
    start = reverse("strategy:sheet_start", args=[olu.actor.workspace_id])
    with CaptureQueriesContext(connection) as asked:
        answer = getattr(olu.browser, method)(page if method == "get" else start)
    assert answer.status_code in (200, 302)
    reads = [q for q in asked if "exchangerate" in q["sql"] and "SELECT" in q["sql"]]
    assert len(reads) == 1 if method == "get" else len(reads) > 1
