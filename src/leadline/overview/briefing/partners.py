"""A briefing for one external partner: what was released to them, what we promised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from leadline.accounts.queries import workspace_day
from leadline.accounts.types import Actor
from leadline.foundation.periods import next_period, period_end, period_label
from leadline.overview.briefing.audiences import PARTNERS_ARE_SPARED
from leadline.overview.briefing.ending import ended_of
from leadline.overview.briefing.record import Owed, promises_of
from leadline.overview.briefing.sources import (
    source_of_bet,
    source_of_promise,
)
from leadline.overview.briefing.times import Dated, moves, promises_by_time, stretches
from leadline.overview.briefing.types import (
    Ask,
    Draft,
    Entry,
    Figure,
    Move,
    Place,
    Sentence,
    counted,
    day_words,
)
from leadline.roadmap.queries import (
    ReleasedBet,
    dates_of_plan,
    promises_ahead,
    released_to,
)
from leadline.roadmap.types import Trouble
from leadline.stakeholders.types import Direction

# Odds are of the inside: a supplier who bids would read how we stand without them.
A_PLAN = "a plan, not a promise"
NOT_IN_TIME = "; as it is planned now, it comes after that day"


def draft_for_partner(
    *, actor: Actor, partner_id: int, now: datetime, before: Mapping[str, Any]
) -> Draft:
    """Return the draft; nothing of another partner is read for it."""
    on = workspace_day(actor=actor, now=now)
    dates = dates_of_plan(actor=actor)
    ahead = promises_ahead(actor=actor, on=on, person_id=partner_id, dates=dates)
    given = promises_of(actor, on, Direction.GIVEN, ahead, partner_id)
    received = promises_of(actor, on, Direction.RECEIVED, ahead, partner_id)
    released = released_to(actor=actor, person_id=partner_id)
    places = _places(given, released)
    opening = _opening(given, released)
    return Draft(
        title=opening[0].words,
        headline=opening[0],
        why=opening[1:],
        figures=_figures(given, received),
        asks=_asks(received, on),
        stretches=list(
            stretches([*_bets(released), *promises_by_time(given, on, to_them=True)])
        ),
        moves=_moved(actor, _still_theirs(before, released), places, on),
        left_out=PARTNERS_ARE_SPARED,
        places=places,
    )


def _moved(
    actor: Actor, before: Mapping[str, Any], places: Mapping[str, Place], on: date
) -> list[Move]:
    if not before:
        return []
    return moves(before, places, ended_of(actor, before.keys() - places.keys()), on)


def _still_theirs(
    before: Mapping[str, Any], released: list[ReleasedBet]
) -> dict[str, Any]:
    """Leave out what was withheld since: not even that it is out is told."""
    known = {f"bet:{bet.bet_id}" for bet in released}
    return {
        key: place
        for key, place in before.items()
        if key in known or not key.startswith("bet:")
    }


def _opening(given: list[Owed], released: list[ReleasedBet]) -> list[Sentence]:
    found = []
    late = sorted((o for o in given if o.row.days_late), key=lambda o: -o.row.days_late)
    for owed in late:
        found.append(
            Sentence(
                f"We owe you “{owed.row.what}”; it is "
                f"{counted(owed.row.days_late, 'day')} late.",
                (source_of_promise(owed),),
            )
        )
    due = [o for o in given if not o.row.days_late and o.row.due_date]
    for owed in sorted(due, key=lambda o: (o.row.due_date, o.row.id))[:1]:
        assert owed.row.due_date is not None
        found.append(
            Sentence(
                f"Next we owe you “{owed.row.what}” by "
                f"{day_words(owed.row.due_date, with_year=True)}"
                f"{NOT_IN_TIME if owed.kind == Trouble.WILL_BE_LATE else ''}.",
                (source_of_promise(owed),),
            )
        )
    for bet in [bet for bet in released if bet.period][:2]:
        found.append(
            Sentence(
                f"{bet.words} is planned for the end of {_end(bet):%B %Y}; "
                f"that is {A_PLAN}.",
                (source_of_bet(bet.bet_id, bet.title),),
            )
        )
    return found or [Sentence("Nothing is open between us at the moment.", ())]


def _end(bet: ReleasedBet) -> Any:
    return period_end(next_period(bet.period, bet.duration - 1))


def _bets(released: list[ReleasedBet]) -> list[Dated]:
    return [
        (
            next_period(bet.period, bet.duration - 1),
            _end(bet).toordinal(),
            bet.words,
            Entry(
                f"by {_end(bet):%-d %b}",
                bet.words,
                A_PLAN,
                source_of_bet(bet.bet_id, bet.title),
            ),
        )
        for bet in released
        if bet.period
    ]


def _figures(given: list[Owed], received: list[Owed]) -> list[Figure]:
    found = []
    for label, several in (("We owe you", given), ("You owe us", received)):
        if several:
            late = sum(1 for owed in several if owed.row.days_late)
            found.append(
                Figure(
                    label,
                    str(len(several)),
                    "promise" if len(several) == 1 else "promises",
                    f"{late} late" if late else "none late",
                    source_of_promise(several[0]),
                )
            )
    return found


def _asks(received: list[Owed], on: date) -> list[Ask]:
    return [
        Ask(
            owed.row.what,
            f"{counted(owed.row.days_late, 'day')} late" if owed.row.days_late else "",
            day_words(owed.row.due_date, on) if owed.row.due_date else "",
            source_of_promise(owed),
        )
        for owed in received
    ]


def _places(given: list[Owed], released: list[ReleasedBet]) -> dict[str, Place]:
    found = {
        f"bet:{bet.bet_id}": Place(bet.words, period_label(bet.period), bet.period)
        for bet in released
        if bet.period
    }
    for owed in given:
        due = owed.row.due_date
        found[f"promise:{owed.row.id}"] = Place(
            owed.row.what, day_words(due) if due else "", str(due or "")
        )
    return found
