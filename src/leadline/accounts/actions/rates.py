"""Writes of exchange rates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from leadline.accounts.actions.audit import record
from leadline.accounts.models import ExchangeRate
from leadline.accounts.queries import rows
from leadline.accounts.queries.actors import workspace_row
from leadline.accounts.types import (
    Actor,
    Kept,
    RatesSaved,
)
from leadline.foundation.errors import Invalid, NotFound
from leadline.foundation.money import Rate

MOST_RATES = 300_000
LARGEST = Decimal(10) ** 9
SMALLEST = Decimal(10) ** -9
AT_ONCE = 2_000
CODE = re.compile(r"[A-Z]{3}")
Pair = tuple[str, str]


@transaction.atomic
def set_rate(*, actor: Actor, rate: Rate, today: date) -> Kept:
    """Write down a rate; the same pair and day again replaces what was said.

    Every figure is converted at it from then on, unless a newer one is known.
    Raises ``NotAllowed`` below a lead, ``Invalid`` for a day to come, a rate that
    is none, one currency twice, or no source.
    """
    actor.require("plan")
    _check(rate, today)
    kept = rows(ExchangeRate, actor).filter(
        base=rate.base, quote=rate.quote, on_date=rate.on_date
    )
    before = kept.first()
    row = before or _made(actor, rate)
    was = [str(before.value), before.source] if before else None
    row.value, row.source = rate.value, rate.source.strip()
    row.save()
    _mark_newest(actor, [(rate.base, rate.quote)])
    record(
        actor=actor,
        verb="accounts.set_rate",
        subject=row,
        was=was,
        base=rate.base,
        quote=rate.quote,
        value=rate.value,
        on_date=rate.on_date,
        source=row.source,
    )
    return Kept(row.pk, str(row))


@transaction.atomic
def save_rates(
    *, actor: Actor, rates: Sequence[Rate], file_name: str, today: date
) -> RatesSaved:
    """Write down the rates of a file, all or none, with one line in the audit log.

    Raises what ``set_rate`` raises, with the rate that is wrong.
    """
    actor.require("plan")
    if not rates:
        raise Invalid("There is no rate in this file.")
    if len(rates) > MOST_RATES:
        raise Invalid(f"That is more than {MOST_RATES:,} rates. Bring it in parts.")
    for rate in rates:
        _check(rate, today)
    found = {(rate.base, rate.quote, rate.on_date): rate for rate in rates}
    known = _known(actor, found.values())
    fresh = [
        rate
        for key, rate in found.items()
        if known.get(key) != (rate.value, rate.source)
    ]
    rows(ExchangeRate, actor).bulk_create(
        [_made(actor, rate) for rate in fresh],
        update_conflicts=True,
        unique_fields=["workspace", "base", "quote", "on_date"],
        update_fields=["value", "source"],
        batch_size=AT_ONCE,
    )
    _mark_newest(actor, {(rate.base, rate.quote) for rate in fresh})
    updated = sum((r.base, r.quote, r.on_date) in known for r in fresh)
    saved = RatesSaved(len(fresh) - updated, updated, len(found) - len(fresh))
    record(
        actor=actor,
        verb="accounts.save_rates",
        subject=workspace_row(actor),
        file=file_name,
        created=saved.created,
        updated=saved.updated,
        newest=_newest_of(fresh),
    )
    return saved


@transaction.atomic
def remove_rate(*, actor: Actor, rate_id: int) -> Pair:
    """Take a rate away and say between which; the audit log keeps it.

    Raises ``NotAllowed``, ``NotFound``.
    """
    actor.require("plan")
    row = rows(ExchangeRate, actor).filter(pk=rate_id).first()
    if row is None:
        raise NotFound("There is no such rate.")
    record(
        actor=actor,
        verb="accounts.remove_rate",
        subject=row,
        base=row.base,
        quote=row.quote,
        value=row.value,
        on_date=row.on_date,
        source=row.source,
    )
    row.delete()
    _mark_newest(actor, [(row.base, row.quote)])
    return row.base, row.quote


def _made(actor: Actor, rate: Rate) -> ExchangeRate:
    return ExchangeRate(
        workspace_id=actor.workspace_id,
        base=rate.base,
        quote=rate.quote,
        on_date=rate.on_date,
        value=rate.value,
        source=rate.source.strip(),
    )


def _check(rate: Rate, today: date) -> None:
    said = f"1 {rate.base} in {rate.quote}"
    for code in (rate.base, rate.quote):
        if not (
            len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()
        ):
            raise Invalid(f"“{code[:20]}” is no currency; write three letters, as EUR.")
    if rate.base == rate.quote:
        raise Invalid("A rate is between two currencies.", field="quote")
    if not (rate.value.is_finite() and SMALLEST <= rate.value <= LARGEST):
        raise Invalid(f"A rate is above 0 and below a billion: {said}.", field="value")
    if rate.on_date > today:
        raise Invalid(
            f"{said} is of a day to come, {rate.on_date:%-d %B %Y}.", field="on_date"
        )
    if not rate.source.strip():
        raise Invalid("Say where the rate comes from; people will ask.", field="source")
    if len(rate.source.strip()) > 120:
        raise Invalid("A source has at most 120 characters.", field="source")


def _known(
    actor: Actor, rates: Iterable[Rate]
) -> dict[tuple[str, str, date], tuple[Decimal, str]]:
    days = [rate.on_date for rate in rates]
    kept = rows(ExchangeRate, actor).filter(on_date__range=(min(days), max(days)))
    return {
        (base, quote, on_date): (value, source)
        for base, quote, on_date, value, source in kept.values_list(
            "base", "quote", "on_date", "value", "source"
        )
    }


def _mark_newest(actor: Actor, pairs: Iterable[Pair]) -> None:
    """Mark the newest day of each pair, and no other."""
    for base, quote in sorted(pairs):
        kept = rows(ExchangeRate, actor).filter(base=base, quote=quote)
        days = kept.order_by("-on_date").values_list("on_date", flat=True)
        for day in days[:1]:
            kept.filter(is_newest=True).exclude(on_date=day).update(is_newest=False)
            kept.filter(on_date=day).update(is_newest=True)


def _newest_of(rates: Iterable[Rate]) -> dict[str, list[str]]:
    """Return the newest rate of each pair, for the audit log."""
    newest: dict[str, Rate] = {}
    for rate in rates:
        pair = f"{rate.base}/{rate.quote}"
        if pair not in newest or newest[pair].on_date < rate.on_date:
            newest[pair] = rate
    return {
        pair: [rate.on_date.isoformat(), f"{rate.value:f}"]
        for pair, rate in sorted(newest.items())
    }
