"""A promise that hangs on no bet is told where a plan says what it keeps."""

from __future__ import annotations

import pytest

from leadline.roadmap import actions, queries
from leadline.roadmap.models import Bet, Plan
from leadline.stakeholders.actions import create_person, create_promise
from leadline.stakeholders.models import Commitment
from leadline.stakeholders.types import PersonIn, PromiseIn
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(ana: Person) -> Plan:
    make_bet(ana.actor, "Sign-on", growth=9)
    return make_plan(ana.actor)


def promise(person: Person, what: str, **said: str) -> int:
    """Promise something to nobody in particular, on no bet."""
    who = create_person(actor=person.actor, person=PersonIn(f"For {what}", "sales"))
    given = PromiseIn(who.pk, what, **{"direction": "given", "state": "agreed", **said})
    return create_promise(actor=person.actor, promise=given, now=NOW).pk


def page_of(person: Person, plan: Plan) -> str:
    at = f"/w/{person.actor.workspace_id}/roadmap/plans/{plan.pk}/"
    return " ".join(person.browser.get(at).content.decode().split())


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 promise no plan can check:</b> it hangs on no bet."),
        (2, "2 promises no plan can check:</b> they hang on no bet."),
        (4, ">1 more of the promises"),
    ],
)
def test_a_plan_counts_the_promises_it_cannot_check(
    ana: Person, plan: Plan, count: int, said: str
) -> None:
    assert "no plan can check" not in page_of(ana, plan)
    made = [promise(ana, f"Thing {n}") for n in range(count)]

    page = page_of(ana, plan)

    assert said in page
    home = f"/w/{ana.actor.workspace_id}/stakeholders/promises/"
    assert all(f"{home}{pk}/" in page for pk in made[:3])
    assert "and 0 more" not in page


def test_what_hangs_on_a_bet_or_is_settled_is_not_counted_and_an_offer_is(
    ana: Person, cleo: Person, plan: Plan
) -> None:
    hung = promise(ana, "Sign-on")
    bet = Bet.objects.get(title="Sign-on")
    actions.honour_promise(actor=ana.actor, promise_id=hung, bet_id=bet.pk)
    promise(ana, "Theirs", direction="received")
    kept = promise(ana, "Kept")
    Commitment.objects.filter(pk=kept).update(state="kept", settled_on=NOW.date())
    promise(cleo, "Of another company")

    assert queries.unchecked_promises(actor=ana.actor).total == 0

    actions.set_bet_state(
        actor=ana.actor, bet_ids=[bet.pk], state="dropped", reason="No", now=NOW
    )
    promise(ana, "Only offered", state="offered")
    found = queries.unchecked_promises(actor=ana.actor)
    assert {one.what for one in found} == {"Sign-on", "Only offered"}
