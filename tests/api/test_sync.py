"""A copy of a workspace, made by cursor and kept by what is new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from leadline.accounts.models import Versioned
from leadline.api.site import OPS
from leadline.evidence.actions import save_customer
from leadline.evidence.models import Customer, Feedback
from tests.api.program import Program, program
from tests.conftest import Person
from tests.contracts.areas import (
    conversation,
    decisions,
    launches,
    promises,
    reviews,
    stakeholders,
)
from tests.contracts.examples import Examples

pytestmark = pytest.mark.django_db
DATED = {op.id: op for op in OPS if op.is_dated}
Make = Callable[[Examples], object]
# What the list of each is made of, and how one of it is made.
ROWS: dict[str, tuple[str, Make]] = {
    "list_customers": ("evidence.Customer", lambda e: e.customer),
    "list_contacts": ("evidence.Contact", lambda e: e.contact),
    "list_feedback": ("evidence.Feedback", lambda e: e.feedback),
    "list_needs": ("evidence.Need", lambda e: e.need),
    "list_goals": ("strategy.Goal", lambda e: e.goal),
    "list_metrics": ("strategy.Metric", lambda e: e.metric),
    "list_reviews": ("strategy.MonthReview", reviews.review_of),
    "list_people": ("stakeholders.Person", stakeholders.person_of),
    "list_promises": ("stakeholders.Commitment", promises.promise_of),
    "list_bets": ("roadmap.Bet", lambda e: e.bet),
    "list_teams": ("roadmap.Team", lambda e: e.team),
    "list_decisions": ("decisions.Decision", decisions.decision_of),
    "list_launches": ("launches.Launch", launches.launch_of),
    "list_launch_steps": ("launches.LaunchStep", launches.step_of),
    "list_launch_letters": ("launches.LaunchLetter", launches.letter_of),
    "list_launch_templates": ("launches.LaunchTemplate", launches.template_of),
    "list_threads": ("conversation.Thread", conversation.comment_of),
}


def said(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def ids(sync: Program, path: str, since: datetime | None = None) -> list[str]:
    more = f"updated_since={said(since)}" if since else ""
    answer = sync.get(f"{path}{'&' if '?' in path else '?'}{more}")
    assert answer.status_code == 200, (path, answer.content)
    return [one["id"] for one in answer.json()["items"]]


def test_every_record_with_a_version_is_asked_for_by_when_it_was_written() -> None:
    assert ROWS.keys() == DATED.keys()
    for name, _ in ROWS.values():
        assert issubclass(apps.get_model(name), Versioned), name


def test_each_list_gives_what_was_written_since_and_nothing_else(olu: Person) -> None:
    sync, made = program(olu), Examples(olu)
    wrong = []
    for name, (table, make) in ROWS.items():
        make(made)
        row: Any = apps.get_model(table).objects.latest("pk")
        path = DATED[name].path.replace("{int:id}", str(home_of(name, row)))
        path += (
            f"?about={row.about}&record_id={row.record_id}" if "threads" in path else ""
        )
        all_of = ids(sync, path)
        then = timezone.now()
        before = ids(sync, path, then)
        type(row).objects.filter(pk=row.pk).update(version=row.version + 1)
        after = ids(sync, path, then)
        if str(row.pk) not in all_of or before or after != [str(row.pk)]:
            wrong.append((name, all_of, before, after))
    assert not wrong


def home_of(name: str, row: Any) -> int:
    """The record whose page a list stands below."""
    homes = {"list_contacts": "customer_id", "list_launch_letters": "launch_id"}
    return int(getattr(row, homes[name])) if name in homes else 0


def test_a_copy_stands_as_the_workspace_while_others_write(ana: Person) -> None:
    """A client goes on by cursor; between its pages rows come and change."""
    sync = program(ana)
    rows = [
        Customer.objects.create(
            workspace_id=ana.actor.workspace_id, name=f"C{n:02}", name_key=f"c{n:02}"
        ).pk
        for n in range(12)
    ]
    began = timezone.now()
    copy: dict[str, int] = {}
    twice: list[str] = []
    cursor, turn = "", 0
    while cursor is not None:
        answer = sync.get(f"customers?limit=3&cursor={cursor}").json()
        twice += [one["id"] for one in answer["items"] if one["id"] in copy]
        copy |= {one["id"]: one["version"] for one in answer["items"]}
        cursor, turn = answer["next"], turn + 1
        write(ana, rows[0 if turn < 3 else 4], f"Changed in turn {turn}")
        if turn < 4:
            write(ana, None, f"Came in turn {turn}")
    assert twice == []
    new = sync.get(f"customers?updated_since={said(began)}").json()["items"]
    copy |= {one["id"]: one["version"] for one in new}
    stands = {str(pk): v for pk, v in Customer.objects.values_list("pk", "version")}
    assert copy == stands
    assert len(new) == 5  # three came, two were changed: the others are not told again


def write(who: Person, pk: int | None, name: str) -> None:
    save_customer(
        actor=who.actor, now=timezone.now(), customer_id=pk, values={"name": name}
    )


def test_what_is_new_is_a_question_of_its_own(ana: Person) -> None:
    sync = program(ana)
    for n in range(3):
        write(ana, None, f"C{n}")
    hour = said(timezone.now() - timedelta(hours=1))
    first = sync.get(f"customers?limit=1&updated_since={hour}").json()
    for path, status in (
        (f"customers?limit=1&updated_since={hour}&cursor={first['next']}", 200),
        (f"customers?limit=1&cursor={first['next']}", 422),
        ("customers?updated_since=yesterday", 422),
        ("products?updated_since=2026-11-30T00:00:00Z", 422),
    ):
        assert sync.get(path).status_code == status, path


def test_many_at_once_are_new_and_what_an_import_only_saw_is_not(ana: Person) -> None:
    piece = Feedback.objects.create(
        workspace_id=ana.actor.workspace_id, words="Faster", source="Call",
        said_at=timezone.now(), fingerprint="a",
    )  # fmt: skip
    then = piece.written_at
    Feedback.objects.filter(pk=piece.pk).update(seen_import_id=7)
    piece.refresh_from_db()
    assert piece.written_at == then
    Feedback.objects.filter(pk=piece.pk).update(area="Web")
    piece.refresh_from_db()
    assert piece.written_at is not None
    assert then is not None
    assert piece.written_at > then
