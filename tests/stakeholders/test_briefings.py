"""Briefings: made from the record, traced, kept as sent, mailed once or by hand."""

from __future__ import annotations

import re
import socket
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core import mail

from leadline.accounts.models import Workspace
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.overview.briefing import Draft, draft_briefing
from leadline.roadmap import actions as roadmap
from leadline.stakeholders import actions, jobs, queries
from leadline.stakeholders.models import Briefing, Mailing
from leadline.stakeholders.types import BriefingState, PersonIn, PromiseIn, letter_of
from tests import factories as make
from tests.conftest import Person as Member
from tests.decisions.making import full_chair, make_decision
from tests.factories import as_row

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BASE = "https://x.example/w/1/"


class Said:
    started_at = NOW

    def step(self, done: int, total: int, message: str = "") -> None:
        """Hear how far it is."""


def person(who: Member, name: str, function: str = "customer", **more: object):
    made = PersonIn(name=name, function=function, **more)
    return actions.create_person(actor=who.actor, person=made)


def promise(who: Member, to, what: str, days: int | None = None, **more: object):
    due = (NOW + timedelta(days=days)).date() if days is not None else None
    said = PromiseIn(to.pk, what, due_date=due, **{"state": "agreed", **more})
    return actions.create_promise(actor=who.actor, promise=said, now=NOW)


@pytest.fixture
def promised(ana: Member):
    """A bet in the committed plan, late for a promise made to Renata."""
    team = make.make_team(ana.actor, Q2027Q1=40, Q2027Q2=40)
    bet = make.make_bet(ana.actor, "Single sign-on", growth=900, effort={team: 6})
    plan = make.make_plan(ana.actor)
    roadmap.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="Agreed", now=NOW)
    late = promise(ana, person(ana, "Renata"), "Badge login", -8)
    roadmap.honour_promise(actor=ana.actor, promise_id=late.pk, bet_id=bet.pk)
    return bet, plan, late


def draft(who: Member, audience: str = "executives", days: int = 0, **more: object):
    moment = NOW + timedelta(days=days)
    return draft_briefing(actor=who.actor, audience=audience, now=moment, **more)


def write(
    who: Member, audience: str = "executives", days: int = 0, partner_id=None
) -> Briefing:
    made: Draft = draft(who, audience, days, partner_id=partner_id)
    return as_row(Briefing, actions.create_briefing(
        actor=who.actor, audience=audience, title=made.title, body=made.body,
        facts=made.facts, parts=made.parts, now=NOW + timedelta(days=days),
        partner_id=partner_id,
    ))  # fmt: skip


def row_of(who: Member, made: Briefing):
    return queries.get_briefing(actor=who.actor, briefing_id=made.pk)


def letter(who: Member, made: Briefing) -> str:
    row = row_of(who, made)
    return f"{row.title}\n{letter_of(row, BASE)}"


def send(who: Member, briefing: Briefing, *addresses: str) -> None:
    actions.send_briefing(actor=who.actor, briefing_id=briefing.pk, addresses=addresses)


def test_what_weighs_most_for_the_reader_comes_first(ana: Member, promised) -> None:
    metric = make.make_metric(ana.actor)
    make.make_reading(ana.actor, metric, NOW.date(), 7_000_000)
    make.make_goal(
        ana.actor, "Grow to 9m", metric_id=metric.pk, baseline=6_000_000,
        target=9_000_000, currency="EUR",
    )  # fmt: skip

    sales, engineering = draft(ana, "sales"), draft(ana, "engineering")

    assert sales.title == (
        "“Single sign-on” is planned for the end of March 2027; one promise to a "
        "customer that depends on it is late."
    )
    assert "“Badge login” by 15 November 2026; it is eight days late." in sales.body
    assert "Grow to 9m" not in sales.body + engineering.body
    assert "Grow to 9m: we are at €7.00m and want to be at €9.00m" in " ".join(
        s.words for s in draft(ana).sentences
    )


def test_what_is_overdue_is_told_as_overdue(ana: Member) -> None:
    make_decision(ana, due_date=NOW.date() - timedelta(days=2))
    metric = make.make_metric(ana.actor)
    make.make_reading(ana.actor, metric, NOW.date(), 40)
    make.make_goal(
        ana.actor, "Forty ports", metric_id=metric.pk, baseline=20, target=45,
        target_date=NOW.date() - timedelta(days=1),
    )  # fmt: skip

    told = " ".join(sentence.words for sentence in draft(ana).sentences)

    assert "was due on 21 November and is still open; no customer" in told
    assert "and wanted to be at €45 by 22 November 2026." in told


def test_only_people_from_outside_come_with_their_company(ana: Member) -> None:
    maren = person(ana, "Maren", "support", organisation="Harbour")
    renata = person(ana, "Renata", organisation="Klinikum Elbe")
    promise(ana, maren, "A visit", -2)
    promise(ana, renata, "A date", -3)

    told = " ".join(sentence.words for sentence in draft(ana, "sales").sentences)

    assert "for Renata of Klinikum Elbe; one other promise is late or at risk." in told
    assert "Harbour" not in told


def test_each_sentence_is_traced_to_its_record(ana: Member, promised) -> None:
    full_chair(ana, make_decision(ana, due_date=NOW.date() + timedelta(days=3)))
    for audience in ("executives", "engineering", "marketing", "sales"):
        for sentence in draft(ana, audience).sentences:
            if sentence.words.startswith("Nothing that concerns"):
                continue
            assert sentence.sources
            names = [source.name for source in sentence.sources]
            quoted = re.findall("“(.+?)”", sentence.words)
            assert all(any(q in name for name in names) for q in quoted)


def test_the_list_by_time_is_whole_and_in_order(ana: Member, promised) -> None:
    renata = queries.list_promises(actor=ana.actor, on=NOW.date())[0].person_id
    for n in range(15):
        said = PromiseIn(
            renata, f"Answer {n:02}", state="agreed",
            due_date=(NOW + timedelta(days=90 - n)).date(),
        )  # fmt: skip
        actions.create_promise(actor=ana.actor, promise=said, now=NOW)

    made = draft(ana, "sales")

    assert made.stretches[0].label == "Late"
    told = [entry.what for part in made.stretches for entry in part.entries]
    assert len(told) == 17
    answers = [what for what in told if what.startswith("Answer")]
    assert answers == [f"Answer {n:02}" for n in range(14, -1, -1)]


def test_the_next_briefing_tells_what_moved(ana: Member, promised) -> None:
    bet, plan, _ = promised
    first = write(ana, "sales")
    assert draft(ana, "sales", 1).moves == []  # a draft has told nobody
    send(ana, first, "jonas@harbour.example")
    jobs.mail_briefing(actor=ana.actor, progress=Said(), briefing_id=first.pk)
    roadmap.move_bet(
        actor=ana.actor, plan_id=plan.pk, bet_id=bet.pk, to_period="2027Q2",
        reason="The supplier is late", now=NOW + timedelta(days=1),
    )  # fmt: skip
    promise(ana, person(ana, "Ole"), "A price list", 20)

    moves = draft(ana, "sales", 2).moves

    assert [(m.how, m.what) for m in moves] == [
        ("later", "Single sign-on, Q1 2027 to Q2 2027"),
        ("new", "A price list, 13 December"),
    ]


def test_a_partner_hears_what_was_released_and_nothing_of_another(
    ana: Member, promised
) -> None:
    bet, *_ = promised
    greta = person(ana, "Greta", "partner", organisation="Nord Systems")
    pieter = person(ana, "Pieter", "supplier", organisation="Zuid Cranes")
    promise(ana, greta, "An answer on sign-on", 10)
    promise(ana, pieter, "A price list for cranes", 12)
    assert "Single sign-on" not in letter(ana, write(ana, "partners", 0, greta.pk))
    roadmap.release_bet(
        actor=ana.actor, bet_id=bet.pk, person_id=greta.pk,
        words="Login with your directory", now=NOW,
    )  # fmt: skip

    hers = letter(ana, write(ana, "partners", 0, greta.pk))
    his = letter(ana, write(ana, "partners", 0, pieter.pk))

    assert (
        "Login with your directory is planned for the end of March 2027; that is a "
        "plan, not a promise." in hers
    )
    assert "odds" not in hers
    assert "An answer on sign-on" in hers
    for secret in ("cranes", "Pieter", "Zuid", "Renata", "Badge", "x.example", "€"):
        assert secret not in hers
    for secret in ("Login", "sign-on", "Greta", "Nord", "Renata", "x.example"):
        assert secret not in his

    told = write(ana, "partners", 0, greta.pk)
    actions.mark_sent_by_hand(actor=ana.actor, briefing_id=told.pk, now=NOW)
    roadmap.withhold_bet(actor=ana.actor, bet_id=bet.pk, person_id=greta.pk)
    after = write(ana, "partners", 0, greta.pk)
    assert "Login with" not in letter(ana, after) + str(after.parts)


def test_a_promise_is_late_by_the_clock_of_the_workspace(ana: Member) -> None:
    greta = person(ana, "Greta", "partner")
    promise(ana, greta, "An answer on sign-on", 0)
    Workspace.objects.update(timezone="Pacific/Kiritimati")
    late_evening = NOW.replace(hour=20)

    def title(**more: object) -> str:
        made = draft_briefing(actor=ana.actor, now=late_evening, **more)
        return made.title

    assert "one day late" in title(audience="partners", partner_id=greta.pk)
    assert "one day late" in title(audience="executives")


def test_a_briefing_is_for_partners_alone_or_for_none(ana: Member, promised) -> None:
    bet, *_ = promised
    renata = person(ana, "Bo")
    with pytest.raises(Invalid, match="Choose the partner"):
        draft(ana, "partners")
    with pytest.raises(Invalid, match="Choose the partner"):
        write(ana, "sales", 0, renata.pk)
    with pytest.raises(Invalid, match="no partner"):
        write(ana, "partners", 0, renata.pk)
    with pytest.raises(Invalid, match="released to a partner"):
        roadmap.release_bet(
            actor=ana.actor, bet_id=bet.pk, person_id=renata.pk, now=NOW
        )


def test_readers_and_strangers_release_nothing(
    ana: Member, ben: Member, cleo: Member, promised
) -> None:
    bet, *_ = promised
    greta = person(ana, "Greta", "partner")
    for who, error in ((ben, NotAllowed), (cleo, NotFound)):
        with pytest.raises(error):
            roadmap.release_bet(
                actor=who.actor, bet_id=bet.pk, person_id=greta.pk, now=NOW
            )
        with pytest.raises(error):
            roadmap.withhold_bet(actor=who.actor, bet_id=bet.pk, person_id=greta.pk)


def test_words_of_a_person_stand_apart_from_the_record(ana: Member, promised) -> None:
    made = write(ana, "sales")
    before = row_of(ana, made)
    body = f"{before.body} Please ring me first."
    actions.change_briefing(
        actor=ana.actor, briefing_id=made.pk, title="March, not January", body=body,
        without={"asks": [0], "secrets": [0]},
    )  # fmt: skip

    after = row_of(ana, made)

    assert after.by_hand == "March, not January Please ring me first."
    assert len(after.traced) == len(before.traced) - 1
    assert after.parts["asks"] == before.parts["asks"][1:]


def test_a_sent_briefing_stays_as_it_was(ana: Member, ben: Member, promised) -> None:
    made = write(ana)
    with pytest.raises(NotAllowed):
        actions.change_briefing(
            actor=ben.actor, briefing_id=made.pk, title="T", body="B"
        )
    actions.change_briefing(
        actor=ana.actor, briefing_id=made.pk, title=" Mine\r\nBcc: x@y.z ", body="B"
    )
    for bad in ((), ("nobody",), ("a@b.example\nBcc: c@d.example",)):
        with pytest.raises(Invalid):
            send(ana, made, *bad)
    send(ana, made, "A@b.example", "a@b.example")
    with pytest.raises(Conflict, match="is closed"):
        actions.change_briefing(
            actor=ana.actor, briefing_id=made.pk, title="T", body="B"
        )
    row = row_of(ana, made)
    assert (row.title, row.waiting) == ("Mine Bcc: x@y.z", ["a@b.example"])
    assert (row.state, row.sent_at, row.went_out) == ("sending", None, False)


def test_sent_by_hand_says_by_whom(ana: Member, ben: Member) -> None:
    made = write(ana)
    with pytest.raises(NotAllowed):
        actions.mark_sent_by_hand(actor=ben.actor, briefing_id=made.pk, now=NOW)
    actions.mark_sent_by_hand(actor=ana.actor, briefing_id=made.pk, now=NOW)
    row = row_of(ana, made)
    assert (row.state, row.sent_at) == (BriefingState.BY_HAND, NOW)
    assert row.went_out
    with pytest.raises(Conflict):
        actions.mark_sent_by_hand(actor=ana.actor, briefing_id=made.pk, now=NOW)


def test_each_address_is_mailed_once_however_often_the_job_runs(ana: Member) -> None:
    made = write(ana)
    send(ana, made, "a@b.example", "c@d.example")
    Mailing.objects.filter(address="a@b.example").update(mailed_at=NOW)

    for _ in range(2):
        jobs.mail_briefing(actor=ana.actor, progress=Said(), briefing_id=made.pk)

    assert [m.to for m in mail.outbox] == [["c@d.example"]]
    row = row_of(ana, made)
    assert row.sent_to == ["a@b.example", "c@d.example"]
    assert row.state == BriefingState.SENT


class Inbox:
    def __init__(self) -> None:
        self.got: list[tuple[list[str], str]] = []

    async def handle_DATA(self, server: object, session: object, envelope) -> str:
        self.got.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 Message accepted for delivery"


def test_a_briefing_reaches_a_mail_server(ana: Member, settings: object) -> None:
    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = port
        made = write(ana)
        send(ana, made, "a@b.example")
        jobs.mail_briefing(actor=ana.actor, progress=Said(), briefing_id=made.pk)
    finally:
        server.stop()

    assert [to for to, _ in inbox.got] == [["a@b.example"]]
    got = inbox.got[0][1]
    assert "Subject: Nothing that concerns you has changed" in got
    assert "text/plain" in got
    assert "text/html" in got


def test_a_mail_server_that_does_not_answer_is_told_and_tried_again(
    ana: Member, settings: object
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    made = write(ana)
    send(ana, made, "a@b.example")

    found = jobs.mail_briefing(actor=ana.actor, progress=Said(), briefing_id=made.pk)

    assert found == {"mailed": 0, "failed": 1}
    row = row_of(ana, made)
    assert "did not take it" in row.failed["a@b.example"]
    assert (row.state, row.sent_at) == (BriefingState.UNSENT, None)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    actions.retry_briefing(actor=ana.actor, briefing_id=made.pk)
    with pytest.raises(Conflict):
        actions.retry_briefing(actor=ana.actor, briefing_id=made.pk)
    jobs.mail_briefing(actor=ana.actor, progress=Said(), briefing_id=made.pk)
    row = row_of(ana, made)
    assert (row.failed, row.state) == ({}, BriefingState.SENT)
