"""Takes the workspace's currency from its first customers, where nobody said it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from leadline.accounts.actions import settle_currency
from leadline.accounts.queries import workspace_of
from leadline.accounts.types import CURRENCIES, Actor
from leadline.foundation.errors import Invalid

NO_CURRENCY = "The revenue names no currency, and the workspace has none yet."


def settle_by(*, actor: Actor, named: Iterable[str]) -> str:
    """Return the workspace's currency; the most frequent of those named, marked as a
    guess, where there was none. Empty when none of them is a currency."""
    actor.require("change")
    own = workspace_of(actor=actor).currency
    if own:
        return own
    counts = Counter(code for code in named if code in CURRENCIES)
    if not counts:
        return ""
    first = min(counts, key=lambda code: (-counts[code], code))
    return settle_currency(actor=actor, currency=first, is_guessed=True).currency


def own_or_first(*, actor: Actor, named: Iterable[str], said: str) -> str:
    """Return the currency of an amount: what was said, else the workspace's.

    Raises ``Invalid`` where neither is there.
    """
    actor.require("change")
    currency = settle_by(actor=actor, named=named)
    if not (said or currency):
        raise Invalid(f"{NO_CURRENCY} Say in which currency the revenue is.")
    return said.upper() or currency
