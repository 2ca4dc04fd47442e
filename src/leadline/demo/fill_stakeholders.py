"""Puts stakeholders in, with a year of talks and promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from leadline.accounts.types import Actor
from leadline.demo.content_files import content
from leadline.demo.steps import Step
from leadline.evidence.queries import customer_names
from leadline.foundation.periods import period_end, period_of
from leadline.roadmap import actions as roadmap
from leadline.stakeholders import actions
from leadline.stakeholders.types import JudgementIn, PersonIn, PromiseIn

MAIL = "{}@{}.example"
HARBOUR = "Harbour"
SHARED = ("Tomasz Lis",)


def fill(actor: Actor, now: datetime, staff: Mapping[str, int]) -> dict[str, int]:
    """Write thirty people, who listens to whom, and their talks.

    Returns the people by name.
    """
    page = content("stakeholders.toml")
    moves = dict(page["next"])
    minds = {who: was for who, _, was, _, _ in page["minds"]}
    ids = {}
    for row in page["person"]:
        made = actions.create_person(actor=actor, person=_person(actor, row, staff))
        actions.judge_person(
            actor=actor, person_id=made.pk, now=now,
            judgement=_judgement(row, minds.get(row[0]), moves.get(row[0], "")),
        )  # fmt: skip
        ids[row[0]] = made.pk
        if row[9] >= 0:
            _talk(actor, made.pk, row[9], "meeting", now)
    for listener, heeded, weight in page["listens"]:
        actions.set_listening(
            actor=actor,
            listener_id=ids[listener],
            heeded_id=ids[heeded],
            weight=weight,
        )
    for name in SHARED:
        if name in staff:
            actions.share_judgements(actor=actor, user_id=staff[name], is_shared=True)
    for who, days, how, note, words in page["talks"]:
        _talk(actor, ids[who], days, how, now, note, words)
    for who, days, _, stance, why in page["minds"]:
        actions.set_stance(
            actor=actor,
            person_id=ids[who],
            stance=stance,
            why=why,
            now=now - timedelta(days=days),
        )
    return ids


def promises(
    actor: Actor, now: datetime, ids: Mapping[str, int], bets: Mapping[str, int]
) -> Iterator[Step]:
    """Yield forty promises: when each was given, and when it ended."""
    for row in content("stakeholders.toml")["promises"]:
        yield from _promise(actor, row, ids, now, bets)


def _person(actor: Actor, row: list[Any], staff: Mapping[str, int]) -> PersonIn:
    name, title, company, function = row[:4]
    known = customer_names(actor=actor, text=company, limit=1)
    is_inside = company == HARBOUR
    ines = next(iter(staff.values()))
    return PersonIn(
        name=name,
        title=title,
        organisation=company,
        function=function,
        is_organisation=not title,
        cadence_days=row[8],
        owner_id=ines,
        email=_email(name, HARBOUR) if is_inside else "",
        customer_id=known[0][0] if known and not is_inside else None,
    )


def _judgement(row: list[Any], was: str | None, next_move: str) -> JudgementIn:
    influence, interest, stance, wanted = row[4:8]
    return JudgementIn(
        wants=row[10],
        worries=row[11],
        next_move=next_move,
        influence=influence,
        interest=interest,
        stance=was or stance,
        wanted=wanted,
    )


def _email(name: str, company: str) -> str:
    plain = name.lower().replace(" ", ".").replace("é", "e")
    return MAIL.format(plain, company.lower())


def _talk(
    actor: Actor,
    pk: int,
    days: int,
    how: str,
    now: datetime,
    note: str = "",
    words: str = "",
) -> None:
    actions.log_contact(
        actor=actor,
        person_id=pk,
        on_date=now.date() - timedelta(days=days),
        kind=how,
        today=now.date(),
        note=note,
        words=words,
    )


def _due(day: date, bet: str, ahead: int) -> date:
    """Return the day of a promise: what a bet is to keep is promised as plans are made,
    for the end of a quarter."""
    return period_end(period_of(day)) if bet and ahead > 0 else day


def _promise(
    actor: Actor,
    row: list[Any],
    ids: Mapping[str, int],
    now: datetime,
    bets: Mapping[str, int],
) -> Iterator[Step]:
    direction, who, what, part, state, ago, due, ended, bet, why = row
    made: list[int] = []

    def give() -> None:
        given = actions.create_promise(
            actor=actor,
            promise=PromiseIn(
                person_id=ids[who],
                what=what,
                direction=direction,
                part=part,
                due_date=_due(now.date() + timedelta(days=due), bet, due),
                state="offered" if state == "offered" else "agreed",
            ),
            now=now - timedelta(days=ago),
        )
        made.append(given.pk)
        if bet and bet in bets:
            roadmap.honour_promise(actor=actor, promise_id=given.pk, bet_id=bets[bet])

    def end() -> None:
        is_kept = state == "kept"
        when = now - timedelta(days=ended)
        actions.move_promise(
            actor=actor,
            promise_id=made[0],
            state=state,
            now=when,
            on=when.date(),
            why="" if is_kept else why,
            proof=why if is_kept else "",
        )

    yield Step(ago, give)
    if ended:
        yield Step(ended, end)
