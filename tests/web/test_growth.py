"""Pages of growth: what they ask of the database, and whom they tell nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from leadline.accounts.models import Membership
from leadline.evidence.actions import record_feedback
from leadline.evidence.types import FeedbackIn
from leadline.growth import actions
from leadline.growth.models import Share
from leadline.growth.types import StepIn
from tests.conftest import Person
from tests.growth.test_cycles import NOW, TODAY, answer, ask, begin, close, keys

pytestmark = pytest.mark.django_db
SECRETS = ("A note of mine", "A comment of theirs", "Why it is so", "What I learned")


def at(person: Person, path: str = "") -> str:
    return f"/w/{person.actor.workspace_id}/growth/{path}"


def assessed(who: Person, name: str = "Autumn") -> int:
    cycle = begin(who, name)
    actions.rate_oneself(
        actor=who.actor, cycle_id=cycle.pk, levels=dict.fromkeys(keys(who), 4),
        notes={"insight": SECRETS[0]},
    )  # fmt: skip
    for _ in range(4):
        answer(who, ask(who, cycle), 2, SECRETS[1])
    close(who, cycle)
    actions.explain_measure(
        actor=who.actor, measure="market", is_hidden=False, explanation=SECRETS[2]
    )
    return cycle.pk


def a_step(who: Person) -> int:
    said = StepIn("Ask first", "influence", TODAY + timedelta(days=30))
    made = actions.add_step(actor=who.actor, step=said, on=TODAY, now=NOW)
    return made.pk


def test_the_page_says_what_the_record_says_once_and_the_assessment_beside_each(
    ana: Person,
) -> None:
    cycle = assessed(ana)
    why = f">{SECRETS[2]}</p>"

    page = ana.browser.get(at(ana)).content.decode()
    whole = ana.browser.get(at(ana, f"{cycle}/")).content.decode()

    assert page.count(why) == 1
    assert SECRETS[2] in whole


@pytest.mark.parametrize("n", [1, 3])
def test_growth_takes_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_max_num_queries: Any
) -> None:
    for i in range(n):
        assessed(ana, f"Cycle {i}")
    browser = ana.browser

    with django_assert_max_num_queries(52):
        page = browser.get(at(ana))

    assert page.content.decode().count("begun ") == n


def test_what_is_not_shared_is_on_no_page_of_anybody_else(
    ana: Person, olu: Person, ben: Person, cleo: Person
) -> None:
    pk = assessed(ana)
    space = ana.actor.workspace_id
    doors = [
        at(ana), at(ana, f"{pk}/"), at(ana, f"{pk}/rate/"), at(ana, f"{pk}/view/"),
        f"/w/{space}/", f"/w/{space}/search/?q=comment", f"/w/{space}/settings/audit/",
        f"/w/{space}/settings/jobs/",
    ]  # fmt: skip
    for who in (olu, ben, cleo):
        browser = who.browser
        for door in doors:
            told = browser.get(door).content.decode()
            assert not any(secret in told for secret in SECRETS), door


def test_a_step_that_cannot_end_keeps_what_was_said(ana: Person) -> None:
    step = a_step(ana)

    page = ana.browser.post(at(ana, f"steps/{step}/"), {"state": "?", "learned": "So"})

    assert page.status_code == 422
    told = page.content.decode()
    assert "A step is done or dropped." in told
    assert ">So</textarea>" in told


def test_todays_brief_shows_ones_own_next_step(ana: Person, olu: Person) -> None:
    home = f"/w/{ana.actor.workspace_id}/"
    heard = FeedbackIn("We wait for it")
    record_feedback(actor=ana.actor, piece=heard, now=NOW)
    step = a_step(ana)
    assert "Ask first" in ana.browser.get(home).content.decode()
    assert "Ask first" not in olu.browser.get(home).content.decode()

    actions.end_step(actor=ana.actor, step_id=step, state="done", learned="It works")
    assert "Ask first" not in ana.browser.get(home).content.decode()


@pytest.mark.parametrize("door", ["manager/", "share/"])
def test_a_wrong_member_is_said_beside_the_field(ana: Person, door: str) -> None:
    pk = assessed(ana) if door == "share/" else begin(ana).pk

    page = ana.browser.post(at(ana, f"{pk}/{door}"), {"user_id": "999999"})

    assert page.status_code == 422
    assert "field-error" in page.content.decode()


def test_sharing_ends_also_with_who_is_no_member_any_more(
    ana: Person, olu: Person
) -> None:
    pk = assessed(ana)
    actions.share_cycle(actor=ana.actor, cycle_id=pk, user_id=olu.actor.user_id)
    Membership.objects.filter(user_id=olu.actor.user_id).delete()

    ana.browser.post(
        at(ana, f"{pk}/share/"), {"user_id": olu.actor.user_id, "do": "take"}
    )

    assert not Share.objects.exists()


def test_a_framework_that_cannot_be_read_is_given_back(ana: Person) -> None:
    page = ana.browser.post(at(ana, "framework/"), {"text": "name: 2026-13-45"})

    assert page.status_code == 422
    assert "has no levels" in page.content.decode()
    assert "name: 2026-13-45" in page.content.decode()


def test_links_are_taken_back_in_the_browser(ana: Person) -> None:
    cycle = begin(ana)
    token = ask(ana, cycle)

    page = ana.browser.post(at(ana, f"{cycle.pk}/peers/"), {"do": "take"}, follow=True)

    assert "works any more" in page.content.decode()
    with pytest.raises(Exception, match="taken back"):
        answer(ana, token)
