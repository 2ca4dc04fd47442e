"""Rates: who may write them, what they must say, and which one figures rest on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from leadline.accounts import actions
from leadline.accounts.models import Event, ExchangeRate, Workspace
from leadline.accounts.queries import history_of, list_rates, rates_of
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.foundation.money import Rate
from tests.conftest import Person
from tests.factories import as_row

TODAY = date(2026, 11, 28)
YESTERDAY = date(2026, 11, 27)
LONG_AGO = date(2026, 1, 5)


def rate(value: str = "0.92", day: date = YESTERDAY, **named: str) -> Rate:
    said = {"base": "USD", "quote": "EUR", "source": "Finance", **named}
    return Rate(said["base"], said["quote"], Decimal(value), day, said["source"])


def put(who: Person, said: Rate) -> ExchangeRate:
    return as_row(
        ExchangeRate, actions.set_rate(actor=who.actor, rate=said, today=TODAY)
    )


def worth(who: Person, code: str = "USD") -> Decimal | None:
    factor = rates_of(actor=who.actor).factor(code)
    return factor.value if factor else None


def test_the_newest_rate_counts_whatever_is_written_last(ana: Person) -> None:
    assert worth(ana) is None
    put(ana, rate("0.92"))
    put(ana, rate("0.80", LONG_AGO))
    assert worth(ana) == Decimal("0.92")
    assert [r.value for r in list_rates(actor=ana.actor)] == [Decimal("0.92")]
    both = history_of(actor=ana.actor, base="USD", quote="EUR")
    assert [(r.value, r.is_used) for r in both] == [
        (Decimal("0.92"), True),
        (Decimal("0.80"), False),
    ]


def test_the_same_day_again_replaces_and_the_log_keeps_what_was(ana: Person) -> None:
    put(ana, rate("0.92"))
    put(ana, rate("0.93", source="Bank"))
    assert worth(ana) == Decimal("0.93")
    assert ExchangeRate.objects.count() == 1
    line = Event.objects.filter(verb="accounts.set_rate").last()
    assert line
    assert line.detail["was"] == ["0.920000000000", "Finance"]


def test_a_rate_taken_away_gives_way_to_the_one_before(ana: Person) -> None:
    put(ana, rate("0.80", LONG_AGO))
    newest = put(ana, rate("0.92"))
    actions.remove_rate(actor=ana.actor, rate_id=newest.pk)
    assert worth(ana) == Decimal("0.80")
    with pytest.raises(NotFound):
        actions.remove_rate(actor=ana.actor, rate_id=newest.pk)


def test_a_rate_of_today_counts_and_one_of_tomorrow_is_refused(ana: Person) -> None:
    put(ana, rate("0.92", TODAY))
    with pytest.raises(Invalid, match="a day to come, 29 November 2026"):
        put(ana, rate("0.95", date(2026, 11, 29)))
    assert worth(ana) == Decimal("0.92")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (rate("0"), "above 0"),
        (rate("-1"), "above 0"),
        (rate("1000000001"), "below a billion"),
        (rate("NaN"), "above 0"),
        (rate("sNaN"), "above 0"),
        (rate("Infinity"), "below a billion"),
        (rate(quote="USD"), "between two currencies"),
        (rate(base="usd"), "no currency"),
        (rate(base="DOLLAR"), "no currency"),
        (rate(source=" "), "where the rate comes from"),
        (rate(source="x" * 121), "at most 120"),
    ],
)
def test_what_is_no_rate_is_refused(ana: Person, said: Rate, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        put(ana, said)
    assert not ExchangeRate.objects.exists()


def test_a_file_is_written_whole_once_and_changes_nothing_again(ana: Person) -> None:
    lot = [rate("0.9", LONG_AGO), rate("0.92"), rate("1.2", base="GBP")]

    def save(rates: list[Rate]) -> tuple[int, int, int]:
        saved = actions.save_rates(
            actor=ana.actor, rates=rates, file_name="bank.csv", today=TODAY
        )
        return saved.created, saved.updated, saved.unchanged

    assert save(lot) == (3, 0, 0)
    assert save(lot) == (0, 0, 3)
    assert save([rate("0.93"), lot[2]]) == (0, 1, 1)
    assert (worth(ana), worth(ana, "GBP")) == (Decimal("0.93"), Decimal("1.2"))
    with pytest.raises(Invalid, match="a day to come"):
        save([rate("0.5", LONG_AGO), rate("2", date(2027, 1, 1))])
    assert ExchangeRate.objects.filter(value=Decimal("0.5")).count() == 0
    with pytest.raises(Invalid, match="no rate in this file"):
        save([])
    lines = Event.objects.filter(verb="accounts.save_rates")
    assert lines.count() == 3
    first = lines.first()
    assert first
    assert first.detail["newest"]["USD/EUR"] == ["2026-11-27", "0.92"]


def test_readers_and_contributors_read_rates_and_strangers_see_none(
    ana: Person, ben: Person, cleo: Person
) -> None:
    kept = put(ana, rate())
    assert worth(ben) == Decimal("0.92")
    assert (worth(cleo), list_rates(actor=cleo.actor).total) == (None, 0)
    for act in (
        lambda: put(ben, rate()),
        lambda: actions.remove_rate(actor=ben.actor, rate_id=kept.pk),
        lambda: actions.save_rates(
            actor=ben.actor, rates=[rate()], file_name="x", today=TODAY
        ),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotFound):
        actions.remove_rate(actor=cleo.actor, rate_id=kept.pk)


def test_a_currency_is_said_once_guessed_once_and_changed_by_owners(
    acme: Workspace, ana: Person, ben: Person, olu: Person
) -> None:
    Workspace.objects.filter(pk=acme.pk).update(currency="")

    def settle(who: Person, code: str, is_guessed: bool = False) -> str:
        return actions.settle_currency(
            actor=who.actor, currency=code, is_guessed=is_guessed
        ).currency

    with pytest.raises(NotAllowed):
        settle(ben, "USD")
    with pytest.raises(Invalid):
        settle(ana, "XXX")
    assert settle(ana, "USD", is_guessed=True) == "USD"
    with pytest.raises(Conflict):
        settle(ana, "SEK", is_guessed=True)
    assert settle(ana, "CHF") == "CHF", "a person did not win over a guess"
    with pytest.raises(Conflict, match="An owner changes that"):
        settle(ana, "USD")
    changed = actions.change_workspace(
        actor=olu.actor, name="Acme", currency="GBP", timezone="UTC"
    )
    assert (changed.currency, changed.is_currency_guessed) == ("GBP", False)
