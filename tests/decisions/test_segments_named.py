"""A decision that names whom it touches: the chair asks for these and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from leadline.decisions import actions, queries
from leadline.decisions.models import DecisionSegment
from leadline.evidence.types import CustomerState
from leadline.foundation.errors import Invalid, NotFound
from tests.conftest import Person
from tests.decisions.making import NOW, make_decision
from tests.evidence.makers import account, say, want

PORTS, CLINICS = "Ports", "Clinics"


@pytest.fixture
def need(ana: Person) -> int:
    """A price that a clinic and a port complain of; a second port keeps silent."""
    made = want(ana.actor, "Pay a price one can plan with")
    port = account(ana.actor, "Port", segment=PORTS, revenue_amount=50)
    account(ana.actor, "Quay", segment=PORTS, revenue_amount=70)
    account(ana.actor, "Gone", segment=PORTS, state=CustomerState.LOST)
    clinic = account(ana.actor, "Clinic", segment=CLINICS, revenue_amount=90)
    for name, customer in (("port", port), ("clinic", clinic)):
        said_at = NOW - timedelta(days=3)
        say(
            ana.actor, f"The price of the {name} rises", customer, made, said_at=said_at
        )
    return made.pk


def test_the_chair_asks_for_the_segments_it_names_alone(ana: Person, need: int) -> None:
    both = make_decision(ana, question="Raise the price?", need_ids=(need,))
    ports = make_decision(
        ana, question="Raise the price?", need_ids=(need,), segments=(PORTS,)
    )

    def asked(pk: int) -> tuple[int, int]:
        chair = queries.chair_of(actor=ana.actor, decision_id=pk, now=NOW)
        found = queries.looked_through(actor=ana.actor, decision_id=pk, now=NOW)
        return chair.touched_customers, len(found)

    assert asked(both.pk) == (2, 2)
    assert asked(ports.pk) == (2, 1), "both ports, and the words of the one that spoke"

    actions.seat_chair(actor=ana.actor, decision_id=ports.pk, now=NOW)
    talks = queries.next_talks(actor=ana.actor, on=NOW.date(), decision_id=ports.pk)
    names = {voice.name for talk in talks for voice in talk.voices}
    assert "Clinic" not in names
    chair = queries.chair_of(actor=ana.actor, decision_id=ports.pk, now=NOW)
    assert CLINICS not in {*chair.unread, *(one.name for one in chair.silent)}


def test_segments_are_said_kept_and_taken_away(ana: Person, need: int) -> None:
    made = make_decision(ana, need_ids=(need,), segments=(PORTS, CLINICS))

    def named() -> tuple[str, ...]:
        return queries.decision_page(actor=ana.actor, decision_id=made.pk).segments

    assert named() == (CLINICS, PORTS)
    change = {"actor": ana.actor, "decision_id": made.pk, "now": NOW}
    actions.change_decision(**change, context="More to know")
    assert named() == (CLINICS, PORTS)
    actions.change_decision(**change, segments=(PORTS,))
    assert named() == (PORTS,)
    page = ana.browser.get(f"/w/{ana.actor.workspace_id}/decisions/{made.pk}/")
    assert "Segment: customers of these alone" in page.content.decode()
    with pytest.raises(Invalid) as refused:
        actions.change_decision(**change, segments=("Mines",))
    assert refused.value.field == "segments"
    assert named() == (PORTS,)


def test_a_stranger_names_no_segment(ana: Person, cleo: Person, need: int) -> None:
    made = make_decision(ana, need_ids=(need,))
    with pytest.raises(NotFound):
        actions.change_decision(
            actor=cleo.actor, decision_id=made.pk, now=NOW, segments=()
        )
    with pytest.raises(Invalid):
        make_decision(cleo, segments=(PORTS,))
    assert not DecisionSegment.objects.exists()


def test_the_form_offers_the_segments_and_keeps_what_is_ticked(
    ana: Person, need: int
) -> None:
    made = make_decision(ana, need_ids=(need,), segments=(PORTS,))
    where = f"/w/{ana.actor.workspace_id}/decisions/{made.pk}/values/segments/"
    page = ana.browser.get(where).content.decode()
    assert "Only customers of these segments" in page
    assert page.count(f'value="{PORTS}"') == page.count(f'value="{CLINICS}"') == 1
