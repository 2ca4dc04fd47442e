"""Two connections at the same comment in the same moment, in every order."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from leadline.conversation import actions
from leadline.conversation.models import (
    Comment,
    Note,
    Outgoing,
    Reaction,
    Thread,
    Watch,
    Ways,
)
from leadline.conversation.types import Telling, Way
from leadline.foundation.errors import NotFound, Stale
from tests.conftest import Person
from tests.conversation.talking import NOW, begin, need_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="beside a PostgreSQL only"
    ),
]
ROUNDS = 5


def at_once(*things: Callable[[], object]) -> list[BaseException]:
    """Do things in threads of their own that begin together; return what went wrong."""
    gate, wrong = threading.Barrier(len(things)), list[BaseException]()

    def do(thing: Callable[[], object]) -> None:
        gate.wait()
        try:
            thing()
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(thing,)) for thing in things]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_a_sign_pressed_at_once_by_two_stands_for_both(
    ana: Person, ben: Person
) -> None:
    comment = begin(ana, need_of(ana), "So?")

    def sign(who: Person) -> Callable[[], object]:
        return lambda: actions.sign_comment(
            actor=who.actor, comment_id=comment.pk, sign="agree"
        )

    assert at_once(sign(ana), sign(ben)) == []
    assert Reaction.objects.count() == 2


def test_a_sign_pressed_twice_at_once_is_on_and_off(ana: Person) -> None:
    comment = begin(ana, need_of(ana), "So?")
    sign = lambda: actions.sign_comment(  # noqa: E731
        actor=ana.actor, comment_id=comment.pk, sign="agree"
    )
    for _ in range(ROUNDS):
        assert at_once(sign, sign) == []
        assert Reaction.objects.count() in (0, 1)


def test_an_answer_while_the_last_comment_is_taken_back_is_kept_or_refused(
    ana: Person, ben: Person
) -> None:
    need = need_of(ana)
    for _ in range(ROUNDS):
        first = begin(ana, need, "So?")
        ask = {"actor": ben.actor, "thread_id": first.thread_id, "now": NOW}
        wrong = at_once(
            lambda ask=ask: actions.answer_thread(text="Yes", **ask),
            lambda pk=first.pk: actions.delete_comment(
                actor=ana.actor, comment_id=pk, now=NOW
            ),
            lambda pk=first.pk: actions.sign_comment(
                actor=ben.actor, comment_id=pk, sign="seen"
            ),
        )
        assert all(isinstance(error, NotFound) for error in wrong), wrong
        there = Thread.objects.filter(pk=first.thread_id).exists()
        assert Comment.objects.filter(
            thread_id=first.thread_id, text="Yes"
        ).exists() is (there)
        assert not Reaction.objects.filter(comment__deleted_at__isnull=False).exists()


def test_a_comment_edited_at_once_in_two_windows_is_changed_once(ana: Person) -> None:
    comment = begin(ana, need_of(ana), "So?")

    def edit(text: str) -> Callable[[], object]:
        return lambda: actions.edit_comment(
            actor=ana.actor, comment_id=comment.pk, text=text, now=NOW, seen=1
        )

    (late,) = at_once(edit("One"), edit("Two"))
    assert isinstance(late, Stale)
    comment.refresh_from_db()
    assert (comment.version, comment.text in ("One", "Two")) == (2, True)


def test_a_first_watch_and_a_first_telling_at_once_are_one(ana: Person) -> None:
    need = need_of(ana)
    watch = lambda: actions.set_watching(  # noqa: E731
        actor=ana.actor, about="need", record_id=need.pk, is_on=True
    )
    assert at_once(watch, watch, watch) == []
    assert Watch.objects.filter(user=ana.user).count() == 1

    def tell(way: Way) -> Callable[[], object]:
        said = Telling(mention=way)
        return lambda: actions.set_telling(actor=ana.actor, said=said, now=NOW)

    wrong = at_once(tell(Way.OFF), tell(Way.DIGEST))
    assert all(isinstance(error, Stale) for error in wrong)
    assert Ways.objects.count() == 1


def test_bounds_and_the_digest_hold_while_many_write(
    ana: Person, ben: Person, olu: Person, settings: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    settings.EMAIL_HOST = "mail.example"  # type: ignore[attr-defined]
    settings.OWN_ADDRESS = "https://leadline.example"  # type: ignore[attr-defined]
    monkeypatch.setattr(actions.mails, "TO_ONE_AN_HOUR", 2)
    need = need_of(ana)

    def write(who: Person, text: str) -> Callable[[], object]:
        return lambda: actions.begin_thread(
            actor=who.actor, about="need", record_id=need.pk, text=text, now=NOW
        )

    many = [write(one, f"@ben {n}") for n in range(3) for one in (ana, olu)]
    assert at_once(*many) == []
    mine = Outgoing.objects.filter(user=ben.user)
    assert mine.filter(is_digest=False).count() == 2
    assert mine.filter(is_digest=True).count() == 1
    assert Note.objects.filter(user=ben.user).count() == 6
