"""A promise that the plan breaks is counted the same wherever promises are."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from leadline.foundation.periods import next_period, period_end, period_of
from leadline.overview.briefing.drafting import draft_briefing
from leadline.overview.review.month import read_month
from leadline.roadmap import actions
from leadline.roadmap.types import Range
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.models import Commitment
from leadline.stakeholders.types import PersonIn, PromiseIn
from tests.conftest import Person
from tests.factories import make_bet, make_plan, make_team


@pytest.fixture
def promised(ana: Person) -> dict[str, int]:
    """Two promises to Renata: for one the plan comes a quarter too late."""
    now, today = timezone.now(), timezone.localdate()
    first = next_period(period_of(today))
    web = make_team(ana.actor, "Web", **{f"Q{first}": 20})
    weeks = Range(*map(Decimal, (2, 3, 4)))
    bet = make_bet(ana.actor, "Single sign-on", effort={web: weeks}, growth=900)
    plan = make_plan(ana.actor, first_period=first, periods=1)
    actions.commit_plan(actor=ana.actor, plan_id=plan.pk, reason="Go", now=now)
    who = stakeholders.create_person(
        actor=ana.actor, person=PersonIn("Renata Vogel", function="customer")
    )
    due = {"Badge login": period_end(period_of(today)),
           "A visit": today + timedelta(days=300)}  # fmt: skip
    made = {what: _promise(ana, who.id, what, day) for what, day in due.items()}
    actions.honour_promise(
        actor=ana.actor, promise_id=made["Badge login"], bet_id=bet.pk
    )
    return {"bet": bet.pk, "promise": made["Badge login"], "person": who.id}


def _promise(person: Person, who: int, what: str, day: date) -> int:
    said = PromiseIn(who, what, due_date=day, state="agreed")
    made = stakeholders.create_promise(
        actor=person.actor, promise=said, now=timezone.now()
    )
    return made.id


def text(person: Person, path: str) -> str:
    page = person.browser.get(f"/w/{person.actor.workspace_id}/{path}")
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_briefing_and_review_count_it_too(
    ana: Person, promised: dict[str, int]
) -> None:
    now = timezone.now()
    sales = draft_briefing(actor=ana.actor, audience="sales", now=now)
    owed = next(one for one in sales.figures if one.label == "Promises late")
    assert owed.note == "none is late; 1 promise will be late or at risk"

    month = read_month(actor=ana.actor, month=f"{now:%Y-%m}", now=now)
    assert [one.what for one in month.risky] == ["Badge login"]


def test_nobody_else_learns_of_it(cleo: Person, promised: dict[str, int]) -> None:
    assert "will be late" not in text(cleo, "")
    pages = (f"stakeholders/promises/{promised['promise']}/", "stakeholders/promises/")
    for path in pages:
        page = cleo.browser.get(f"/w/{cleo.actor.workspace_id}/{path}")
        assert "Badge login" not in page.content.decode()


def test_the_bet_says_at_its_head_which_promise_it_breaks(
    ana: Person, promised: dict[str, int]
) -> None:
    page = text(ana, f"roadmap/bets/{promised['bet']}/")
    assert "The one open promise will be late." in page
    assert "Badge login , promised to Renata Vogel by" in page
    assert "“Single sign-on” is planned for the end of" in page


def test_what_others_promised_to_us_is_no_promise_a_bet_honours(
    ana: Person, promised: dict[str, int]
) -> None:
    today = timezone.localdate()
    said = PromiseIn(promised["person"], "A test account", direction="received",
                     due_date=today - timedelta(days=1), state="agreed")  # fmt: skip
    made = stakeholders.create_promise(
        actor=ana.actor, promise=said, now=timezone.now()
    )
    actions.honour_promise(actor=ana.actor, promise_id=made.id, bet_id=promised["bet"])

    page = text(ana, f"roadmap/bets/{promised['bet']}/")
    ours, theirs = page.split("Promises it honours")[1].split("Promised to us for it")
    assert "Badge login" in ours
    assert "A test account" not in ours
    assert "A test account" in theirs.split("Who outside")[0]
    assert "The one open promise will be late." in page
    assert "Bets that wait for it" in text(ana, f"stakeholders/promises/{made.id}/")


@pytest.mark.parametrize(
    ("state", "said"),
    [("kept", "8 days late"), ("broken", "given up 8 days after it")],
)
def test_what_was_given_up_is_not_called_late(
    ana: Person, promised: dict[str, int], state: str, said: str
) -> None:
    today = timezone.localdate()
    Commitment.objects.filter(pk=promised["promise"]).update(
        state=state, settled_on=today, due_date=today - timedelta(days=8)
    )
    page = ana.browser.get(f"/w/{ana.actor.workspace_id}/stakeholders/promises/")

    text = " ".join(page.content.decode().split())
    assert said in text
    assert ("days late" in text) is (state == "kept")
