"""Plans read ranges by the record of who leads the bet, shared, switched, and told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from leadline.accounts.models import Job
from leadline.decisions import actions as decisions
from leadline.decisions import queries as of_decisions
from leadline.roadmap import actions, queries
from leadline.roadmap.jobs import optimise
from leadline.roadmap.models import Bet, Plan
from leadline.roadmap.types import BetIn, PlanIn, Range, Reader
from tests.conftest import Person
from tests.decisions.test_ranges_record import settled_range
from tests.factories import NOW, make_team
from tests.strategy.test_filling import Silent

pytestmark = pytest.mark.django_db


def led_bet(person: Person) -> Bet:
    team = make_team(person.actor, "Web")
    spread = Range(Decimal(8), Decimal(12), Decimal(20))
    said = BetIn(
        "Ports", growth=spread, effort={team.pk: spread}, owner_id=person.user.pk
    )
    made = actions.create_bet(actor=person.actor, bet=said, now=NOW)
    return Bet.objects.get(pk=made.id)


def file_of(person: Person, readers: tuple[Reader, ...] = ()) -> dict[str, Any]:
    ask = PlanIn("P", "2027Q1", 2, "why", readers=readers)
    return queries.plan_file(actor=person.actor, ask=ask).file["bets"][0]


def record(person: Person) -> None:
    for number in range(20):
        settled_range(person, number, "25" if number < 8 else "12")


def test_ranges_of_a_bet_are_widened_and_their_middles_stay(ana: Person) -> None:
    led_bet(ana)
    reader = Reader(ana.user.pk, "ana", 24, 14, 1.59)

    plain, wide = file_of(ana), file_of(ana, (reader,))

    assert plain["effort"] == {"Web": {"p10": 8.0, "p50": 12.0, "p90": 20.0}}
    got = wide["effort"]["Web"]
    assert got["p50"] == 12
    assert got["p10"] < 7
    assert 25 < got["p90"] < 29
    assert wide["value"]["growth"] == got


def test_a_bet_of_somebody_else_and_one_number_stay_as_they_are(
    ana: Person, olu: Person
) -> None:
    led_bet(ana)
    assert file_of(ana, (Reader(olu.user.pk, "olu", 24, 14, 1.59),)) == file_of(ana)


def test_a_plan_keeps_whose_ranges_it_read(ana: Person) -> None:
    bet = led_bet(ana)
    ask = {
        "name": "P", "first_period": "2027Q1", "periods": 2, "reason": "why",
        "time_limit": 2.0,
        "readers": [{"user_id": ana.user.pk, "name": "ana", "n": 24, "held": 14,
                     "factor": 1.59, "bets": []}],
    }  # fmt: skip
    optimise(actor=ana.actor, progress=Silent(), ask=ask, key="k")

    head = queries.head_of_plan(actor=ana.actor, plan_id=Plan.objects.get().pk)
    (reader,) = head.readers
    assert reader.bets == (bet.pk,)
    assert reader.words == "ana's last 24 ranges held the truth 14 times, 58%"
    page = ana.browser.get(
        f"/w/{ana.actor.workspace_id}/roadmap/plans/{head.id}/"
    ).content.decode()
    assert "1.6 times as wide" in page


def test_only_who_shares_a_record_of_enough_is_read_by_it(
    ana: Person, olu: Person
) -> None:
    record(ana)
    assert of_decisions.readers_of_ranges(actor=olu.actor) == []
    decisions.share_calibration(actor=ana.actor, is_shared=True)
    decisions.share_calibration(actor=olu.actor, is_shared=True)

    (reader,) = of_decisions.readers_of_ranges(actor=olu.actor)
    assert (reader.user_id, reader.n, reader.held) == (ana.user.pk, 20, 12)


def test_the_tick_switches_it_off(ana: Person) -> None:
    led_bet(ana)
    record(ana)
    decisions.share_calibration(actor=ana.actor, is_shared=True)
    address = f"/w/{ana.actor.workspace_id}/roadmap/plans/new/"
    said = {
        "name": "P", "reason": "why", "periods": 2, "growth": 1, "profit": 1,
        "worth": 0, "wait": 2, "seconds": 2,
    }  # fmt: skip
    form = ana.browser.get(address)
    said["first_period"] = form.context["form"]["first_period"].value()
    assert "ana&#x27;s last 20 ranges" in form.content.decode()

    for tick, expected in (({"by_record": "on"}, 1), ({}, 0)):
        page = ana.browser.post(address, said | tick, follow=True)
        job = Job.objects.get(pk=page.context["job"].id)
        assert len(job.args["ask"]["readers"]) == expected


def test_a_bet_page_shows_both_to_its_leader_and_to_others_once_shared(
    ana: Person, olu: Person
) -> None:
    bet = led_bet(ana)
    record(ana)
    address = f"/w/{ana.actor.workspace_id}/roadmap/bets/{bet.pk}/"

    own = ana.browser.get(address).content.decode()
    assert "Your last" in " ".join(own.split())
    assert "Read as" in own
    assert "Read as" not in olu.browser.get(address).content.decode()
    decisions.share_calibration(actor=ana.actor, is_shared=True)
    assert "Read as" in olu.browser.get(address).content.decode()
