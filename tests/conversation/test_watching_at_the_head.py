"""Watching a record from the head of its page: the state, how many, for whom."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from leadline.conversation import queries
from tests.beside import KINDS
from tests.conftest import Person
from tests.conversation.talking import need_of

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true", "HX-Target": "watch"}
HEAD = re.compile(r'<form class="watch" id="watch".*?</form>', re.S)


def head_of(page: str) -> str:
    (found,) = HEAD.findall(page)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_each_record_says_at_its_head_whether_and_by_how_many_it_is_watched(
    ana: Person, ben: Person
) -> None:
    missing = {}
    for name, kind in KINDS.items():
        pk = kind.make(ana, f"Add a port of the {name}")
        page = ana.browser.get(reverse(kind.own, args=[ana.actor.workspace_id, pk]))
        if len(HEAD.findall(page.content.decode())) != 1:
            missing[name] = page.status_code
    assert missing == {}

    need = need_of(ana)
    place = f"/w/{ana.actor.workspace_id}/talk/need/{need.pk}/watch/"
    for person, said, count in ((ana, "yes", 1), (ben, "yes", 2), (ana, "no", 1)):
        part = person.browser.post(place, {"on": said}, headers=PART).content.decode()
        word, number, *_ = head_of(part).split()
        assert (word, int(number)) == ("Watching" if said == "yes" else "Watch", count)


def test_a_stranger_watches_nothing_and_learns_of_no_watcher(
    ana: Person, cleo: Person
) -> None:
    need = need_of(ana)
    ana.browser.post(
        f"/w/{ana.actor.workspace_id}/talk/need/{need.pk}/watch/", {"on": "yes"}
    )

    for workspace in (ana.actor.workspace_id, cleo.actor.workspace_id):
        place = f"/w/{workspace}/talk/need/{need.pk}/watch/"
        assert cleo.browser.post(place, {"on": "yes"}, headers=PART).status_code == 404
    theirs = queries.watching_of(actor=cleo.actor, about="need", record_id=need.pk)
    assert (theirs.is_on, theirs.count) == (False, 0)


def test_a_word_said_about_a_record_watches_it_at_its_head_too(ana: Person) -> None:
    need = need_of(ana)
    place = f"/w/{ana.actor.workspace_id}/talk/need/{need.pk}/"

    part = ana.browser.post(
        place, {"text": "So?"}, headers=PART | {"HX-Target": "talk"}
    )

    assert head_of(part.content.decode()).startswith("Watching 1")
    assert 'hx-swap-oob="true"' in part.content.decode()
