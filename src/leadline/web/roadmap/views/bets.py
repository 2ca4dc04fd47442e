"""Bets: the list, one of them, writing it down, making it from a need."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.accounts.queries import list_people, list_views
from leadline.accounts.types import Actor
from leadline.decisions.queries import (
    decisions_touching,
    predictions_of,
    reference_classes,
)
from leadline.evidence.queries import quotes_of
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.paging import Listed
from leadline.foundation.plain import words_of
from leadline.launches.queries import launches_after_plan
from leadline.roadmap import actions, queries
from leadline.roadmap.types import (
    BetFilter,
    BetIn,
    BetRow,
    BetSaid,
    PlanDates,
    Range,
    Ranking,
    Score,
)
from leadline.stakeholders.types import Direction
from leadline.web.roadmap.as_read import as_read
from leadline.web.roadmap.forms import (
    BetForm,
    LinkForm,
    ReleaseForm,
    StateForm,
)
from leadline.web.roadmap.lists import BetFilterForm
from leadline.web.roadmap.peek import bet_peek
from leadline.web.roadmap.views.effects import economics_of_bet
from leadline.web.roadmap.views.several import bets_chosen
from leadline.web.shell.amounts import export_cells
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.forms import show_on
from leadline.web.shell.peek import beside, nothing_yet, render_list
from leadline.web.shell.requests import (
    Request,
    go,
    in_workspace,
    is_number,
    numbers,
    render,
)
from leadline.web.shell.toasts import toast

EVERY = 100_000
EVERY_BET = BetFilter(state="all")
SCORED = ("impact", "user_value", "urgency", "risk_reduction")


@require_safe
@in_workspace
def bets(request: Request) -> HttpResponse:
    """List the bets with what they take, bring and rest on."""
    form, only = _asked(request)
    ranking = form.ranking()
    found = _found(request, only, ranking)
    context = {
        "form": form,
        "bets": found.items,
        "ranking": ranking,
        "total": found.total,
        "page": found,
        "sort": only.sort,
        "columns": form.shown,
        "group": "" if ranking else only.group,  # a ranking is one list
        "dense": form.cleaned_data["dense"],
        "state_form": StateForm(auto_id="bulk_%s"),
        "people": list_people(actor=request.actor),
        "goals": form.goals,
        "views": list_views(actor=request.actor, page="roadmap:bets"),
        "is_filtered": _is_filtered(only),
        "is_new": nothing_yet(
            found,
            _is_filtered(only),
            partial(queries.list_bets, actor=request.actor, only=EVERY_BET),
        ),
        **beside(
            request,
            found,
            lambda number: _found(request, replace(only, page=number), ranking),
            partial(bet_peek, request),
            lambda pair: pair[0].id,
        ),
    }
    return render_list(request, "roadmap/bets.html", context)


def _found(
    request: Request, only: BetFilter, ranking: Ranking | None
) -> Listed[tuple[BetRow, Score | None]]:
    """Return the bets asked for, each with what it scores if a ranking is chosen."""
    if ranking is None:
        plain = queries.list_bets(actor=request.actor, only=only)
        return plain.each(lambda bet: (bet, None))
    scored = queries.ranked_bets(
        actor=request.actor, only=only, ranking=ranking, today=timezone.localdate()
    )
    return scored.each(lambda pair: pair)


@require_safe
@in_workspace
def bets_csv(request: Request) -> HttpResponseBase:
    """Give every bet that matches as a file."""
    _, asked = _asked(request)
    only = BetFilter(
        asked.text, asked.state, asked.product, asked.team, asked.goal, asked.need,
        asked.sort, size=EVERY,
    )  # fmt: skip
    found = queries.list_bets(actor=request.actor, only=only, exact=True)
    header = ["bet", "state", "product", "owner"]
    header += [f"{m} {end} a year" for m in ("growth", "profit")
               for end in ("p10", "p50", "p90")]  # fmt: skip
    header += ["currency", "growth counted a year", "profit counted a year"]
    said = (*words_of(BetSaid), *SCORED)
    header += ["effort p50 weeks", "effort high weeks", "not before", "finished by",
               "quarters", "confidence", "goals", "needs", "pieces", "customers",
               "revenue a year", "in", "without a rate",
               *(name.replace("_", " ") for name in said)]  # fmt: skip
    scores = queries.scores_by_all(
        actor=request.actor, bets=found.items, today=timezone.localdate()
    )
    names = [one.name for one in queries.list_rankings(actor=request.actor)]
    lines = (_line(bet, scores[bet.id]) for bet in found.items)
    return csv_download("bets.csv", [*header, *names], lines)


def _line(bet: BetRow, scores: tuple[Score, ...]) -> list[object]:
    return [
        bet.title, bet.state.label, bet.product, bet.owner,
        *_three(bet.growth), *_three(bet.profit),
        bet.growth.currency or bet.profit.currency,
        round(bet.growth_counted.p50, 2), round(bet.profit_counted.p50, 2),
        bet.effort_weeks, bet.effort_weeks_high, bet.earliest, bet.latest,
        bet.duration, bet.confidence, ", ".join(goal.name for goal in bet.goals),
        bet.backing.needs, bet.backing.pieces, bet.backing.customers,
        *export_cells(bet.backing.revenue),
        *(getattr(bet, name) for name in (*words_of(BetSaid), *SCORED)),
        *(None if s.value is None else round(s.value, 4) for s in scores),
    ]  # fmt: skip


def _three(spread: Range) -> list[Decimal]:
    return [round(end, 2) for end in (spread.p10, spread.p50, spread.p90)]


@require_safe
@in_workspace
def bet(request: Request, pk: int) -> HttpResponse:
    """Show one bet with its evidence, goals, dependencies and places in plans."""
    return _bet_page(request, pk)


def _bet_page(
    request: Request, pk: int, link_form: LinkForm | None = None
) -> HttpResponse:
    actor = request.actor
    page = queries.bet_page(actor=actor, bet_id=pk)
    dates = queries.dates_of_plan(actor=actor)
    context = {
        "page": page,
        **_promised(actor, pk, dates),
        "bet": page.bet,
        "as_read": as_read(actor, page.bet),
        "classes": reference_classes(actor=actor, bet_id=pk),
        "releases": queries.releases_of(actor=actor, bet_id=pk),
        "release_form": ReleaseForm(actor=actor),
        "dates": dates,
        "late_launches": launches_after_plan(
            actor=actor,
            today=timezone.localdate(),
            ends={pk: dates.ends[pk].day} if pk in dates.ends else {},
        ),
        **economics_of_bet(actor, page.bet, timezone.localdate()),
        "voices": [
            (need, quotes_of(actor=actor, need_id=need.id, per_page=3, sort="typical"))
            for need in page.needs[:2]
        ],
        "decisions": decisions_touching(actor=actor, bet_ids=[pk]),
        "predictions": predictions_of(actor=actor, bet_ids=[pk]),
        "link_form": link_form or LinkForm(actor=actor, bet_id=pk),
    }
    status = 422 if link_form is not None else 200
    return render(request, "roadmap/bet.html", context, status=status)


def _promised(actor: Actor, bet_id: int, dates: PlanDates) -> dict[str, object]:
    """Return what a bet honours and what it waits for; ``ahead`` of the first alone."""
    today = timezone.localdate()
    given, received = (
        queries.promises_of_bet(actor=actor, bet_id=bet_id, on=today, direction=way)
        for way in Direction
    )
    ahead = queries.promises_ahead(actor=actor, on=today, dates=dates)
    opened = [one.id for one in given if one.is_open]
    return {
        "promises": given,
        "received": received,
        "ahead": ahead.among(opened, len(opened)),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def new_bet(request: Request) -> HttpResponse:
    """Write a bet down."""
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def change_bet(request: Request, pk: int) -> HttpResponse:
    """Say a bet anew."""
    return _form(request, pk)


def _form(request: Request, pk: int | None) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    actor.require("change")
    row = None if pk is None else queries.bet_page(actor=actor, bet_id=pk).bet
    form = BetForm(request.POST or None, actor=actor, today=now.date(), bet=row)
    if request.method == "POST" and form.is_valid():
        try:
            if pk is None:
                bet = BetIn(**form.said())
                saved = actions.create_bet(actor=actor, bet=bet, now=now)
            else:
                saved = actions.change_bet(
                    actor=actor, bet_id=pk, now=now, seen=form.saw(), **form.said()
                )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, f"“{saved.name}” is saved.")
            return go(request, _address(request, saved.id))
    context = {"form": form, "bet": row}
    status = 422 if form.is_bound else 200
    return render(request, "roadmap/bet_form.html", context, status=status)


@require_POST
@in_workspace
def bet_from_need(request: Request, need_id: int) -> HttpResponse:
    """Make a bet from a need in one step, and open it for its figures."""
    made = actions.bet_from_need(
        actor=request.actor, need_id=need_id, now=timezone.now()
    )
    toast(request, "The bet is made and the need is linked. Now say what it takes.")
    args = [request.actor.workspace_id, made.id]
    return go(request, reverse("roadmap:bet_change", args=args))


@require_POST
@in_workspace
def bets_state(request: Request) -> HttpResponse:
    """Move the chosen bets to a state."""
    form = StateForm(request.POST)
    ids = numbers(request.POST.getlist("bet"))
    if not ids:
        raise Invalid("Choose at least one bet, then say what they are now.")
    if not form.is_valid():
        raise Invalid("Say what the bets are now, and why.")
    chosen = bets_chosen(request, ids)
    before = actions.set_bet_state(
        actor=request.actor, bet_ids=chosen.ids, now=timezone.now(), seen=chosen.seen,
        **form.cleaned_data,
    )  # fmt: skip
    word = "bet is" if len(before) == 1 else "bets are"
    state = dict(form.fields["state"].choices)[form.cleaned_data["state"]]  # type: ignore[attr-defined]
    was = set(before.values())
    undo = _undo(request, chosen.ids, was.pop()) if len(was) == 1 else None
    said = f"{len(before)} {word} {state.lower()} now."
    toast(request, chosen.told(said), undo)
    back = request.POST.get("back", "")
    address = reverse("roadmap:bets", args=[request.actor.workspace_id])
    if is_number(back):
        return go(request, _address(request, int(back)))
    return go(request, address)


def _undo(request: Request, chosen: list[int], state: str) -> str:
    """Return the address that puts the chosen bets back into their state."""
    ids = "-".join(str(pk) for pk in chosen[:200])
    args = [request.actor.workspace_id, ids, state]
    return reverse("roadmap:bets_state_back", args=args)


@require_POST
@in_workspace
def bets_state_back(request: Request, ids: str, state: str) -> HttpResponse:
    """Put bets back into the state they had."""
    actions.set_bet_state(
        actor=request.actor,
        bet_ids=[int(pk) for pk in ids.split("-") if is_number(pk)],
        state=state,
        reason="Taken back",
        now=timezone.now(),
    )
    toast(request, "Undone: the bets are what they were.")
    return go(request, reverse("roadmap:bets", args=[request.actor.workspace_id]))


@require_POST
@in_workspace
def link_bets(request: Request, pk: int) -> HttpResponse:
    """Make a bet depend on another."""
    form = LinkForm(request.POST, actor=request.actor, bet_id=pk)
    request.actor.require("change")
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.link_bets(
                actor=request.actor,
                bet_id=pk,
                other_id=said["other_id"],
                kind=said["kind"],
                gap=said["gap"] or 0,
                now=timezone.now(),
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "The dependency is saved.")
            return go(request, _address(request, pk))
    return _bet_page(request, pk, link_form=form)


@require_POST
@in_workspace
def unlink_bets(request: Request, pk: int, link_id: int) -> HttpResponse:
    """Take a dependency away."""
    actions.unlink_bets(actor=request.actor, link_id=link_id, now=timezone.now())
    toast(request, "The dependency is gone.")
    return go(request, _address(request, pk))


def _asked(request: Request) -> tuple[BetFilterForm, BetFilter]:
    form = BetFilterForm(request.GET, actor=request.actor)
    if not form.is_valid():
        raise Invalid("That filter cannot be read. Take it out of the address.")
    only = form.only()
    if only.rank and not form.cleaned_data["sort"]:
        only = replace(only, sort="-score")
    return form, only


def _is_filtered(only: BetFilter) -> bool:
    return any([only.text, only.state, only.product, only.team, only.goal, only.need])


def _address(request: Request, pk: int) -> str:
    return reverse("roadmap:bet", args=[request.actor.workspace_id, pk])
