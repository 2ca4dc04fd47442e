"""What came and cannot be read keeps its words, and nothing else waits for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from leadline.connections import actions, queries
from leadline.connections.models import Arrived, Intake
from leadline.evidence.models import Feedback
from leadline.foundation.errors import Conflict
from leadline.importing import jobs
from tests.conftest import Person
from tests.connections.coming import NOW, PIECES, add, send, work

pytestmark = pytest.mark.django_db


def test_one_that_breaks_a_reader_keeps_nobody_waiting(
    olu: Person, monkeypatch: Any
) -> None:
    row, secret = add(olu)
    send(row, secret, '[{"id": "1", "words": "Half a sign: \\ud800 at night"}]')
    work(olu)
    assert Intake.objects.get().fault == ""

    def broken(**_: Any) -> str:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(jobs, "bring_in", broken)
    send(row, secret, PIECES, "msg_2")
    work(olu, NOW + timedelta(minutes=20))
    assert "log" in Intake.objects.get().fault
    assert Arrived.objects.get(message="msg_2").is_aside
    (row_now,) = queries.list_intakes(actor=olu.actor)
    assert (row_now.waiting, row_now.aside) == (0, 1)


def test_what_cannot_be_read_keeps_its_words_and_the_others_come_in(
    olu: Person, ben: Person, cleo: Person, monkeypatch: Any
) -> None:
    row, secret = add(olu)
    real = jobs.bring_in

    def choosy(*, content: bytes, **how: Any) -> str:
        if b"opened" in content:
            raise RuntimeError("a fault of ours")
        return real(content=content, **how)

    monkeypatch.setattr(jobs, "bring_in", choosy)
    for number, words in enumerate(("One", "Who opened it?", "Three", "Four", "Five")):
        send(row, secret, {**PIECES[0], "id": f"t{number}", "words": words}, words)
    work(olu)
    assert {piece.words for piece in Feedback.objects.all()} == {
        "One", "Three", "Four", "Five"
    }  # fmt: skip
    kept = Arrived.objects.get(taken_at=None)
    assert kept.is_aside
    assert "Who opened it?" in kept.body
    assert "log" in Intake.objects.get().fault
    page = f"/w/{olu.actor.workspace_id}/settings/intakes/"
    assert "1 message put aside" in olu.browser.get(page).content.decode()

    monkeypatch.setattr(jobs, "bring_in", real)
    work(olu, NOW + timedelta(hours=1))  # what is aside does not wait by itself
    assert Feedback.objects.count() == 4
    send(row, secret, {**PIECES[1], "id": "t9"}, "msg_9")
    work(olu, NOW + timedelta(hours=2))
    assert Feedback.objects.count() == 5
    assert "log" in Intake.objects.get().fault  # why it is aside still stands
    again = f"{page}{row.pk}/again/"
    assert ben.browser.post(again).status_code == 403
    assert cleo.browser.post(again).status_code == 404
    assert olu.browser.post(again).status_code == 302
    work(olu, datetime.now(UTC) + timedelta(minutes=1))
    assert Feedback.objects.count() == 6
    assert set(Arrived.objects.values_list("body", "is_aside")) == {("", False)}
    assert Intake.objects.get().fault == ""
    with pytest.raises(Conflict):
        actions.read_aside(actor=olu.actor, intake_id=row.pk, now=NOW)


def test_a_fault_of_all_ends_after_so_many_tries(olu: Person, monkeypatch: Any) -> None:
    row, secret = add(olu)
    tries: list[int] = []

    def broken(**_: Any) -> str:
        tries.append(1)
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(jobs, "bring_in", broken)
    monkeypatch.setattr(jobs, "MOST_TRIES", 4)
    for number in range(9):
        send(row, secret, PIECES[0], f"msg_{number}")
    work(olu)
    assert len(tries) <= 4 + 4
    assert Arrived.objects.filter(is_aside=True).count() == 9
