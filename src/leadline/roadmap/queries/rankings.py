"""Bets by a ranking, and what the weeks of a plan would hold in its order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.paging import Listed, Page, listed
from leadline.foundation.periods import period_of
from leadline.foundation.words import money, short_number
from leadline.roadmap.bridge import by_order, in_titles, keys_of
from leadline.roadmap.models import OwnRanking, PlanItem
from leadline.roadmap.queries.bets import list_bets
from leadline.roadmap.queries.plan_values import projected_values
from leadline.roadmap.queries.rows import get_plan, get_ranking
from leadline.roadmap.types import (
    BUILT_IN,
    BetFilter,
    BetRow,
    BetState,
    RankedPlan,
    Ranking,
    Score,
)
from leadline.roadmap.types.rankings import COUNTED, MONEY

EVERY = 100_000
Counted = Mapping[tuple[int, str], Decimal]
SAID = {
    "revenue": "revenue behind it",
    "growth": "growth",
    "profit": "profit",
    "plan_growth": "growth",
    "plan_profit": "profit",
    "confidence": "how sure",
    "effort": "effort",
    "impact": "impact",
    "user_value": "value",
    "urgency": "urgency",
    "risk_reduction": "risk reduction",
}


def list_rankings(
    *, actor: Actor, page: Page = 1, size: int | None = None
) -> Listed[Ranking]:
    """Return the rankings that everybody has, then the workspace's own by name."""
    actor.require("read")
    own = map(_own, rows(OwnRanking, actor).order_by("name"))
    return listed((*BUILT_IN, *own), list, page, size)


def own_ranking(*, actor: Actor, ranking_id: int) -> Ranking:
    """Return one of the workspace's own, or raise ``NotFound``."""
    return _own(get_ranking(actor=actor, ranking_id=ranking_id))


def _own(row: OwnRanking) -> Ranking:
    key = f"own-{row.pk}"
    return Ranking(key, row.name, row.formula, row.note, row.pk, row.version)


def ranked_bets(
    *, actor: Actor, only: BetFilter, ranking: Ranking, today: date
) -> Listed[tuple[BetRow, Score]]:
    """Return one page of the bets that match with their scores among them.

    What plans count is projected from the quarter of ``today`` on. Sorted by ``score``
    or ``-score``, those without one come last.
    """
    whole = replace(only, page=1, size=EVERY)
    bets = list_bets(actor=actor, only=whole, exact=True).items
    scores = _scores(bets, ranking, _counted(actor, bets, [ranking], today))
    found = [(bet, scores[bet.id]) for bet in bets]
    if only.sort.removeprefix("-") == "score":
        found.sort(key=lambda pair: pair[0].title.lower())
        found.sort(key=lambda pair: pair[1].value or 0, reverse=only.sort[0] == "-")
        found.sort(key=lambda pair: pair[1].value is None)
    return listed(found, list, only.page, only.size, None)


def scores_of_bet(*, actor: Actor, bet_id: int, today: date) -> tuple[Score, ...]:
    """Return what an open bet scores by each ranking, with its place among them all.

    Nothing for a bet that is done or dropped.
    """
    bets = _bets(actor, "")
    if all(bet.id != bet_id for bet in bets):
        return ()
    return scores_by_all(actor=actor, bets=bets, today=today)[bet_id]


def scores_by_all(
    *, actor: Actor, bets: Sequence[BetRow], today: date
) -> dict[int, tuple[Score, ...]]:
    """Return what each bet scores by each ranking, with its place among these."""
    rankings = list_rankings(actor=actor).items
    counted = _counted(actor, bets, rankings, today)
    found = [_scores(bets, ranking, counted) for ranking in rankings]
    return {bet.id: tuple(scores[bet.id] for scores in found) for bet in bets}


def plans_by_ranking(
    *, actor: Actor, plan_id: int, today: date
) -> tuple[RankedPlan, ...]:
    """Return what a plan's weeks would hold if each ranking filled them, in turn.

    The plan's own figures and demands are used; the scores are those of today, also
    of bets that are done since. Raises ``NotFound``.
    """
    plan = get_plan(actor=actor, plan_id=plan_id)
    keys = keys_of(plan.problem)
    every = _bets(actor, "all")
    bets = [bet for bet in every if bet.id in keys and bet.state != BetState.DROPPED]
    placed = set(
        rows(PlanItem, actor).filter(plan=plan).values_list("bet_id", flat=True)
    )
    titles = {keys[bet.id]: bet.title for bet in bets}
    found = []
    rankings = list_rankings(actor=actor).items
    counted = _counted(actor, bets, rankings, today)
    for ranking in rankings:
        scores = _scores(bets, ranking, counted)
        ranked = [bet for bet in bets if scores[bet.id].place is not None]
        ranked.sort(key=lambda bet, of=scores: (of[bet.id].place, bet.title))  # type: ignore[misc]
        order = [keys[bet.id] for bet in ranked]
        chosen, weighed = by_order(file=plan.problem, order=order)
        ids = {pk for pk, key in keys.items() if key in chosen}
        found.append(
            RankedPlan(
                ranking=ranking,
                bets=len(ids),
                growth=weighed.measures["growth"],
                profit=weighed.measures["profit"],
                objective=weighed.objective,
                ranked=len(ranked),
                unranked=len(bets) - len(ranked),
                filled=len(ids - {bet.id for bet in ranked}),
                came_in=_titles(bets, ids - placed),
                went_out=_titles(bets, placed - ids),
                broken=tuple(in_titles(words, titles) for words in weighed.broken),
            )
        )
    return tuple(found)


def _counted(
    actor: Actor, bets: Sequence[BetRow], rankings: Sequence[Ranking], today: date
) -> Counted:
    """Return what the sheet projects of bets that act on it, by figure and number;
    worked out only where a ranking asks for it."""
    if not any(COUNTED.keys() & set(one.read.names) for one in rankings):
        return {}
    found = projected_values(
        actor=actor,
        first_period=period_of(today),
        bet_ids=[bet.id for bet in bets],
    )
    return {
        (pk, name): _middle(values[of])
        for pk, values in found.items()
        for name, of in COUNTED.items()
    }


def _middle(value: float | Mapping[str, float]) -> Decimal:
    return Decimal(str(value["p50"] if isinstance(value, Mapping) else value))


def _scores(
    bets: Sequence[BetRow], ranking: Ranking, counted: Counted
) -> dict[int, Score]:
    """Return what each bet scores; equal scores share the better place."""
    found = {bet.id: _score(bet, ranking, counted) for bet in bets}
    values = [score.value for score in found.values() if score.value is not None]
    best_first = sorted(values, reverse=True)
    first_at: dict[Decimal, int] = {}
    for at, value in enumerate(best_first, start=1):
        first_at.setdefault(value, at)
    return {
        pk: score
        if score.value is None
        else replace(score, place=first_at[score.value], of=len(values))
        for pk, score in found.items()
    }


def _score(bet: BetRow, ranking: Ranking, counted: Counted) -> Score:
    formula = ranking.read
    figures = {
        name: _as_counted(bet, name, counted) if name in COUNTED else _figure(bet, name)
        for name in formula.names
    }
    known = {name: value for name, value in figures.items() if value is not None}
    if lacks := [_lacking(bet, name) for name in formula.names if name not in known]:
        return Score(ranking, None, lacks=tuple(dict.fromkeys(lacks)))
    shown = {name: _shown(bet, name, value) for name, value in known.items()}
    codes = (_currency(bet, name) for name in formula.names if name in MONEY)
    return Score(ranking, formula.value(known), formula.shown(shown), next(codes, ""))


def _lacking(bet: BetRow, name: str) -> str:
    """Return what nobody gave: how sure it is where a plan's figure waits for that."""
    is_unsure = name in COUNTED and bet.confidence is None
    return SAID["confidence" if is_unsure else name]


def _as_counted(bet: BetRow, name: str, counted: Counted) -> Decimal | None:
    """Return growth or profit as plans count it; none where nobody said how sure."""
    if bet.confidence is None:
        return None
    if (bet.id, name) in counted:
        return counted[bet.id, name]
    said = _figure(bet, COUNTED[name])
    return None if said is None else said * bet.confidence / 100


def _figure(bet: BetRow, name: str) -> Decimal | None:
    """Return a figure of a bet, or ``None`` where nobody gave it."""
    match name:
        case "reach":
            return Decimal(bet.backing.customers)
        case "pieces":
            return Decimal(bet.backing.pieces)
        case "revenue":
            # What could not be converted would be left out without a word.
            return None if bet.backing.revenue.left else bet.backing.revenue.amount
        case "growth" | "profit":
            spread = bet.growth if name == "growth" else bet.profit
            return spread.p50 if spread and not spread.lacks else None
        case "confidence":
            return None if bet.confidence is None else Decimal(bet.confidence) / 100
        case "effort":
            return bet.effort_weeks or None
        case "quarters":
            return Decimal(bet.duration)
    said = getattr(bet, name)
    return None if said is None else Decimal(said)


def _shown(bet: BetRow, name: str, value: Decimal) -> str:
    if name in MONEY:
        return money(value, _currency(bet, name))
    if name == "confidence":
        return f"{bet.confidence}%"
    return short_number(value)


def _currency(bet: BetRow, name: str) -> str:
    if name == "revenue" or name in COUNTED:
        return bet.backing.revenue.currency  # the workspace's own
    return (bet.profit if name == "profit" else bet.growth).currency


def _bets(actor: Actor, state: str) -> tuple[BetRow, ...]:
    only = BetFilter(state=state, sort="title", size=EVERY)
    return list_bets(actor=actor, only=only, exact=True).items


def _titles(bets: Iterable[BetRow], ids: set[int]) -> tuple[str, ...]:
    return tuple(bet.title for bet in bets if bet.id in ids)
