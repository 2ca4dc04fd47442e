"""Rows whose number was given out before they are seen, beside PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from leadline.evidence.models import Customer
from leadline.foundation import settled as module
from leadline.foundation.paging import After, Listed, listed
from tests.conftest import Person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="beside a PostgreSQL only"
    ),
]


@pytest.fixture(autouse=True)
def _begin_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_settled", {})
    monkeypatch.setattr(module, "LOOKS", 2)


def make(who: Person, name: str) -> int:
    return Customer.objects.create(
        workspace_id=who.actor.workspace_id, name=name, name_key=name
    ).pk


def beside(work: Callable[[], object]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def page(after: int = 0) -> Listed[Any]:
    return listed(
        Customer.objects.all(), lambda part: [c.pk for c in part], After(after)
    )


def test_what_is_on_its_way_is_waited_for_and_not_missed(ana: Person) -> None:
    first = make(ana, "first")
    assert page().items == (first,)
    written, go = threading.Event(), threading.Event()
    late: list[int] = []

    def slowly() -> None:
        with transaction.atomic():
            late.append(make(ana, "late"))
            written.set()
            go.wait(20)

    writer = beside(slowly)
    assert written.wait(20)
    quick = make(ana, "quick")
    assert quick > late[0]

    held = page(first)
    assert (held.items, held.is_more, held.last) == ((), True, first)
    go.set()
    writer.join(20)

    assert page(first).items == (late[0], quick)
    assert not page(first).is_more


def test_a_writer_that_gives_up_holds_nobody(ana: Person) -> None:
    first = make(ana, "first")
    with transaction.atomic():
        make(ana, "gone")
        transaction.set_rollback(True)
    last = make(ana, "last")

    assert page().items == (first, last)
