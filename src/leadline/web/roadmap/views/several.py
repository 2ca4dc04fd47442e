"""Several bets at once: who leads them, which goal they serve, and the way back."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from leadline.accounts.queries import list_people
from leadline.foundation.errors import Invalid
from leadline.roadmap import actions, queries
from leadline.strategy.queries import list_goal_names
from leadline.web.shell.requests import (
    Request,
    back_to,
    go,
    in_workspace,
    is_number,
    numbers,
)
from leadline.web.shell.several import Chosen, Standing, chosen_of
from leadline.web.shell.toasts import toast

NOBODY = "0"


@require_POST
@in_workspace
def bets_change(request: Request) -> HttpResponse:
    """Give the chosen bets an owner or a goal, in one step with one way back."""
    request.actor.require("change")
    ids = numbers(request.POST.getlist("bet"))
    owner, goal = request.POST.get("owner", ""), request.POST.get("goal", "")
    if not ids:
        raise Invalid("Choose at least one bet.")
    chosen = bets_chosen(request, ids)
    if is_number(owner) and not goal:
        _give_owner(request, chosen, owner)
    elif is_number(goal) and not owner:
        _give_goal(request, chosen, int(goal))
    else:
        raise Invalid("Choose an owner or a goal, one of them at a time.")
    return go(request, _back(request))


def bets_chosen(request: Request, ids: list[int]) -> Chosen:
    """Return which of the chosen bets stand as the list showed them."""

    def standing(wanted: list[int]) -> Standing:
        found = queries.bet_rows(actor=request.actor, bet_ids=wanted)
        return {bet.id: (bet.version, bet.title) for bet in found}

    return chosen_of(request.POST, ids, standing)


def _give_owner(request: Request, chosen: Chosen, owner: str) -> None:
    actor, to = request.actor, None if owner == NOBODY else int(owner)
    before = actions.set_bet_owners(
        actor=actor, owners=dict.fromkeys(chosen.ids, to), now=timezone.now(),
        seen=chosen.seen,
    )  # fmt: skip
    name = dict(list_people(actor=actor)).get(to or 0, "nobody")
    was = [f"{pk}-{user or NOBODY}" for pk, user in before.items()]
    said = f"Owner of {_bets(len(before))}: {name}."
    toast(request, chosen.told(said), _undo(request, owner=was))


def _give_goal(request: Request, chosen: Chosen, goal: int) -> None:
    actor = request.actor
    serving = {bet.id for bet in queries.bets_of_goal(actor=actor, goal_id=goal)}
    added = sorted(set(chosen.ids) - serving)
    actions.set_bets_of_goal(
        actor=actor, goal_id=goal, bet_ids=serving | set(added), now=timezone.now()
    )
    name = dict(list_goal_names(actor=actor)).get(goal, "")
    said = f"Goal of {_bets(len(added))}: {name}."
    undo = _undo(request, goal=[str(goal)], bet=[str(pk) for pk in added])
    toast(request, chosen.told(said), undo if added else None)


def _bets(count: int) -> str:
    return f"{count} bet" if count == 1 else f"{count} bets"


def _undo(request: Request, **said: list[str]) -> str:
    address = reverse("roadmap:bets_change_back", args=[request.actor.workspace_id])
    return f"{address}?{urlencode(said, doseq=True)}"


@require_POST
@in_workspace
def bets_change_back(request: Request) -> HttpResponse:
    """Put several bets back to the owners they had, or away from a goal."""
    actor, now = request.actor, timezone.now()
    actor.require("change")
    goals = numbers(request.GET.getlist("goal"))
    if goals:
        gone = set(numbers(request.GET.getlist("bet")))
        stands = queries.bets_of_goal(actor=actor, goal_id=goals[0])
        left = {bet.id for bet in stands} - gone
        actions.set_bets_of_goal(actor=actor, goal_id=goals[0], bet_ids=left, now=now)
    else:
        pairs = [one.split("-") for one in request.GET.getlist("owner")]
        owners = {
            int(pair[0]): int(pair[1]) or None
            for pair in pairs
            if len(pair) == 2 and all(map(is_number, pair))
        }
        actions.set_bet_owners(actor=actor, owners=owners, now=now)
    toast(request, "Undone: the bets are what they were.")
    return go(request, _back(request))


def _back(request: Request) -> str:
    here = reverse("roadmap:bets", args=[request.actor.workspace_id])
    return back_to(request, here)
