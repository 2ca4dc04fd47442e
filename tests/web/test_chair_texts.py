"""What the pages of a chair say of it agrees, in every state it can be in."""

from __future__ import annotations

import re

import pytest

from leadline.decisions import actions
from leadline.decisions.models import ChairWord, Decision, Option
from leadline.decisions.queries import chair_of
from leadline.decisions.types import CellIn, CriterionIn, WordState
from leadline.evidence import actions as evidence
from tests.conftest import Person
from tests.decisions.hearing import wait
from tests.decisions.making import NOW, make_customer, make_decision, option_of, say

SEGMENTS = ("Ports", "Hospitals", "Homes")
NOBODY_SILENT = "No touched segment is silent."


class Chair:
    """A decision that touches three segments, and its pages."""

    def __init__(self, person: Person, *titles: str) -> None:
        self.person = person
        need = evidence.create_need(actor=person.actor, statement="Tide", now=NOW)
        self.customers = {
            name: make_customer(person, f"House of {name}", name, 100 * n)
            for n, name in enumerate(SEGMENTS, 1)
        }
        self.said = {
            name: say(person, f"Tide for {name}", customer, need_id=need.pk)
            for name, customer in self.customers.items()
        }
        self.made = make_decision(person, *titles, need_ids=(need.pk,))
        options = Option.objects.filter(decision=self.made)
        cells = tuple(CellIn(option.pk, "A year") for option in options)
        actions.compare_options(
            actor=person.actor, decision_id=self.made.pk, now=NOW,
            criteria=[CriterionIn("How long", cells=cells)],
        )  # fmt: skip

    def put(self, segment: str, side: str) -> None:
        actions.add_word(
            actor=self.person.actor, decision_id=self.made.pk, now=NOW,
            feedback_id=self.said[segment].pk, side=side,
            option_id=option_of(self.made).pk,
        )  # fmt: skip

    def waits(self, segment: str) -> None:
        wait(self.person, self.made, f"More of {segment}", self.customers[segment])

    def leave_the_rest(self) -> None:
        actions.reject_the_rest(
            actor=self.person.actor, decision_id=self.made.pk, now=NOW
        )

    def look(self, pieces: int) -> None:
        Decision.objects.filter(pk=self.made.pk).update(looked_at=pieces)

    def page(self, name: str = "") -> str:
        path = f"/w/{self.made.workspace_id}/decisions/{self.made.pk}/{name}"
        html = self.person.browser.get(path).content.decode()
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))

    def although(self) -> str:
        chair = chair_of(actor=self.person.actor, decision_id=self.made.pk, now=NOW)
        return chair.although(option_of(self.made).pk)


@pytest.fixture
def chair(ana: Person) -> Chair:
    return Chair(ana)


def test_nobody_looked_yet(chair: Chair) -> None:
    assert chair.although() == "and have not looked for what customers say"
    assert "Nobody was heard yet." in chair.page()
    assert "Nobody has looked for their words either." in chair.page("meeting/")
    assert "No words on the chair; 3 customers are touched" in chair.page("meeting/")
    assert "This chair is empty" in chair.page("card/")
    assert "No words to hear yet" in chair.page("hear/")


def test_nothing_was_found(chair: Chair) -> None:
    chair.look(1)
    assert chair.although() == (
        "and have heard nobody: 1 piece of feedback had no word about it to hear"
    )
    chair.look(312)
    assert "nobody: 312 pieces of feedback had no word" in chair.although()
    assert "no word about this question was found" in chair.page("meeting/")
    assert "Next: say that nobody took a side" in chair.page()


def test_words_that_wait_are_neither_silence_nor_a_side(chair: Chair) -> None:
    chair.look(5)
    for segment in SEGMENTS:
        chair.waits(segment)

    assert chair.although() == "and have heard nobody yet, with 3 words unheard"
    for page in (chair.page(), chair.page("hear/")):
        assert NOBODY_SILENT not in page
        assert "words of Homes; Hospitals; Ports are not heard yet." in page
    assert "3 words are on record and wait" in chair.page("meeting/")


def test_what_is_counted_and_who_is_silent_agree(chair: Chair) -> None:
    chair.look(5)
    chair.put("Ports", "for")
    chair.put("Hospitals", "against")
    chair.waits("Homes")

    page = chair.page()
    assert "Voices of 2 of 3 segments take a side" in page
    assert NOBODY_SILENT not in page
    assert "Not known yet: words of Homes are not heard yet." in page

    chair.put("Homes", "for")
    page = chair.page()
    assert "Voices of 3 of 3 segments take a side" in page
    assert NOBODY_SILENT in page


def test_somebody_heard_who_takes_no_side_is_not_called_unheard(chair: Chair) -> None:
    chair.look(5)
    chair.put("Ports", "neither")

    page, hear, meeting = chair.page(), chair.page("hear/"), chair.page("meeting/")

    assert "1 word was heard, for no option and against none" in page
    assert "Nobody of any segment it touches takes a side." in page
    assert "100 a year; heard, and took no side)" in page
    assert "Next: say that nobody took a side" in page
    assert "100 a year, heard, took no side" in hear
    assert "200 a year, nobody heard" in hear
    assert "Nobody heard takes a side on this." in meeting
    assert "1 word was heard, for no option and against none." in meeting
    assert "no word about this question was found" not in meeting
    card = chair.page("card/")
    assert "This chair is empty" in card
    assert "Nobody takes a side on it in the 1 word heard." in card


def test_nobody_is_said_to_be_against_it_but_those_who_were_heard(chair: Chair) -> None:
    """A search of many pieces hears nobody; twenty words that wait may say anything."""
    chair.look(312)
    chair.put("Ports", "for")
    assert chair.although() == "and nobody is against it in the 1 word we heard"
    assert "Nobody is against it in the 1 word heard." in chair.page()

    chair.waits("Homes")
    chair.waits("Hospitals")

    told = "in the 1 word we heard, with 2 words unheard"
    assert chair.although() == f"and nobody is against it {told}"
    page = chair.page()
    assert "Nobody is against it in the 1 word heard, with 2 words unheard." in page
    assert "nobody takes a side in the 1 word heard, with 2 words unheard" in page
    assert "1 of 3 words heard" in page
    assert "2 words are unheard." in chair.page("meeting/")


def test_words_left_for_good_stay_unheard(chair: Chair) -> None:
    chair.look(312)
    chair.put("Ports", "for")
    chair.waits("Homes")
    chair.leave_the_rest()

    assert chair.although().endswith("in the 1 word we heard, with 1 word unheard")
    page = chair.page()
    assert "1 word was left unheard" in page
    assert "1 of 2 words heard" in page
    assert "words of Homes are not heard yet" in page or "Words of Homes" in page

    chair.put("Homes", "for")  # another word of theirs: the one that was left stays
    assert "with 1 word unheard" in chair.although()


def test_a_word_that_a_person_put_by_is_not_unheard(chair: Chair) -> None:
    chair.put("Ports", "for")
    chair.waits("Homes")
    word = ChairWord.objects.get(state=WordState.PROPOSED)
    actions.set_word(
        actor=chair.person.actor, decision_id=chair.made.pk, word_id=word.pk,
        state=WordState.REJECTED, now=NOW,
    )  # fmt: skip

    assert chair.although() == "and nobody is against it in the 1 word we heard"
    assert "unheard" not in chair.page()


def test_words_put_on_by_hand_are_where_it_was_looked(chair: Chair) -> None:
    chair.put("Ports", "for")
    assert chair.although() == "and nobody is against it in the 1 word we heard"
    chair.put("Hospitals", "against")
    assert chair.although().startswith("although House of Hospitals told us")


@pytest.mark.parametrize(
    ("sides", "title", "how"),
    [
        (("for", "for"), "hear the voices together", "voice by voice"),
        (("for", "against"), "hear both sides together", "one voice for beside one"),
    ],
)
def test_the_meeting_is_announced_as_it_will_be(
    chair: Chair, sides: tuple[str, str], title: str, how: str
) -> None:
    chair.put("Ports", sides[0])
    chair.put("Hospitals", sides[1])
    page = chair.page()
    assert f"Next: {title}" in page
    assert how in page


def test_words_turned_down_stand_on_no_chair(chair: Chair) -> None:
    chair.look(5)
    chair.waits("Ports")
    chair.leave_the_rest()

    hear = chair.page("hear/")

    assert "1 word was left unheard" in hear
    assert "Nobody heard it, so none stands on the chair" in hear
    assert "among all words" not in hear
    assert "Nobody was heard yet; 1 word was left unheard." in chair.page()
    assert "1 word was left unheard. Deciding" in chair.page("meeting/")
    assert chair.although() == "and have heard nobody yet, with 1 word unheard"
    card = chair.page("card/")
    assert (
        "No customer has been heard on it, and 1 word found about it is unheard."
        in card
    )


@pytest.mark.parametrize("options", [2, 6])
def test_each_option_has_its_own_sentence(ana: Person, options: int) -> None:
    chair = Chair(ana, *("Buy", "Build", "Wait", "Rent", "Share", "Sell")[:options])
    chair.put("Ports", "against")

    page = chair.page()

    assert page.count("although House of Ports told us") == 1
    assert page.count("nobody is against it in the 1 word we heard") == options - 1
