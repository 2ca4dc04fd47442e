"""Pages of launches: the matrix, a step changed where it stands, who may do what."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from leadline.launches import queries
from leadline.launches.models import Launch, LaunchStep
from tests.conftest import Person
from tests.factories import make_bet
from tests.launches.launching import add, begin, change, finish

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def at(who: Person, path: str = "") -> str:
    return f"/w/{who.actor.workspace_id}/launches/{path}"


def soon(who: Person, title: str = "Rota", **said: object) -> Launch:
    day = timezone.localdate() + timedelta(days=30)
    return begin(who, title, day=day, **said)


def read(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_an_empty_list_says_what_a_launch_is(ana: Person, ben: Person) -> None:
    assert "Begin the first" in read(ana.browser, at(ana))
    assert "Begin the first" not in read(ben.browser, at(ben))


def test_a_launch_is_begun_from_a_bet(ana: Person) -> None:
    bet = make_bet(ana.actor)
    page = read(ana.browser, at(ana, f"new/?bet={bet.pk}"))
    assert 'value="Single sign-on"' in page
    said = {"title": "Single sign-on", "kind": "minor", "day": "2037-03-02",
            "bet_id": bet.pk}  # fmt: skip

    answer = ana.browser.post(at(ana, "new/"), said)

    launch = Launch.objects.get()
    assert answer.url == at(ana, f"{launch.pk}/")
    assert (launch.bet, launch.steps.count()) == (bet, 4)
    assert "no day" not in read(ana.browser, answer.url)


def test_a_day_is_asked_for_beside_its_field(ana: Person) -> None:
    answer = ana.browser.post(at(ana, "new/"), {"title": "Rota", "kind": "minor"})
    assert answer.status_code == 422
    assert not Launch.objects.exists()


def test_the_matrix_says_what_is_not_answered(ana: Person, ben: Person) -> None:
    launch = soon(ana)
    step = LaunchStep.objects.get(part="support")
    change(ana, step, owner_id=ben.actor.user_id)
    page = read(ben.browser, at(ben))

    assert "Support: no answer, 0 of 1 step" in page
    assert "Legal: none, not needed" in page
    assert "1 launch is in preparation" in page
    assert f"{at(ben, str(launch.pk))}/#fn-support" in page


def test_the_sentence_says_what_is_missing(ana: Person, ben: Person) -> None:
    launch = soon(ana)
    address = at(ana, f"{launch.pk}/")
    page = read(ana.browser, address)
    assert "4 of 4 steps are to do, 4 steps have no owner" in page
    assert ">Still to answer</h2>" in page, "no count of nobody"
    change(ana, LaunchStep.objects.get(part="support"), owner_id=ben.actor.user_id)
    page = read(ana.browser, address)
    assert (
        "4 of 4 steps are to do, Support has not answered, 3 steps have no owner"
        in page
    )
    assert re.search(r'>Still to answer\s*<span\s+class="count">1</span>', page)
    sell = LaunchStep.objects.get(part="sell")
    change(ana, sell, state="blocked", why="Still with the translator")
    assert "1 step is blocked" in read(ana.browser, address)
    assert "Sell: 0 of 1 step, blocked" in read(ana.browser, at(ana))
    change(ana, sell, state="open")
    finish(ana, launch)
    assert "every step is done" in read(ana.browser, address)


def test_a_day_that_cannot_hold_is_not_said_as_one_that_can(ana: Person) -> None:
    launch = soon(ana)
    address = at(ana, f"{launch.pk}/")
    assert "the earliest honest day is" not in read(ana.browser, address)
    add(ana, launch, "Badges ordered", days=-1, lead_days=700)
    assert "the earliest honest day is" in read(ana.browser, address)


def test_a_tick_without_evidence_opens_the_fields(ana: Person) -> None:
    launch = soon(ana)
    step = add(ana, launch)
    place = at(ana, f"{launch.pk}/steps/{step.pk}/")
    answer = ana.browser.post(f"{place}tick/", **HTMX)
    assert answer.status_code == 422
    assert answer["HX-Retarget"] == f"#step-{step.pk}"
    assert "Say what shows that it is done" in answer.content.decode()
    said = {"title": "Guide", "part": "document", "days": "-7", "state": "done",
            "proof": "https://x.example/guide"}  # fmt: skip

    answer = ana.browser.post(place, said, **HTMX)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="fn-document"' in text
    assert 'hx-swap-oob="true"' in text
    assert 'href="https://x.example/guide"' in text
    answer = ana.browser.post(f"{place}tick/")
    assert answer.url == f"{at(ana, str(launch.pk))}/#step-{step.pk}"
    step.refresh_from_db()
    assert step.state == "open"


def test_evidence_that_is_no_address_is_no_link(ana: Person) -> None:
    launch = soon(ana)
    add(ana, launch, proof="javascript://alert(1)")
    assert 'href="javascript' not in read(ana.browser, at(ana, f"{launch.pk}/"))


def test_a_step_that_changes_its_function_loads_the_page(ana: Person) -> None:
    launch = soon(ana)
    step = add(ana, launch)
    said = {"title": "Guide", "part": "sell", "days": "-7", "state": "open"}
    place = at(ana, f"{launch.pk}/steps/{step.pk}/")
    answer = ana.browser.post(place, said, **HTMX)
    assert answer["HX-Redirect"].endswith(f"/{launch.pk}/#step-{step.pk}")


def test_a_reader_answers_for_their_own_step_only(ana: Person, ben: Person) -> None:
    launch = soon(ana)
    own, other = add(ana, launch), add(ana, launch, "Other")
    change(ana, own, owner_id=ben.actor.user_id)
    steps = at(ben, f"{launch.pk}/steps")
    page = read(ben.browser, at(ben, f"{launch.pk}/"))
    assert f"{steps}/{own.pk}/tick/" in page
    assert f"{steps}/{other.pk}/tick/" not in page
    assert ben.browser.get(f"{steps}/{other.pk}/").status_code == 403
    assert ben.browser.post(f"{steps}/{other.pk}/tick/").status_code == 403

    said = {"state": "done", "proof": "The page"}
    assert ben.browser.post(f"{steps}/{own.pk}/", said).status_code == 302

    row = queries.step_row(actor=ben.actor, step_id=own.pk)
    assert (row.is_done, row.answered_on) == (True, timezone.localdate())


def test_a_step_of_another_launch_is_not_there(ana: Person, cleo: Person) -> None:
    launch, other = soon(ana), soon(ana, "Badge")
    step = add(ana, other)
    place = at(ana, f"{launch.pk}/steps/{step.pk}/")
    assert ana.browser.get(place).status_code == 404
    assert cleo.browser.get(at(ana, f"{launch.pk}/")).status_code == 404


def test_it_is_launched_called_off_and_taken_up_by_the_page(ana: Person) -> None:
    launch = soon(ana)
    state = at(ana, f"{launch.pk}/state/")
    answer = ana.browser.post(state, {"do": "launched", "on": "2190-01-01"})
    assert answer.status_code == 422
    assert "Say it on the day" in answer.content.decode()
    today = timezone.localdate()
    ana.browser.post(state, {"do": "launched", "on": today.isoformat()})
    page = read(ana.browser, at(ana, f"{launch.pk}/"))
    assert "went to market on" in page
    assert "30 days before the day that was said first" in page
    assert "tick/" not in page
    ana.browser.post(state, {"do": "again"})
    ana.browser.post(state, {"do": "off", "why": "Nobody asked"})
    page = read(ana.browser, at(ana, f"{launch.pk}/"))
    assert "was called off: Nobody asked" in page
    assert "Badge" not in read(ana.browser, at(ana, "?state=off"))


def test_the_file_has_a_line_for_each_step(ana: Person) -> None:
    soon(ana)
    answer = ana.browser.get(at(ana, "launches.csv"))
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 5
    assert "Rota,Minor change,In preparation" in lines[1]


def test_the_search_finds_a_launch_by_its_words(ana: Person, cleo: Person) -> None:
    soon(ana, "Rota without a signal")
    for who, finds in ((ana, True), (cleo, False)):
        page = read(who.browser, f"/w/{who.actor.workspace_id}/search/?q=signal+rota")
        words = re.sub(r"<[^>]+>", "", page)
        assert ("Rota without a signal" in words) is finds
