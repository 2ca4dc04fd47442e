"""Whom to talk to next: one rule, read by Today, decision, need and market time."""

from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest

from leadline.attention import actions as attention
from leadline.decisions import actions, queries
from leadline.decisions.models import ChairWord, Decision
from leadline.decisions.types import NextTalk, WordState
from leadline.evidence import actions as evidence
from leadline.evidence.models import Customer, Feedback, Need
from leadline.foundation.errors import NotFound
from leadline.overview.home import today
from tests.conftest import Person
from tests.decisions.making import NOW, make_customer, make_decision, option_of, say
from tests.engine.calendars import calendar
from tests.factories import as_row

ON = NOW.date()


@pytest.fixture
def tide(ana: Person) -> Need:
    return as_row(
        Need, evidence.create_need(actor=ana.actor, statement="Know the tide", now=NOW)
    )


@pytest.fixture
def said(ana: Person, tide: Need) -> dict[str, Feedback]:
    """What four customers of three segments said of the tide, three days ago."""
    return {
        name: say(
            ana, f"Tide, please, says {name}",
            make_customer(ana, name, segment, revenue), need_id=tide.pk,
        )
        for name, segment, revenue in (
            ("Port of Gävle", "Ports", 900), ("Elbe", "Hospitals", 100),
            ("Marienau", "Hospitals", 300), ("Rest home", "Homes", 50),
        )
    }  # fmt: skip


def told(talk: NextTalk | None) -> tuple[str, list[str]] | None:
    segment = talk and talk.segment
    return segment and (segment.name, [one.name for one in talk.voices])


def first(person: Person, **about: int) -> NextTalk | None:
    found = queries.next_talks(actor=person.actor, on=ON, **about)
    return next(iter(found), None)


def on_first(person: Person, made: Decision) -> tuple[str, list[str]] | None:
    return told(first(person, decision_id=made.pk))


def put(person: Person, made: Decision, piece: Feedback, side: str) -> None:
    actions.add_word(
        actor=person.actor, decision_id=made.pk, feedback_id=piece.pk,
        option_id=option_of(made).pk, side=side, now=NOW,
    )  # fmt: skip


def test_the_largest_silent_segment_comes_first(
    ana: Person, cleo: Person, tide: Need, said: dict[str, Feedback]
) -> None:
    made = make_decision(ana, need_ids=(tide.pk,))
    assert on_first(ana, made) is None, "nobody looked for words yet"
    Decision.objects.update(looked_at=4)

    assert on_first(ana, made) == ("Ports", ["Port of Gävle"])
    put(ana, made, said["Port of Gävle"], "for")
    assert on_first(ana, made) == ("Hospitals", ["Marienau", "Elbe"])
    put(ana, made, said["Elbe"], "neither")
    assert on_first(ana, made) == ("Hospitals", ["Marienau", "Elbe"])
    unplaced = ChairWord.objects.filter(feedback=said["Elbe"])
    unplaced.update(state=WordState.PROPOSED)
    assert on_first(ana, made) == ("Homes", ["Rest home"])
    unplaced.update(state=WordState.REJECTED)
    put(ana, made, said["Marienau"], "against")
    put(ana, made, said["Rest home"], "for")
    assert on_first(ana, made) is None
    with pytest.raises(NotFound):
        first(cleo, decision_id=made.pk)


def test_within_a_segment_silence_times_revenue_counts(
    ana: Person, tide: Need, said: dict[str, Feedback]
) -> None:
    made = make_decision(ana, need_ids=(tide.pk,))
    Decision.objects.update(looked_at=4)
    Customer.objects.update(segment="All")
    say(ana, "Long ago", Customer.objects.get(name="Elbe"), days_ago=30)
    elbe = Feedback.objects.filter(customer__name="Elbe")

    assert on_first(ana, made) == ("All", ["Port of Gävle", "Marienau", "Elbe"])
    elbe.update(said_at=NOW - timedelta(days=28))
    assert on_first(ana, made) == ("All", ["Elbe", "Port of Gävle", "Marienau"])
    elbe.update(is_dated=False)
    talk = first(ana, decision_id=made.pk)
    assert talk is not None
    assert [one.days for one in talk.voices] == [None, 3, 3]


def test_four_pages_say_the_same(
    ana: Person, tide: Need, said: dict[str, Feedback]
) -> None:
    make_decision(ana, question="Later?", due_date=date(2026, 12, 9))
    soon = make_decision(
        ana, question="Soon?", due_date=date(2026, 12, 1), need_ids=(tide.pk,)
    )
    Decision.objects.filter(pk=soon.pk).update(looked_at=1)
    attention.import_calendar(
        actor=ana.actor, content=calendar(), name="Mine", now=NOW, zone=UTC
    )
    space = f"/w/{ana.actor.workspace_id}"

    def page(path: str) -> str:
        return ana.browser.get(f"{space}/{path}").content.decode()

    talk = first(ana)

    assert told(talk) == ("Ports", ["Port of Gävle"])
    assert talk is not None
    assert talk.decision_id == soon.pk
    assert today(actor=ana.actor, now=NOW, on=ON).talk == talk
    assert "Talk to “Ports” before this is decided" in page("")
    there = page(f"decisions/{soon.pk}/").partition("Talk next to")[2][:400]
    assert "Port of Gävle</a> of Ports" in there
    week = page("attention/").partition("Meet next")[2][:900]
    assert week.index("Port of Gävle") < week.index("Nobody of Ports is heard on")


def test_a_need_is_talked_of_with_whom_it_does_not_hear(
    ana: Person, tide: Need, said: dict[str, Feedback]
) -> None:
    for n, paid in enumerate((700, 800)):
        make_customer(ana, f"Yard {n}", "Yards", paid)
    make_customer(ana, "Clinic", "Clinics", 90)

    found = queries.next_talks(actor=ana.actor, on=ON, need_id=tide.pk)

    assert [told(talk) for talk in found] == [
        ("Yards", ["Yard 1", "Yard 0"]), ("Clinics", ["Clinic"]),
    ]  # fmt: skip
    path = f"/w/{ana.actor.workspace_id}/evidence/needs/{tide.pk}/"
    page = ana.browser.get(path).content.decode()
    assert "Talk next to" in page
    assert "?segment=Yards&amp;sort=last" in page


def test_where_nothing_waits_the_long_silent_come(
    ana: Person, tide: Need, said: dict[str, Feedback]
) -> None:
    for name, days in (("Elbe", 200), ("Marienau", 90), ("Port of Gävle", 1)):
        pieces = Feedback.objects.filter(pk=said[name].pk)
        pieces.update(said_at=NOW - timedelta(days=days))

    talk = first(ana)

    assert talk is not None
    assert talk.segment is None
    assert [one.name for one in talk.voices] == ["Marienau", "Elbe", "Port of Gävle"]
    page = ana.browser.get(f"/w/{ana.actor.workspace_id}/").content.decode()
    assert "Talk to Marienau</h2>" in page


def test_only_who_pays_is_named_where_nothing_waits(ana: Person) -> None:
    make_customer(ana, "Free rider", "Ports", 0)
    assert queries.next_talks(actor=ana.actor, on=ON) == []


def test_a_taken_chair_waits_for_nobody(
    ana: Person, tide: Need, said: dict[str, Feedback]
) -> None:
    make_decision(ana, need_ids=(tide.pk,))
    Decision.objects.update(looked_at=4)
    assert told(first(ana)) == ("Ports", ["Port of Gävle"])
    Decision.objects.update(chair_verdict="taken")
    talk = first(ana)
    assert talk is not None
    assert talk.segment is None


def test_everybody_is_named_once(
    ana: Person, tide: Need, said: dict[str, Feedback]
) -> None:
    make_decision(ana, need_ids=(tide.pk,))
    Decision.objects.update(looked_at=4)

    found = queries.next_voices(actor=ana.actor, on=ON)

    assert [(one.name, told(talk)) for one, talk in found] == [
        ("Port of Gävle", ("Ports", ["Port of Gävle"])),
        ("Marienau", ("Hospitals", ["Marienau", "Elbe"])),
        ("Elbe", ("Hospitals", ["Marienau", "Elbe"])),
    ]
