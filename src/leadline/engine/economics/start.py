"""Where a model begins: its figures before the first period, by the middles."""

from __future__ import annotations

from leadline.engine.economics.model import EconomicModel


def start_of(model: EconomicModel) -> dict[str, float]:
    """Return customers, revenue, profit and margin of a period as a model begins.

    Parameters
    ----------
    model : EconomicModel
        Customers in heads, prices and costs in its money a period.

    Returns
    -------
    dict of str to float
        By measure, of one period before anybody comes or goes: the middles of what
        was said; margin as a share of revenue, left out where there is no revenue.

    Examples
    --------
    >>> from leadline.engine.economics.parse import parse_model
    >>> ward = {"id": "ward", "customers": 10, "price": 20, "margin": 0.75}
    >>> plain = {"periods": ["Q1"], "segments": [ward], "costs": {"teams": 100}}
    >>> start_of(parse_model(plain))
    {'customers': 10.0, 'revenue': 200.0, 'profit': 50.0, 'margin': 0.25}
    """
    customers = revenue = profit = 0.0
    for segment in model.segments:
        paid = segment.customers.mid * segment.price.mid
        customers += segment.customers.mid
        revenue += paid
        profit += paid * segment.margin.mid
    profit -= sum(cost.mid for cost in model.costs.values())
    found = {"customers": customers, "revenue": revenue, "profit": profit}
    return found | ({"margin": profit / revenue} if revenue else {})
