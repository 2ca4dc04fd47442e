"""Channels: for owners, encrypted, in no private network, their address a secret."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from leadline.accounts.models import Event, Job
from leadline.conversation import actions, jobs, queries
from leadline.conversation.models import Channel, Outgoing
from leadline.conversation.types import ChannelIn
from leadline.foundation import fetch
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.foundation.fetch import Answered
from tests.attention.test_subscriptions import Silent
from tests.conftest import Person
from tests.contracts.examples import Examples
from tests.conversation.talking import NOW, begin, need_of

pytestmark = pytest.mark.django_db
KEY = "T0/B0/zebra-key"
HOOK = f"https://hooks.example/services/{KEY}"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[tuple[str, Any]]:
    got: list[tuple[str, Any]] = []

    def keep(address: str, sent: fetch.Sent, **_: object) -> bytes:
        got.append((address, json.loads(sent.content)))
        return b"ok"

    settings.OWN_ADDRESS = "https://leadline.example"
    monkeypatch.setattr(jobs, "send", keep)
    return got


def add(who: Person, **changed: Any) -> Channel:
    said = {"kind": "slack", "name": "Product", "address": HOOK, **changed}
    channel = ChannelIn(**said)
    made = actions.add_channel(actor=who.actor, channel=channel, now=NOW)
    return Channel.objects.get(pk=made.id)


def run(owner: Person, minutes: int = 0) -> None:
    now = NOW + timedelta(minutes=minutes)
    ids = actions.claim_letters(actor=owner.actor, now=now)
    jobs.tell(actor=owner.actor, progress=Silent(), ids=ids)


def test_channels_are_for_owners(
    ana: Person, ben: Person, cleo: Person, olu: Person
) -> None:
    channel = add(olu)
    for who in (ana, ben):
        with pytest.raises(NotAllowed):
            add(who, name="Mine")
        with pytest.raises(NotAllowed):
            queries.list_channels(actor=who.actor)
        with pytest.raises(NotAllowed):
            actions.remove_channel(actor=who.actor, channel_id=channel.pk)
    assert queries.list_channels(actor=cleo.actor) == []
    for knock in (
        lambda: actions.remove_channel(actor=cleo.actor, channel_id=channel.pk),
        lambda: actions.switch_channel(
            actor=cleo.actor, channel_id=channel.pk, is_on=False, now=NOW
        ),
    ):
        with pytest.raises(NotFound):
            knock()


@pytest.mark.parametrize(
    "address",
    ["http://hooks.example/x", "webcal://hooks.example/x", "hooks.example", "",
     "https://user:pass@hooks.example/x", "https:///x", "https://a b.example/"],
)  # fmt: skip
def test_an_address_is_whole_and_encrypted(address: str, olu: Person) -> None:
    with pytest.raises(Invalid) as refused:
        add(olu, address=address)
    assert refused.value.field == "address"
    assert not Channel.objects.exists()


def test_a_name_is_given_once_and_a_kind_is_known(olu: Person) -> None:
    add(olu)
    with pytest.raises(Conflict):
        add(olu)
    with pytest.raises(Invalid):
        add(olu, kind="irc", name="Other")


def test_the_address_is_a_secret(olu: Person, client: Any) -> None:
    channel = add(olu)
    page = olu.browser.get(f"/w/{olu.actor.workspace_id}/settings/channels/")
    assert b"hooks.example" in page.content
    assert KEY.encode() not in page.content
    assert KEY not in channel.address
    assert all(KEY not in str(event.detail) for event in Event.objects.all())
    again = olu.browser.post(
        f"/w/{olu.actor.workspace_id}/settings/channels/",
        {"kind": "slack", "name": "Product", "address": HOOK, "hears": ["comments"]},
    )
    assert again.status_code == 422
    assert KEY.encode() not in again.content


@pytest.mark.parametrize("with_words", [True, False])
def test_slack_gets_plain_text_once(
    with_words: bool, ana: Person, olu: Person, sent: list[Any]
) -> None:
    add(olu, with_words=with_words)
    begin(ana, need_of(ana), "<!channel> price is 9 & more")
    run(olu)
    run(olu, minutes=30)
    ((address, body),) = sent
    assert address == HOOK
    assert "ana commented on the need “Swap a shift by phone”" in body["text"]
    assert "<!channel>" not in body["text"]
    assert ("price is 9" in body["text"]) is with_words
    assert {b["text"]["type"] for b in body["blocks"]} == {"plain_text"}
    assert "https://leadline.example/w/" in body["text"]
    assert Channel.objects.get().sent_at is not None


@pytest.mark.parametrize("with_words", [True, False])
@pytest.mark.parametrize("kind", ["slack", "teams"])
def test_a_title_made_of_words_is_words(
    kind: str, with_words: bool, ana: Person, olu: Person, sent: list[Any]
) -> None:
    add(olu, kind=kind, with_words=with_words)
    piece = Examples(ana).feedback
    words = " ".join(piece.words.split())[:20]
    actions.begin_thread(
        actor=ana.actor, about="feedback", record_id=piece.pk, text="So?", now=NOW
    )
    run(olu)
    told = json.dumps(sent[0][1], ensure_ascii=False)
    assert (words in told) is with_words
    assert ("commented on a piece of feedback" in told) is not with_words


def test_teams_gets_a_card(ana: Person, olu: Person, sent: list[Any]) -> None:
    add(olu, kind="teams", with_words=True)
    begin(ana, need_of(ana), "[x](javascript:y) **so**")
    run(olu)
    card = sent[0][1]["attachments"][0]["content"]
    assert card["type"] == "AdaptiveCard"
    assert card["body"][1]["inlines"][0]["text"] == "[x](javascript:y) **so**"
    assert card["actions"][0]["url"].startswith("https://leadline.example/w/")
    assert len(json.dumps(sent[0][1])) < 28 * 1024


def test_a_channel_that_is_silent_or_gone_gets_nothing(
    ana: Person, olu: Person, sent: list[Any]
) -> None:
    channel = add(olu)
    begin(ana, need_of(ana), "One")
    silent = {"channel_id": channel.pk, "is_on": False, "now": NOW}
    actions.switch_channel(actor=olu.actor, **silent)
    run(olu)
    assert sent == []
    assert Outgoing.objects.get().state == "dropped"
    actions.remove_channel(actor=olu.actor, channel_id=channel.pk)
    assert not Outgoing.objects.exists()


@pytest.mark.parametrize(
    ("status", "state"), [(503, "waiting"), (429, "waiting"), (404, "failed")]
)
def test_a_server_that_refuses(
    status: int, state: str, ana: Person, olu: Person, monkeypatch: Any
) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise Answered(status)

    monkeypatch.setattr(jobs, "send", refuse)
    add(olu)
    begin(ana, need_of(ana), "One")
    run(olu)
    assert Outgoing.objects.get().state == state
    assert str(status) in queries.list_channels(actor=olu.actor)[0].fault


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("127.0.0.1", "private network"),
        ("10.1.2.3", "private network"),
        ("169.254.169.254", "its own keys"),
        ("::1", "private network"),
    ],
)
def test_a_private_address_is_not_posted_to(
    number: str, why: str, ana: Person, olu: Person, monkeypatch: Any, settings: Any
) -> None:
    settings.PRIVATE_ADDRESSES = False
    reached: list[object] = []
    inside = lambda *_, **__: [(2, 1, 6, "", (number, 443))]  # noqa: E731
    monkeypatch.setattr(
        jobs, "send",
        lambda address, sent, **given: fetch.send(
            address, sent, resolve=inside, **given
        ),
    )  # fmt: skip
    monkeypatch.setattr(
        fetch.socket, "create_connection", lambda *a, **k: reached.append(a)
    )
    add(olu)
    begin(ana, need_of(ana), "One")
    run(olu)
    assert reached == []
    fault = queries.list_channels(actor=olu.actor)[0].fault
    assert why in fault
    assert KEY not in fault


def test_a_job_says_nothing_of_the_address(
    ana: Person, olu: Person, sent: list[Any]
) -> None:
    add(olu)
    begin(ana, need_of(ana), "One")
    jobs.tell_what_is_due(NOW)
    job = Job.objects.get(kind=jobs.TELL)
    assert KEY not in json.dumps(job.args)
