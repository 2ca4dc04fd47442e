"""Fills the sheet of economics, says what bets act on, and projects the plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from leadline.accounts.queries import actor_for
from leadline.accounts.types import Actor
from leadline.demo.expectations import Acting, Cell, Later, acting, expectations
from leadline.demo.steps import Step
from leadline.roadmap.actions import add_effect, project_plan, set_bet_costs
from leadline.roadmap.queries import proposed_cells
from leadline.roadmap.types import EffectIn
from leadline.strategy.actions import propose_cells, say_cell, set_yardstick
from leadline.strategy.queries import list_sheet_segments


def sheet(actor: Actor, metrics: Mapping[str, int], now: datetime, today: date) -> None:
    """Fill the sheet as people do: what the record knows, then what they say."""
    cells = proposed_cells(actor=actor, today=today)
    propose_cells(actor=actor, cells=cells, today=now.date())
    for cell in expectations().cells:
        _say(actor, cell, now.date())
    for key, figure in expectations().yardsticks:
        set_yardstick(actor=actor, metric_id=metrics[key], figure=figure)


def effects(actor: Actor, key: str, bet_id: int, now: datetime) -> None:
    """Say what a bet acts on and costs, if anybody did."""
    said = acting().get(key)
    if said is None:
        return
    for effect in _effects(actor, said):
        add_effect(actor=actor, bet_id=bet_id, effect=effect, now=now)
    if said.once or said.year:
        set_bet_costs(
            actor=actor, bet_id=bet_id, once=said.once, year=said.year, now=now
        )


def steps(
    actor: Actor, now: datetime, staff: Mapping[str, int], plan_ids: Sequence[int]
) -> Iterator[Step]:
    """Yield what was said anew in the sheet, each time with the odds worked out.

    The first of the plans is steered by; the others are worked out at the end, so
    that all three stand on the same sheet. Each is worked out as on its own day, the
    last as of today.
    """
    later = sorted(expectations().later, key=lambda one: -one.ago)

    def say(one: Later) -> None:
        moment = now - timedelta(days=one.ago)
        person = actor_for(
            user_id=staff[one.author],
            workspace_id=actor.workspace_id,
            surface=actor.surface,
        )
        _say(person, one.cell, moment.date())
        is_last = one is later[-1]
        today = (now if is_last else moment).date()
        for plan_id in plan_ids if is_last else plan_ids[:1]:
            project_plan(actor=person, today=today, now=moment, plan_id=plan_id)

    for one in later:
        yield Step(one.ago, partial(say, one))


def _say(actor: Actor, cell: Cell, today: date) -> None:
    numbers = {name: pk for pk, name in list_sheet_segments(actor=actor)}
    say_cell(
        actor=actor,
        segment_id=numbers[cell.segment] if cell.segment else 0,
        driver=cell.driver,
        text=cell.says,
        today=today,
    )


def _effects(actor: Actor, said: Acting) -> Iterator[EffectIn]:
    numbers = {name: pk for pk, name in list_sheet_segments(actor=actor)}
    for move in said.moves:
        yield EffectIn(
            driver=move.driver,
            way=move.way,
            text=move.says,
            segment_id=numbers[move.segment] if move.segment else None,
            ramp=said.ramp,
        )
