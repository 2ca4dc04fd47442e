"""Options beside each other by criteria, the premortem, and what one is for."""

from __future__ import annotations

import pytest

from leadline.decisions import actions, queries
from leadline.decisions.actions.comparing import MOST_CRITERIA, WORDS
from leadline.decisions.models import Comparison, Decision
from leadline.decisions.types import CellIn, CriterionIn
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn
from tests.conftest import Person
from tests.decisions.making import NOW, full_chair, make_decision, option_of
from tests.factories import as_row


def compare(person: Person, made: Decision, *criteria: CriterionIn) -> None:
    actions.compare_options(
        actor=person.actor, decision_id=made.pk, criteria=criteria, now=NOW
    )


def cell(made: Decision, words: str, grounds: str = "", title: str = "Buy") -> CellIn:
    return CellIn(option_of(made, title).pk, words, grounds)


def test_every_option_has_a_cell_and_gaps_are_counted(ana: Person) -> None:
    made = make_decision(ana)
    compare(
        ana, made,
        CriterionIn("  Work ", "weeks", (cell(made, "3 (2 to 5)", "2 estimates"),)),
        CriterionIn("To undo it later"),
    )  # fmt: skip

    work, undo = queries.comparison_of(actor=ana.actor, decision_id=made.pk)

    assert (work.title, work.note, work.gaps) == ("Work", "weeks", 1)
    assert [c.words for c in work.cells] == ["", "3 (2 to 5)"]
    assert (work.cells[1].grounds, work.cells[1].person) == ("2 estimates", "ana")
    assert undo.gaps == 2


def test_a_cell_keeps_who_said_it_while_its_words_stay(
    ana: Person, olu: Person
) -> None:
    made = make_decision(ana)
    said = cell(made, "3")
    compare(ana, made, CriterionIn("Work", cells=(said,)), CriterionIn("Gone soon"))

    compare(olu, made, CriterionIn("Work", cells=(said, cell(made, "9", "", "Build"))))

    (work,) = queries.comparison_of(actor=ana.actor, decision_id=made.pk)
    assert [c.person for c in work.cells] == ["olu", "ana"]
    compare(olu, made, CriterionIn("Work"))
    assert not Comparison.objects.exists()


@pytest.mark.parametrize(
    ("criteria", "says"),
    [
        (["Work", "work"], "same name"),
        ([" "], "Name the criterion"),
        ([str(n) for n in range(MOST_CRITERIA + 1)], "At most 12"),
        (["x" * 121], "a name holds 120"),
    ],
)
def test_criteria_that_cannot_be_are_refused(
    ana: Person, criteria: list[str], says: str
) -> None:
    made = make_decision(ana)
    compare(ana, made, *(CriterionIn(str(n)) for n in range(MOST_CRITERIA)))

    with pytest.raises(Invalid, match=says):
        compare(ana, made, *(CriterionIn(title) for title in criteria))


def test_a_cell_is_short_says_something_and_is_of_an_option_of_its_own(
    ana: Person,
) -> None:
    made, other = make_decision(ana), make_decision(ana, question="Another?")
    compare(ana, made, CriterionIn("Work", cells=(cell(made, "x" * WORDS),)))

    for wrong, error in [
        (cell(made, "x" * (WORDS + 1)), Invalid),
        (cell(made, "", "a survey"), Invalid),
        (cell(other, "3"), NotFound),
    ]:
        with pytest.raises(error):
            compare(ana, made, CriterionIn("Work", cells=(wrong,)))


def test_nobody_compares_what_is_not_theirs_or_taken(ana: Person, ben: Person) -> None:
    made = make_decision(ana)
    with pytest.raises(NotAllowed):
        compare(ben, made, CriterionIn("Work"))
    full_chair(ana, made)
    take(ana, made)

    with pytest.raises(Conflict):
        compare(ana, made, CriterionIn("Work"))


def take(person: Person, made: Decision, **said: str) -> Decision:
    return as_row(Decision, actions.decide(
        actor=person.actor, decision_id=made.pk, option_id=option_of(made).pk,
        because="it is live by April", now=NOW, **said,
    ))  # fmt: skip


def test_what_may_go_badly_stands_with_the_decision(ana: Person) -> None:
    made = make_decision(ana)
    full_chair(ana, made)
    before = dict(queries.review_checks(actor=ana.actor, decision_id=made.pk))

    take(ana, made, premortem=" The provider doubles its price. ")

    page = queries.decision_page(actor=ana.actor, decision_id=made.pk)
    after = dict(queries.review_checks(actor=ana.actor, decision_id=made.pk))
    assert page.premortem == "The provider doubles its price."
    asked = "Somebody imagined beforehand why it goes badly"
    assert (before[asked], after[asked]) == (False, True)


@pytest.mark.parametrize(
    ("wording", "reads"),
    [("", "We choose “Buy”, "), ("the German Anbieter", "We choose the German Anb")],
)
def test_the_choice_reads_as_people_wrote_it(
    ana: Person, wording: str, reads: str
) -> None:
    made = make_decision(ana)
    full_chair(ana, made)

    taken = take(ana, made, wording=wording)

    assert taken.sentence.startswith(reads)


def test_where_somebody_stands_names_the_option(ana: Person) -> None:
    made, other = make_decision(ana), make_decision(ana, question="Another?")
    person = stakeholders.create_person(
        actor=ana.actor, person=PersonIn("Petra Lang", "finance")
    )
    actions.name_person(
        actor=ana.actor, decision_id=made.pk, person_id=person.pk, part="asked", now=NOW
    )

    def hear(stance: str, option_id: int | None) -> str:
        actions.hear_person(
            actor=ana.actor, decision_id=made.pk, person_id=person.pk, stance=stance,
            why="As she says", now=NOW, option_id=option_id,
        )  # fmt: skip
        found = queries.people_of_decision(actor=ana.actor, decision_id=made.pk)
        return found[0].stands

    assert hear("for", option_of(made).pk) == "for “Buy”"
    assert hear("open", option_of(made).pk) == "open"
    assert hear("against", None) == "against"
    with pytest.raises(NotFound):
        hear("for", option_of(other).pk)
