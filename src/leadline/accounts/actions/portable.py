"""A workspace brought back from its open files: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from leadline.accounts.actions.audit import _seal
from leadline.accounts.actions.moving import number_on, put_named
from leadline.accounts.models import ChainHead, Event, User
from leadline.accounts.queries.chain import (
    event_hash,
    holds,
    key_of_head,
    verify_record,
)
from leadline.accounts.queries.portable import (
    need_own,
    portable_columns,
    row_led_astray,
    values_of,
)
from leadline.accounts.queries.seals import line_seal, sealed_models
from leadline.accounts.queries.tables import name_of
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.sealing import has_key, key_name, make_key, sealing_with

LOT = 2000
Rows = Iterable[dict[str, Any]]


@transaction.atomic
def bring_back(
    *,
    workspace_id: int,
    tables: list[tuple[Any, Callable[[], Rows]]],
    ring: str = "",
) -> int:
    """Write a workspace's rows with the numbers they had; return how many.

    ``ring`` is the key that its log was sealed with, where that is not the one of this
    machine: lines and heads of before then stay as they are, and the log goes on under
    the own key. Without it they are sealed anew, and nothing proves what they said
    before. Raises ``Conflict`` for a number that is taken here, ``Invalid`` for a row
    that does not fit, that is of another workspace or names a row of one, or a log
    that does not hold under the key that is said to be its.
    """
    if not has_key():
        make_key()
    count = 0
    for model, rows in tables:
        count += _bring_table(model, iter(rows()), workspace_id)
    for model, _ in tables:
        if astray := row_led_astray(model, workspace_id=workspace_id):
            raise Invalid(f"{name_of(model)} names row {astray}: of another workspace.")
    number_on(model for model, _ in tables)
    _own_record(workspace_id, ring)
    return count


def _bring_table(model: Any, rows: Iterator[dict[str, Any]], workspace_id: int) -> int:
    columns, count = portable_columns(model), 0
    names = [field.attname for field in columns]
    while lot := list(islice(rows, LOT)):
        for row in lot:
            need_own(model, row, workspace_id)
        there = _taken(model, {row["id"]: row for row in lot})
        fresh = [
            values_of(model, columns, row) for row in lot if row["id"] not in there
        ]
        if model is User:
            put_named(model, [*names, "password"], [(*v, _nothing()) for v in fresh])
        else:
            put_named(model, names, fresh)
        count += len(lot)
    return count


def _nothing() -> str:
    """Return what stands for no password: links alone let somebody in."""
    return make_password(None)


def _taken(model: Any, rows: dict[Any, dict[str, Any]]) -> set[Any]:
    """Return people who are here already; anybody and anything else is in the way."""
    there = model._base_manager.filter(pk__in=list(rows))
    if model is User:
        known = dict(there.values_list("pk", "email"))
        same = {pk for pk, email in known.items() if rows[pk]["email"] == email}
        mails = {row["email"]: pk for pk, row in rows.items()}
        named = User.objects.filter(email__in=list(mails))
        others = {e for pk, e in named.values_list("pk", "email") if mails[e] != pk}
        in_the_way = set(known) - same or others
        if not in_the_way:
            return same
        what = f"{sorted(map(str, in_the_way))[0]} of {name_of(model)}"
    elif (first := there.order_by("pk").values_list("pk", flat=True).first()) is None:
        return set()
    else:
        what = f"{first} of {name_of(model)}"
    raise Conflict(
        f"Row {what} is there already. A workspace comes back with the numbers it had, "
        "which its record and its links name: bring it into a new folder."
    )


def _own_record(workspace_id: int, ring: str) -> None:
    """Let the log hold here, and go on under the key of this machine."""
    head = ChainHead.objects.filter(workspace_id=workspace_id).first()
    if head is None or not head.sequence:
        return
    before = key_of_head(workspace_id=workspace_id)
    if before == key_name():
        _need_whole(workspace_id, head)
    elif ring:
        with sealing_with(ring):
            _need_whole(workspace_id, head)
        _seal(head, sealed_models(), key_before=before)
    else:
        lines = _seal_anew(workspace_id)
        last = Event.objects.filter(workspace_id=workspace_id).order_by("-sequence")
        head.sequence, head.hash = last.values_list("sequence", "hash")[0]
        _seal(head, sealed_models(), sealed_anew=lines, key_before=before)


def _need_whole(workspace_id: int, head: ChainHead) -> None:
    report = verify_record(workspace_id=workspace_id)
    if not (holds(head) and report.is_whole):
        why = report.chain.why or next(iter(report.faults), "its end bears no seal")
        raise Invalid(f"The record in these files does not hold: {why}.")


def _seal_anew(workspace_id: int) -> int:
    """Seal every line with the own key, as it came; return how many."""
    previous, count = "", 0
    lines = Event.objects.filter(workspace_id=workspace_id).order_by("sequence")
    for line in lines.iterator(chunk_size=LOT):
        if not count:
            previous = line.previous_hash
        is_old = line.hash == event_hash(line)
        line.previous_hash = previous
        line.hash = event_hash(line) if is_old else line_seal(line)
        line.save(update_fields=["previous_hash", "hash"])
        previous, count = line.hash, count + 1
    return count
