"""Decisions and their chair, as a browser meets them."""

from __future__ import annotations

import pytest

from leadline.decisions import actions
from leadline.decisions.models import ChairWord, Decision
from tests.conftest import Person
from tests.decisions.making import (
    NOW,
    REASON,
    full_chair,
    make_decision,
    option_of,
    speak,
)


def at(person: Person, path: str = "") -> str:
    return f"/w/{person.actor.workspace_id}/decisions/{path}"


def text_of(person: Person, path: str) -> str:
    return person.browser.get(at(person, path)).content.decode()


def test_empty_pages_teach_the_next_step(ana: Person) -> None:
    assert "Open the first decision" in text_of(ana, "")
    made = make_decision(ana)
    assert "Seat the customer" in text_of(ana, f"{made.pk}/")
    assert "Nobody has heard a customer on this yet" in text_of(
        ana, f"{made.pk}/meeting/"
    )
    assert "This chair is empty" in text_of(ana, f"{made.pk}/card/")


def test_a_decision_is_opened_from_a_form_that_keeps_what_was_typed(
    ana: Person,
) -> None:
    body = {"question": "Build or buy?", "options": "Buy: by April\nbuy", "door": "x"}
    wrong = ana.browser.post(at(ana, "new/"), body)
    assert wrong.status_code == 422
    assert b"Buy: by April" in wrong.content

    again = ana.browser.post(at(ana, "new/"), body | {"door": "one_way"})
    assert again.status_code == 422
    assert b"same title" in again.content

    fine = body | {"door": "one_way", "options": "Buy: by April\nBuild"}
    ana.browser.post(at(ana, "new/"), fine)
    made = Decision.objects.get()
    assert list(made.options.values_list("title", "note")) == [
        ("Buy", "by April"), ("Build", ""),
    ]  # fmt: skip


def test_the_list_is_exported_without_formulas(ana: Person) -> None:
    make_decision(ana, question="=1+1 or not?")

    file = b"".join(ana.browser.get(at(ana, "decisions.csv")).streaming_content)

    assert b"'=1+1 or not?" in file


def test_a_word_is_corrected_by_a_person(ana: Person) -> None:
    made = make_decision(ana)
    speak(ana, made, for_1="One voice")
    word = ChairWord.objects.get()

    ana.browser.post(at(ana, f"{made.pk}/words/{word.pk}/"), {"side": "against"})
    assert "Against: Buy" in text_of(ana, f"{made.pk}/words/")
    ana.browser.post(at(ana, f"{made.pk}/words/{word.pk}/"), {"side": "rejected"})

    word.refresh_from_db()
    assert (word.side, word.state) == ("against", "rejected")


@pytest.mark.parametrize("path", ["decide/", "change/", "hear/", "seat/", "words/"])
def test_no_page_closes_a_decision_around_its_chair(ana: Person, path: str) -> None:
    made = make_decision(ana)
    speak(ana, made, for_1="One voice")
    everything = {
        "option_id": option_of(made).pk, "because": "we want to", "state": "decided",
        "choice": option_of(made).pk, "sentence": "We choose", "chair_verdict": "taken",
        "question": "Build or buy sign-on?", "options": "Build\nBuy", "door": "two_way",
        "override": "too short", "side": "for",
    }  # fmt: skip
    for state in ("draft", "heard"):
        Decision.objects.filter(pk=made.pk).update(state=state)

        ana.browser.post(at(ana, f"{made.pk}/{path}"), everything)

        made.refresh_from_db()
        assert made.state in ("draft", "heard")
        assert (made.choice, made.sentence) == (None, "")


def test_a_refusal_shows_the_page_again_with_what_was_typed(ana: Person) -> None:
    made = make_decision(ana)
    speak(ana, made, for_1="One voice")
    ana.browser.post(at(ana, f"{made.pk}/hear/"))
    body = {"option_id": option_of(made).pk, "because": "it is live by April"}

    page = ana.browser.post(at(ana, f"{made.pk}/decide/"), body)

    assert page.status_code == 422
    assert "The chair is weak" in page.content.decode()
    assert "it is live by April" in page.content.decode()
    ana.browser.post(at(ana, f"{made.pk}/decide/"), body | {"override": REASON})
    assert "Closed around the chair" in text_of(ana, f"{made.pk}/")
    assert "1 decision was closed around the chair" in text_of(ana, "")


def test_owners_say_how_fast_words_age(olu: Person, ana: Person) -> None:
    assert olu.browser.post(at(olu, "ageing/"), {"days": 60}).status_code == 302
    assert "After 60 days" in text_of(ana, "ageing/")
    assert ana.browser.post(at(ana, "ageing/"), {"days": 30}).status_code == 403
    assert olu.browser.post(at(olu, "ageing/"), {"days": 1}).status_code == 422


@pytest.mark.parametrize("n", [1, 3])
def test_pages_take_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_max_num_queries: object
) -> None:
    for i in range(n):
        make_decision(ana, question=f"Question {i}")
    made = Decision.objects.first()
    speak(ana, made, **{f"for_{i}": f"Voice number {i}" for i in range(n)})
    browser = ana.browser
    browser.get(at(ana))

    with django_assert_max_num_queries(12):
        browser.get(at(ana))
    with django_assert_max_num_queries(40):
        browser.get(at(ana, f"{made.pk}/"))


def test_taking_back_asks_for_a_reason_and_names_what_follows(ana: Person) -> None:
    taken, after = make_decision(ana, question="A?"), make_decision(ana, question="B?")
    full_chair(ana, taken)
    actions.decide(
        actor=ana.actor, decision_id=taken.pk, option_id=option_of(taken).pk,
        because="it is ours", now=NOW,
    )  # fmt: skip
    door = f"/w/{ana.actor.workspace_id}/decisions/{taken.pk}/"

    page = ana.browser.post(f"{door}reverse/", {"superseded_by": after.pk})
    assert page.status_code == 422
    assert "This is needed" in page.content.decode()
    ana.browser.post(
        f"{door}reverse/", {"reason": "The price rose", "superseded_by": after.pk}
    )
    assert "Superseded by" in ana.browser.get(door).content.decode()


def test_a_review_is_moved_with_a_day_to_come_and_a_reason(ana: Person) -> None:
    made = make_decision(ana)
    full_chair(ana, made)
    actions.decide(
        actor=ana.actor, decision_id=made.pk, option_id=option_of(made).pk,
        because="it is cheaper", now=NOW,
    )  # fmt: skip
    home = f"/w/{ana.actor.workspace_id}/decisions/{made.pk}/"
    said = {"review_date": "2001-01-01", "why": "The pilot is late"}
    later = said | {"review_date": "2099-01-05"}

    refused = ana.browser.post(f"{home}review/move/", said)
    moved = ana.browser.post(f"{home}review/move/", later)

    assert refused.status_code == 422
    assert "The review is on a day to come." in refused.content.decode()
    assert 'value="The pilot is late"' in refused.content.decode()
    assert (moved.status_code, moved.url) == (302, home)
    assert "Looked at again on 5 January 2099" in ana.browser.get(home).content.decode()
