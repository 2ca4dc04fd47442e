"""The sheet with the bets of a plan as a model, and what was projected from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from leadline.accounts.queries import rows, until_changed
from leadline.accounts.types import Actor
from leadline.foundation.once import once
from leadline.roadmap.bridge import finishes_in, pk_of, starts_of, work_in
from leadline.roadmap.models import Bet
from leadline.roadmap.queries.bets import OPEN
from leadline.roadmap.queries.economic_bets import EconomicSaid, economic_bets
from leadline.roadmap.queries.plans import committed_plan_id
from leadline.roadmap.queries.rows import bets_by_id, placed_in, plan_or_none
from leadline.roadmap.types import Outlook
from leadline.roadmap.types.changed_models import changes_between, in_short
from leadline.strategy.queries import (
    latest_projection,
    model_of_projection,
    odds_in,
    sheet_model,
)
from leadline.strategy.types import BEFORE, GoalOdds, ModelFile


def plan_model(*, actor: Actor, today: date, plan_id: int | None = None) -> ModelFile:
    """Return the model of the sheet and of a plan's bets that are not done yet.

    Without a plan's number it is that of the plan the company steers by, or of no
    bets where there is none. What was done before is in the sheet's figures already.
    A page that only reads asks once.
    """
    chosen = committed_plan_id(actor=actor) if plan_id is None else plan_id
    key = ("plan model", actor.workspace_id, today, chosen)
    return once(key, lambda: _plan_model(actor, today, chosen))


def _plan_model(actor: Actor, today: date, chosen: int | None) -> ModelFile:
    file = sheet_model(actor=actor, today=today)
    if chosen is None:
        return _sealed(replace(file, plan_id=None))
    problem, placed = _placed(actor, chosen)
    whole = _with_bets(actor, file, finishes_in(problem, placed))
    plain = {**whole.plain, **work_in(problem, placed)}
    return _sealed(replace(whole, plain=plain, plan_id=chosen))


def _with_bets(
    actor: Actor, file: ModelFile, finishes: Mapping[int, str | None]
) -> ModelFile:
    """Return the model of the sheet with bets that are not done yet, as finished;
    ``None`` where one is not."""
    known = bets_by_id(actor=actor, bet_ids=finishes.keys())
    ids = [pk for pk, bet in known.items() if bet.state in OPEN]
    said = economic_bets(actor=actor, bet_ids=ids)
    bets, left_out = [], []
    for pk in ids:
        finish = finishes[pk]
        why = _why_not(said[pk], finish, file)
        if why:
            left_out.append((said[pk].title, why))
            continue
        bets.append({**said[pk].plain, "finished": _at(finish, file)})
    return replace(
        file,
        plain={**file.plain, "bets": bets},
        left_out=tuple(left_out),
        opinions=tuple(
            s.title for s in said.values() if s.is_opinion and s.plain.get("id")
        ),
    )


def _at(finish: str | None, file: ModelFile) -> str | None:
    """Return a quarter as a model knows it: those before its first are one."""
    return BEFORE if finish and finish < file.plain["periods"][0] else finish


def models_of_choices(
    *, actor: Actor, today: date, choices: Sequence[Mapping[int, str]]
) -> tuple[ModelFile, list[dict[str, str | None]]]:
    """Return one model with all bets to do, and when each choice finishes them.

    A choice is the quarter each bet is finished in, by its number. In the second part
    bets are named as in the model; those that are not in a choice, or that count for
    nothing in it, are left out there. Bets in no choice are in the model too, so that
    a choice has the same futures whatever stands beside it.
    """
    file = sheet_model(actor=actor, today=today)
    to_do = rows(Bet, actor).filter(state__in=OPEN).values_list("pk", flat=True)
    earliest: dict[int, str | None] = dict.fromkeys(to_do)
    for choice in choices:
        for pk, finish in choice.items():
            earliest[pk] = min(finish, earliest.get(pk) or finish)
    whole = _with_bets(actor, file, earliest)
    names = {pk_of(bet["id"]): bet["id"] for bet in whole.plain["bets"]}
    last = file.plain["periods"][-1]
    return whole, [
        {names[pk]: _at(end, file) for pk, end in choice.items()
         if pk in names and end <= last}
        for choice in choices
    ]  # fmt: skip


def outlook(*, actor: Actor, today: date, plan_id: int | None = None) -> Outlook:
    """Return the newest projection of a plan, and whether it would be another today.

    Without a plan's number: of the plan the company steers by. Pages that only read
    ask once until something is changed.
    """
    key = ("outlook", today, plan_id)
    return until_changed(
        actor=actor, key=key, read=lambda: _outlook(actor, today, plan_id)
    )


def _outlook(actor: Actor, today: date, plan_id: int | None) -> Outlook:
    file = plan_model(actor=actor, today=today, plan_id=plan_id)
    found = latest_projection(actor=actor, plan_id=file.plan_id)
    odds = odds_in(actor=actor, projection=found)
    starts = starts_of(model=file.plain) if found and not file.missing else {}
    seen = Outlook(found, file, odds, starts)
    return replace(seen, changed=_changed(actor, seen)) if seen.is_stale else seen


def odds_of_goals(
    *, actor: Actor, plan_id: int | None = None, until: datetime | None = None
) -> Mapping[int, GoalOdds]:
    """Return the odds of goals by their numbers, as they were projected last.

    With ``until`` as they stood then.
    """
    chosen = committed_plan_id(actor=actor) if plan_id is None else plan_id
    found = latest_projection(actor=actor, plan_id=chosen, until=until)
    return odds_in(actor=actor, projection=found)


def _changed(actor: Actor, seen: Outlook) -> str:
    """Return in words what is otherwise than when a projection was made."""
    if seen.projection is None:
        return ""
    old = model_of_projection(actor=actor, projection_id=seen.projection.id) or {}
    models = (old, seen.file.plain)
    ids = {
        int(bet["id"].rpartition("-")[2])
        for model in models
        for bet in model.get("bets", [])
    }
    named = rows(Bet, actor).filter(pk__in=ids).values_list("pk", "title")
    return in_short(changes_between(*models, dict(named)))


def _placed(actor: Actor, plan_id: int) -> tuple[Mapping[str, Any], dict[int, str]]:
    """Return the problem of a plan, and the quarter each of its bets begins in."""
    plan = plan_or_none(actor=actor, plan_id=plan_id)
    if plan is None:
        return {"bets": []}, {}
    return plan.problem, placed_in(actor=actor, plan_id=plan_id)


def _why_not(said: EconomicSaid, finish: str | None, file: ModelFile) -> str:
    """Return why a bet counts for nothing in a model, "" where it counts."""
    if said.lacks:
        return f"there is no rate from {said.lacks}"
    if not said.says:
        return "nobody said what it brings or acts on"
    if finish and finish > file.plain["periods"][-1]:
        return "it is finished after the last quarter that is projected"
    return ""


def _sealed(file: ModelFile) -> ModelFile:
    plain: Mapping[str, Any] = file.plain
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return replace(file, digest=hashlib.sha256(text.encode()).hexdigest())
