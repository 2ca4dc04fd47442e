"""Teams with their capacity, and bets with what they take, bring and rest on."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from leadline.accounts.models import Product, User, Versioned, WorkspaceModel
from leadline.evidence.models import Need
from leadline.roadmap.types import BetState, LinkKind
from leadline.stakeholders.models import Commitment, Person
from leadline.strategy.models import Goal


def _money() -> models.DecimalField[Any, Any]:
    return models.DecimalField(max_digits=16, decimal_places=2, default=0)


def _weeks() -> models.DecimalField[Any, Any]:
    return models.DecimalField(max_digits=8, decimal_places=2)


class Team(Versioned):
    """People who work together and whose weeks are planned as one."""

    name = models.CharField(max_length=80)
    is_archived = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"], name="one_team_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Capacity(WorkspaceModel):
    """How many person-weeks a team has in a quarter."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=6)
    person_weeks = _weeks()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "period"], name="one_capacity_of_a_team_a_quarter"
            ),
            models.CheckConstraint(
                name="capacity_is_not_negative", condition=Q(person_weeks__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_weeks} in {self.period}"


class Bet(Versioned):
    """Work worth doing: what it brings, as ranges, and when it may be done.

    ``growth`` and ``profit`` are what it adds a year, in ``currency``: the workspace's
    when somebody wrote them down, which may have changed since.
    """

    title = models.CharField(max_length=160)
    summary = models.TextField(max_length=4000, blank=True)
    state = models.CharField(
        max_length=10, choices=BetState, default=BetState.CANDIDATE, db_index=True
    )
    currency = models.CharField(max_length=3, blank=True)
    growth_p10 = _money()
    growth_p50 = _money()
    growth_p90 = _money()
    profit_p10 = _money()
    profit_p50 = _money()
    profit_p90 = _money()
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    product = models.ForeignKey(
        Product, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    earliest = models.CharField(max_length=6, blank=True)
    latest = models.CharField(max_length=6, blank=True)
    duration = models.PositiveSmallIntegerField(default=1)
    impact = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    user_value = models.PositiveSmallIntegerField(null=True, blank=True)
    urgency = models.PositiveSmallIntegerField(null=True, blank=True)
    risk_reduction = models.PositiveSmallIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "title"], name="one_bet_of_a_title"
            ),
            models.CheckConstraint(
                name="bet_growth_rises",
                condition=Q(growth_p10__lte=F("growth_p50"))
                & Q(growth_p50__lte=F("growth_p90")),
            ),
            models.CheckConstraint(
                name="bet_profit_rises",
                condition=Q(profit_p10__lte=F("profit_p50"))
                & Q(profit_p50__lte=F("profit_p90")),
            ),
            models.CheckConstraint(
                name="bet_confidence_is_a_share",
                condition=Q(confidence__isnull=True) | Q(confidence__lte=100),
            ),
            models.CheckConstraint(
                name="bet_takes_a_quarter_or_more", condition=Q(duration__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class BetEffort(WorkspaceModel):
    """What a bet takes of one team, in person-weeks over its whole duration."""

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="efforts")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    p10 = _weeks()
    p50 = _weeks()
    p90 = _weeks()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bet", "team"], name="one_effort_of_a_bet_a_team"
            ),
            models.CheckConstraint(
                name="effort_rises_from_zero",
                condition=Q(p10__gte=0) & Q(p10__lte=F("p50")) & Q(p50__lte=F("p90")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.p50} weeks"


class BetNeed(WorkspaceModel):
    """A need that a bet answers."""

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bet", "need"], name="a_bet_answers_a_need_once"
            )
        ]

    def __str__(self) -> str:
        return f"bet {self.bet_id} for need {self.need_id}"


class BetGoal(WorkspaceModel):
    """A goal that a bet serves."""

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bet", "goal"], name="a_bet_serves_a_goal_once"
            )
        ]

    def __str__(self) -> str:
        return f"bet {self.bet_id} for goal {self.goal_id}"


class BetLink(WorkspaceModel):
    """How a bet depends on another; ``gap`` counts whole quarters in between."""

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=LinkKind)
    gap = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bet", "other", "kind"], name="two_bets_are_linked_once_a_kind"
            ),
            models.CheckConstraint(
                name="a_bet_is_not_linked_to_itself", condition=~Q(bet=F("other"))
            ),
            models.CheckConstraint(
                name="only_after_has_a_gap",
                condition=Q(kind=LinkKind.AFTER) | Q(gap=0),
            ),
        ]

    def __str__(self) -> str:
        return f"bet {self.bet_id} {self.kind} {self.other_id}"


class BetCommitment(WorkspaceModel):
    """That a bet honours a promise: while it is open, plans have to keep its day."""

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="honours")
    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bet", "commitment"], name="a_bet_honours_a_promise_once"
            )
        ]

    def __str__(self) -> str:
        return f"bet {self.bet_id} for promise {self.commitment_id}"


class BetRelease(WorkspaceModel):
    """That one outside person may hear of a bet, by which name, and who said so."""

    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=160)
    at = models.DateTimeField()
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bet", "person"], name="a_bet_is_released_to_somebody_once"
            )
        ]

    def __str__(self) -> str:
        return f"bet {self.bet_id} released to {self.person_id}"
