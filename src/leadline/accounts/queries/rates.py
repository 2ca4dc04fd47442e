"""Reads of exchange rates: the ones figures rest on, and the history of a pair."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Case, DecimalField, F, FilteredRelation, Q, Value, When
from django.db.models.expressions import CombinedExpression, Expression
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from leadline.accounts.models import ExchangeRate, Workspace
from leadline.accounts.queries.actors import rows
from leadline.accounts.types import Actor, RateRow
from leadline.foundation.errors import NotFound
from leadline.foundation.money import Rate, Rates
from leadline.foundation.once import once
from leadline.foundation.paging import Listed, Page, listed

COLUMNS = ("base", "quote", "value", "on_date", "source")
AS_MONEY: DecimalField[Decimal, Decimal] = DecimalField(max_digits=34, decimal_places=6)


def rates_of(*, actor: Actor) -> Rates:
    """Return the one table by which every figure of the workspace is converted.

    A rate is never of a day to come, so the newest of each pair is the newest on or
    before today. One query, for every page needs it; a page that only reads asks once.
    """
    actor.require("read")
    return once(("rates", actor.workspace_id), lambda: _read(actor))


def _read(actor: Actor) -> Rates:
    here = Workspace.objects.filter(pk=actor.workspace_id)
    newest = FilteredRelation(
        "exchange_rates", condition=Q(exchange_rates__is_newest=True)
    )
    found = list(
        here.annotate(newest=newest)
        .order_by("newest__pk")
        .values_list("currency", *(f"newest__{name}" for name in COLUMNS))
    )
    rates = [Rate(*cells) for _, *cells in found if cells[0]]
    return Rates(found[0][0] if found else "", rates)


def in_own(rates: Rates, amount: str, currency: str) -> Expression:
    """Return the expression of a column's amount in the own currency, to sort by.

    Nothing where there is no rate.
    """
    whens = [
        When(
            **{currency: code},
            then=F(amount) * Value(round(value, 12), output_field=AS_MONEY),
        )
        for code, value in rates.factors.items()
    ]
    # A bare constant to sort by would be taken for the number of a column.
    nothing = Cast(Value(None), AS_MONEY)
    return Case(*whens, default=nothing, output_field=AS_MONEY) if whens else nothing


def sum_in_own(rates: Rates, column: str) -> Expression:
    """Return the expression of amounts kept by currency, such as ``{"EUR": "12.50"}``,
    as one sum in the own currency, to sort by.

    What has no rate counts nothing, and neither does a row that is not there.
    """
    nothing = Value(Decimal(0), output_field=AS_MONEY)
    found: Expression = Cast(nothing, AS_MONEY)
    for code, value in rates.factors.items():
        kept = Coalesce(Cast(KeyTextTransform(code, column), AS_MONEY), nothing)
        factor = Value(round(value, 12), output_field=AS_MONEY)
        found = CombinedExpression(found, "+", CombinedExpression(kept, "*", factor))
    return found


def list_rates(
    *, actor: Actor, page: Page = 1, size: int | None = None
) -> Listed[RateRow]:
    """Return the newest rate of each pair, by pair."""
    actor.require("read")
    newest = rows(ExchangeRate, actor).filter(is_newest=True)
    return listed(newest.order_by("base", "quote"), _rows, page, size)


def history_of(
    *, actor: Actor, base: str, quote: str, page: Page = 1, size: int | None = None
) -> Listed[RateRow]:
    """Return the rates of a pair, the newest first, or raise ``NotFound``."""
    actor.require("read")
    kept = rows(ExchangeRate, actor).filter(base=base, quote=quote)
    found = listed(kept.order_by("-on_date"), _rows, page, size)
    if not found:
        raise NotFound(f"There is no rate of {base} in {quote}.")
    return found


def _rows(found: Iterable[ExchangeRate]) -> list[RateRow]:
    return [_row(rate) for rate in found]


def _row(rate: ExchangeRate) -> RateRow:
    return RateRow(
        rate.pk,
        rate.base,
        rate.quote,
        rate.value,
        rate.on_date,
        rate.source,
        rate.is_newest,
    )
