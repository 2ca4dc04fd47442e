"""What teams and the budget have left while bets are put in and taken out."""

from __future__ import annotations

from collections.abc import Mapping

from leadline.engine.portfolio.problem import Bet, PlanProblem

SLACK = 1e-9


class Loads:
    """The capacity left, by team and period, and where a bet still fits.

    Parameters
    ----------
    problem : PlanProblem
    chosen : mapping of bet to period
        The bets that are in already, with the period each starts in.

    Examples
    --------
    >>> bets = (Bet("sso", {"web": 6}, duration=2), Bet("log", {"web": 2}))
    >>> problem = PlanProblem(("Q1", "Q2"), {"web": (4, 4)}, bets)
    >>> loads = Loads(problem, {"sso": "Q1"})
    >>> loads.fits(bets[1], 0), loads.worst(bets[1], 0)
    (False, (0.25, 'web', 0))
    """

    def __init__(self, problem: PlanProblem, chosen: Mapping[str, str]) -> None:
        self.problem = problem
        self.left = {team: list(weeks) for team, weeks in problem.teams.items()}
        budget = problem.budget
        self.budget = budget
        self.in_all = None if budget is None else budget.in_all
        self.by_period = [] if budget is None else list(budget.by_period)
        self.start: dict[str, int] = {}
        for bet_id, period in chosen.items():
            self.put(problem.bet[bet_id], problem.period_position[period])

    def put(self, bet: Bet, start: int) -> None:
        """Put a bet in, whether it fits or not."""
        self.start[bet.id] = start
        self._take(bet, start, 1.0)

    def remove(self, bet: Bet) -> int:
        """Take a bet out and return where it started."""
        start = self.start.pop(bet.id)
        self._take(bet, start, -1.0)
        return start

    def _take(self, bet: Bet, start: int, sign: float) -> None:
        for team, weeks in bet.effort.items():
            for at in range(start, start + bet.duration):
                self.left[team][at] -= sign * weeks / bet.duration
        if self.in_all is not None:
            self.in_all -= sign * bet.cost
        if self.by_period and bet.cost:
            for at in range(start, start + bet.duration):
                self.by_period[at] -= sign * bet.cost / bet.duration

    def fits(self, bet: Bet, start: int) -> bool:
        """Say whether every team has the weeks the bet needs, and the budget money."""
        for team, weeks in bet.effort.items():
            share, left = weeks / bet.duration, self.left[team]
            if share > 0 and any(
                share > left[at] + SLACK * max(1.0, self.problem.teams[team][at])
                for at in range(start, start + bet.duration)
            ):
                return False
        return self.budget is None or not self.over_budget(bet, start)[0]

    def worst(self, bet: Bet, start: int) -> tuple[float, str, int]:
        """Return the largest shortfall (share of capacity), its team and period."""
        found = (0.0, "", start)
        for team, weeks in bet.effort.items():
            for at in range(start, start + bet.duration):
                short = weeks / bet.duration - self.left[team][at]
                share = short / max(self.problem.teams[team][at], 1.0)
                if short > SLACK and share > found[0]:
                    found = (share, team, at)
        return found

    def over_budget(self, bet: Bet, start: int) -> tuple[float, int | None]:
        """Return the largest lack of money (share of a budget) and its period.

        The period is None where it is the budget in all; the share 0 where none lacks.
        """
        found: tuple[float, int | None] = (0.0, None)
        if self.budget is None or not bet.cost:
            return found
        lines: list[tuple[float, float, float, int | None]] = []
        if self.in_all is not None:
            lines.append((bet.cost, self.in_all, self.budget.in_all or 0.0, None))
        if self.by_period:
            part = bet.cost / bet.duration
            lines += [
                (part, self.by_period[at], self.budget.by_period[at], at)
                for at in range(start, start + bet.duration)
            ]
        for cost, left, limit, period in lines:
            share = (cost - left) / max(limit, 1.0)
            if cost > left + SLACK * max(1.0, limit) and share > found[0]:
                found = (share, period)
        return found

    def allowed(self, bet: Bet) -> range:
        """Return the starts the window and the bets it comes after allow.

        Empty if one of those it comes after is not in.
        """
        window = self.problem.starts(bet)
        ready = window.start
        for after in bet.after:
            if after.bet not in self.start:
                return range(0)
            other = self.problem.bet[after.bet]
            wait = other.duration - 1 + after.wait
            ready = max(ready, self.start[after.bet] + wait)
        return range(ready, max(ready, window.stop))

    @property
    def chosen(self) -> dict[str, str]:
        """The period each bet that is in starts in."""
        return {bet: self.problem.periods[at] for bet, at in self.start.items()}
