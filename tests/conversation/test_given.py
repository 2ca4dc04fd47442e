"""Who is told that something is theirs now, and that they were noted as told."""

from __future__ import annotations

from typing import Any

import pytest

from leadline.conversation import actions, queries
from leadline.conversation.models import Note
from leadline.conversation.types import Telling, Way
from leadline.decisions.types import PredictionIn
from leadline.foundation.errors import NotFound
from leadline.roadmap.actions import create_bet, set_bet_owners
from leadline.roadmap.types import BetIn
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn
from tests.conftest import Person
from tests.contracts.areas.launches import launch_of, step_of
from tests.contracts.examples import Examples
from tests.conversation.giving import GIVE, decision_by, prediction_by
from tests.conversation.mailbox import Mailbox, run
from tests.conversation.talking import NOW

pytestmark = pytest.mark.django_db
LATER = NOW.date().replace(year=2037)
KIND = pytest.mark.parametrize("kind", GIVE)


def given(who: Person) -> list[str]:
    """What somebody was given, in order."""
    notes = Note.objects.filter(user=who.user, reason="given").order_by("pk")
    return list(notes.values_list("about", flat=True))


@KIND
def test_whoever_is_given_a_record_by_somebody_else_is_told(
    kind: str, olu: Person, ana: Person
) -> None:
    e = Examples(olu)
    pk = GIVE[kind](e, ana.user.pk)
    (row,) = queries.list_notes(actor=ana.actor)
    assert (row.about, row.record_id, row.by) == (kind, pk, "olu")
    assert row.said.startswith("olu ")

    GIVE[kind](e, ana.user.pk)  # said again, it is no news
    assert given(ana) == [kind]
    assert given(olu) == []


def test_bets_given_several_at_once_are_told_one_by_one(
    olu: Person, ana: Person, ben: Person
) -> None:
    e = Examples(olu)
    one = e.bet.pk
    two = create_bet(actor=olu.actor, bet=BetIn(title="Cork"), now=NOW).id
    set_bet_owners(
        actor=olu.actor, owners=dict.fromkeys((one, two), ana.user.pk), now=NOW
    )
    assert given(ana) == ["bet", "bet"]

    set_bet_owners(
        actor=olu.actor, owners={one: ben.user.pk, two: olu.user.pk}, now=NOW
    )
    assert (given(ana), given(ben), given(olu)) == ([], ["bet"], [])


@KIND
def test_who_takes_a_record_themself_is_told_nothing(
    kind: str, olu: Person, ana: Person
) -> None:
    GIVE[kind](Examples(olu), olu.user.pk)
    assert given(olu) == given(ana) == []


@KIND
@pytest.mark.parametrize("is_read", [True, False])
def test_who_has_it_no_more_keeps_only_what_they_read(
    kind: str, is_read: bool, olu: Person, ana: Person, ben: Person
) -> None:
    e = Examples(olu)
    GIVE[kind](e, ana.user.pk)
    if is_read:
        actions.read_all_notes(actor=ana.actor, now=NOW)
    GIVE[kind](e, ben.user.pk)
    assert given(ana) == [kind] * is_read
    assert given(ben) == [kind]


@KIND
def test_what_belongs_to_nobody_is_told_to_nobody(kind: str, olu: Person) -> None:
    GIVE[kind](Examples(olu), None)
    assert not Note.objects.filter(reason="given", about=kind).exists()


def test_who_is_named_as_a_record_is_made_is_told(olu: Person, ana: Person) -> None:
    e = Examples(olu)
    decision_by(e, ana.user.pk)
    prediction_by(e, ana.user.pk, LATER)
    assert given(ana) == ["decision", "prediction"]
    assert PredictionIn("x", resolve_on=LATER).judge_id is None
    prediction_by(e, None, LATER)  # who asks settles it themself
    assert given(olu) == []


def test_what_is_given_is_mailed_at_once_with_where_it_stands(
    olu: Person, ana: Person, mailbox: Mailbox
) -> None:
    e = Examples(olu)
    GIVE["bet"](e, ana.user.pk)
    run()
    (mail,) = mailbox.got
    assert (
        mail["Subject"].strip() == f"olu made you the owner of the bet “{e.bet.title}”"
    )
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert f"/talk/bet/{e.bet.pk}/page/" in text
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    run()
    assert len(mailbox.got) == 1


@pytest.mark.parametrize("change", ["off", "taken", "read", "left"])
def test_what_is_wanted_no_more_is_not_mailed(
    change: str, olu: Person, ana: Person, mailbox: Mailbox
) -> None:
    e = Examples(olu)
    GIVE["bet"](e, ana.user.pk)
    if change == "off":
        said = Telling(given=Way.OFF)
        actions.set_telling(actor=ana.actor, said=said, now=NOW)
    elif change == "taken":
        GIVE["bet"](e, olu.user.pk)
    elif change == "read":
        actions.read_all_notes(actor=ana.actor, now=NOW)
    else:
        ana.user.is_active = False
        ana.user.save()
    run()
    assert mailbox.got == []


def test_where_nothing_can_be_mailed_none_waits_for_later(
    olu: Person, ana: Person, settings: Any
) -> None:
    settings.OWN_ADDRESS = ""
    GIVE["bet"](Examples(olu), ana.user.pk)
    assert actions.send_news(actor=olu.actor, now=NOW) == 0
    settings.EMAIL_HOST = "mail.example"
    settings.OWN_ADDRESS = "https://leadline.example"
    assert actions.send_news(actor=olu.actor, now=NOW) == 0


def test_a_step_is_read_where_its_launch_is_open(olu: Person, ana: Person) -> None:
    e = Examples(olu)
    GIVE["step"](e, ana.user.pk)
    launch, step = launch_of(e), step_of(e)
    place = {"kind": "step", "pk": step.pk}
    url = f"/w/{ana.actor.workspace_id}/talk/{place['kind']}/{place['pk']}/page/"
    assert ana.browser.get(url)["Location"].endswith(
        f"/launches/{launch.pk}/#step-{step.pk}"
    )
    actions.read_notes_of(actor=ana.actor, about="launch", record_id=launch.pk, now=NOW)
    assert not Note.objects.filter(user=ana.user, read_at=None).exists()


def test_the_inbox_shows_what_was_given_and_leads_to_it(
    olu: Person, ana: Person
) -> None:
    e = Examples(olu)
    pk = GIVE["goal"](e, ana.user.pk)
    page = ana.browser.get(f"/w/{ana.actor.workspace_id}/inbox/").content.decode()
    assert "olu made you the owner of the goal" in page
    link = f"/w/{ana.actor.workspace_id}/talk/goal/{pk}/page/"
    assert link in page
    assert ana.browser.get(link).status_code == 302


def test_a_stranger_finds_no_record_by_its_number(cleo: Person, olu: Person) -> None:
    pk = GIVE["bet"](Examples(olu), olu.user.pk)
    with pytest.raises(NotFound):
        queries.place_of_record(actor=cleo.actor, about="bet", record_id=pk)
    with pytest.raises(NotFound):
        queries.place_of_record(actor=olu.actor, about="cycle", record_id=1)


def stakeholder(olu: Person, **who: Any) -> int:
    said = PersonIn("Jonas Falk", "sales", **who)
    return stakeholders.create_person(actor=olu.actor, person=said).id


@pytest.mark.parametrize("by", ["account", "address", "name"])
def test_who_is_noted_as_told_hears_that_they_were(
    by: str, olu: Person, ana: Person
) -> None:
    e = Examples(olu)
    who = {
        "account": {"account_id": ana.user.pk},
        "address": {"email": ana.user.email},
        "name": {},
    }
    person_id = stakeholder(olu, **who[by])
    for _ in range(2):
        stakeholders.mark_told(
            actor=olu.actor, person_id=person_id, subject=f"bet:{e.bet.pk}",
            how="By mail", now=NOW,
        )  # fmt: skip
    told = list(queries.list_notes(actor=ana.actor))
    assert len(told) == (by != "name")  # a name tells nobody for sure
    if told:
        assert told[0].said == "olu noted that you were told of the bet"


def test_who_need_not_know_or_notes_it_themself_hears_nothing(
    olu: Person, ana: Person
) -> None:
    e = Examples(olu)
    for who, is_needless in ((ana, True), (olu, False)):
        person_id = stakeholder(
            olu, account_id=who.user.pk, organisation=str(who.user.pk)
        )
        stakeholders.mark_told(
            actor=olu.actor, person_id=person_id, subject=f"bet:{e.bet.pk}",
            how="Knows", now=NOW, is_needless=is_needless,
        )  # fmt: skip
    assert not Note.objects.filter(reason="told").exists()


def test_a_briefing_that_went_to_a_member_stands_in_their_inbox(
    olu: Person, ana: Person, ben: Person, cleo: Person
) -> None:
    made = stakeholders.create_briefing(
        actor=olu.actor, audience="sales", title="Sales in May", body="So", facts={},
        now=NOW,
    )  # fmt: skip
    to = [ana.user.email, cleo.user.email, olu.user.email, "out@example.com"]
    stakeholders.send_briefing(actor=olu.actor, briefing_id=made.id, addresses=to)
    assert not Note.objects.filter(reason="told").exists()  # it is only on its way
    for address in to:
        fault = "Refused" if address == "out@example.com" else ""
        stakeholders.mark_mailed(
            actor=olu.actor, briefing_id=made.id, address=address, now=NOW, fault=fault
        )
    (row,) = queries.list_notes(actor=ana.actor)
    assert f"{row.said} “{row.title}”" == "olu briefed you: “Sales in May”"
    assert Note.objects.filter(reason="told").count() == 1
