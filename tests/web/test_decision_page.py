"""The page of a decision: what comes next, the comparison, the sentence."""

from __future__ import annotations

import re

import pytest

from leadline.decisions import actions, queries
from leadline.decisions.models import Decision
from leadline.decisions.types import CellIn, CriterionIn, ForecastIn, PredictionIn
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn
from tests.conftest import Person
from tests.decisions.making import (
    NOW,
    full_chair,
    make_decision,
    option_of,
    speak,
)


def at(person: Person, path: str = "") -> str:
    return f"/w/{person.actor.workspace_id}/decisions/{path}"


def text_of(person: Person, path: str) -> str:
    """Return the main part of a page."""
    page = person.browser.get(at(person, path)).content.decode()
    return str(page[page.index("<main") : page.index("</main>")])


def next_of(person: Person, made: Decision) -> str:
    """Return the label of the one primary button, and check that it is one."""
    page = text_of(person, f"{made.pk}/")
    found = re.findall(r'class="btn btn-primary[^"]*"[^>]*>([^<]+)<', page)
    assert len(found) == 1
    return str(found[0])


def compare(person: Person, made: Decision, *titles: str) -> None:
    cells = tuple(CellIn(option_of(made, title).pk, "3 weeks") for title in titles)
    actions.compare_options(
        actor=person.actor, decision_id=made.pk, now=NOW,
        criteria=[CriterionIn("Work", cells=cells)],
    )  # fmt: skip


def test_the_next_step_is_the_first_that_is_not_done(ana: Person) -> None:
    made = make_decision(ana)
    assert next_of(ana, made) == "Compare the options"
    compare(ana, made, "Buy")
    assert next_of(ana, made) == "Fill the gaps"
    compare(ana, made, "Buy", "Build")
    assert next_of(ana, made) == "Seat the customer"
    full_chair(ana, made)
    assert next_of(ana, made) == "Predict"
    who = stakeholders.create_person(
        actor=ana.actor, person=PersonIn("Petra Lang", "finance")
    )
    actions.name_person(
        actor=ana.actor, decision_id=made.pk, person_id=who.pk, part="asked", now=NOW
    )
    assert next_of(ana, made) == "Ask Petra Lang"
    actions.hear_person(
        actor=ana.actor, decision_id=made.pk, person_id=who.pk, stance="for", why="",
        now=NOW, option_id=option_of(made).pk,
    )  # fmt: skip
    asked = actions.create_prediction(
        actor=ana.actor, on=NOW.date(),
        prediction=PredictionIn(
            "Thirty sign in", resolve_on=NOW.date().replace(year=2030),
            decision_id=made.pk,
        ),
    )  # fmt: skip
    assert next_of(ana, made) == "Answer"
    actions.answer_prediction(
        actor=ana.actor, prediction_id=asked.pk, forecast=ForecastIn(probability=65),
        now=NOW,
    )  # fmt: skip
    assert next_of(ana, made) == "Finish the sentence"
    page = text_of(ana, f"{made.pk}/")
    assert page.count('<li class="done">') == 4
    assert "<span>for “Buy”</span>" in page
    assert "noted by ana" in " ".join(page.split())


def test_one_option_is_no_choice(ana: Person) -> None:
    made = make_decision(ana, "Build")

    assert next_of(ana, made) == "Add options"


def test_who_reads_only_sees_the_steps_without_a_button(
    ana: Person, ben: Person
) -> None:
    made = make_decision(ana)

    page = text_of(ben, f"{made.pk}/")

    assert "Options compared" in page
    assert "btn-primary" not in page
    assert "Add criteria" not in page


def test_the_comparison_is_filled_on_its_page_and_keeps_what_was_typed(
    ana: Person, ben: Person
) -> None:
    made = make_decision(ana)
    door = at(ana, f"{made.pk}/compare/")
    buy = option_of(made).pk
    said = {"name0": "Work", f"words0_{buy}": "3 <b>weeks</b>", "note0": "for two"}
    nameless = {"name0": "", f"words0_{buy}": "3 weeks"}

    wrong = ana.browser.post(door, nameless)
    right = ana.browser.post(door, said)

    assert wrong.status_code == 422
    assert "3 weeks</textarea>" in wrong.content.decode()
    assert right.status_code == 302
    page = text_of(ana, f"{made.pk}/")
    assert "3 &lt;b&gt;weeks&lt;/b&gt;" in page
    assert "ana says so, no evidence named" in page
    assert "nobody said yet" in page
    assert ben.browser.post(door, said).status_code == 403
    assert "Work</textarea>" in text_of(ana, f"{made.pk}/compare/")


def test_a_taken_decision_is_not_compared_anew(ana: Person) -> None:
    made = make_decision(ana)
    full_chair(ana, made)
    take(ana, made)

    page = ana.browser.post(at(ana, f"{made.pk}/compare/"), {"name0": "Work"})

    assert page.status_code == 422
    assert "This decision is taken." in page.content.decode()


def take(person: Person, made: Decision, **said: str) -> None:
    body = {"option_id": option_of(made).pk, "because": "it is live by April"} | said
    person.browser.post(at(person, f"{made.pk}/decide/"), body)


def test_what_may_go_badly_is_asked_and_read_at_the_review(ana: Person) -> None:
    made = make_decision(ana)
    full_chair(ana, made)
    assert "Imagine it went badly: the likeliest reason?" in text_of(ana, f"{made.pk}/")

    take(ana, made, premortem="The provider <doubles> its price")

    for path in ("", "review/"):
        page = text_of(ana, f"{made.pk}/{path}")
        assert "The provider &lt;doubles&gt; its price" in page
    body = {"process": 4, "result": "worse", "lesson": "Ask the provider first"}
    ana.browser.post(at(ana, f"{made.pk}/review/"), body)
    page = text_of(ana, f"{made.pk}/")
    assert "The provider &lt;doubles&gt; its price" in page
    assert "<b>Taken well, bad luck</b>, by the marks of ana: 4 of 5" in page
    checks = page[page.index('class="checks') :]
    assert checks.index("</li>") < checks.index("The chair was taken")


def test_the_choice_reads_as_the_room_says_it(ana: Person) -> None:
    made = make_decision(ana)
    full_chair(ana, made)

    take(ana, made, wording="to buy from the Anbieter")

    sentence = queries.decision_page(actor=ana.actor, decision_id=made.pk).row.sentence
    assert sentence.startswith("We choose to buy from the Anbieter, although ")


def test_the_room_goes_on_to_the_sentence(ana: Person) -> None:
    made = make_decision(ana)
    door = at(ana, f"{made.pk}/hear/")

    early = ana.browser.post(door)
    speak(ana, made, for_1="One voice")
    heard = ana.browser.post(door)

    assert early.url == at(ana, f"{made.pk}/")
    assert heard.url == at(ana, f"{made.pk}/#sentence")
    assert 'id="sentence"' in text_of(ana, f"{made.pk}/")


def test_the_day_to_look_back_makes_it_the_next_step(ana: Person) -> None:
    made = make_decision(ana)
    full_chair(ana, made)
    take(ana, made)
    assert "Next:" not in text_of(ana, f"{made.pk}/")

    Decision.objects.filter(pk=made.pk).update(review_date="2020-01-01")

    assert next_of(ana, made) == "Review it"


@pytest.mark.parametrize("state", ["open", "draft", "heard", "decided"])
def test_the_filter_names_each_state_once(ana: Person, state: str) -> None:
    make_decision(ana)

    page = text_of(ana, f"?state={state}")

    options = re.findall(r"<option[^>]*>([^<]+)</option>", page)
    named = [one for one in options if one.startswith("Open")]
    assert named == ["Open", "Open, chair not heard", "Open, chair heard"]
