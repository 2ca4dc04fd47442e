"""Plans: which bets, when, why, and every change by hand."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leadline.accounts.models import User, WorkspaceModel
from leadline.roadmap.models.bets import Bet
from leadline.roadmap.types import ChangeKind, PlacedBy, PlanState, PlanStatus


class Plan(WorkspaceModel):
    """A choice of bets over quarters.

    ``problem`` is the plan file the plan was made from, kept whole, so that the
    plan can be checked, changed and compared later as it was meant; ``clash`` is
    the smallest set of demands that cannot all be met, for an impossible plan.
    ``currency`` is that of its figures: the workspace's when it was made.
    ``readers`` are those by whose record ranges were read, as ``types.Reader``.
    ``best`` is the objective the optimiser found; ``objective`` moves away from it
    with changes by hand. ``key`` is the asking's own, so that asking twice with
    the same key makes one plan. ``futures`` is what was found out where figures are
    ranges (``PlanFutures``), ``ways`` its plans of growth against profit,
    ``limits`` how far bets may move before they leave it; each is empty until it is
    worked out. ``projected`` names the bets whose value came from the projection, and
    the sheet it was worked out from; ``wishes`` the moves by hand it was made with.
    ``budget`` is money that its bets may cost, ``in_all`` and ``by_period``, and
    ``shares`` what goals and products take of the effort, as ``types.KeptShare``.
    """

    name = models.CharField(max_length=120)
    key = models.CharField(max_length=32, blank=True)
    state = models.CharField(
        max_length=10, choices=PlanState, default=PlanState.DRAFT, db_index=True
    )
    status = models.CharField(max_length=10, choices=PlanStatus)
    reason = models.CharField(max_length=500)
    periods = models.JSONField()
    weights = models.JSONField()
    floors = models.JSONField(default=list)
    discount = models.FloatField(default=0.0)
    currency = models.CharField(max_length=3, blank=True)
    problem = models.JSONField()
    futures = models.JSONField(default=dict)
    ways = models.JSONField(default=dict)
    limits = models.JSONField(default=dict)
    projected = models.JSONField(default=dict)
    wishes = models.JSONField(default=list)
    budget = models.JSONField(default=dict)
    shares = models.JSONField(default=list)
    measures = models.JSONField(default=dict)
    served = models.JSONField(default=list)
    clash = models.JSONField(default=list)
    broken = models.JSONField(default=list)
    readers = models.JSONField(default=list)
    objective = models.FloatField(null=True)
    best = models.FloatField(null=True)
    bound = models.FloatField(null=True)
    gap = models.FloatField(null=True)
    seconds = models.FloatField(default=0.0)
    based_on = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    committed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    committed_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-made_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "key"],
                condition=~Q(key=""),
                name="one_plan_of_an_asking",
            ),
            models.UniqueConstraint(
                fields=["workspace"],
                condition=Q(state=PlanState.COMMITTED),
                name="one_committed_plan",
            ),
            models.CheckConstraint(
                name="plan_with_an_objective_unless_infeasible",
                condition=Q(status=PlanStatus.INFEASIBLE) | Q(objective__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanItem(WorkspaceModel):
    """A bet in a plan and the quarter it starts in."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="items")
    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=6)
    placed_by = models.CharField(
        max_length=8, choices=PlacedBy, default=PlacedBy.MACHINE
    )
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "bet"], name="a_bet_is_in_a_plan_once"
            )
        ]

    def __str__(self) -> str:
        return f"bet {self.bet_id} in {self.period}"


class PlanLeftOut(WorkspaceModel):
    """A bet that is not in a plan, why, and what it would cost to force it in."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="left_out")
    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=500)
    cost_to_force_in = models.FloatField(null=True)
    pushes_out = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "bet"], name="a_bet_is_left_out_of_a_plan_once"
            )
        ]

    def __str__(self) -> str:
        return f"bet {self.bet_id} left out"


class PlanChange(WorkspaceModel):
    """A change of a plan by hand: what, why, and what it cost."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="changes")
    bet = models.ForeignKey(Bet, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=ChangeKind)
    from_period = models.CharField(max_length=6, blank=True)
    to_period = models.CharField(max_length=6, blank=True)
    reason = models.CharField(max_length=500)
    cost = models.FloatField()
    broken = models.JSONField(default=list)
    made_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["plan", "-made_at"])]

    def __str__(self) -> str:
        return f"{self.kind} bet {self.bet_id}"
