"""What people of the example company say to each other about what they work on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from leadline.accounts.queries import actor_for
from leadline.accounts.types import Actor
from leadline.conversation import actions, queries
from leadline.conversation.types import About, NoteRow
from leadline.decisions.queries import list_decisions
from leadline.decisions.types import DecisionFilter
from leadline.demo.content_files import content

STILL_NEW = timedelta(days=1)


def fill(
    actor: Actor,
    now: datetime,
    staff: Mapping[str, int],
    ids: Mapping[About, Mapping[str, int]],
) -> None:
    """Let people talk; what is older than a day they have read."""
    decisions = list_decisions(actor=actor, only=DecisionFilter())
    known = {**ids, About.DECISION: {row.question: row.id for row in decisions}}
    members = {
        name: actor_for(
            user_id=user_id, workspace_id=actor.workspace_id, surface=actor.surface
        )
        for name, user_id in staff.items()
    }
    for member in members.values():
        actions.read_all_notes(actor=member, now=now)  # what was given to them
    told = [
        (talk, ago, who, text) for talk in _talks() for ago, who, text in talk["said"]
    ]
    threads: dict[int, int] = {}
    for talk, ago, who, text in sorted(told, key=lambda one: -one[1]):
        when = now - timedelta(days=ago)
        place = _place(talk["on"], known)
        if id(talk) in threads:
            made = actions.answer_thread(
                actor=members[who], thread_id=threads[id(talk)], text=text, now=when
            )
        else:
            made = actions.begin_thread(
                actor=members[who], about=place[0], record_id=place[1], text=text,
                now=when,
            )  # fmt: skip
            card = queries.own_comment(actor=members[who], comment_id=made.id)
            threads[id(talk)] = card.thread_id
            _sign(members, made.id, talk)
        _resolve(
            members, threads[id(talk)], talk, when, is_last=talk["said"][-1][2] == text
        )
    for member in members.values():
        _read_what_is_old(member, now)


def _talks() -> list[dict[str, Any]]:
    return list(content("talks.toml")["talk"])


def _place(
    on: list[str], known: Mapping[About, Mapping[str, int]]
) -> tuple[About, int]:
    about = About(on[0])
    found = (pk for name, pk in known[about].items() if name.startswith(on[1]))
    return about, next(found)


def _sign(
    members: Mapping[str, Actor], comment_id: int, talk: Mapping[str, Any]
) -> None:
    sign, names = talk.get("signs", ("", ()))
    for name in names:
        actions.sign_comment(actor=members[name], comment_id=comment_id, sign=sign)


def _resolve(
    members: Mapping[str, Actor],
    thread_id: int,
    talk: Mapping[str, Any],
    when: datetime,
    *,
    is_last: bool,
) -> None:
    if is_last and "resolved" in talk:
        by = members[talk["resolved"]]
        actions.resolve_thread(actor=by, thread_id=thread_id, now=when)


def _read_what_is_old(member: Actor, now: datetime) -> None:
    notes: tuple[NoteRow, ...] = queries.list_notes(actor=member, shelf="new").items
    for note in notes:
        if note.at < now - STILL_NEW:
            actions.read_note(actor=member, note_id=note.id, now=now)
