"""A plan as files: a table, and what ``leadline optimise`` reads and writes."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from leadline.roadmap import queries
from leadline.roadmap.types import PlanHead, PlannedBet, in_money, in_quarters
from leadline.web.shell.amounts import export_cells
from leadline.web.shell.downloads import csv_download, json_download
from leadline.web.shell.requests import Request, in_workspace


@require_safe
@in_workspace
def plan_csv(request: Request, pk: int) -> HttpResponseBase:
    """Give a plan as a table: what is in, when, by whom, and what is left out."""
    page = queries.plan_page(actor=request.actor, plan_id=pk)
    header = ["bet", "place", "until", "team", "person-weeks", "high", "growth",
              "profit", "currency", "sure, percent", "goals", "needs", "pieces",
              "customers, at least", "revenue, at least", "in", "without a rate",
              "placed by", "reason"]  # fmt: skip
    placed = (
        [
            b.bet.title, b.period, b.finish, ", ".join(t.team for t in b.teams),
            b.weeks, b.weeks_high, *_brings(page.head, b), b.confidence,
            ", ".join(goal.name for goal in b.goals), b.backing.needs,
            b.backing.pieces, b.backing.customers,
            *export_cells(b.backing.revenue), b.placed_by.label, b.reason,
        ]
        for b in page.bets
    )  # fmt: skip
    left = (
        [
            row.bet.title, "left out", "", "", "", "", "", "", "", "", "",
            row.backing.needs, row.backing.pieces, row.backing.customers,
            *export_cells(row.backing.revenue), "",
            in_quarters(in_money(row.why, page.head)),
        ]
        for row in page.left_out
    )  # fmt: skip
    return csv_download(f"plan-{pk}.csv", header, [*placed, *left])


def _brings(head: PlanHead, bet: PlannedBet) -> list[object]:
    """Return growth and profit as they are today, empty where nobody said them, and
    the currency they are in."""
    said = {"growth": bet.growth, "profit": bet.profit}
    shown = [head.shown(v)[0] if n in bet.says else "" for n, v in said.items()]
    return [*shown, head.shown(0)[1]]


@require_safe
@in_workspace
def plan_file(request: Request, pk: int, part: str) -> HttpResponse:
    """Give the plan file or the result file, as ``leadline optimise`` knows them."""
    file, result = queries.export_plan(actor=request.actor, plan_id=pk)
    return json_download(f"{part}-{pk}.json", file if part == "plan" else result)
