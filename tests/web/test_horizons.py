"""Now is what is being done today; next the quarter after; later the rest."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from leadline.accounts.models import Workspace
from leadline.roadmap import actions, queries
from leadline.roadmap.models import Plan
from leadline.web.roadmap.timeline import horizons
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_plan

AT = "/w/{}/roadmap/plans/{}/?view=now"


@pytest.fixture
def plan(ana: Person) -> Plan:
    """A plan of four quarters of 2027 with a bet in each, and one over two."""
    for quarter in range(1, 5):
        period = f"2027Q{quarter}"
        make_bet(ana.actor, period, growth=1, earliest=period, latest=period)
    make_bet(
        ana.actor, "long", growth=1, duration=2, earliest="2027Q1", latest="2027Q2"
    )
    return make_plan(ana.actor, periods=4)


def seen(person: Person, plan: Plan, today: str) -> dict[str, set[str]]:
    page = queries.plan_page(actor=person.actor, plan_id=plan.pk)
    return {h.name: {b.bet.title for b in h.bets} for h in horizons(page, today)}


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026Q3", {"Now": set(), "Next": set(),
                    "Later": {"2027Q1", "long", "2027Q2", "2027Q3", "2027Q4"}}),
        ("2026Q4", {"Now": set(), "Next": {"2027Q1", "long"},
                    "Later": {"2027Q2", "2027Q3", "2027Q4"}}),
        ("2027Q1", {"Now": {"2027Q1", "long"}, "Next": {"2027Q2"},
                    "Later": {"2027Q3", "2027Q4"}}),
        ("2027Q2", {"Before": {"2027Q1"}, "Now": {"long", "2027Q2"},
                    "Next": {"2027Q3"}, "Later": {"2027Q4"}}),
        ("2027Q4", {"Before": {"2027Q1", "long", "2027Q2", "2027Q3"},
                    "Now": {"2027Q4"}, "Next": set(), "Later": set()}),
        ("2028Q1", {"Before": {"2027Q1", "long", "2027Q2", "2027Q3", "2027Q4"},
                    "Now": set(), "Next": set(), "Later": set()}),
    ],
)  # fmt: skip
def test_a_bet_stands_where_its_quarter_stands_today(
    ana: Person, plan: Plan, today: str, expected: dict[str, set[str]]
) -> None:
    assert seen(ana, plan, today) == expected


def test_what_is_still_being_done_stays_and_what_is_done_leaves(
    ana: Person, plan: Plan
) -> None:
    page = queries.plan_page(actor=ana.actor, plan_id=plan.pk)
    ids = {bet.bet.title: bet.bet.id for bet in page.bets}
    for title, state in (("2027Q1", "doing"), ("2027Q2", "done")):
        actions.set_bet_state(
            actor=ana.actor, bet_ids=[ids[title]], state=state, reason="y", now=NOW
        )

    found = seen(ana, plan, "2027Q2")

    assert found["Now"] == {"2027Q1", "long"}
    assert found["Before"] == {"2027Q2"}


@pytest.mark.parametrize(
    ("zone", "moment", "is_later"),
    [
        ("Europe/Berlin", datetime(2026, 12, 31, 22, 59, tzinfo=UTC), True),
        ("Europe/Berlin", datetime(2026, 12, 31, 23, 0, tzinfo=UTC), False),
        ("America/New_York", datetime(2027, 1, 1, 4, 59, tzinfo=UTC), True),
        ("America/New_York", datetime(2027, 1, 1, 5, 0, tzinfo=UTC), False),
    ],
)
def test_the_quarter_is_that_of_the_workspaces_day(
    ana: Person,
    plan: Plan,
    monkeypatch: Any,
    zone: str,
    moment: datetime,
    is_later: bool,
) -> None:
    Workspace.objects.filter(pk=ana.actor.workspace_id).update(timezone=zone)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    text = ana.browser.get(AT.format(ana.actor.workspace_id, plan.pk)).content.decode()

    assert ("it says nothing of this" in text) is is_later


def test_the_legend_of_bars_stands_with_the_timeline_alone(
    ana: Person, plan: Plan
) -> None:
    home = f"/w/{ana.actor.workspace_id}/roadmap/plans/{plan.pk}/"

    def legend(view: str) -> str:
        text = ana.browser.get(home + view).content.decode()
        bar = text[text.index('<div class="plan-bar">') :]
        return bar[: bar.index("</p>")]

    assert "placed by hand" in legend("?view=timeline")
    assert "placed by hand" not in legend("?view=now")
    assert "placed by hand" not in legend("?view=table")
    # Where none was asked for a phone shows cards: there the legend is not shown.
    assert 'class="keys not-phone"' in legend("")
    assert all("guardrail" in legend(view) for view in ("", "?view=now"))


def test_what_is_dropped_on_a_column_is_asked_for_its_first_quarter_there(
    ana: Person, plan: Plan, monkeypatch: Any
) -> None:
    moment = datetime(2027, 2, 1, 9, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    bet = next(one for one in plan.items.all() if one.bet.title == "2027Q1").bet_id
    path = f"/w/{ana.actor.workspace_id}/roadmap/plans/{plan.pk}/bets/{bet}/"

    def chosen(when: str) -> tuple[str, str]:
        asked = ana.browser.get(f"{path}?when={when}", headers={"HX-Request": "true"})
        assert "<html" not in asked.content.decode()
        return asked.context["to"], asked.context["none_in"]

    assert chosen("next") == ("2027Q2", "")
    assert chosen("later") == ("2027Q3", "")
    assert chosen("now") == ("", "Now")  # it stands there already
    assert chosen("never") == ("", "")
