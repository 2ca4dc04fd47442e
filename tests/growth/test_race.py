"""An answer and the close at once, beside PostgreSQL; SQLite has one writer."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from leadline.growth.actions import cycles
from tests.conftest import Person
from tests.growth.test_cycles import answer, ask, begin, close, peers_shown

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="beside a PostgreSQL only"
    ),
]


def beside(work: Callable[[], object]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_no_answer_comes_in_after_the_look(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever closes waits for an answer that is on its way."""
    cycle = begin(ana)
    for level in (1, 2, 3, 4):
        answer(ana, ask(ana, cycle), level)
    late = ask(ana, cycle)
    on_its_way, go, closed = threading.Event(), threading.Event(), threading.Event()
    checked = cycles._checked

    def slowly(*told: object) -> dict[str, int]:
        on_its_way.set()
        go.wait(20)
        return checked(*told)

    monkeypatch.setattr(cycles, "_checked", slowly)
    answering = beside(lambda: answer(ana, late, 5))
    assert on_its_way.wait(20)
    closing = beside(lambda: (close(ana, cycle), closed.set()))

    assert not closed.wait(1)
    assert peers_shown(ana, cycle) == {None}
    go.set()
    answering.join()
    closing.join()
    assert peers_shown(ana, cycle) == {3.0}
