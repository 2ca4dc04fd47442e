"""Business reviews as a record: every version stays, nothing changes behind a back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from leadline.accounts.actions import add_product
from leadline.accounts.models import Event
from leadline.accounts.queries import verify_record
from leadline.accounts.types import Kept
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from leadline.strategy import actions, queries
from leadline.strategy.models import MonthReview, ReviewStep
from leadline.strategy.types import (
    LONGEST_NOTE,
    GoalLine,
    Line,
    Mark,
    Piece,
    ReviewDeed,
    ReviewFacts,
    ReviewState,
    Tally,
    facts_from,
    text_of,
)
from tests.conftest import Person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
TODAY = NOW.date()
HOUR = timedelta(hours=1)


def line(words: str) -> Line:
    return Line((Piece(words, "decisions/1/"), Piece(" more")))


def facts(month: str = "2026-10", top: str = "Revenue rose.") -> ReviewFacts:
    return ReviewFacts(
        month=month, made_on=TODAY, until=date(2026, 10, 31),
        headline=Line((Piece(top),)), opening=(line("It stands well."),),
        goals=(
            GoalLine("goal:1", "strategy/goals/1/", "Grow", "growth", "€7m", "31 Oct",
                     "+€1m", "ahead by €1m", line("It was begun"), value="7",
                     odds=61, odds_before=65),
        ),
        learned=(line("Ports differ."),), tally=Tally(settled=3, inside=2),
        marks={"goal:1": Mark("Grow", "€7m")},
    )  # fmt: skip


def make(who: Person, month: str = "2026-10", **more: object) -> Kept:
    said = {"today": TODAY, "now": NOW, "facts": facts(month)} | more
    return actions.make_review(actor=who.actor, month=month, **said)


def write(who: Person, made: Kept, words: str, **more: object) -> Kept:
    said = {"section": "learned", "now": NOW + HOUR} | more
    return actions.write_section(
        actor=who.actor, review_id=made.id, words=words, **said
    )


def test_facts_come_back_as_they_were_kept() -> None:
    assert facts_from(facts().kept) == facts()
    assert facts().goals[0].odds_moved == "\N{MINUS SIGN}4"


def test_facts_of_another_release_are_read_as_far_as_they_are_known() -> None:
    kept = {"month": "2026-10", "made_on": "2026-11-03", "until": "2026-10-31",
            "tally": {"due": 2, "unheard_of": 9}, "unheard_of": []}  # fmt: skip

    read = facts_from(kept)

    assert (read.tally, read.goals, read.headline.words) == (Tally(due=2), (), "")


def test_a_review_is_a_draft_with_the_facts_it_was_made_from(ana: Person) -> None:
    made = make(ana)

    page = queries.get_review(actor=ana.actor, review_id=made.id)

    assert (page.facts, page.number, page.person) == (facts(), 1, "ana")
    assert (page.row.label, page.row.state, page.title, page.row.tally) == (
        "October 2026", ReviewState.DRAFT, "Revenue rose.", Tally(settled=3, inside=2),
    )  # fmt: skip
    last = Event.objects.latest("pk")
    assert (last.verb, last.detail["month"]) == ("strategy.make_review", "2026-10")


def test_each_section_that_is_written_is_a_version_with_a_name(
    ana: Person, olu: Person
) -> None:
    made = make(ana)
    write(ana, made, "Wards swap.")
    write(olu, made, "  Ports swap.\n\nWards do not.  ", now=NOW + 2 * HOUR)
    write(olu, made, "We grew.", section="headline", now=NOW + 3 * HOUR)

    page = queries.get_review(actor=ana.actor, review_id=made.id)
    first = queries.get_review(actor=ana.actor, review_id=made.id, number=2)
    steps = queries.review_steps(actor=ana.actor, review_id=made.id)

    own = page.written["learned"]
    assert (own.words, own.person, own.number, own.is_instead) == (
        "Ports swap.\n\nWards do not.", "olu", 3, False,
    )  # fmt: skip
    assert (page.title, page.row.title, page.number) == ("We grew.", "We grew.", 4)
    assert page.written["headline"].is_instead  # on top words stand alone
    assert (first.written["learned"].words, first.title, first.is_newest) == (
        "Wards swap.", "Revenue rose.", False,
    )  # fmt: skip
    assert [(step.number, step.person, step.title) for step in steps] == [
        (4, "olu", "“The sentence on top” written"),
        (3, "olu", "“What we learned” written"),
        (2, "ana", "“What we learned” written"),
        (1, "ana", "Made from the record"),
    ]
    assert steps[1].computed == ("Ports differ. more",)
    assert page.by == "olu"


def test_without_words_a_section_is_as_it_was_computed(ana: Person) -> None:
    made = make(ana)
    write(ana, made, "We grew.", section="headline")
    write(ana, made, "Instead.", is_instead=True)
    assert not queries.get_review(actor=ana.actor, review_id=made.id).shows("learned")

    write(ana, made, "  ", section="headline")
    write(ana, made, "", is_instead=True)

    page = queries.get_review(actor=ana.actor, review_id=made.id)
    assert (page.written, page.title, page.row.title) == (
        {}, "Revenue rose.", "Revenue rose.",
    )  # fmt: skip
    assert page.shows("learned")


@pytest.mark.parametrize(("letters", "fits"), [(0, True), (1, False)])
def test_a_section_holds_what_a_page_has_room_for(
    ana: Person, letters: int, fits: bool
) -> None:
    made = make(ana)
    words = "a" * (LONGEST_NOTE + letters)
    if fits:
        assert write(ana, made, words).version == 2
        return
    with pytest.raises(Invalid, match=f"{LONGEST_NOTE} fit") as refused:
        write(ana, made, words)
    assert refused.value.field == "words"


def test_what_changed_is_taken_in_and_the_version_before_keeps_its_facts(
    ana: Person,
) -> None:
    made = make(ana)
    write(ana, made, "Wards swap.")
    actions.take_in_facts(
        actor=ana.actor, review_id=made.id, facts=facts(top="Revenue fell."), now=NOW
    )

    now = queries.get_review(actor=ana.actor, review_id=made.id)
    before = queries.get_review(actor=ana.actor, review_id=made.id, number=2)

    assert (now.title, now.row.title, before.title) == (
        "Revenue fell.", "Revenue fell.", "Revenue rose.",
    )  # fmt: skip
    assert now.written["learned"].words == "Wards swap."
    with pytest.raises(Invalid, match="another month"):
        actions.take_in_facts(
            actor=ana.actor, review_id=made.id, facts=facts("2026-09"), now=NOW
        )


def test_taking_facts_in_leaves_a_persons_sentence_on_top(ana: Person) -> None:
    made = make(ana)
    write(ana, made, "We grew.", section="headline")

    actions.take_in_facts(
        actor=ana.actor, review_id=made.id, facts=facts(top="Revenue fell."), now=NOW
    )

    assert MonthReview.objects.get().title == "We grew."


def test_a_finished_review_stays_as_it_is(ana: Person) -> None:
    made = make(ana)
    done = actions.finish_review(actor=ana.actor, review_id=made.id, now=NOW + HOUR)
    page = queries.get_review(actor=ana.actor, review_id=made.id)
    assert (done.version, page.row.state, page.row.finished_at) == (
        2, ReviewState.FINISHED, NOW + HOUR,
    )  # fmt: skip

    for late in (
        lambda: write(ana, made, "Late."),
        lambda: actions.take_in_facts(
            actor=ana.actor, review_id=made.id, facts=facts(), now=NOW
        ),
        lambda: actions.finish_review(actor=ana.actor, review_id=made.id, now=NOW),
    ):
        with pytest.raises(Conflict, match="finished"):
            late()
    assert queries.get_review(actor=ana.actor, review_id=made.id) == page


def test_who_comes_too_late_is_told_and_nothing_is_lost(
    ana: Person, olu: Person
) -> None:
    made = make(ana)
    write(olu, made, "Mine.", seen=1)

    with pytest.raises(Stale, match="olu changed this"):
        write(ana, made, "Mine too.", seen=1)

    page = queries.get_review(actor=ana.actor, review_id=made.id)
    assert page.written["learned"].words == "Mine."


def test_there_is_one_review_of_a_month_and_of_each_product(
    ana: Person, olu: Person
) -> None:
    product = add_product(actor=olu.actor, name="Rota")
    make(ana)
    make(ana, product_id=product.pk)
    make(ana, month="2026-09")

    for of in (None, product.pk):
        with pytest.raises(Conflict, match="October 2026") as refused:
            make(ana, product_id=of)
        assert refused.value.field == "month"
        with pytest.raises(IntegrityError), transaction.atomic():
            MonthReview.objects.create(
                workspace_id=ana.actor.workspace_id, month="2026-10", product_id=of
            )
    listed = queries.list_reviews(actor=ana.actor)
    assert [row.label for row in listed] == [
        "October 2026", "October 2026, Rota", "September 2026",
    ]  # fmt: skip
    assert queries.review_of(actor=ana.actor, month="2026-09").tally.settled == 3
    assert queries.review_of(actor=ana.actor, month="2026-08") is None


@pytest.mark.parametrize(
    ("today", "may"), [(date(2026, 10, 1), True), (date(2026, 9, 30), False)]
)
def test_a_month_that_has_not_begun_is_not_reviewed(
    ana: Person, today: date, may: bool
) -> None:
    if may:
        assert make(ana, today=today).version == 1
        return
    with pytest.raises(Invalid, match="October 2026 has not begun"):
        make(ana, today=today)


def test_an_earlier_month_is_the_one_before_of_the_same_product(
    ana: Person, olu: Person
) -> None:
    product = add_product(actor=olu.actor, name="Rota")
    make(ana, month="2026-08")
    make(ana, month="2026-09", product_id=product.pk)
    make(ana)

    def before(month: str, of: int | None = None) -> str:
        found = queries.facts_before(actor=ana.actor, month=month, product_id=of)
        return found.month if found else ""

    assert [before("2026-10"), before("2026-08"), before("2026-10", product.pk)] == [
        "2026-08", "", "2026-09",
    ]  # fmt: skip
    listed = queries.list_facts(actor=ana.actor, months=1)
    assert [facts.month for _, facts in listed] == ["2026-10"]


def test_a_reader_reads_and_a_stranger_finds_nothing(
    ana: Person, ben: Person, cleo: Person, olu: Person
) -> None:
    made = make(ana)
    assert queries.get_review(actor=ben.actor, review_id=made.id).number == 1
    assert [row.id for row in queries.list_reviews(actor=cleo.actor)] == []

    for who, failure in ((ben, NotAllowed), (cleo, NotFound)):
        for door in (
            lambda who=who: write(who, made, "Mine."),
            lambda who=who: actions.take_in_facts(
                actor=who.actor, review_id=made.id, facts=facts(), now=NOW
            ),
            lambda who=who: actions.finish_review(
                actor=who.actor, review_id=made.id, now=NOW
            ),
        ):
            with pytest.raises(failure):
                door()
    with pytest.raises(NotAllowed):
        make(ben, month="2026-09")
    for look in (queries.get_review, queries.review_steps):
        with pytest.raises(NotFound):
            look(actor=cleo.actor, review_id=made.id)
    theirs = add_product(actor=cleo.actor, name="Theirs")
    with pytest.raises(NotFound):
        make(ana, month="2026-09", product_id=theirs.pk)
    for wrong in (0, 2):
        with pytest.raises(NotFound):
            queries.get_review(actor=ana.actor, review_id=made.id, number=wrong)


def test_a_section_that_does_not_exist_is_refused(ana: Person) -> None:
    with pytest.raises(Invalid, match="no such section"):
        write(ana, make(ana), "Words", section="gossip")


def test_tampering_with_a_version_is_noticed(ana: Person) -> None:
    make(ana)
    before = verify_record(workspace_id=ana.actor.workspace_id).faults

    kept = ReviewStep.objects.get()
    kept.facts["headline"]["pieces"][0]["words"] = "Revenue soared."
    ReviewStep.objects.filter(pk=kept.pk).update(facts=kept.facts)

    after = verify_record(workspace_id=ana.actor.workspace_id).faults
    assert [fault for fault in after if fault not in before] == [
        f"The version of a business review {kept.pk} was rewritten after line 1 of "
        "the log."
    ]


def test_a_step_has_facts_where_they_were_computed_and_only_there(ana: Person) -> None:
    made = make(ana)
    for deed, said in ((ReviewDeed.TAKEN_IN, None), (ReviewDeed.WRITTEN, {})):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReviewStep.objects.create(
                workspace_id=ana.actor.workspace_id, review_id=made.id, number=9,
                deed=deed, facts=said, at=NOW,
            )  # fmt: skip


def test_the_text_to_paste_holds_all_and_says_who_wrote_what(ana: Person) -> None:
    made = make(ana)
    write(ana, made, "Wards swap.")
    write(ana, made, "Grow slower.", section="goals", is_instead=True)

    text = text_of(queries.get_review(actor=ana.actor, review_id=made.id), "Acme")

    assert text.splitlines() == [
        "Acme, business review, October 2026", "", "Revenue rose.", "",
        "It stands well. more", "", "GOALS, AND WHAT MOVED THEM", "Grow slower. (ana)",
        "", "WHAT WE LEARNED", "- Ports differ. more", "Wards swap. (ana)", "",
        "By hand: ana. All other sentences come from the record.",
    ]  # fmt: skip
