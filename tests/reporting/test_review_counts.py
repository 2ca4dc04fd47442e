"""What a review counts is what it lists, in each of its forms, for few and many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from html import unescape

import pytest

from leadline.decisions import actions as decisions
from leadline.decisions.models import Decision
from leadline.decisions.queries import decision_page
from leadline.decisions.types import (
    ChairVerdict,
    DecisionIn,
    ForecastIn,
    OptionIn,
    OutcomeIn,
)
from leadline.overview.review import month_facts
from leadline.reporting.making import document_of, file_of
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PersonIn
from leadline.strategy import actions
from leadline.strategy.queries import get_review
from leadline.strategy.types import ReviewFacts, Section, text_of
from tests.conftest import Person
from tests.factories import make_bet
from tests.overview.month_world import MONTH, NOW, OCTOBER, forecast, promise

pytestmark = pytest.mark.django_db
WHY = "Nobody could be asked in time, and the old licence ends."
LISTS = (Section.BETS, Section.DECISIONS, Section.PROMISES)
MORE = re.compile(r"and (\d+) more")


def make_many(who: Person, n: int) -> None:
    """Put ``n`` of each kind on record: forecasts held, missed, even; decisions
    with and without the chair; promises kept, broken and late."""
    actor = who.actor
    bet = make_bet(actor, "Swap in two taps")
    came = OutcomeIn(happened=True, source="Contract")
    for chance in (90, 10, 50):
        for k in range(n):
            on = {"bet_id": bet.pk} if k % 2 else {}
            text = f"Port {chance} {k} signs"
            forecast(actor, text, ForecastIn(probability=chance), came, **on)
    renata = stakeholders.create_person(
        actor=actor, person=PersonIn("Renata Vogel", "customer")
    )
    for became in ("kept", "broken", ""):
        for k in range(n):
            promise(actor, renata, f"Thing {became or 'open'} {k}", 4 + k, became)
    for k in range(2 * n):
        made = decisions.create_decision(
            actor=actor, now=OCTOBER - timedelta(days=20),
            decision=DecisionIn(
                f"Question {k}?", options=(OptionIn("Build"), OptionIn("Buy")),
                due_date=date(2026, 10, 20),
            ),
        )  # fmt: skip
        first = decision_page(actor=actor, decision_id=made.pk).options[0]
        decisions.seat_chair(actor=actor, decision_id=made.pk, now=OCTOBER)
        decisions.hear_chair(actor=actor, decision_id=made.pk, now=OCTOBER)
        decisions.decide(
            actor=actor, decision_id=made.pk, option_id=first.id,
            because="it is there", now=OCTOBER, override=WHY,
        )  # fmt: skip
        heard = Decision.objects.filter(pk=made.pk, pk__in=[made.pk] * (k % 2))
        heard.update(chair_verdict=ChairVerdict.TAKEN)


def listed(told: Sequence[str], what: str) -> int:
    """Count the lines of a kind, and what "and 2 more" of that kind stands for."""
    found = [one for one in told if re.search(what, one)]
    return sum(int(more[1]) if (more := MORE.match(one)) else 1 for one in found)


def recount(facts: ReviewFacts) -> dict[str, int]:
    """Count what a review lists, by what its sentences call it."""
    promises = facts.lines_of(Section.PROMISES)[1:]
    taken = [
        one
        for one in facts.lines_of(Section.DECISIONS)[1:]
        if not re.search(r" (is|was) due |more due", one)
    ]
    bets = facts.lines_of(Section.BETS)
    return {
        "forecasts": len(facts.forecasts)
        + facts.more.get("forecasts", 0)
        + listed(bets, "we said|nobody had said|that came out$"),
        "kept": listed(promises, r": kept(, \d+ days? late)?$|more kept$"),
        "due": listed(
            promises, r": kept$|more kept$|broken$|days? late$|more not kept$"
        ),
        "taken": listed(taken, "chair (taken|empty|weak)|more taken"),
        "heard": listed(taken, "chair taken|more taken with the"),
    }


@pytest.mark.parametrize("n", [0, 1, 5])
def test_each_count_of_a_review_is_that_of_what_it_lists(ana: Person, n: int) -> None:
    make_many(ana, n)
    facts = month_facts(actor=ana.actor, month=MONTH, now=NOW)
    made = actions.make_review(
        actor=ana.actor, month=MONTH, facts=facts, today=NOW.date(), now=NOW
    )

    counted = recount(facts)
    assert counted == {
        "forecasts": 3 * n, "kept": n, "due": 3 * n, "taken": 2 * n, "heard": n,
    }  # fmt: skip
    tally = facts.tally
    assert [tally.settled, tally.kept, tally.due, tally.taken, tally.heard] == list(
        counted.values()
    )
    page = get_review(actor=ana.actor, review_id=made.pk)
    document = document_of(actor=ana.actor, kind="review", record_id=made.pk, now=NOW)
    forms = {
        "text": text_of(page, "Leadline"),
        "markdown": file_of(document, "md").content.decode().replace("\\", ""),
        "page": shown(ana, f"strategy/reviews/{made.pk}/"),
    }
    told = [one for name in LISTS for one in facts.lines_of(name)]
    told += [one.text for one in facts.forecasts]
    told += [f"and {more} more" for more in facts.more.values()]
    if n:
        held = f"{n} as expected, {n} not as expected, {n} at even odds"
        told.append(f"{3 * n} came out: {held}.")
    missing = [
        (form, one) for form, text in forms.items() for one in told if one not in text
    ]
    assert not missing
    on_top = " ".join(one.words for one in (facts.headline, *facts.opening))
    assert (f"{n} of {3 * n} forecasts came out otherwise" in on_top) is (n > 0)


def shown(who: Person, path: str) -> str:
    """Return the words of a page as a reader sees them."""
    page = who.browser.get(f"/w/{who.actor.workspace_id}/{path}").content.decode()
    return " ".join(unescape(re.sub(r"<[^>]*>", "", page)).split())
