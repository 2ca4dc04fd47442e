"""A briefing made from the record: what matters most to an audience, first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from leadline.accounts.types import Actor
from leadline.foundation.errors import Invalid
from leadline.overview.briefing.asks import asks_of
from leadline.overview.briefing.audiences import READERS, Reader
from leadline.overview.briefing.ending import ended_of
from leadline.overview.briefing.figures import figures_of
from leadline.overview.briefing.news import all_news
from leadline.overview.briefing.partners import draft_for_partner
from leadline.overview.briefing.record import BACK, Owed, Record, read_record
from leadline.overview.briefing.times import by_time, moves, places_of
from leadline.overview.briefing.types import Draft, Kind, News, Sentence
from leadline.overview.briefing.voices import words_behind
from leadline.stakeholders.queries import last_briefing
from leadline.stakeholders.types import Audience, Function

TOLD = 3
AGAIN = 0.75
QUIET = Sentence("Nothing that concerns you has changed since the last briefing.", ())


def draft_briefing(
    *, actor: Actor, audience: str, now: datetime, partner_id: int | None = None
) -> Draft:
    """Return a briefing for an audience, or for one external partner.

    Each sentence names the records it was made from. A partner is told only what was
    released to them and the promises between them and us. What moved is told against
    the last briefing that went to the same audience or partner.

    Raises ``Invalid`` where a partner is missing or needless, ``NotFound``.
    """
    actor.require("read")
    of = Audience(audience)
    if (of == Audience.PARTNERS) != (partner_id is not None):
        raise Invalid("Choose the partner this briefing is for.")
    last = last_briefing(actor=actor, audience=of, partner_id=partner_id)
    before = dict(last.facts) if last else {}
    since = last.made_at if last else now - BACK
    if partner_id is not None:
        draft = draft_for_partner(
            actor=actor, partner_id=partner_id, now=now, before=before
        )
    else:
        record = read_record(actor=actor, now=now, since=since)
        draft = _for_inside(actor, record, of, before)
    return draft


def _for_inside(
    actor: Actor, record: Record, audience: Audience, before: dict[str, Any]
) -> Draft:
    reader = READERS[audience]
    given = _heard_of(record.given, reader)
    narrowed = _with_promises(record, given)
    told = _told(all_news(narrowed, reader.parts), reader)
    asks, more = asks_of(actor, narrowed, reader)
    places = places_of(narrowed, reader.listed)
    gone = before.keys() - places.keys()
    ended = ended_of(actor, gone)
    moved = moves(before, places, ended, record.on) if before else []
    draft = Draft(
        title=told[0].headline.words if told else QUIET.words,
        headline=told[0].headline if told else QUIET,
        why=_why(told, reader),
        figures=figures_of(narrowed, audience, given),
        words=words_behind(actor, record, told),
        asks=asks,
        more_asks=more,
        stretches=list(by_time(narrowed, reader.listed)),
        moves=moved,
        left_out=reader.spared,
        places=places,
    )
    return draft


def _heard_of(given: Iterable[Owed], reader: Reader) -> list[Owed]:
    if reader.hears_all_promises:
        return list(given)
    own = {*reader.functions, Function.CUSTOMER}
    return [owed for owed in given if owed.row.function in own]


def _with_promises(record: Record, given: list[Owed]) -> Record:
    values = {name: getattr(record, name) for name in record.__slots__}
    return Record(**{**values, "given": given})


def _told(news: Iterable[News], reader: Reader) -> list[News]:
    """Return the news an audience is told, what weighs most for it first.

    Two about the same thing are one: the decision that moved a bet and the bet. A
    second of a kind weighs less, so that three decisions do not hide a goal.
    """
    left = [one for one in news if one.kind in reader.weights]
    told: list[News] = []
    said: set[str] = set()
    while left and len(told) < TOLD:
        kinds = [one.kind for one in told]
        first = min(
            left,
            key=lambda one: (
                -one.weight * reader.weights[one.kind] * AGAIN ** kinds.count(one.kind),
                one.headline.words,
            ),
        )
        told.append(first)
        said.update(source.key for source in first.headline.sources)
        left = [one for one in left if _about(one) not in said and one is not first]
    return told


def _about(news: News) -> str:
    sources = news.headline.sources
    return sources[0].key if sources else ""


def _why(told: list[News], reader: Reader) -> list[Sentence]:
    """Return the opening: what explains the headline, then the next news."""
    if not told:
        return []
    pays = Kind.GOAL in reader.weights or reader.tells
    first = [s for s in told[0].because if pays or not s.is_money]
    return [*first, *(one.headline for one in told[1:])]
