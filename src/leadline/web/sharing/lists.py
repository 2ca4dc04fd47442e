"""Saved lists as lines for strangers: the list's own filter, read as on its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.http import QueryDict

from leadline.accounts.types import Actor
from leadline.decisions.queries import list_decisions
from leadline.evidence.queries import list_needs
from leadline.foundation.errors import NotFound
from leadline.foundation.totals import figure
from leadline.foundation.words import money, plural
from leadline.overview.sharing import MOST, SharedLine
from leadline.roadmap.queries import list_bets
from leadline.strategy.queries import list_goals
from leadline.web.decisions.forms import DecisionFilterForm
from leadline.web.evidence.forms import NeedFilterForm
from leadline.web.roadmap.lists import BetFilterForm
from leadline.web.strategy.forms import GoalFilter

Lines = tuple[list[SharedLine], int]
UNREAD = "The filter of this list cannot be read any more."


def _bets(actor: Actor, asked: QueryDict, now: datetime, has_money: bool) -> Lines:
    form = BetFilterForm(asked, actor=actor)
    if not form.is_valid():
        raise NotFound(UNREAD)
    found = list_bets(actor=actor, only=replace(form.only(), size=MOST, page=1))
    lines = []
    for bet in found.items:
        said = [bet.state.label]
        if has_money and bet.growth:
            said.append(
                f"{money(float(bet.growth.p50), bet.growth.currency)} growth a year"
            )
        lines.append(SharedLine(bet.title, ", ".join(said)))
    return lines, found.total


def _needs(actor: Actor, asked: QueryDict, now: datetime, has_money: bool) -> Lines:
    wanted = NeedFilterForm(asked).wanted()
    found = list_needs(actor=actor, wanted=wanted, now=now, per_page=MOST)
    lines = []
    for need in found.items:
        said = [
            plural(need.pieces, "piece of feedback", "pieces of feedback"),
            plural(need.customers, "customer", "customers"),
        ]
        if has_money:
            said.append(f"{figure(need.revenue)} a year")
        lines.append(SharedLine(need.statement, ", ".join(said)))
    return lines, found.total


def _goals(actor: Actor, asked: QueryDict, now: datetime, has_money: bool) -> Lines:
    form = GoalFilter(asked, actor=actor)
    if not form.is_valid():
        raise NotFound(UNREAD)
    only = {name: said for name, said in form.cleaned_data.items() if name != "order"}
    found = list(list_goals(actor=actor, **only))
    lines = [SharedLine(one.name, one.state.label) for one in found[:MOST]]
    return lines, len(found)


def _decisions(actor: Actor, asked: QueryDict, now: datetime, has_money: bool) -> Lines:
    form = DecisionFilterForm(asked, actor=actor)
    if not form.is_valid():
        raise NotFound(UNREAD)
    found = list_decisions(actor=actor, only=form.only(), page=1, size=MOST)
    lines = [
        SharedLine(
            one.question,
            f"{one.state.label}: {one.choice}" if one.choice else one.state.label,
        )
        for one in found.items
    ]
    return lines, found.total


LISTS: dict[str, Callable[[Actor, QueryDict, datetime, bool], Lines]] = {
    "roadmap:bets": _bets,
    "evidence:needs": _needs,
    "strategy:goals": _goals,
    "decisions:decisions": _decisions,
}


def lines_of(
    actor: Actor, page: str, query: str, now: datetime, *, has_money: bool
) -> Lines:
    """Return the first lines of a saved list, and how many there are in all.

    Raises ``NotFound`` for a list that is not shared or cannot be read any more.
    """
    if page not in LISTS:
        raise NotFound("Lists of this kind are not shared.")
    return LISTS[page](actor, QueryDict(query), now, has_money)
