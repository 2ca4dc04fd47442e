"""Whose words a page shows, what counts, and how the inbox is emptied."""

from __future__ import annotations

import pytest

from leadline.evidence.models import Feedback
from tests.conftest import Person
from tests.evidence.makers import account, say, want
from tests.web.test_evidence import at, post, text

pytestmark = pytest.mark.django_db


def test_a_piece_is_set_aside_and_brought_back_in_the_inbox(ana: Person) -> None:
    say(ana.actor, "Waits")
    piece = say(ana.actor, "You have won")
    browser, bulk = ana.browser, at(ana, "feedback/sort/")
    inbox = at(ana, "feedback/")

    browser.post(bulk, {"piece": piece.pk, "do": "aside", "reason": "spam"})

    piece.refresh_from_db()
    assert piece.set_aside == "spam"
    assert "You have won" not in text(browser.get(inbox))
    page = text(browser.get(f"{inbox}?set_aside=any"))
    assert "You have won" in page
    assert "Spam: 1" in page
    assert "Set aside: spam" in text(browser.get(at(ana, f"feedback/{piece.pk}/")))

    browser.post(bulk, {"piece": piece.pk, "do": "count"})

    piece.refresh_from_db()
    assert piece.set_aside == ""
    for bad in ({"do": "aside", "reason": "dull"}, {"do": "aside"}):
        assert browser.post(bulk, {"piece": piece.pk, **bad}).status_code == 422


def test_words_of_ours_stand_in_a_part_of_their_own(ana: Person) -> None:
    piece = say(ana.actor, "We look into it", side="ours")
    page = ana.browser.get(at(ana, "feedback/") + "?side=ours")

    assert "We look into it" in text(page)
    assert "quote-ours" in page.content.decode()
    assert "wrote this" in text(ana.browser.get(at(ana, f"feedback/{piece.pk}/")))


def test_the_inbox_can_be_emptied(ana: Person) -> None:
    inbox = at(ana, "feedback/")
    piece = say(ana.actor, "One")
    assert "1 piece waits to be looked at" in text(ana.browser.get(inbox))

    post(ana, "feedback/sort/", triage=piece.pk)

    assert "Nothing waits: the inbox is empty" in text(ana.browser.get(inbox))
    empty = text(ana.browser.get(f"{inbox}?state=waiting"))
    assert "Nothing waits for you" in empty


def test_reported_speech_is_marked_wherever_it_is_quoted(ana: Person) -> None:
    acme, need = account(ana.actor, "Acme"), want(ana.actor)
    fields = {"kind": "sales_note", "author": "ana", "noted_by": ""}
    piece = say(ana.actor, "They wait a year", acme, need, **fields)

    for path in (
        "feedback/",
        f"feedback/{piece.pk}/",
        f"needs/{need.pk}/",
        f"customers/{acme.pk}/",
    ):
        page = ana.browser.get(at(ana, path))
        assert "is-reported" in page.content.decode(), path
        assert "noted by ana" in text(page), path
        assert "omebody at Acme" in text(page), path


def test_who_said_it_and_who_wrote_it_down_are_mended(ana: Person) -> None:
    post(
        ana, "feedback/add/", words="They wait", noted_by="Zoe", speech="reported",
        author="Kim",
    )  # fmt: skip
    piece = Feedback.objects.get()
    assert (piece.author, piece.noted_by, piece.speech) == ("Kim", "Zoe", "reported")

    said = {"author": "Kim Roe", "noted_by": "", "speech": "direct"}
    for name, value in said.items():
        post(ana, f"feedback/{piece.pk}/values/{name}/", **{name: value})

    piece.refresh_from_db()
    assert (piece.author, piece.noted_by, piece.speech) == ("Kim Roe", "", "direct")


def test_the_file_tells_who_said_it_and_what_counts(ana: Person) -> None:
    say(ana.actor, "They wait", kind="sales_note", author="ana")
    answer = ana.browser.get(at(ana, "feedback/export.csv"))
    head, line = b"".join(answer.streaming_content).decode().splitlines()[:2]

    assert head.endswith("side,speech,noted by,set aside")
    assert line.endswith("customer,reported,ana,")


def test_the_inbox_is_narrowed_by_what_the_source_says(ana: Person) -> None:
    say(ana.actor, "Tagged")
    say(ana.actor, "Plain")
    kept = Feedback.objects.filter(words="Tagged")
    kept.update(tags={"billing": True}, rating=2, rating_max=5, nps=4,
                source_status="solved", own_fields={"Priority": "high"})  # fmt: skip
    inbox = at(ana, "feedback/")
    whole = text(ana.browser.get(inbox))
    assert "Column of the source" in whole

    for query in (
        "tag=billing",
        "source_status=solved",
        "rating_at_most=2",
        "nps=detractor",
        "own_name=Priority&own_value=high",
    ):
        page = text(ana.browser.get(f"{inbox}?{query}"))
        assert "Tagged" in page, query
        assert "Plain" not in page, query


def test_filters_that_no_source_fills_are_not_offered(ana: Person) -> None:
    say(ana.actor)

    page = text(ana.browser.get(at(ana, "feedback/")))

    assert "Column of the source" not in page
    assert "Whose words" in page
