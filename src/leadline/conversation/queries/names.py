"""How mails are called, and what an answer that names one of them is about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.crypto import constant_time_compare, salted_hmac

from leadline.accounts.queries import workspace_ids
from leadline.accounts.types import Actor

NAMES = "leadline.conversation.names-of-mails"
LETTER, THREAD, ELSEWHERE = "letter", "thread", "elsewhere"
NAME = re.compile(r"([a-z]{3,20})-(\d{1,18})-([0-9a-f]{12})@")
MOST = 50


def mail_name(*, actor: Actor, what: str, pk: int) -> str:
    """Return a name that nobody makes up, the same at any hour.

    A later mail of a thread names the same root.
    """
    actor.require("read")
    return _name(actor.workspace_id, what, pk)


def place_named(*, actor: Actor, names: Iterable[str]) -> tuple[str, int] | None:
    """Return what the first of some names means that a mail of ours had, if any.

    ``LETTER`` alone is a mail of several places, ``ELSEWHERE`` one of another
    workspace, of which nothing is told.
    """
    actor.require("read")
    told = [said for said in map(NAME.match, list(names)[:MOST]) if said]
    ours = [_place(said) for said in told if _is_of(actor.workspace_id, said)]
    if ours:
        return next((one for one in ours if one[0] != LETTER), ours[0])
    if any(_is_of(pk, said) for pk in workspace_ids() for said in told):
        return ELSEWHERE, 0
    return None


def _name(workspace_id: int, what: str, pk: int) -> str:
    secret = salted_hmac(NAMES, f"{workspace_id} {what} {pk}").hexdigest()
    return f"{what}-{pk}-{secret[:12]}"


def _place(said: re.Match[str]) -> tuple[str, int]:
    return said[1], int(said[2])


def _is_of(workspace_id: int, said: re.Match[str]) -> bool:
    return constant_time_compare(_name(workspace_id, *_place(said)), said[0][:-1])
