"""On the chair sits the customer: never a colleague, never what counts for nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leadline.decisions import actions, queries
from leadline.decisions.models import ChairWord, Decision
from leadline.decisions.types import Side
from leadline.evidence import actions as evidence
from leadline.evidence.models import Customer, Feedback
from leadline.evidence.types import FeedbackIn
from leadline.foundation.errors import Conflict
from tests.conftest import Person
from tests.decisions.making import NOW, make_customer, make_decision, option_of, say
from tests.decisions.test_chair import chair
from tests.factories import as_row

pytestmark = pytest.mark.django_db


def noted(person: Person, words: str, customer: Customer, **fields: object) -> Feedback:
    """Write down what somebody at a customer said, as a colleague does."""
    piece = FeedbackIn(
        words=words, said_at=NOW, customer_name=customer.name, kind="sales_note",
        noted_by="Maren Oltmanns",
    )  # fmt: skip
    return as_row(
        Feedback,
        evidence.record_feedback(
            actor=person.actor, piece=replace(piece, **fields), now=NOW
        ),
    )


def hear(person: Person, made: Decision, *pieces: Feedback) -> None:
    for piece in pieces:
        actions.add_word(
            actor=person.actor, decision_id=made.pk, option_id=option_of(made).pk,
            feedback_id=piece.pk, side=Side.AGAINST, now=NOW,
        )  # fmt: skip


def test_their_own_words_come_before_what_was_noted_of_them(ana: Person) -> None:
    made = make_decision(ana)
    elbe = make_customer(ana, "Klinikum Elbe", "Hospitals", 300)
    told = noted(ana, "They will not pay eleven euro", elbe)
    own = say(ana, "We signed for nine", elbe)
    hear(ana, made, told, own)

    found = chair(ana, made)

    assert [w.words for w in found.words] == [own.words, told.words]
    strongest = found.strongest_against[option_of(made).pk]
    assert strongest.feedback_id == own.pk
    said = found.although(option_of(made).pk)
    assert said == "although Klinikum Elbe told us “We signed for nine”"


@pytest.mark.parametrize(
    "passage", ["", "Seven is too much", "Seven is too much unless the tides come"]
)
def test_a_condition_is_not_cut_off_what_is_cited(ana: Person, passage: str) -> None:
    made = make_decision(ana)
    words = "We thank you. Seven is too much unless the tides come with it. We compare."
    own = say(ana, words, make_customer(ana, "Klinikum Elbe", "Hospitals", 300))
    hear(ana, made, own)
    ChairWord.objects.update(passage=passage)

    said = chair(ana, made).although(option_of(made).pk)

    assert "too much unless the tides come with it" in said
    assert ("We thank you" in said) is (passage == "")


@pytest.mark.parametrize(
    ("noted_by", "told"),
    [
        ("Maren Oltmanns", "Klinikum Elbe told us, as Maren Oltmanns noted it: “No”"),
        ("", "Klinikum Elbe told us, as it was reported: “No”"),
    ],
)
def test_the_sentence_says_that_words_were_reported(
    ana: Person, noted_by: str, told: str
) -> None:
    made = make_decision(ana)
    elbe = make_customer(ana, "Klinikum Elbe", "Hospitals", 300)
    hear(ana, made, noted(ana, "No", elbe, noted_by=noted_by))

    said = chair(ana, made).although(option_of(made).pk)

    assert said == f"although {told}"


def test_the_card_asks_for_the_customer_and_names_who_noted_it(ana: Person) -> None:
    made = make_decision(ana)
    elbe = make_customer(ana, "Clinique Roquebelle", "Hospitals", 300)
    hear(ana, made, noted(ana, "They will not pay eleven euro", elbe, author="ana"))

    page = ana.browser.get(f"/w/{ana.actor.workspace_id}/decisions/{made.pk}/card/")
    text = " ".join(page.content.decode().split())

    assert "what would somebody at Clinique Roquebelle say?" in text
    assert "noted by Maren Oltmanns" in text
    assert "is-reported" in text
    assert "<b>ana</b>" not in text


@pytest.mark.parametrize("aside", ["spam", "ours"])
def test_what_counts_for_nothing_is_neither_looked_for_nor_heard(
    ana: Person, aside: str
) -> None:
    need = evidence.create_need(actor=ana.actor, statement="Own login", now=NOW)
    made = make_decision(ana, need_ids=(need.pk,))
    elbe = make_customer(ana, "Klinikum Elbe", "Hospitals", 300)
    piece = say(ana, "Buy a login we know", elbe, need_id=need.pk)
    hear(ana, made, piece)
    assert len(chair(ana, made).words) == 1

    evidence.set_aside_feedback(
        actor=ana.actor, feedback_ids=[piece.pk], reason=aside, now=NOW
    )

    assert chair(ana, made).words == []
    looked = queries.looked_through(actor=ana.actor, decision_id=made.pk, now=NOW)
    assert looked == []
    with pytest.raises(Conflict, match="what counts"):
        hear(ana, made, piece)
    url = f"/w/{ana.actor.workspace_id}/decisions/{made.pk}/words/?q=login"
    assert "Buy a login we know" not in ana.browser.get(url).content.decode()
