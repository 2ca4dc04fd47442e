"""Channels hear what an owner lets them hear: once, as it is then, and no words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest

from leadline.conversation import actions, jobs, queries
from leadline.conversation.actions.mails import CHANNELS_BY_ONE_AN_HOUR, HOUR
from leadline.conversation.models import Channel, Outgoing
from leadline.conversation.types import HEARD, ChannelIn, Heard
from leadline.decisions import actions as decisions
from leadline.decisions.models import Decision
from leadline.foundation.errors import Invalid, NotAllowed, NotFound
from leadline.launches import actions as launches
from leadline.launches.models import Launch
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn, PromiseIn
from leadline.strategy import actions as strategy
from tests.attention.test_subscriptions import Silent
from tests.conftest import Person
from tests.conversation.talking import NOW, begin, need_of
from tests.conversation.test_channels import add, run, sent
from tests.decisions.making import REASON, make_decision, option_of
from tests.launches.launching import begin as begin_launch
from tests.strategy.test_reviews import make as make_review

pytestmark = pytest.mark.django_db
__all__ = ["sent"]
DAY = timedelta(days=1)
TODAY = NOW.date()
EVERY = tuple(one.value for one in Heard)


def hear(owner: Person, now: datetime = NOW) -> None:
    actions.note_heard(actor=owner.actor, now=now)
    ids = actions.claim_letters(actor=owner.actor, now=now)
    with patch.object(jobs, "clock", lambda: now):
        jobs.tell(actor=owner.actor, progress=Silent(), ids=ids)


def lines(sent: list[Any]) -> list[str]:
    """Return what was told since this was asked last, by its first line."""
    found = [body["text"].split("\n")[0] for _, body in sent]
    sent.clear()
    return found


def promise_of(who: Person, to: str = "Petra Lang", **said: Any) -> int:
    person = stakeholders.create_person(actor=who.actor, person=PersonIn(to, "finance"))
    said = {"state": "agreed", **said}
    promise = PromiseIn(person.id, "The cost of sign-on", **said)
    return stakeholders.create_promise(actor=who.actor, promise=promise, now=NOW).id


def move(who: Person, promise_id: int, state: str) -> None:
    stakeholders.move_promise(
        actor=who.actor, promise_id=promise_id, state=state, why="Anna from Acme left",
        now=NOW, on=TODAY,
    )  # fmt: skip


def take(who: Person, decision_id: int, title: str) -> None:
    option = option_of(Decision.objects.get(pk=decision_id), title)
    decisions.seat_chair(actor=who.actor, decision_id=decision_id, now=NOW)
    decisions.hear_chair(actor=who.actor, decision_id=decision_id, now=NOW)
    decisions.decide(
        actor=who.actor, decision_id=decision_id, now=NOW, because="it is cheaper",
        option_id=option.pk, override=REASON,
    )  # fmt: skip


@pytest.mark.parametrize("with_words", [True, False])
def test_each_kind_is_told_once_and_words_only_where_they_may(
    with_words: bool, ana: Person, olu: Person, sent: list[Any]
) -> None:
    make_decision(ana, question="Asked before the channel was there?")
    add(olu, hears=EVERY[1:], with_words=with_words)
    begin(ana, need_of(ana), "It does not hear comments")
    made = make_decision(ana)
    take(ana, made.pk, "Buy")
    promise_id = promise_of(ana)
    move(ana, promise_id, "at_risk")
    hear(olu)
    hear(olu, NOW + HOUR)
    bodies = [body["text"] for _, body in sent]
    assert lines(sent) == [
        "ana took the decision “Build or buy sign-on?”",
        "ana says that the promise “The cost of sign-on” is at risk",
    ]
    assert ("Buy" in bodies[0], "Anna" in bodies[1]) == (with_words, with_words)
    assert all("https://leadline.example/w/" in body for body in bodies)
    decisions.reverse_decision(
        actor=ana.actor, decision_id=made.pk, reason="The seller is gone", now=NOW
    )
    hear(olu)
    assert lines(sent) == ["ana took back the decision “Build or buy sign-on?”"]


def test_a_launch_is_told_from_its_question_to_its_day(
    ana: Person, olu: Person, sent: list[Any]
) -> None:
    add(olu, hears=["launches"])
    launch = begin_launch(ana, day=TODAY + 30 * DAY)
    for title, told in (("Wait", "waits"), ("Go", "goes to market")):
        asked = launches.ask_to_go(
            actor=ana.actor, launch_id=launch.pk, now=NOW, today=TODAY
        )
        take(ana, asked.id, title)
        hear(olu)
        assert lines(sent) == [
            "ana asks to go to market with the launch “Rota”",
            f"ana decided that the launch “Rota” {told}",
        ]
        if title == "Wait":
            decisions.reverse_decision(
                actor=ana.actor, decision_id=asked.id, reason="It is ready", now=NOW
            )
            hear(olu)
            (taken_back,) = lines(sent)
            assert taken_back.startswith("ana took back the decision “Does “Rota” go")
    change = {"actor": ana.actor, "launch_id": launch.pk}
    launches.change_launch(**change, title="Rota 2")
    launches.change_launch(**change, day=TODAY + DAY)
    take(ana, make_decision(ana).pk, "Buy")
    hear(olu)
    assert lines(sent) == ["ana moved the launch “Rota 2” to 26 November 2026"]
    hear(olu, NOW + DAY - timedelta(hours=4))  # six in the morning: not its day yet
    assert lines(sent) == []
    hear(olu, NOW + DAY)
    hear(olu, NOW + DAY + HOUR)
    assert lines(sent) == ["The launch “Rota 2” is to launch today"]
    launches.mark_launched(**change, on=TODAY + DAY, today=TODAY + DAY)
    hear(olu, NOW + DAY)
    assert lines(sent) == ["ana says that the launch “Rota 2” is out"]
    other = begin_launch(ana, "Hours")
    launches.call_off(actor=ana.actor, launch_id=other.pk, why="No money")
    hear(olu, NOW + DAY)
    assert lines(sent) == ["ana called off the launch “Hours”"]
    assert Launch.objects.count() == 2


@pytest.mark.parametrize(
    ("due", "after", "told"),
    [(-1, 1, 0), (0, 0, 0), (0, 1, 1), (1, 1, 0), (1, 2, 1), (0, 3, 1), (0, 4, 0)],
)
def test_a_promise_is_late_from_the_day_after_and_for_three_days(
    due: int, after: int, told: int, ana: Person, olu: Person, sent: list[Any]
) -> None:
    add(olu, hears=["promises"])
    promise_of(ana, due_date=TODAY + due * DAY)
    for _ in range(2):
        hear(olu, NOW + after * DAY)
    day = f"{TODAY + due * DAY:%-d %B %Y}"
    late = f"The promise “The cost of sign-on” is late: its day was {day}"
    assert lines(sent) == [late] * told


def test_what_does_not_hold_any_more_leaves_nowhere(
    ana: Person, olu: Person, sent: list[Any]
) -> None:
    add(olu, hears=["promises"])
    promise_id = promise_of(ana, due_date=TODAY)
    move(ana, promise_id, "at_risk")
    stakeholders.move_promise(
        actor=ana.actor, promise_id=promise_id, state="agreed", now=NOW, on=TODAY
    )
    hear(olu)
    actions.note_heard(actor=olu.actor, now=NOW + DAY)
    stakeholders.set_promise_date(
        actor=ana.actor, promise_id=promise_id, due_date=TODAY + 9 * DAY, why="Agreed",
        now=NOW,
    )  # fmt: skip
    run(olu, minutes=24 * 60)
    assert sent == []
    assert {one.state for one in Outgoing.objects.all()} == {"dropped"}


def test_a_channel_hears_nothing_of_while_it_was_silent_or_did_not_listen(
    ana: Person, olu: Person, sent: list[Any]
) -> None:
    channel = add(olu)
    mine = {"actor": olu.actor, "channel_id": channel.pk, "now": NOW}
    promise_id = promise_of(ana)
    move(ana, promise_id, "at_risk")
    said = ChannelIn("slack", "Product", hears=("promises",))
    actions.change_channel(**mine, channel=said)
    hear(olu)
    actions.switch_channel(**mine, is_on=False)
    move(ana, promise_id, "broken")
    hear(olu)
    actions.switch_channel(**mine, is_on=True)
    hear(olu)
    assert sent == []
    begin(ana, need_of(ana), "Not heard any more")
    assert not Outgoing.objects.exists()


def test_what_one_person_sets_off_beyond_an_hour_waits_and_is_not_lost(
    ana: Person, ben: Person, olu: Person, sent: list[Any]
) -> None:
    add(olu, hears=["promises"])
    for n in range(CHANNELS_BY_ONE_AN_HOUR + 1):
        move(ana, promise_of(ana, to=f"Petra {n}"), "at_risk")
    hear(olu)
    assert len(lines(sent)) == CHANNELS_BY_ONE_AN_HOUR
    hear(olu, NOW + HOUR)
    assert len(lines(sent)) == 1


def test_what_is_published_is_told(ana: Person, olu: Person, sent: list[Any]) -> None:
    add(olu, hears=["published"], kind="slack")
    made = stakeholders.create_briefing(
        actor=olu.actor, audience="sales", title="We are at €7.00m", body="So",
        facts={}, now=NOW,
    )  # fmt: skip
    stakeholders.send_briefing(
        actor=olu.actor, briefing_id=made.id, addresses=["board@acme.example"]
    )
    review = make_review(olu)
    strategy.finish_review(actor=olu.actor, review_id=review.id, now=NOW)
    hear(olu)
    told = lines(sent)
    assert told[0] == "olu sent a briefing"
    assert told[1].startswith("olu finished the review “")


def test_only_owners_say_what_a_channel_hears(
    ana: Person, ben: Person, cleo: Person, olu: Person
) -> None:
    channel = add(olu)
    said = ChannelIn("slack", "Product", hears=("promises",))

    def change(who: Person, channel_in: ChannelIn = said) -> None:
        actions.change_channel(
            actor=who.actor, channel_id=channel.pk, channel=channel_in, now=NOW
        )

    refused: list[tuple[Callable[[], object], type[Exception]]] = [
        (lambda: change(ana), NotAllowed),
        (lambda: change(ben), NotAllowed),
        (lambda: change(cleo), NotFound),
        (lambda: queries.channel_row(actor=ben.actor, channel_id=channel.pk),
         NotAllowed),
        (lambda: queries.channel_row(actor=cleo.actor, channel_id=channel.pk),
         NotFound),
        (lambda: change(olu, ChannelIn("slack", "Product", hears=())), Invalid),
        (lambda: change(olu, ChannelIn("slack", "Product", hears=("salaries",))),
         Invalid),
    ]  # fmt: skip
    for knock, failure in refused:
        with pytest.raises(failure):
            knock()
    page = f"/w/{olu.actor.workspace_id}/settings/channels/{channel.pk}/"
    shown = olu.browser.get(page).content.decode()
    assert "Promises at risk, broken or late" in shown
    form = {"kind": "teams", "name": "All", "hears": ["promises", "comments"]}
    assert olu.browser.post(page, {**form, "hears": []}).status_code == 422
    assert olu.browser.post(page, form).status_code == 302
    row = Channel.objects.get()
    assert (row.name, row.kind, row.hears) == ("All", "teams", ["comments", "promises"])
    assert row.address == channel.address


def test_every_kind_but_comments_names_what_it_reads() -> None:
    assert set(HEARD) == set(Heard) - {Heard.COMMENTS}
