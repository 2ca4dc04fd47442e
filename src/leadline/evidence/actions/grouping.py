"""Groups all feedback into needs and never undoes what people corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import rows
from leadline.accounts.queries.actors import workspace_row
from leadline.accounts.types import Actor
from leadline.evidence.actions.demand import refresh_demand
from leadline.evidence.bridge import Group, Groups, Said, group_pieces, languages_of
from leadline.evidence.models import Contact, Customer, Feedback, Need
from leadline.evidence.types import FeedbackSide, FeedbackState, NeedBy, NeedState

Report = Callable[[int, int, str], None]
Move = tuple[int | None, int | None, float | None, int]
SAME_ENOUGH = 0.5
GROWN = 3
AT_ONCE = 2_000


def _silent(done: int, total: int, message: str) -> None:
    """Report to nobody."""


def group_feedback(
    *, actor: Actor, now: datetime, report: Report = _silent
) -> dict[str, Any]:
    """Group the workspace's feedback into needs; return counts.

    Archived pieces, those set aside and words of ours are left out. The work is done
    before anything is written, then written at once, so a run that is killed leaves
    everything as it was. Pieces that people placed stay, merged needs stay merged,
    dismissed ones take their like,
    named ones keep their names; a group that is found again is the same need.
    Raises ``NotAllowed`` for a reader.
    """
    actor.require("change")
    _fill_languages(actor)
    pieces = _pieces(actor)
    found = group_pieces(pieces, report, _people_and_customers(actor))
    before = {p.pk: p.group for p in pieces if not p.is_pinned}
    pinned = {p.pk for p in pieces if p.is_pinned}
    with transaction.atomic():
        counts = _write(actor, found, before, pinned, now)
    return counts


def _pieces(actor: Actor) -> list[Said]:
    """Return every piece with the group it had and whether it must stay there.

    A piece that a person placed must stay, and the quotes of a need that a person
    corrected stand for it.
    """
    anchors = {
        (pk, need_id)
        for need_id, quotes in rows(Need, actor)
        .filter(is_corrected=True)
        .values_list("pk", "quote_ids")
        for pk in quotes
    }
    said = (
        rows(Feedback, actor)
        .filter(side=FeedbackSide.CUSTOMER, set_aside="")
        .exclude(state=FeedbackState.ARCHIVED)
        .order_by("pk")
        .values_list("pk", "words", "need_id", "need_by", "grouped_as")
    )
    pieces = []
    for pk, words, need_id, need_by, grouped_as in said.iterator(AT_ONCE):
        by_person = need_by == NeedBy.PERSON
        group = need_id if by_person else grouped_as
        pinned = by_person or (pk, group) in anchors
        pieces.append(Said(pk, words, group, pinned))
    return pieces


def _people_and_customers(actor: Actor) -> frozenset[str]:
    """Return the names of customers and of people, which no need is called by.

    A person's first and last name count alone too, as they are written.
    """
    whole = set(rows(Customer, actor).values_list("name", flat=True))
    people = set(
        rows(Feedback, actor).exclude(author="").values_list("author", flat=True)
    )
    people |= set(rows(Contact, actor).values_list("name", flat=True))
    whole |= people
    parts = {part for name in people for part in name.split() if len(part) > 2}
    return frozenset(whole | {name.casefold() for name in whole if " " in name} | parts)


def _fill_languages(actor: Actor) -> None:
    """Find the language of pieces whose source does not say it."""
    table = (
        rows(Feedback, actor).filter(language="").exclude(edited_fields=["language"])
    )
    unknown = list(table.values_list("pk", "words"))
    found = languages_of([words for _, words in unknown])
    by_language: dict[str, list[int]] = {}
    for (pk, _), language in zip(unknown, found, strict=True):
        if language:
            by_language.setdefault(language, []).append(pk)
    for language, ids in by_language.items():
        for start in range(0, len(ids), 400):
            lot = rows(Feedback, actor).filter(pk__in=ids[start : start + 400])
            lot.filter(language="").update(language=language)


def _write(
    actor: Actor,
    found: Groups,
    before: dict[int, int | None],
    pinned: set[int],
    now: datetime,
) -> dict[str, Any]:
    """Write needs and who belongs to which; needs are read anew, under the lock."""
    table = rows(Need, actor).select_for_update().in_bulk()
    made = _needs_of_groups(actor, found.groups, table, before, now)
    standing = rows(Need, actor).in_bulk()
    moves: list[Move] = []
    for group, need_id in zip(found.groups, made, strict=True):
        home = _resolved(standing, need_id)
        moves += [
            (home, need_id, sure, pk) for pk, sure in group.members if pk not in pinned
        ]
    moves += [(None, None, None, pk) for pk in found.loose if pk not in pinned]
    _assign(actor, moves)
    refresh_demand(actor=actor, need_ids=set(standing))
    counts = {
        "pieces": len(before) + len(pinned),
        "needs": len({_resolved(standing, need_id) for need_id in made}),
        "new_needs": sum(1 for g in found.groups if g.key is None),
        "without_need": len(found.loose),
    }
    record(
        actor=actor,
        verb="evidence.group_feedback",
        subject=workspace_row(actor),
        **counts,
    )
    return counts


def _needs_of_groups(
    actor: Actor,
    groups: list[Group],
    table: dict[int, Need],
    before: dict[int, int | None],
    now: datetime,
) -> list[int]:
    """Make and refresh needs; return the need of each group, before merges."""
    sizes: dict[int, int] = {}
    for key in before.values():
        if key is not None:
            sizes[key] = sizes.get(key, 0) + 1
    changed: list[Need] = []
    new: list[Need] = []
    of_group: list[Need] = []
    for group in groups:
        need = table.get(group.key) if group.key is not None else None
        if need is None:
            need = Need(
                workspace_id=actor.workspace_id,
                statement=_name(group),
                created_at=now,
            )
            new.append(need)
        was = _written(need)
        if not need.is_named_by_person and _is_another(group, before, sizes):
            need.statement = _name(group)
        need.keywords, need.quote_ids = group.keywords, group.quote_ids
        # One that stays as it was is not written, so that nobody is told of it.
        if need.pk is not None and _written(need) != was:
            changed.append(need)
        of_group.append(need)
    rows(Need, actor).bulk_create(new, batch_size=200)
    rows(Need, actor).bulk_update(
        changed, ["statement", "keywords", "quote_ids"], batch_size=100
    )
    return [need.pk for need in of_group]


def _written(need: Need) -> tuple[object, ...]:
    return need.statement, need.keywords, need.quote_ids


def _name(group: Group) -> str:
    """Return the need's first statement: the customers' words, else the keywords."""
    return (group.name or ", ".join(group.keywords) or "Feedback that is alike")[:240]


def _is_another(
    group: Group, before: dict[int, int | None], sizes: dict[int, int]
) -> bool:
    """Whether so much of a group is new that its old name may not fit any more."""
    stayed = sum(1 for pk, _ in group.members if before.get(pk) == group.key)
    was = sizes.get(group.key or 0, 0)
    either = was + len(group.members) - stayed
    return either > 0 and (
        stayed / either < SAME_ENOUGH
        and (
            len(group.members) > GROWN * max(was, 1)
            or stayed < SAME_ENOUGH * max(was, 1)
        )
    )


def _resolved(needs: dict[int, Need], need_id: int) -> int:
    """Return the need that a group counts for: itself, or what it was merged into."""
    while (need := needs.get(need_id)) and need.state == NeedState.MERGED:
        assert need.merged_into_id is not None
        need_id = need.merged_into_id
    return need_id


def _assign(actor: Actor, moves: Iterable[Move]) -> None:
    """Write need, group and confidence of many pieces; a person's choice stays."""
    name = connection.ops.quote_name(Feedback._meta.db_table)
    statement = (
        f"UPDATE {name} SET need_id = %s, grouped_as = %s, confidence = %s, "
        "need_by = 'machine' WHERE id = %s AND workspace_id = %s "
        "AND need_by <> 'person' AND side = 'customer' AND set_aside = ''"
    )
    values = [(*move, actor.workspace_id) for move in moves]
    with connection.cursor() as cursor:
        for start in range(0, len(values), AT_ONCE):
            cursor.executemany(statement, values[start : start + AT_ONCE])
