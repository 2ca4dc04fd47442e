"""Why a bet is not in the plan, in a few plain words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from leadline.engine.portfolio.balance import out_of_balance
from leadline.engine.portfolio.demands import listed
from leadline.engine.portfolio.loads import Loads
from leadline.engine.portfolio.packages import in_order, package_of
from leadline.engine.portfolio.problem import (
    Bet,
    BetState,
    Customer,
    PlanProblem,
    Synergy,
)
from leadline.engine.portfolio.problem.limits import percent
from leadline.engine.portfolio.result import Demand
from leadline.engine.portfolio.value import value_of, worth_counts

LOWERS = "would lower the objective"


def reasons(problem: PlanProblem, chosen: Mapping[str, str]) -> dict[str, str]:
    """Say for each bet that is not in the plan what keeps it out.

    What is named is the nearest obstacle when the bet, with all that has to come
    along, is added to the plan as it is: there may be others behind it.

    Parameters
    ----------
    problem : PlanProblem
    chosen : mapping of bet to period
        A plan that can be done.

    Returns
    -------
    dict of bet to words

    Examples
    --------
    >>> from leadline.engine.portfolio.problem import Bet
    >>> bets = (Bet("a", {"web": 3}, {"growth": 9}),
    ...         Bet("b", {"web": 3}, {"growth": 1}))
    >>> problem = PlanProblem(("Q1",), {"web": (4,)}, bets, objective={"growth": 1})
    >>> reasons(problem, {"a": "Q1"})
    {'b': 'capacity of web in Q1'}
    """
    here = AsItIs(problem, chosen)
    return {bet.id: here.why(bet.id) for bet in problem.bets if bet.id not in chosen}


@dataclass(frozen=True)
class AsItIs:
    """A plan, and what can be asked about bets that are not in it."""

    problem: PlanProblem
    chosen: Mapping[str, str]

    @cached_property
    def loads(self) -> Loads:
        """What is left beside the plan."""
        return Loads(self.problem, self.chosen)

    @cached_property
    def unserved(self) -> dict[str, list[Customer]]:
        """Customers a bet would help to serve, by bet."""
        found: dict[str, list[Customer]] = defaultdict(list)
        if worth_counts(self.problem):
            for customer in self.problem.customers:
                needs = self.problem.needed[customer.id]
                if customer.worth > 0 and not needs <= self.chosen.keys():
                    for bet in needs:
                        found[bet].append(customer)
        return found

    @cached_property
    def rivals(self) -> dict[str, list[frozenset[str]]]:
        """The groups of which at most one may be in, by each member."""
        found: dict[str, list[frozenset[str]]] = defaultdict(list)
        for bet in self.problem.bets:
            if bet.instead_of:
                group = frozenset((bet.id, *bet.instead_of))
                for member in group:
                    found[member].append(group)
        return found

    def missing(self, bet_id: str) -> list[str]:
        """Return the bet and what it needs, as far as it is not in, in their order."""
        package = package_of(self.problem, [bet_id])
        return in_order(self.problem, package - self.chosen.keys())

    def is_worth_having(self, bet_id: str) -> bool:
        """Say whether the bet would help, and nothing settled forbids it."""
        missing = self.missing(bet_id)
        package = package_of(self.problem, [bet_id])
        return not self._forbidden(bet_id, missing, package) and self._helps(missing)

    def why(self, bet_id: str) -> str:
        """Name the nearest obstacle of a bet."""
        package = package_of(self.problem, [bet_id])
        missing = self.missing(bet_id)
        if forbidden := self._forbidden(bet_id, missing, package):
            return forbidden
        if not self._helps(missing):
            weights = [self.problem.weight(self.problem.bet[bet]) for bet in missing]
            lowers = sum(weights) < 0
            return (
                "would lower the objective"
                if lowers
                else "adds nothing to the objective"
            )
        blocked, placed = self._placed(missing)
        if blocked:
            return blocked + self._along(bet_id, missing)
        return self._no_better(bet_id, placed)

    def _forbidden(
        self, bet_id: str, missing: list[str], package: frozenset[str]
    ) -> str:
        for member in (bet_id, *missing):
            bet = self.problem.bet[member]
            comes = "" if member == bet_id else f"needs {member}, which "
            if bet.state == BetState.EXCLUDED:
                return f"{comes}is excluded"
            if not self.problem.starts(bet):
                return f"{comes}cannot be finished between its first and last period"
            for group in self.rivals.get(member, ()):
                if other := sorted(group & (self.chosen.keys() | package) - {member}):
                    return f"{comes}would be instead of {listed(other)}"
        return ""

    def _helps(self, missing: Iterable[str]) -> bool:
        return any(
            self.problem.weight(self.problem.bet[bet]) > 0
            or bet in self.unserved
            or any(self.problem.weight_of_pair(p) > 0 for p in self._joined(bet))
            for bet in missing
        )

    def _joined(self, bet_id: str) -> list[Synergy]:
        """Return the synergies of a bet with one that is in, or would come along."""
        there = self.chosen.keys() | set(self.missing(bet_id))
        pairs = self.problem.pairs.get(bet_id, ())
        return [pair for pair in pairs if set(pair.bets) <= there]

    def _placed(self, missing: list[str]) -> tuple[str, dict[str, int]]:
        """Put bets in one by one; name what stops the first that cannot, or where."""
        placed: dict[str, int] = {}
        found = ""
        for bet_id in missing:
            bet = self.problem.bet[bet_id]
            starts = [s for s in self.loads.allowed(bet) if self._joins(bet_id, s)]
            fitting = next((s for s in starts if self.loads.fits(bet, s)), None)
            if fitting is None:
                found = self._obstacle(bet_id, starts)
                break
            self.loads.put(bet, fitting)
            placed[bet_id] = fitting
        for bet_id in placed:
            self.loads.remove(self.problem.bet[bet_id])
        return found, placed

    def _joins(self, bet_id: str, start: int) -> bool:
        mates = self.problem.units[bet_id]
        return all(self.loads.start.get(mate, start) == start for mate in mates)

    def _obstacle(self, bet_id: str, starts: list[int]) -> str:
        if not starts:
            others = [after.bet for after in self.problem.bet[bet_id].after]
            mates = self.problem.units[bet_id] - {bet_id}
            return f"no period left after {listed(others or sorted(mates) or [bet_id])}"
        bet = self.problem.bet[bet_id]
        return min(self._short(bet, start) for start in starts)[-1]

    def _short(self, bet: Bet, start: int) -> tuple[float, str, int, str]:
        """Return what lacks most for a start: how much, whose, when, and in words."""
        share, team, at = self.loads.worst(bet, start)
        lack, period = self.loads.over_budget(bet, start)
        if lack <= share:
            words = f"capacity of {team} in {self.problem.periods[at]}"
            return share, team, at, words
        where = "in all" if period is None else f"in {self.problem.periods[period]}"
        return lack, "", period or 0, f"the budget {where}"

    def _along(self, bet_id: str, missing: list[str]) -> str:
        others = [bet for bet in missing if bet != bet_id]
        if not others:
            return ""
        shown = others if len(others) <= 3 else [*others[:3], f"{len(others) - 3} more"]
        return f", with {listed(shown)} that it needs"

    def _no_better(self, bet_id: str, placed: Mapping[str, int]) -> str:
        """It would fit: so it must be worth nothing alone, or against a floor."""
        problem = self.problem
        if problem.goals:
            more = {bet: problem.periods[at] for bet, at in placed.items()}
            then = value_of(problem, {**self.chosen, **more}).measures
            for goal in problem.goals:
                if then[goal.measure] < goal.at_least:
                    return f"{goal.measure} would fall below {goal.at_least:g}"
        if missed := out_of_balance(problem, self.chosen.keys() | placed.keys()):
            return self._missed(next(iter(missed)))
        gain = 0.0
        for name, at in placed.items():
            bet = problem.bet[name]
            gain += problem.weight(bet) * problem.kept[at + bet.duration - 1]
        gain += self._of_pairs(placed)
        if gain > 0:
            return "no better plan with it was found in the time"
        for customer in self.unserved.get(bet_id, ()):
            wants = package_of(problem, customer.wants) - self.chosen.keys()
            blocked, _ = self._placed(in_order(problem, wants))
            if blocked:
                return f"{blocked}, for all that {customer.id} wants"
        return LOWERS

    def _of_pairs(self, placed: Mapping[str, int]) -> float:
        """Return what the synergies add that bets complete, put in where they fit."""
        problem, total = self.problem, 0.0
        starts = {**self.loads.start, **placed}
        for pair in problem.synergies:
            if set(pair.bets) & placed.keys() and set(pair.bets) <= starts.keys():
                late = max(starts[b] + problem.bet[b].duration - 1 for b in pair.bets)
                total += problem.weight_of_pair(pair) * problem.kept[late]
        return total

    def _missed(self, demand: Demand) -> str:
        (name,) = demand.names
        share = self.problem.share[name]
        if demand.kind == "share_at_least":
            least = percent(share.at_least or 0.0)
            return f"{name} would take less than {least} of the effort"
        most = percent(share.at_most or 0.0)
        return f"{name} would take more than {most} of the effort"
