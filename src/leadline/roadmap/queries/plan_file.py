"""The workspace as a plan file: what the optimiser, here or on a file, reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from leadline.accounts.queries import rates_of, rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Customer
from leadline.evidence.queries import askers_of
from leadline.foundation.errors import Invalid
from leadline.foundation.money import Rates
from leadline.foundation.periods import (
    next_period,
    parse_period,
    period_label,
    periods_from,
)
from leadline.roadmap.bridge import key_of, pk_of, spread
from leadline.roadmap.models import (
    Bet,
    BetEffort,
    BetLink,
    BetNeed,
    Capacity,
    Team,
)
from leadline.roadmap.queries.bounds import add_limits
from leadline.roadmap.queries.plan_values import (
    Values,
    projected_values,
    said_values,
)
from leadline.roadmap.queries.promises import promised_bets
from leadline.roadmap.queries.serving import bets_serving, open_goals
from leadline.roadmap.queries.wider import Wider
from leadline.roadmap.types import (
    Because,
    BetState,
    DemandOf,
    KeptShare,
    LinkKind,
    PlanIn,
    Reader,
)

LONGEST = 8


@dataclass(slots=True)
class _Choice:
    """The bets of a plan file while it is written, and why some are shut out."""

    periods: list[str]
    bets: dict[int, Bet] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)
    shut: dict[int, str] = field(default_factory=dict)
    links: list[BetLink] = field(default_factory=list)
    wider: Wider = field(default_factory=lambda: Wider(()))
    values: dict[int, Values] = field(default_factory=dict)
    because: dict[tuple[int, str], Because] = field(default_factory=dict)

    def key(self, pk: int) -> str:
        return key_of(pk, self.bets[pk].title)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan file, with titles by key, and why some bets are shut out.

    ``because`` says what a demand of a bet comes from, by its number and the kind of
    demand; ``projected`` are the bets whose value the projection says; ``shares`` are
    those of the effort that goals and products take.
    """

    file: dict[str, Any]
    titles: dict[str, str]
    shut: dict[str, str]
    because: dict[tuple[int, str], Because]
    readers: tuple[Reader, ...] = ()
    projected: tuple[int, ...] = ()
    shares: tuple[KeptShare, ...] = ()


def plan_file(*, actor: Actor, ask: PlanIn) -> PlanFile:
    """Return the workspace's bets, teams and customers as a plan file.

    Committed bets and those being done must be in, done bets count as given,
    dropped ones stay out; one that honours an agreed promise with a day is in and
    finished by then. What a bet brings counts by how sure people are of it. Raises
    ``Invalid`` for a question without an answer:
    no weight, no bet, quarters or floors that have no meaning.
    """
    _check(ask)
    choice = _choose(actor, periods_from(ask.first_period, ask.periods))
    choice.wider = Wider(ask.readers)
    choice.values = projected_values(
        actor=actor, first_period=choice.periods[0], bet_ids=choice.bets
    )
    rates = rates_of(actor=actor)
    bets = [_bet(actor, choice, bet, rates) for bet in choice.bets.values()]
    total = ask.growth + ask.profit + ask.worth
    file: dict[str, Any] = {
        "periods": choice.periods,
        "teams": _teams(actor, choice.periods),
        "bets": bets,
        "objective": {
            "growth": ask.growth / total,
            "profit": ask.profit / total,
            "worth": ask.worth / total,
        },
        "discount_per_period": ask.discount,
    }
    by_key = {bet["id"]: bet for bet in bets}
    _add_promises(actor, choice, by_key)
    _add_wishes(ask, choice, by_key)
    for pk, effort in _efforts(actor, choice).items():
        by_key[choice.key(pk)]["effort"] = effort
    for link in choice.links:
        _add_link(choice, by_key[choice.key(link.bet_id)], link)
    names = _add_floors(actor, ask, file)
    if ask.worth or any(floor.measure == "worth" for floor in ask.floors):
        file["customers"] = _customers(actor, choice)
    shares = add_limits(actor=actor, ask=ask, file=file)
    names |= {share.key: share.name for share in shares}
    titles = names | {choice.key(pk): bet.title for pk, bet in choice.bets.items()}
    shut = {choice.key(pk): why for pk, why in choice.shut.items()}
    return PlanFile(
        file, titles, shut, choice.because, choice.wider.readers, tuple(choice.values),
        tuple(shares),
    )  # fmt: skip


def _goal_key(goal_id: int, name: str) -> str:
    """Return how a plan file names what bets add to a goal.

    >>> _goal_key(3, "Grow to €2.9m")
    'goal-grow-to-29m-3'
    """
    return f"goal-{key_of(goal_id, name)}"


def _add_floors(actor: Actor, ask: PlanIn, file: dict[str, Any]) -> dict[str, str]:
    """Write the floors, and what each bet adds to a goal that asks for one.

    Only bets that serve the goal, or a part of it, add to it. Returns the names of
    the goals by the measures that stand for them.
    """
    if not ask.floors:
        return {}
    goals = [one.goal for one in open_goals(actor=actor)]
    serving = bets_serving(actor=actor, goals=goals)
    name_of = {goal.id: goal.name for goal in goals}
    names: dict[str, str] = {}
    floors = []
    for floor in ask.floors:
        measure = floor.measure
        if floor.goal_id is not None:
            if floor.goal_id not in name_of:
                raise Invalid("A goal that the plan must reach is not open any more.")
            measure = _goal_key(floor.goal_id, name_of[floor.goal_id])
            names[measure] = name_of[floor.goal_id]
            for bet in file["bets"]:
                if pk_of(bet["id"]) in serving[floor.goal_id]:
                    bet["value"][measure] = bet["value"][floor.measure]
            if not any(measure in bet["value"] for bet in file["bets"]):
                raise Invalid(
                    f"No bet serves “{names[measure]}” yet, so no plan can reach it. "
                    "Open a bet and tick the goal there."
                )
        floors.append({"measure": measure, "at_least": floor.at_least})
    file["goals"] = floors
    return names


def _add_promises(
    actor: Actor, choice: _Choice, by_key: Mapping[str, dict[str, Any]]
) -> None:
    """Ask that promised bets are in, and finished in a quarter that is over by their
    day.

    A day that leaves time until after the plan binds nothing yet. One before the end of
    the first quarter asks for that quarter; the plan says that it is late.
    """
    promised = promised_bets(actor=actor, bet_ids=choice.bets.keys())
    first, *_, last = [*choice.periods, choice.periods[-1]]
    for pk, promise in promised.items():
        if pk in choice.shut or promise.period > last:
            continue
        bet, due = by_key[choice.key(pk)], max(promise.period, first)
        bet["state"] = "committed"
        bet["latest"] = min(due, bet["latest"] or due)
        for kind in ("committed", "latest"):
            choice.because[pk, kind] = Because(DemandOf.PROMISE, promise.words)


def _add_wishes(
    ask: PlanIn, choice: _Choice, by_key: Mapping[str, dict[str, Any]]
) -> None:
    """Ask that bets stay where somebody put them by hand.

    Raises ``Invalid`` for a quarter that the plan does not have.
    """
    for wish in ask.wishes:
        if wish.bet_id not in choice.bets or wish.bet_id in choice.shut:
            continue
        bet = by_key[choice.key(wish.bet_id)]
        said = f"kept there by hand: {wish.reason}" if wish.reason else "kept by hand"
        why = Because(DemandOf.WISH, said)
        if not wish.period:
            bet |= {"state": "excluded", "earliest": None, "latest": None}
            choice.because[wish.bet_id, "excluded"] = why
            continue
        end = next_period(wish.period, bet["duration"] - 1)
        if wish.period not in choice.periods or end not in choice.periods:
            raise Invalid(
                f"“{choice.bets[wish.bet_id].title}” is kept in "
                f"{period_label(wish.period)} by hand, and would not begin and end in "
                "these quarters. Untick it, or plan other quarters."
            )
        bet["state"] = "committed"
        bet["earliest"] = wish.period
        bet["latest"] = min(end, bet["latest"] or end)
        for kind in ("committed", "earliest"):
            choice.because.setdefault((wish.bet_id, kind), why)
        if bet["latest"] == end:
            choice.because.setdefault((wish.bet_id, "latest"), why)


def _check(ask: PlanIn) -> None:
    parse_period(ask.first_period)
    if not 1 <= ask.periods <= LONGEST:
        raise Invalid(f"A plan has 1 to {LONGEST} quarters.")
    weights = (ask.growth, ask.profit, ask.worth)
    if min(weights) < 0 or not sum(weights) > 0:
        raise Invalid("Give growth, profit or worth a weight above 0, none below.")
    if not 0 <= ask.discount < 1:
        raise Invalid("What a quarter's wait costs is a share from 0 to below 1.")
    if not 0 < ask.time_limit <= 600:
        raise Invalid("Give the search between 1 and 600 seconds.")
    if any(floor.measure not in {"growth", "profit", "worth"} for floor in ask.floors):
        raise Invalid("A floor is for growth, profit or worth.")


def _choose(actor: Actor, periods: list[str]) -> _Choice:
    choice = _Choice(periods)
    every = {bet.pk: bet for bet in rows(Bet, actor).order_by("pk")}
    links = list(rows(BetLink, actor).order_by("pk"))
    choice.done = {pk for pk, bet in every.items() if bet.state == BetState.DONE}
    dropped = {pk for pk, bet in every.items() if bet.state == BetState.DROPPED}
    choice.bets = {
        pk: bet
        for pk, bet in every.items()
        if pk not in choice.done and pk not in dropped
    }
    if not choice.bets:
        raise Invalid("There is no bet to plan. Make one from a need first.")
    for link in links:
        _take_link(choice, link, every, dropped)
    for pk, bet in choice.bets.items():
        if why := _out_of_window(bet, periods):
            choice.shut.setdefault(pk, why)
    for pk in dropped & choice.bets.keys():
        choice.shut[pk] = "It was dropped"
    return choice


def _take_link(
    choice: _Choice, link: BetLink, every: dict[int, Bet], dropped: set[int]
) -> None:
    """Keep a dependency; those on bets that are done or dropped mean something else."""
    ends = {link.bet_id, link.other_id}
    if link.kind == LinkKind.INSTEAD_OF:
        for here, there in ((link.bet_id, link.other_id), (link.other_id, link.bet_id)):
            if there in choice.done and here in choice.bets:
                title = every[there].title
                choice.shut[here] = f"It is instead of “{title}”, which is done"
        if ends <= choice.bets.keys() - dropped:
            choice.links.append(link)
        return
    if ends & choice.done or ends <= dropped:
        return
    if link.kind == LinkKind.AFTER and link.bet_id in dropped:
        return
    choice.bets.update((pk, every[pk]) for pk in ends & dropped)
    choice.links.append(link)


def _out_of_window(bet: Bet, periods: list[str]) -> str:
    if bet.earliest and bet.earliest > periods[-1]:
        return f"It cannot start before {period_label(bet.earliest)}, after this plan"
    candidate = bet.state == BetState.CANDIDATE
    if candidate and bet.latest and bet.latest < periods[0]:
        return f"It had to be finished by {period_label(bet.latest)}, before this plan"
    return ""


def _bet(actor: Actor, choice: _Choice, bet: Bet, rates: Rates) -> dict[str, Any]:
    periods = choice.periods
    state = "candidate" if bet.state == BetState.CANDIDATE else "committed"
    earliest = bet.earliest if bet.earliest in periods else None
    latest = bet.latest if bet.latest in periods else None
    if bet.state == BetState.DOING:
        due = next_period(periods[0], bet.duration - 1)
        earliest, latest = None, due if due in periods else None
        for kind in ("committed", "latest"):
            choice.because[bet.pk, kind] = Because(DemandOf.WORK, "it is being done")
    if bet.pk in choice.shut:
        state, earliest, latest = "excluded", None, None
    return {
        "id": choice.key(bet.pk),
        "effort": {},
        "value": choice.values.get(bet.pk)
        or said_values(actor=actor, bet=bet, rates=rates, wider=choice.wider),
        "after": [],
        "together": [],
        "instead_of": [],
        "earliest": earliest,
        "latest": latest,
        "duration": bet.duration,
        "state": state,
    }


def _add_link(choice: _Choice, bet: dict[str, Any], link: BetLink) -> None:
    other = choice.key(link.other_id)
    if link.kind == LinkKind.AFTER:
        bet["after"].append({"bet": other, "gap": link.gap} if link.gap else other)
    else:
        bet[link.kind].append(other)


def _teams(actor: Actor, periods: list[str]) -> dict[str, list[float]]:
    weeks = {
        (cell.team_id, cell.period): float(cell.person_weeks)
        for cell in rows(Capacity, actor).filter(period__in=periods)
    }
    teams = rows(Team, actor).filter(is_archived=False).order_by("name")
    return {
        team.name: [weeks.get((team.pk, period), 0.0) for period in periods]
        for team in teams
    }


def _efforts(actor: Actor, choice: _Choice) -> dict[int, dict[str, Any]]:
    found: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    efforts = rows(BetEffort, actor).filter(
        bet_id__in=choice.bets, team__is_archived=False
    )
    for effort in efforts.select_related("team").order_by("team__name"):
        bet = choice.bets[effort.bet_id]
        low, high = choice.wider.ends(bet, effort.p10, effort.p50, effort.p90)
        weeks = spread(low, effort.p50, high)
        found[effort.bet_id][effort.team.name] = weeks
    return found


def _customers(actor: Actor, choice: _Choice) -> list[dict[str, Any]]:
    """Return who would be served: each wants every bet for the needs they voiced."""
    wanted: defaultdict[int, set[str]] = defaultdict(set)
    answers = rows(BetNeed, actor).filter(bet_id__in=choice.bets)
    pairs = answers.values_list(
        "bet_id", "need_id", "need__merged_into", "need__merged_into__merged_into"
    )
    for bet_id, *signposts in pairs:
        need = [need for need in signposts if need is not None][-1]
        wanted[need].add(choice.key(bet_id))
    wants: defaultdict[int, set[str]] = defaultdict(set)
    asking = askers_of(actor=actor, need_ids=wanted)
    for need_id, customers in asking.items():
        for customer_id in customers:
            wants[customer_id] |= wanted[need_id]
    rates = rates_of(actor=actor)
    paying = rows(Customer, actor).filter(revenue_amount__gt=0, is_archived=False)
    found = paying.order_by("pk").values_list(
        "pk", "name", "revenue_amount", "revenue_currency"
    )
    worth = {
        pk: (name, rates.one(amount, currency).amount)
        for pk, name, amount, currency in found
        if pk in wants
    }
    return [
        {"id": key_of(pk, name), "worth": float(amount), "wants": sorted(wants[pk])}
        for pk, (name, amount) in worth.items()
        if amount
    ]
