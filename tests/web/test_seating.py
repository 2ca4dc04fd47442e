"""Seating the customer from a page: it answers at once, and shows how far it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from leadline.accounts.actions import new_claim, take_job
from leadline.accounts.jobs import run_job
from leadline.accounts.models import Job
from leadline.accounts.types import JobState
from leadline.decisions import actions
from leadline.decisions.actions import seating
from leadline.decisions.models import Decision
from leadline.evidence import actions as evidence
from tests.conftest import Person
from tests.decisions.making import NOW, make_decision, say
from tests.factories import as_row

PAGES = ("", "hear/", "meeting/")


@pytest.fixture
def made(ana: Person) -> Decision:
    need = evidence.create_need(actor=ana.actor, statement="Sign in", now=NOW)
    say(ana, "Do not buy it, build it.", need_id=need.pk)
    return make_decision(ana, need_ids=(need.pk,))


def at(person: Person, made: Decision, page: str = "") -> str:
    return f"/w/{person.actor.workspace_id}/decisions/{made.pk}/{page}"


def html(person: Person, made: Decision, page: str = "") -> str:
    return person.browser.get(at(person, made, page)).content.decode()


def work() -> Job:
    taken = take_job(claim=new_claim(), now=NOW)
    assert taken is not None
    job = as_row(Job, taken)
    run_job(job)
    job.refresh_from_db()
    return job


@pytest.mark.parametrize(
    ("then", "page"), [("hear", "hear/"), ("meeting", "meeting/"), ("people", "")]
)
def test_it_answers_before_anything_is_looked_for(
    ana: Person, made: Decision, then: str, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seating, "propose", lambda *_: pytest.fail("looked at once"))

    answer = ana.browser.post(at(ana, made, "seat/"), {"then": then})

    assert answer.url == at(ana, made, page)
    assert Job.objects.get().state == JobState.QUEUED


@pytest.mark.parametrize("page", PAGES)
def test_pages_show_the_search_and_ask_for_no_second_one(
    ana: Person, made: Decision, page: str
) -> None:
    button = f'action="{at(ana, made, "seat/")}"'
    assert button in html(ana, made, page)
    ana.browser.post(at(ana, made, "seat/"))

    shown = html(ana, made, page)
    assert f'id="job-{Job.objects.get().pk}"' in shown
    assert button not in shown


@pytest.mark.parametrize("page", PAGES)
def test_once_it_is_done_its_words_are_there_and_nothing_is_at_work(
    ana: Person, made: Decision, page: str
) -> None:
    ana.browser.post(at(ana, made, "seat/"))
    job = work()

    assert (job.state, job.result) == ("done", {"looked_at": 1, "proposed": 1})
    shown = html(ana, made, page)
    assert "job-" not in shown
    assert {"": "1 word waits", "hear/": "Do not buy it", "meeting/": "Hear 1 word"}[
        page
    ] in shown


@pytest.mark.parametrize("page", PAGES[:2])
def test_where_it_failed_the_page_says_why_and_asks_again(
    ana: Person, made: Decision, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana.browser.post(at(ana, made, "seat/"))
    with monkeypatch.context() as patch:
        # Somebody words the question anew while words for the old one are looked for.
        patch.setattr(seating, "propose", _anew(made))
        assert work().state == JobState.FAILED

    shown = html(ana, made, page)
    assert "changed while their words were looked for" in shown
    assert f'action="{at(ana, made, "seat/")}"' in shown
    ana.browser.post(at(ana, made, "seat/"))
    assert "changed while their words" not in html(ana, made, page)


def _anew(made: Decision) -> Callable[..., list[object]]:
    def propose(*_: object) -> list[object]:
        Decision.objects.filter(pk=made.pk).update(question="Shall we at all?")
        return []

    return propose


def test_asked_twice_it_is_one_search_and_another_decision_has_its_own(
    ana: Person, made: Decision
) -> None:
    other = make_decision(ana)
    first = actions.start_seating(actor=ana.actor, decision_id=made.pk)
    assert actions.start_seating(actor=ana.actor, decision_id=made.pk) == first
    assert actions.start_seating(actor=ana.actor, decision_id=other.pk) != first

    work()
    assert actions.start_seating(actor=ana.actor, decision_id=made.pk) != first


def test_what_cannot_be_looked_for_is_said_at_once(ana: Person, made: Decision) -> None:
    made.options.first().delete()

    ana.browser.post(at(ana, made, "seat/"))

    assert not Job.objects.exists()


def test_readers_and_strangers_start_no_search(
    ana: Person, ben: Person, cleo: Person, made: Decision
) -> None:
    for person, status in ((ben, 403), (cleo, 404)):
        answer = person.browser.post(at(ana, made, "seat/"))
        assert answer.status_code == status
    assert not Job.objects.exists()
