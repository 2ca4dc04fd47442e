"""What everybody could read of people goes to the one who wrote it last.

That is who wrote it last by the audit log, if they still belong to the workspace and may
write; else the workspace's first owner, else its first lead or contributor; never the
person it is about. Where nobody is left, what was thought is dropped.
"""

from collections import defaultdict
from typing import Any

from django.db import migrations

WROTE = (
    "stakeholders.create_person",
    "stakeholders.change_person",
    "stakeholders.move_person",
    "stakeholders.set_stance",
)
TIED = "stakeholders.set_listening"
RANK = {"owner": 0, "lead": 1, "contributor": 2}
FIELDS = (
    "wants", "worries", "next_move", "influence", "interest", "stance", "wanted",
)  # fmt: skip


def give(apps: Any, schema_editor: Any) -> None:
    """Write a judgement for each person, and say whose each tie is."""
    table = {
        name: apps.get_model("stakeholders", name)
        for name in ("Person", "Judgement", "Listening", "StanceChange")
    }
    members = members_of(apps)
    last = last_writers(apps)
    authors = {}
    for person in table["Person"].objects.order_by("pk").iterator():
        may = [m for m in members[person.workspace_id] if not is_them(person, m)]
        author = chosen(may, last.get((person.workspace_id, person.pk)))
        if author is None:
            continue
        values = {name: getattr(person, name) for name in FIELDS}
        made = table["Judgement"].objects.create(
            workspace_id=person.workspace_id,
            created_at=person.created_at,
            person_id=person.pk,
            author_id=author,
            **values,
        )
        authors[person.pk] = author
        changes = table["StanceChange"].objects.filter(person_id=person.pk)
        changes.update(judgement_id=made.pk)
    table["StanceChange"].objects.filter(judgement=None).delete()
    for tie in list(table["Listening"].objects.order_by("pk")):
        ends = (tie.workspace_id, tie.listener_id, tie.heeded_id)
        give_tie(table, tie, last.get(ends), authors, members)
    table["Listening"].objects.filter(author=None).delete()


def give_tie(
    table: dict[str, Any], tie: Any, wrote: int | None, authors: Any, members: Any
) -> None:
    """Say whose a tie is; who ties two people has a judgement of both."""
    people = [
        table["Person"].objects.get(pk=pk) for pk in (tie.listener_id, tie.heeded_id)
    ]
    may = [
        m for m in members[tie.workspace_id] if not any(is_them(p, m) for p in people)
    ]
    author = chosen(may, wrote or authors.get(tie.listener_id))
    if author is None:
        return
    tie.author_id = author
    tie.save(update_fields=["author"])
    for person in people:
        table["Judgement"].objects.get_or_create(
            author_id=author,
            person_id=person.pk,
            defaults={"workspace_id": tie.workspace_id},
        )


def members_of(apps: Any) -> dict[int, list[Any]]:
    """Return who may write in each workspace, owners first, the oldest first."""
    members: dict[int, list[Any]] = defaultdict(list)
    found = apps.get_model("accounts", "Membership").objects.filter(role__in=RANK)
    for one in sorted(found.select_related("user"), key=lambda m: (RANK[m.role], m.pk)):
        members[one.workspace_id].append(one.user)
    return members


def last_writers(apps: Any) -> dict[tuple[int, ...], int]:
    """Return who wrote last of each person, and of each tie, by the audit log."""
    last: dict[tuple[int, ...], int] = {}
    events = apps.get_model("accounts", "Event").objects.filter(verb__in=[*WROTE, TIED])
    for event in events.order_by("workspace_id", "sequence").iterator():
        name, _, number = event.subject.partition(":")
        if name != "stakeholders.person" or not number.isdecimal():
            continue
        place = [event.workspace_id, int(number)]
        if event.verb == TIED:
            place.append(event.detail.get("heeded"))
        last[tuple(place)] = event.user_id
    return last


def is_them(person: Any, user: Any) -> bool:
    """Return whether a member is the person, by address, or else by name."""
    if person.email:
        return bool(person.email.lower() == user.email.lower())
    name = user.name.strip().lower()
    return bool(not person.is_organisation and person.name.strip().lower() == name)


def chosen(may: list[Any], wrote: int | None) -> int | None:
    """Return who wrote it where they may have it, else the first who may."""
    ids = [user.pk for user in may]
    return wrote if wrote in ids else next(iter(ids), None)


def take_back(apps: Any, schema_editor: Any) -> None:
    """Put one judgement of each person back where everybody reads it: the last."""
    person = apps.get_model("stakeholders", "Person")
    for one in apps.get_model("stakeholders", "Judgement").objects.order_by("pk"):
        values = {name: getattr(one, name) for name in FIELDS}
        person.objects.filter(pk=one.person_id).update(**values)
        for change in one.changes.all():
            change.person_id = one.person_id
            change.save(update_fields=["person"])
    kept = set()
    for tie in list(apps.get_model("stakeholders", "Listening").objects.order_by("pk")):
        ends = (tie.listener_id, tie.heeded_id)
        if ends in kept:
            tie.delete()
        kept.add(ends)


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0003_judgements")]

    operations = [migrations.RunPython(give, take_back)]
