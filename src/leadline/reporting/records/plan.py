"""A plan and its roadmap: what comes when, how sure, what it brings and leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from leadline.accounts.queries import workspace_day
from leadline.foundation.measures import PERCENT, measured, points
from leadline.foundation.periods import period_label, period_of
from leadline.foundation.words import money, percent, plural
from leadline.reporting.model import (
    Block,
    Chart,
    Column,
    Document,
    Figure,
    Figures,
    Point,
    Points,
    Series,
    Source,
    Table,
    Text,
    day_of,
    sections_of,
)
from leadline.reporting.records.asked import Asked, capital
from leadline.roadmap.queries import (
    brings_of_plan,
    delivery_of_plan,
    outlook,
    plan_page,
    unchecked_promises,
)
from leadline.roadmap.types import (
    BetState,
    GoalOfPlan,
    LeftOutRow,
    Outlook,
    PlannedBet,
    PlanPage,
    PlanState,
    PlanStatus,
    When,
    behind,
    comes_words,
    how_reckoned,
    how_sure,
    in_money,
    in_quarters,
    plan_headline,
    plan_notes,
    pushed_out,
    when_of,
    without_price,
)

COUNTED = (
    "What a bet brings counts by how sure people are of it; what it costs, and what "
    "nobody said a sureness of, counts whole. A plan fixes the quarter, not the week: "
    "in a quarter committed bets go first, then what brings the most growth and profit "
    "together."
)
NOT_SAID = "not said"


def plan_document(asked: Asked) -> Document:
    """Return a plan as a document; raises ``NotFound``.

    Its figures are those it was made from, and so as old as it is; how likely its
    dates are is reckoned on the day of the document.
    """
    actor, pk = asked.actor, asked.pk
    page = plan_page(actor=actor, plan_id=pk)
    brings = brings_of_plan(actor=actor, plan_id=pk)
    seen = outlook(actor=actor, today=asked.today, plan_id=pk)
    path = f"roadmap/plans/{pk}/"
    made = Source(f"Plan “{page.head.name}”", path, asked.day(page.head.changed_at))
    now = Source(f"“{page.head.name}” held against the record", path, asked.today)
    told = _Told(asked, page, seen, (made, now))
    reckoned = " ".join([*how_reckoned(page, brings), COUNTED])
    parts: list[tuple[str, list[Block | None]]] = [
        ("What stands against it", [told.notes()]),
        ("What it brings", [told.figures(), Text(reckoned, (made,))]),
        ("Now, next, later", [*told.horizons()]),
        ("How full the quarters are", [told.load()]),
        ("Every bet of the plan", [told.bets()]),
        ("What it does for the goals", [told.goals()]),
        ("Left out", [told.left_out()]),
        ("Demands that are broken", [told.broken()]),
        ("Changed by hand", [told.changes()]),
    ]
    return Document(
        name=f"plan-{pk}",
        kind=f"Plan, {page.head.state.label.lower()}",
        title=plan_headline(page, brings),
        lede=" ".join(how_sure(page, brings, seen)),
        facts=tuple(_facts(asked, page)),
        sections=sections_of(parts),
        source=made,
        made_on=asked.today,
        base=asked.base,
    )


def _facts(asked: Asked, page: PlanPage) -> Iterator[tuple[str, str]]:
    head = page.head
    yield "State", head.state.label
    gap = head.gap if head.status == PlanStatus.FEASIBLE else None
    below = "" if gap is None else f", at most {percent(gap)} below"
    quiet = "Everything there is fits; nothing had to be chosen"
    yield "Proof", quiet if page.is_quiet else f"{head.status.label}{below}"
    if head.reason and head.reason != head.committed_reason:
        yield "Asked for", head.reason
    first, last = head.periods[0], head.periods[-1]
    yield "Quarters", f"{period_label(first)} to {period_label(last)}"
    by = f" by {head.made_by}" if head.made_by else ""
    yield "Made", f"{day_of(asked.day(head.made_at))}{by}"
    if head.committed_at:
        by = f" by {head.committed_by}" if head.committed_by else ""
        said = f"{day_of(asked.day(head.committed_at))}{by}: {head.committed_reason}"
        yield "Committed", said


class _Told:
    """The parts of a plan: ``made`` is what it was made from, ``now`` its dates."""

    def __init__(
        self, asked: Asked, page: PlanPage, seen: Outlook, of: tuple[Source, Source]
    ) -> None:
        self.asked, self.page, self.seen = asked, page, seen
        self.made, self.now = of
        today = workspace_day(actor=asked.actor, now=asked.now)
        self.quarter = period_of(today)
        delivery = delivery_of_plan(actor=asked.actor, plan_id=asked.pk, today=today)
        self.is_past = page.head.state == PlanState.SUPERSEDED
        # Odds are of days to come, of a plan that still says when.
        self.odds = {
            row.bet.id: row.short.removeprefix("odds ")
            for row in delivery.rows
            if not self.is_past and row.finish >= self.quarter
        }

    def money(self, value: float) -> str:
        """Return one of the plan's figures as it is today."""
        return money(*self.page.head.shown(value))

    def notes(self) -> Points:
        """Return what the plan does not keep, and what has changed since."""
        unchecked = unchecked_promises(actor=self.asked.actor, size=1)
        said = map(Point, plan_notes(self.page, unchecked.total))
        return Points(tuple(said), self.now)

    def figures(self) -> Figures:
        """Return what the plan has and brings, by the middle figures."""
        page = self.page
        found = [
            Figure("Bets", str(len(page.bets)), "in the plan",
                   f"{page.head.left_out} left out", self.made),
        ]  # fmt: skip
        found += [
            Figure(name.capitalize(), self.money(getattr(page, name)), "a year",
                   "by the middle estimates, as they count", self.made)
            for name in ("growth", "profit") if name in page.says
        ]  # fmt: skip
        free = (
            "" if page.free is None else f"{percent(page.free)} of the weeks are free"
        )
        weeks = f"{page.weeks:,.1f}".removesuffix(".0")
        found.append(Figure("Effort", weeks, "person-weeks", free, self.made))
        return Figures(tuple(found))

    def horizons(self) -> Iterator[Block]:
        """Yield the roadmap: the bets of now, next and later, each with its date, and
        first what should be done and is not.

        A plan that another one took the place of says nothing of what comes.
        """
        if self.is_past:
            return
        for when in When:
            bets = [
                bet
                for bet in self.page.bets
                if when_of(bet, self.quarter) == when
                and bet.bet.state not in (BetState.DROPPED, BetState.DONE)
            ]
            if bets:
                label = "Not done in time" if when == When.BEFORE else when.label
                yield Text(f"{label}: {plural(len(bets), 'bet', 'bets')}", (self.now,))
                yield Points(tuple(map(self.point, bets)), self.now)

    def point(self, bet: PlannedBet) -> Point:
        """Return a bet as a line of the roadmap."""
        odds = self.odds.get(bet.bet.id, "")
        late = "was to be finished" if bet.finish < self.quarter else ""
        told = [
            f"{late} by the end of {period_label(bet.finish)}".strip(),
            odds and f"odds {odds}",
            behind(bet.backing),
        ]
        return Point(bet.bet.title, ", ".join(part for part in told if part))

    def load(self) -> Chart | None:
        """Return how many person-weeks each quarter takes, of those there are."""
        loads = self.page.loads
        if not loads:
            return None
        periods = [cell.period for cell in loads[0].cells]
        used = [sum(one.cells[n].used for one in loads) for n in range(len(periods))]
        have = [
            sum(one.cells[n].capacity for one in loads) for n in range(len(periods))
        ]
        full = [100 * u / h if h else 0.0 for u, h in zip(used, have, strict=True)]
        at = max(range(len(full)), key=lambda n: full[n])
        return Chart(
            "Effort by quarter",
            f"{period_label(periods[at])} is the fullest: {full[at]:.0f}% of its weeks",
            tuple(map(period_label, periods)),
            (Series("Planned", tuple(used)), Series("There are", tuple(have))),
            "person-weeks",
            self.made,
        )

    def bets(self) -> Table:
        """Return every bet with its quarter, teams, effort, worth and evidence."""
        currency = self.page.head.shown(0)[1] or "money"
        heads = (
            Column("Bet", 4), Column("Quarter"), *self._odds_head(), Column("Teams"),
            Column("Person-weeks", 2, True), Column("Sure, %", 1, True),
            Column(f"Growth a year, {currency}", 2, True),
            Column(f"Profit a year, {currency}", 2, True), Column("Goals", 3),
            Column("Evidence today", 3),
        )  # fmt: skip
        return Table("Bets", heads, tuple(map(self._bet, self.page.bets)), self.made)

    def _odds_head(self) -> tuple[Column, ...]:
        return (Column("Odds by the plan"),) if self.odds else ()

    def _bet(self, bet: PlannedBet) -> tuple[str | float | int | None, ...]:
        worth = [
            round(self.page.head.shown(getattr(bet, name))[0], 2)
            if name in bet.says
            else NOT_SAID
            for name in ("growth", "profit")
        ]
        ends = period_label(bet.finish)
        when = period_label(bet.period)
        return (
            bet.bet.title,
            when if bet.period == bet.finish else f"{when} to {ends}",
            *((self.odds.get(bet.bet.id, ""),) if self.odds else ()),
            ", ".join(one.team for one in bet.teams) or "nobody yet",
            round(bet.weeks, 1),
            bet.confidence,
            *worth,
            ", ".join(goal.name for goal in bet.goals),
            behind(bet.backing),
        )

    def goals(self) -> Table:
        """Return what the plan adds to each open goal, in its own unit."""
        heads = (
            Column("Goal", 4), Column("Bets not done yet", 1, True),
            Column(self._added_head()), Column("Missing today"),
            *self._goal_odds_heads(), Column("So it is", 3),
        )  # fmt: skip
        rows = tuple(
            (
                one.goal.name, one.bets, _difference(one, one.adds),
                _difference(one, one.goal.missing), *self._goal_odds(one),
                _reached(one, self.seen),
            )
            for one in self.page.goals
        )  # fmt: skip
        return Table("Goals", heads, rows, self.now)

    def _goal_odds_heads(self) -> tuple[Column, ...]:
        if not self.seen.odds:
            return ()
        return (
            Column("Odds with it, %", 1, True),
            Column("Odds with nothing built, %", 1, True),
        )

    def _goal_odds(self, one: GoalOfPlan) -> tuple[int | None, ...]:
        """Return how likely a goal is with the plan and with none; none where not
        worked out."""
        if not self.seen.odds:
            return ()
        found = self.seen.odds.get(one.goal.id)
        return (found.percent, found.without_percent) if found else (None, None)

    def _added_head(self) -> str:
        """Return what bets add to a goal, where the projection says something else:
        what comes of them by its day."""
        if not self.page.projected:
            return "They add a year, once done"
        first = period_label(self.page.head.periods[0])
        return f"They add a year, each alone and done in {first}"

    def left_out(self) -> Table:
        """Return what is not in the plan, what forcing it in costs, and why."""
        heads = (
            Column("Bet", 3), Column("Forcing it in"), Column("Pushes out", 3),
            Column("Why", 4), Column("Evidence today", 3),
        )  # fmt: skip
        head = self.page.head
        rows = tuple(
            (
                row.bet.title,
                self._price(row),
                pushed_out(row),
                capital(in_quarters(in_money(row.why, head))),
                behind(row.backing),
            )
            for row in self.page.left_out
        )
        return Table("Left out", heads, rows, self.made)

    def _price(self, row: LeftOutRow) -> str:
        cost = row.cost_to_force_in
        if cost is None:
            return without_price(row.why, self.page.head)
        return f"{'costs' if cost > 0 else 'gains'} {self.money(abs(cost))} a year"

    def broken(self) -> Points:
        """Return what is asked of the plan and it does not keep."""
        head = self.page.head
        said = (capital(in_quarters(in_money(one, head))) for one in head.broken)
        return Points(tuple(map(Point, said)), self.made)

    def changes(self) -> Table:
        """Return what people changed by hand, and what that cost."""
        heads = (
            Column("Day"), Column("Who"), Column("Bet", 3), Column("What"),
            Column("Why", 3),
        )  # fmt: skip
        rows = tuple(
            (
                self.asked.day(one.made_at), one.made_by or "somebody", one.bet.title,
                f"{one.kind.label} {_quarter(one.to_period)}".strip(),
                one.reason,
            )
            for one in self.page.changes
        )  # fmt: skip
        return Table("Changes", heads, rows, self.made)


def _quarter(period: str) -> str:
    return period_label(period) if period else ""


def _difference(one: GoalOfPlan, value: object) -> str:
    """Return by how much a goal's figure moves, or has to: of per cents in points."""
    if value is None:
        return NOT_SAID
    unit = one.goal.currency or one.goal.unit
    size = float(str(value))
    return points(size) if unit.lower() in PERCENT else measured(size, unit)


def _reached(one: GoalOfPlan, seen: Outlook) -> str:
    """Return what comes to a goal by the projection; else by the sum of the middles."""
    if came := seen.comes(one.goal):
        return comes_words(came, one.goal)
    if seen.speaks_of(one.goal.id):
        return "the odds of this plan were not worked out yet"
    if one.is_reached is None:
        return "nothing says whether the plan reaches it"
    if one.is_reached:
        return "reached by these figures"
    return f"not reached: {_difference(one, one.short)} short"
