"""Why a bet is in a plan or out of it, and what stands behind it, as people read it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadline.foundation import words
from leadline.foundation.periods import period_label
from leadline.foundation.totals import total_text
from leadline.roadmap.types.bets import BetBacking, together
from leadline.roadmap.types.plans import LeftOutRow, PlanHead

LARGE = re.compile(r"(?<![\w.-])\d{5,}(?:\.\d+)?\b")
NOT_WORKED_OUT = "not worked out"
AT_MOST = "costs at most "
PRICE = re.compile(rf"({AT_MOST}|with it brings )(\d[\d,.]*(?:e\+\d+)?)")
NUMBER = r"(-?\d[\d.]*(?:e[+-]\d+)?)"
FALLS = re.compile(r"would fall below (-?\d[\d.]*(?:e[+-]\d+)?)")
REACHES = re.compile(rf"\breaches {NUMBER} of {NUMBER}")
QUARTER = re.compile(r"\b\d{4}Q[1-4]\b")
OBJECTIVE = re.compile(r"\b(would lower|adds nothing to) the objective\b")
SCIENTIFIC = re.compile(r"(?<![\w.])-?\d(?:\.\d+)?e\+\d+\b")


def in_quarters(text: str) -> str:
    """Return words of the optimiser with quarters and amounts as people read them."""
    named = QUARTER.sub(lambda found: period_label(found[0]), text)
    named = SCIENTIFIC.sub(lambda found: f"{float(found[0]):.0f}", named)
    named = OBJECTIVE.sub(r"\1 what the plan weighs", named)
    return LARGE.sub(lambda found: words.grouped(float(found[0])), named)


def in_money(text: str, plan: PlanHead) -> str:
    """Return why a bet is left out, with what it costs in the currency of the plan."""

    def priced(found: re.Match[str]) -> str:
        value, currency = plan.shown(float(found[2].replace(",", "")))
        return f"{found[1]}{words.money(value, currency)}"

    def reached(found: re.Match[str]) -> str:
        asked = [words.money_exact(float(n), plan.currency) for n in found.groups()]
        return f"reaches {asked[0]} of {asked[1]}"

    def fallen(found: re.Match[str]) -> str:
        return f"would fall below {words.money_exact(float(found[1]), plan.currency)}"

    return FALLS.sub(fallen, REACHES.sub(reached, PRICE.sub(priced, text)))


def without_price(text: str, plan: PlanHead) -> str:
    """Return what stands for the price of a bet left out that none is proven for.

    What it costs at most, where a plan with it was found: "at most €166".
    """
    found = PRICE.search(text)
    if not found:
        return NOT_WORKED_OUT
    least = "at most " if found[1] == AT_MOST else "about "
    return f"{least}{in_money(found[0], plan).removeprefix(found[1])}"


def pushed_out(left: LeftOutRow) -> str:
    """Return which bets a bet left out would push out of the plan."""
    nothing = NOT_WORKED_OUT if left.cost_to_force_in is None else "Nothing"
    return ", ".join(bet.title for bet in left.pushes_out) or nothing


def forcing(left_out: Sequence[LeftOutRow]) -> str:
    """Return what a list of bets left out says of forcing one in."""
    if any(one.pushes_out or one.cost_to_force_in is not None for one in left_out):
        return "what forcing a bet in costs a year"
    return "what forcing one in costs is not worked out"


def behind(backing: BetBacking) -> str:
    """Return what stands behind a bet: "38 customers, €412k a year, 64 pieces".

    Of several needs it says that their customers are counted together.
    """
    if not backing.pieces:
        return "nobody heard yet" if backing.needs else "no need behind it"
    least = "at least " if backing.is_least else ""
    customers = words.plural(backing.customers, "customer", "customers")
    customers += together(backing.needs)
    paid = f", {total_text(backing.revenue)} a year"
    pieces = words.plural(backing.pieces, "piece", "pieces")
    return f"{least}{customers}{paid if backing.revenue else ''}, {pieces}"
