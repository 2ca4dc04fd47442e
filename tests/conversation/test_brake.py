"""How much one person sets off and gets in an hour; the rest is told by the digest."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from leadline.conversation import actions
from leadline.conversation.actions.mails import (
    BY_ONE_AN_HOUR,
    CHANNELS_BY_ONE_AN_HOUR,
    HOUR,
    TO_ONE_AN_HOUR,
)
from leadline.conversation.models import Channel, Note, Outgoing
from leadline.conversation.types import ChannelIn
from tests.conftest import Person
from tests.conversation.mailbox import Mailbox, run
from tests.conversation.talking import NOW, begin, need_of
from tests.conversation.test_channels import HOOK

pytestmark = pytest.mark.django_db
BEFORE = NOW - HOUR + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _can_mail(mailbox: Mailbox) -> None:
    """Mail can leave."""


def sent_before(
    count: int, to: Person, by: Person, at: datetime = BEFORE, **more: object
) -> None:
    for _ in range(count):
        Outgoing.objects.create(
            workspace_id=to.actor.workspace_id, by=by.user, due_at=at, created_at=at,
            state="sent", **({"user": to.user} | more),
        )  # fmt: skip


def is_at_once() -> bool:
    outgoing = Note.objects.latest("pk").outgoing
    assert outgoing is not None
    return not outgoing.is_digest


@pytest.mark.parametrize(
    ("count", "at", "expected"),
    [
        (TO_ONE_AN_HOUR - 1, BEFORE, True),
        (TO_ONE_AN_HOUR, BEFORE, False),
        (TO_ONE_AN_HOUR, NOW - HOUR, True),
    ],
)
def test_one_person_gets_so_many_mails_an_hour(
    count: int, at: datetime, expected: bool, ana: Person, ben: Person, olu: Person
) -> None:
    sent_before(count, to=ben, by=olu, at=at)
    begin(ana, need_of(ana), "@ben")
    assert is_at_once() is expected


@pytest.mark.parametrize(
    ("count", "expected"), [(BY_ONE_AN_HOUR - 1, True), (BY_ONE_AN_HOUR, False)]
)
def test_one_person_sets_off_so_many_mails_an_hour(
    count: int, expected: bool, ana: Person, ben: Person, olu: Person
) -> None:
    sent_before(count, to=olu, by=ana)
    need = need_of(ana)
    begin(ana, need, "@ben")
    assert is_at_once() is expected
    begin(olu, need, "@ben")  # somebody else is not held back by it
    assert is_at_once()


def test_beyond_it_one_digest_tells_all(
    ana: Person, ben: Person, olu: Person, mailbox: Mailbox
) -> None:
    sent_before(TO_ONE_AN_HOUR, to=ben, by=olu)
    need = need_of(ana)
    for n in range(5):
        begin(ana, need, f"@ben {n}")
    run()
    assert mailbox.got == []
    run(NOW + timedelta(days=1))
    (mail,) = mailbox.got
    assert mail["Subject"] == "5 comments in Leadline"


def test_taking_comments_back_wins_no_room(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions.mails, "BY_ONE_AN_HOUR", 1)
    need = need_of(ana)
    first = begin(ana, need, "@ben")
    actions.delete_comment(actor=ana.actor, comment_id=first.pk, now=NOW)
    begin(ana, need, "@ben")
    assert not is_at_once()


@pytest.mark.parametrize(
    ("count", "expected"),
    [(CHANNELS_BY_ONE_AN_HOUR - 1, 1), (CHANNELS_BY_ONE_AN_HOUR, 0)],
)
def test_a_channel_hears_so_much_of_one_person_an_hour(
    count: int, expected: int, ana: Person, ben: Person, olu: Person
) -> None:
    channel_in = ChannelIn("slack", "Product", HOOK)
    actions.add_channel(actor=olu.actor, channel=channel_in, now=NOW)
    channel = Channel.objects.get()
    sent_before(count, to=olu, by=ana, user=None, channel=channel)
    told = Outgoing.objects.filter(channel=channel, state="waiting")
    need = need_of(ana)
    begin(ana, need, "One")
    assert told.count() == expected
    begin(ben, need, "Two")
    assert told.count() == expected + 1
