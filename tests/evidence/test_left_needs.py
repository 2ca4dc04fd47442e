"""Needs that a later grouping left without a piece lead nobody astray."""

from __future__ import annotations

import pytest

from leadline.accounts.types import Actor
from leadline.evidence import actions, queries
from leadline.evidence.models import Feedback, Need
from leadline.evidence.types import NeedFilter, NeedState
from leadline.overview.search import find
from tests.conftest import Person
from tests.evidence.makers import NOW, say, want


def found(actor: Actor, statement: str, **fields: object) -> Need:
    """Return a need as a grouping makes it."""
    need = Need(workspace_id=actor.workspace_id, statement=statement, created_at=NOW)
    need.keywords = ["night", "dark"]
    for name, value in fields.items():
        setattr(need, name, value)
    need.save()
    return need


@pytest.fixture
def pair(ana: Person) -> tuple[Need, Need]:
    """One need that has all the pieces, and one that they have left."""
    held, left = found(ana.actor, "Dark mode"), found(ana.actor, "Dark at night")
    piece = say(ana.actor, "Too bright", need=left)
    actions.move_feedback(
        actor=ana.actor, feedback_ids=[piece.pk], need_id=held.pk, now=NOW
    )
    return held, left


def listed(person: Person, **wanted: str) -> list[str]:
    page = queries.list_needs(actor=person.actor, wanted=NeedFilter(**wanted), now=NOW)
    return [row.statement for row in page.items]


def similar(person: Person, need: Need) -> list[int]:
    about = queries.need_page(actor=person.actor, need_id=need.pk, now=NOW)
    return [pk for pk, *_ in about.similar]


def is_left(person: Person, need: Need) -> bool:
    return queries.need_page(actor=person.actor, need_id=need.pk, now=NOW).is_left


def test_a_need_left_by_its_pieces_is_neither_listed_nor_offered_nor_found(
    ana: Person, pair: tuple[Need, Need]
) -> None:
    held, left = pair

    assert listed(ana) == listed(ana, state="all") == ["Dark mode"]
    assert queries.count_needs(actor=ana.actor)[NeedState.OPEN] == 1
    assert queries.count_guesses(actor=ana.actor) == 1
    assert queries.find_needs(actor=ana.actor, text="dark") == [(held.pk, "Dark mode")]
    assert similar(ana, held) == []
    assert [hit.id for hit in find(actor=ana.actor, text="dark")] == [held.pk]
    assert (is_left(ana, held), is_left(ana, left)) == (False, True)


def test_a_need_that_a_person_named_stays_without_a_piece(
    ana: Person, pair: tuple[Need, Need]
) -> None:
    held, left = pair
    actions.rename_need(actor=ana.actor, need_id=left.pk, statement="Night theme")

    assert sorted(listed(ana)) == ["Dark mode", "Night theme"]
    assert queries.count_needs(actor=ana.actor)[NeedState.OPEN] == 2
    assert similar(ana, held) == [left.pk]
    assert [hit.id for hit in find(actor=ana.actor, text="night")] == [left.pk]


def test_a_need_written_down_by_hand_waits_for_its_first_piece(ana: Person) -> None:
    need = want(ana.actor)

    assert listed(ana) == [need.statement]
    assert not is_left(ana, need)
    page = ana.browser.get(f"/w/{ana.actor.workspace_id}/evidence/needs/{need.pk}/")
    assert "Nobody has said it yet" in page.content.decode()


def test_the_page_of_a_left_need_says_that_its_feedback_is_elsewhere(
    ana: Person, pair: tuple[Need, Need]
) -> None:
    _, left = pair

    page = ana.browser.get(f"/w/{ana.actor.workspace_id}/evidence/needs/{left.pk}/")

    assert "Its feedback is elsewhere now" in page.content.decode()
    assert "Nobody has said it yet" not in page.content.decode()
    assert "names fitted" not in page.content.decode()


def test_a_left_need_comes_back_with_its_pieces(
    ana: Person, pair: tuple[Need, Need]
) -> None:
    _, left = pair
    piece = Feedback.objects.get()

    actions.move_feedback(
        actor=ana.actor, feedback_ids=[piece.pk], need_id=left.pk, now=NOW
    )

    assert listed(ana) == ["Dark at night"]
    assert not is_left(ana, left)
