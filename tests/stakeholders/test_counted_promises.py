"""A count of promises says what it counts: audiences hear of different ones."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from leadline.overview.briefing.counting import promises_counted, to_whom


def owed(*functions: str) -> Any:
    return [SimpleNamespace(row=SimpleNamespace(function=f)) for f in functions]


@pytest.mark.parametrize(
    ("given", "counted", "after"),
    [
        (owed("customer"), "one promise to a customer", " to customers"),
        (owed("customer", "customer"), "two promises to customers", " to customers"),
        (owed("sales"), "one promise", ""),
        (
            owed("sales", "customer"),
            "two promises, one of them to a customer,", ", 1 to customers",
        ),
        (
            owed("sales", "customer", "customer"),
            "three promises, two of them to customers,", ", 2 to customers",
        ),
    ],
)  # fmt: skip
def test_what_is_to_customers_is_counted_apart(
    given: Any, counted: str, after: str
) -> None:
    assert (promises_counted(given), to_whom(given)) == (counted, after)
