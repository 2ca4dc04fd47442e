"""The goals page as a tree, check-ins, measures and the bets of a goal."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from leadline.evidence.models import Feedback
from leadline.roadmap.actions import set_bet_goals, set_bet_state
from leadline.roadmap.models import BetGoal
from leadline.strategy.actions import check_in
from leadline.strategy.models import CheckIn, Goal, GoalMeasure
from leadline.strategy.queries import list_goals
from leadline.strategy.types import CheckInIn, GoalOdds
from leadline.web.strategy.tree import Beside, goal_tree
from tests.conftest import Person
from tests.factories import NOW, make_bet, make_goal, make_metric, make_reading

pytestmark = pytest.mark.django_db


def at(person: Person, path: str) -> str:
    return f"/w/{person.actor.workspace_id}/strategy/{path}"


def see(person: Person, path: str) -> str:
    page = person.browser.get(at(person, path))
    assert page.status_code == 200
    return page.content.decode()


def flat(text: str) -> str:
    return " ".join(text.split())


def hear(person: Person) -> None:
    """Let somebody have said something, so that Today has a page."""
    Feedback.objects.create(
        workspace_id=person.actor.workspace_id, words="Hello", said_at=NOW,
        fingerprint="1",
    )  # fmt: skip


def say(person: Person, goal: Goal, confidence: int = 60, days: int = 0) -> CheckIn:
    made = check_in(
        actor=person.actor, goal_id=goal.pk,
        said=CheckInIn(confidence, f"Because of {confidence}"),
        today=timezone.localdate() - timedelta(days),
    )  # fmt: skip
    return CheckIn.objects.get(pk=made.pk)


def test_the_tree_nests_parts_that_close_without_a_script(ana: Person) -> None:
    top = make_goal(ana.actor, "Top")
    part = make_goal(ana.actor, "Part", parent_id=top.pk)
    make_goal(ana.actor, "Part of part", parent_id=part.pk)

    text = flat(see(ana, "goals/"))

    opened = text.split("<h3>")
    assert len(opened) == 4
    assert text.count('<details class="goal-parts" open><summary>1 part<span') == 2
    for depth, name in enumerate(("Top", "Part", "Part of part")):
        before = text.split(f">{name}</a></h3>")[0]
        assert before.count("<details") - before.count("</details") >= depth
        assert f"goal-item deep-{depth}" in before


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("", ["Late", "Well", "Top"]),
        ("pace", ["Late", "Top", "Well"]),
        ("owner", ["Late", "Top", "Well"]),
    ],
)
def test_goals_stand_as_a_tree_by_pace_or_by_owner(
    ana: Person, order: str, names: list[str]
) -> None:
    metric = make_metric(ana.actor)
    make_reading(ana.actor, metric, date(2026, 7, 1), 50)
    way: dict[str, Any] = {
        "metric_id": metric.pk, "baseline": Decimal(0),
        "baseline_date": date(2026, 1, 1), "target_date": date(2026, 12, 31),
    }  # fmt: skip
    make_goal(ana.actor, "Top", owner_id=ana.user.pk)
    make_goal(ana.actor, "Late", target=Decimal(200), **way)
    make_goal(ana.actor, "Well", target=Decimal(90), owner_id=ana.user.pk, **way)

    text = see(ana, f"goals/?order={order}")

    rows = text.split('id="g-all"')[1].split("<h3>")[1:]
    assert [row.split("</a>")[0].split(">")[-1] for row in rows] == names


def test_what_nothing_serves_comes_first_with_a_way_to_mend_it(
    ana: Person, ben: Person
) -> None:
    served, alone = make_goal(ana.actor, "Served"), make_goal(ana.actor, "Alone")
    held = make_metric(ana.actor)
    make_reading(ana.actor, held, date(2026, 7, 1), 50)
    make_goal(
        ana.actor, "Held", kind="guardrail", metric_id=held.pk, target=Decimal(50)
    )
    bet, loose = make_bet(ana.actor, "Bet"), make_bet(ana.actor, "Loose")
    set_bet_goals(actor=ana.actor, bet_id=bet.pk, goal_ids=[served.pk], now=NOW)

    text, read = flat(see(ana, "goals/")), flat(see(ben, "goals/"))
    filtered = see(ana, "goals/?state=open")

    assert "1 goal has no bet behind it, and 1 bet serves no goal</h1>" in text
    assert "bets: those to do, its parts" in text
    first = text.split('id="g-no"')[1].split('id="g-loose"')
    assert "<b>Alone</b>" in first[0]
    assert "<b>Served</b>" not in first[0]
    assert "<b>Held</b>" not in first[0]
    assert "<b>Loose</b>" in first[1]
    assert "<b>Bet</b>" not in first[1]
    assert at(ana, f"goals/{alone.pk}/bets/") in text
    mend = f"/w/{ana.actor.workspace_id}/roadmap/bets/{loose.pk}/values/goals/"
    assert mend in text
    assert "<b>Alone</b>" in read
    assert mend not in read
    assert at(ben, f"goals/{alone.pk}/bets/") not in read
    assert 'id="g-no"' not in filtered


def test_a_goal_shows_its_newest_check_in_pace_bets_and_other_measures(
    ana: Person,
) -> None:
    metric = make_metric(ana.actor, "Ports", currency="", unit="ports")
    for month, value in ((1, 25), (7, 28)):
        make_reading(ana.actor, metric, date(2026, month, 1), value)
    goal = make_goal(
        ana.actor, "Forty", metric_id=metric.pk, baseline=Decimal(25),
        target=Decimal(41), target_date=date(2026, 12, 31),
    )  # fmt: skip
    ana.browser.post(
        at(ana, f"goals/{goal.pk}/measures/new/"),
        {"measure": "Letters", "target": "9", "reason": "Both"},
    )
    say(ana, goal, 40, days=9)
    say(ana, goal, 70)

    text = flat(see(ana, "goals/"))

    assert "Because of 70" in text
    assert "Because of 40" not in text
    assert "70% sure" in text
    assert "5 ports behind" in text or "4.9" in text
    assert "also Letters" in text
    assert 'class="line-past"' in text
    assert 'class="target"' in text
    assert '<span class="chip chip-warn">No bet</span>' in text


@pytest.mark.parametrize(("days", "is_said"), [(42, False), (43, True)])
def test_a_stale_check_in_is_said_on_the_list_the_goal_and_today(
    ana: Person, days: int, is_said: bool
) -> None:
    goal = make_goal(ana.actor, "Forty ports")
    Goal.objects.update(created_at="2026-01-01T12:00Z")
    hear(ana)
    say(ana, goal, 40, days=days)
    today = ana.browser.get(f"/w/{ana.actor.workspace_id}/").content.decode()

    for text in (see(ana, "goals/"), see(ana, f"goals/{goal.pk}/")):
        assert ("no check-in for over 6 weeks" in text) is is_said
    assert ("1 goal without a check-in for 6 weeks" in today) is is_said


def test_today_shows_what_was_said_this_week(ana: Person) -> None:
    hear(ana)
    goal = make_goal(ana.actor, "Forty ports")
    say(ana, goal, 40, days=20)
    before = ana.browser.get(f"/w/{ana.actor.workspace_id}/").content.decode()
    say(ana, goal, 30)
    after = ana.browser.get(f"/w/{ana.actor.workspace_id}/").content.decode()

    assert "Checked in, last 7 days" not in before
    assert "Checked in, last 7 days" in after
    assert "Because of 30" in after
    assert "30% sure, \N{MINUS SIGN}10" in after


def test_a_check_in_is_written_in_the_browser(ana: Person) -> None:
    metric = make_metric(ana.actor)
    make_reading(ana.actor, metric, date(2026, 7, 1), 50)
    goal = make_goal(ana.actor, "Grow", metric_id=metric.pk, target=Decimal(90))
    (measure,) = GoalMeasure.objects.all()
    path = at(ana, f"goals/{goal.pk}/check-in/")

    bad = ana.browser.post(path, {"confidence": "120", "reason": ""})
    made = ana.browser.post(
        path,
        {"confidence": "60 %", "reason": "It moves", f"measure_{measure.pk}": "€1.2k"},
        follow=True,
    )
    again = ana.browser.post(
        path,
        {"confidence": "55", "reason": "Slower", f"measure_{measure.pk}": "1,300"},
        follow=True,
    )

    text = flat(again.content.decode())
    assert bad.status_code == 422
    assert "It moves" in made.content.decode()
    assert [c.confidence for c in CheckIn.objects.order_by("pk")] == [60, 55]
    assert "55% sure, 5 points less than before" in text
    assert "Take back" in text


def test_a_reading_that_differs_is_refused_beside_its_field(ana: Person) -> None:
    metric = make_metric(ana.actor)
    make_reading(ana.actor, metric, timezone.localdate(), 50)
    goal = make_goal(ana.actor, metric_id=metric.pk)
    (measure,) = GoalMeasure.objects.all()

    page = ana.browser.post(
        at(ana, f"goals/{goal.pk}/check-in/"),
        {"confidence": "60", "reason": "It moves", f"measure_{measure.pk}": "51"},
    )

    assert page.status_code == 422
    assert "Finance gave 50 for this day" in page.content.decode()
    assert "It moves" in page.content.decode()


def test_readers_check_in_on_what_they_answer_for(ana: Person, ben: Person) -> None:
    metric = make_metric(ana.actor)
    own = make_goal(ana.actor, "Of Ben", owner_id=ben.user.pk, metric_id=metric.pk)
    other = make_goal(ana.actor, "Of Ana", owner_id=ana.user.pk)
    said = {"confidence": "10", "reason": "Nothing touches it"}

    form = see(ben, f"goals/{own.pk}/check-in/")
    kept = ben.browser.post(at(ben, f"goals/{own.pk}/check-in/"), said)
    refused = ben.browser.post(at(ben, f"goals/{other.pk}/check-in/"), said)

    assert "Revenue, today" not in form
    assert (kept.status_code, refused.status_code) == (302, 403)
    assert "Check in" in see(ben, f"goals/{own.pk}/")
    assert "Check in<" not in see(ben, f"goals/{other.pk}/")


def test_a_measure_is_added_changed_and_taken_off_in_the_browser(ana: Person) -> None:
    goal = make_goal(ana.actor, "Grow")
    path = at(ana, f"goals/{goal.pk}/measures/")
    said = {"measure": "Ports", "unit": "ports", "baseline": "25", "target": "40",
            "reason": "It takes both"}  # fmt: skip

    refused = ana.browser.post(f"{path}new/", said | {"target": "25"})
    ana.browser.post(f"{path}new/", said)
    measure = GoalMeasure.objects.latest("pk")
    form = see(ana, f"measures/{measure.pk}/values/target/")
    moved = ana.browser.post(
        at(ana, f"measures/{measure.pk}/values/target/"),
        {"target": "38", "reason": "It takes both"}, follow=True,
    )  # fmt: skip
    off = at(ana, f"measures/{measure.pk}/remove/")
    silent = ana.browser.post(off, {"reason": ""})
    gone = ana.browser.post(off, {"reason": "Not ours"}, follow=True)

    assert refused.status_code == 422
    assert "nothing to reach" in refused.content.decode()
    assert 'value="40"' in form
    assert "Take it off the goal" in moved.content.decode()
    assert "38 ports" in moved.content.decode()
    assert "least of its 2 measures" in moved.content.decode()
    assert silent.status_code == 422
    assert "Ports" not in flat(gone.content.decode()).split('id="g-read"')[1]
    assert "Take it off the goal" not in gone.content.decode()


def test_bets_are_ticked_for_a_goal_and_those_that_are_over_stay(ana: Person) -> None:
    goal = make_goal(ana.actor)
    one, two, over = (make_bet(ana.actor, name) for name in ("One", "Two", "Over"))
    for bet in (one, over):
        set_bet_goals(actor=ana.actor, bet_id=bet.pk, goal_ids=[goal.pk], now=NOW)
    set_bet_state(
        actor=ana.actor, bet_ids=[over.pk], state="done", reason="out", now=NOW
    )
    form = see(ana, f"goals/{goal.pk}/bets/")

    ana.browser.post(
        at(ana, f"goals/{goal.pk}/bets/"),
        {"shown": [one.pk, two.pk], "bet": [two.pk]},
    )

    assert form.count(" checked>") == 1
    assert "Over" not in form
    kept = BetGoal.objects.values_list("bet_id", flat=True)
    assert set(kept) == {two.pk, over.pk}


def test_odds_are_shown_only_where_a_projection_says_them(ana: Person) -> None:
    one = make_goal(ana.actor, "One")
    make_goal(ana.actor, "Two")
    rows = list_goals(actor=ana.actor)

    def drawn(odds: dict[int, GoalOdds]) -> str:
        beside = Beside({}, {}, {row.id: set() for row in rows}, odds, date(2026, 1, 1))
        nodes = goal_tree(rows, beside)
        return "".join(
            render_to_string(
                "strategy/_goal_node.html",
                {"node": node, "actor": ana.actor, "has_odds": bool(odds)},
            )
            for node in nodes
        )

    assert "without" not in drawn({})
    text = drawn({one.pk: GoalOdds(0.61, 0.09)})
    assert text.count("61%") == text.count("9% without") == 1
    assert "Odds" not in see(ana, "goals/")


def test_check_ins_and_goals_go_into_files(ana: Person) -> None:
    goal = make_goal(ana.actor, "=Grow", owner_id=ana.user.pk)
    ana.browser.post(
        at(ana, f"goals/{goal.pk}/measures/new/"),
        {"measure": "Letters", "reason": "Both"},
    )
    say(ana, goal, 40, days=9)
    say(ana, goal, 70)

    def file(name: str) -> list[str]:
        page = ana.browser.get(at(ana, name))
        return b"".join(page.streaming_content).decode("utf-8-sig").splitlines()

    said, goals = file("check-ins.csv"), file("goals.csv")
    assert len(said) == 3
    assert "Because of 70" in said[1]
    assert "Because of 40" in said[2]
    assert len(goals) == 3
    assert "Yearly revenue" in goals[1]
    assert "Letters" in goals[2]
    assert all("Because of 70" in line for line in goals[1:])
    assert all(not line.startswith("=") for line in (*said, *goals))


def test_each_door_for_owner_reader_stranger_and_nobody(
    ana: Person, ben: Person, cleo: Person, client: Any
) -> None:
    goal = make_goal(ana.actor, owner_id=ana.user.pk)
    (measure,) = GoalMeasure.objects.all()
    one = say(ana, goal)
    changes = [
        f"goals/{goal.pk}/check-in/", f"goals/{goal.pk}/bets/",
        f"goals/{goal.pk}/measures/new/",
        f"measures/{measure.pk}/values/target/",
        f"measures/{measure.pk}/values/target/back/?target=5&version=1",
        f"measures/{measure.pk}/remove/",
        f"check-ins/{one.pk}/take-back/",
    ]  # fmt: skip
    said = {"confidence": "5", "reason": "y", "measure": "M"}
    for path in changes:
        assert ben.browser.post(at(ana, path), said).status_code == 403, path
        assert cleo.browser.post(at(ana, path), said).status_code == 404, path
        assert client.post(at(ana, path), said).status_code == 302, path
    assert ben.browser.get(at(ana, "check-ins.csv")).status_code == 200
    assert cleo.browser.get(at(ana, "check-ins.csv")).status_code == 404
    assert client.get(at(ana, "check-ins.csv")).status_code == 302
    assert CheckIn.objects.count() == GoalMeasure.objects.count() == 1
    taken = ana.browser.post(at(ana, f"check-ins/{one.pk}/take-back/"))
    assert taken.status_code == 302
    assert not CheckIn.objects.exists()
