"""The card and the meeting, as a browser meets them."""

from __future__ import annotations

import re

import pytest

from leadline.decisions import actions
from leadline.decisions.models import ChairWord, Decision
from leadline.evidence.models import Feedback
from tests.conftest import Person
from tests.decisions.making import (
    NOW,
    full_chair,
    make_customer,
    make_decision,
    option_of,
    say,
    speak,
)
from tests.factories import as_row


def page_of(person: Person, made: Decision, name: str) -> str:
    door = f"/w/{person.actor.workspace_id}/decisions/{made.pk}/{name}"
    return person.browser.get(door).content.decode()


def put(person: Person, made: Decision, words: str, title: str, side: str) -> ChairWord:
    customer = make_customer(person, f"Port of {words[:12]}", "Ports", 100)
    return as_row(
        ChairWord,
        actions.add_word(
            actor=person.actor,
            decision_id=made.pk,
            option_id=option_of(made, title).pk,
            feedback_id=say(person, words, customer).pk,
            side=side,
            now=NOW,
        ),
    )


def test_a_meeting_puts_one_for_beside_one_against(ana: Person) -> None:
    made = make_decision(ana)
    for words, title, side in [
        ("Buy one", "Buy", "for"), ("Do not buy", "Buy", "against"),
        ("Never buy", "Buy", "against"), ("Build it", "Build", "for"),
        ("Whatever", "Build", "neither"),
    ]:  # fmt: skip
        put(ana, made, words, title, side)

    page = page_of(ana, made, "meeting/")

    stages = re.findall(r'data-stage="([^"]+)"', page)
    assert stages == ["Pair", "Voice alone", "Voice alone", "The sentence"]
    pair = page[page.index('data-stage="Pair"') : page.index('data-stage="Voice')]
    assert pair.index("For: Buy") < pair.index("Against: Buy")
    assert "2 words" in pair
    assert "Whatever" not in page
    assert "We choose “Build”" in page


def test_a_meeting_has_no_navigation_and_reads_without_a_script(ana: Person) -> None:
    made = make_decision(ana)
    full_chair(ana, made)

    page = page_of(ana, made, "meeting/")

    assert "<nav" not in page
    for words in Feedback.objects.values_list("words", flat=True):
        assert words in page
    assert "Finish the sentence" in page


def test_an_empty_meeting_says_what_waits_and_has_one_primary_button(
    ana: Person,
) -> None:
    made = make_decision(ana)

    nobody = page_of(ana, made, "meeting/")
    word = put(ana, made, "Build it", "Build", "for")
    ChairWord.objects.filter(pk=word.pk).update(state="proposed")
    waiting = page_of(ana, made, "meeting/")
    ChairWord.objects.filter(pk=word.pk).update(state="confirmed", side="neither")
    heard = page_of(ana, made, "meeting/")

    for page in (nobody, waiting, heard):
        assert page.count("btn-primary") == 1
    assert "Look for their words" in nobody
    assert "1 word is on record and waits to be heard" in waiting
    assert "Hear 1 word now" in waiting
    assert "Nobody heard takes a side on this." in heard


def test_who_reads_only_is_not_asked_to_hear(ana: Person, ben: Person) -> None:
    made = make_decision(ana)

    page = page_of(ben, made, "meeting/")

    assert "Look for their words" not in page
    assert "To the decision" in page


def test_a_card_shows_the_passage_whole_and_who_said_it(ana: Person) -> None:
    made = make_decision(ana)
    words = "Hello all. " + "We wait for weeks and months. " * 30 + "Buy it from them."
    word = put(ana, made, words, "Buy", "for")
    Feedback.objects.filter(pk=word.feedback_id).update(
        author="Henrik Aas", speech="reported", noted_by="Maren Oltmanns"
    )

    page = page_of(ana, made, "card/")

    quote = re.search(r"card-quote[^>]*>(.*?)</h2>", page, re.S).group(1)
    assert "Buy it from them." in re.sub(r"</?mark>", "", quote)
    assert "<b>Henrik Aas</b>" in page
    assert "noted by Maren Oltmanns" in page
    assert "what would Henrik Aas say?" in page


def test_a_shorter_sentence_is_chosen_where_the_words_are_too_long(
    ana: Person,
) -> None:
    made = make_decision(ana)
    put(ana, made, "We wait. " + "It takes a while here. " * 60, "Buy", "for")

    long = page_of(ana, made, "card/")
    chosen = page_of(ana, made, "card/?voice=1&part=1")

    assert "Choose the sentence that tells it" in long
    assert 'href="?voice=1&amp;part=1"' in long
    assert "Choose the sentence" not in chosen
    assert "card-short" in chosen
    assert "We wait." in chosen


@pytest.mark.parametrize("voice", ["0", "3", "x", "²", "-1"])
def test_a_voice_that_is_not_there_is_the_nearest_that_is(
    ana: Person, voice: str
) -> None:
    made = make_decision(ana)
    speak(ana, made, for_1="First of two", against_2="Second of two")

    page = page_of(ana, made, f"card/?voice={voice}&part={voice}")

    assert page.count("<article") == 1
    assert page_of(ana, made, "card/?voice=all").count("<article") == 2
