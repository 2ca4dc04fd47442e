"""Acting on Today where a line stands, with and without a script."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from leadline.conversation.models import Asleep
from leadline.decisions.models import ChairWord, Forecast, Prediction
from leadline.decisions.types import WordState
from leadline.launches.models import LaunchStep
from leadline.stakeholders.models import Commitment, Told
from leadline.strategy.models import CheckIn
from tests.conftest import Person
from tests.evidence.makers import say, want
from tests.overview.asking import Day

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(ana: Person) -> Day:
    return Day(ana, timezone.now().replace(tzinfo=UTC))


def do(who: Person, key: str, act: str, *, script: bool = True, **said: Any) -> Any:
    url = reverse("overview:ask", args=[who.actor.workspace_id, key])
    headers = {"HX-Request": "true"} if script else {}
    return who.browser.post(url, {"act": act, **said}, headers=headers)


def opened(who: Person, key: str, act: str) -> Any:
    url = reverse("overview:ask", args=[who.actor.workspace_id, key])
    return who.browser.get(url, {"act": act}, headers={"HX-Request": "true"})


def undo(who: Person, key: str, act: str, made: int, *, script: bool = True) -> Any:
    args = [who.actor.workspace_id, key, act, made]
    headers = {"HX-Request": "true"} if script else {}
    return who.browser.post(reverse("overview:ask_undo", args=args), headers=headers)


def today(who: Person, **query: str) -> str:
    url = reverse("overview:today", args=[who.actor.workspace_id])
    return who.browser.get(url, query).content.decode()


def test_a_promise_is_kept_where_it_stands(ana: Person, day: Day) -> None:
    pk = day.promise("The timeline", -2)

    assert "What shows it" in opened(ana, f"promise-{pk}", "keep").content.decode()
    answer = do(ana, f"promise-{pk}", "keep", proof="The mail of Monday")

    assert answer.status_code == 200
    text = answer.content.decode()
    assert "<s>The timeline</s>" in text
    assert "<html" not in text
    row = Commitment.objects.get(pk=pk)
    assert (row.state, row.evidence) == ("kept", "The mail of Monday")
    assert undo(ana, f"promise-{pk}", "keep", row.version - 1).status_code == 409
    assert (
        "You promised"
        in undo(ana, f"promise-{pk}", "keep", row.version).content.decode()
    )
    assert Commitment.objects.get(pk=pk).state == "agreed"


def test_another_day_needs_its_reason(ana: Person, day: Day) -> None:
    pk = day.promise("The timeline", -2)
    until = day.day(9)

    refused = do(ana, f"promise-{pk}", "move", due_date=until, why="")
    assert (refused.status_code, Commitment.objects.get().due_date) == (
        422,
        day.day(-2),
    )
    do(ana, f"promise-{pk}", "move", due_date=until, why="The supplier is late")

    assert Commitment.objects.get().due_date == until


def test_an_offer_is_agreed_to_and_cannot_be_kept_yet(ana: Person, day: Day) -> None:
    pk = day.promise("A visit", 2, state="offered")

    assert do(ana, f"promise-{pk}", "keep").status_code == 404
    do(ana, f"promise-{pk}", "agree")

    assert Commitment.objects.get().state == "agreed"


def test_somebody_is_told_and_it_is_taken_back(ana: Person, day: Day) -> None:
    person_id, promise_id = day.to_tell("Petra", "Four offers")
    key = f"tell-{person_id}-promise-{promise_id}"

    do(ana, key, "tell", way="By phone", note="She asks for the cost")
    told = Told.objects.get()
    assert told.how == "By phone: She asks for the cost"
    back = undo(ana, key, "tell", told.pk)

    assert "Tell Petra" in back.content.decode()
    assert not Told.objects.exists()
    do(ana, key, "needless", how="She was in the room")
    assert Told.objects.get().is_needless


@pytest.mark.parametrize(
    ("kind", "said"),
    [("event", {"probability": "70"}), ("range", {"said": "8 to 20"})],
)
def test_a_prediction_is_answered(
    ana: Person, ben: Person, day: Day, kind: str, said: dict[str, str]
) -> None:
    pk = day.prediction("Ports sign", 20, kind=kind)

    for who in (ana, ben):
        assert do(who, f"answer-{pk}", "answer").status_code == 422
        assert do(who, f"answer-{pk}", "answer", **said).status_code == 200

    assert Forecast.objects.count() == 2


def test_what_came_out_is_said_with_its_source(ana: Person, day: Day) -> None:
    pk = day.prediction("The prototype worked", -4)

    assert do(ana, f"outcome-{pk}", "settle", happened="yes").status_code == 422
    done = do(ana, f"outcome-{pk}", "settle", happened="yes", source="The log")

    assert done.status_code == 200
    assert Prediction.objects.get().happened is True
    assert "Undo" not in done.content.decode(), "an outcome stays"


def test_a_step_is_done_with_what_shows_it_and_opened_again(
    ana: Person, day: Day
) -> None:
    pk = day.step("Write the guide", 2)

    assert do(ana, f"step-{pk}", "done", proof="").status_code == 422
    do(ana, f"step-{pk}", "done", proof="guide.example")
    assert LaunchStep.objects.get(pk=pk).state == "done"
    undo(ana, f"step-{pk}", "done", 0)
    assert LaunchStep.objects.get(pk=pk).state == "open"
    do(ana, f"step-{pk}", "blocked", why="No writer")
    assert LaunchStep.objects.get(pk=pk).state == "blocked"


def test_a_word_is_heard_and_taken_back(ana: Person, day: Day) -> None:
    decision, piece = day.word("Build or buy?", "Please buy it")
    key = f"word-{decision.pk}"
    form = opened(ana, key, "hear").context["row"].form
    said = {"seen": form.initial["seen"], "word": piece}
    buy = ChairWord.objects.get().option_id

    assert "Please buy it" in opened(ana, key, "hear").content.decode()
    assert do(ana, key, "hear", **said, side="nonsense").status_code == 422
    done = do(ana, key, "hear", **said, side=f"{buy}-for")
    word = ChairWord.objects.get()
    assert (word.state, word.side) == (WordState.CONFIRMED, "for")
    undo(ana, key, "hear", int(done.context["row"].undo.split("/")[-2]))

    assert ChairWord.objects.get().state == WordState.PROPOSED
    form = opened(ana, key, "hear").context["row"].form
    do(ana, key, "hear", seen=form.initial["seen"], word=piece, side="off")
    assert ChairWord.objects.get().state == WordState.REJECTED


def test_a_goal_is_checked_in_on_and_taken_back(ana: Person, day: Day) -> None:
    pk = day.goal("Grow in ports")

    do(ana, f"goal-{pk}", "check-in", confidence="60", reason="Two tenders decide")
    made = CheckIn.objects.get()
    assert made.confidence == 60
    undo(ana, f"goal-{pk}", "check-in", made.pk)

    assert not CheckIn.objects.exists()


def test_a_line_is_snoozed_brought_back_and_shown_among_what_sleeps(
    ana: Person, day: Day
) -> None:
    pk = day.promise("The timeline", 2)
    key = f"promise-{pk}"
    tomorrow = day.on + timedelta(days=1)

    assert do(ana, key, "snooze", until="").status_code == 422
    do(ana, key, "snooze", until=tomorrow)

    assert Asleep.objects.get().until == tomorrow
    assert 'id="ask-' not in today(ana)
    assert "1 snoozed" in today(ana)
    assert f'id="ask-{key}"' in today(ana, show="asleep")
    undo(ana, key, "snooze", 0)
    assert f'id="ask-{key}"' in today(ana)


def test_without_a_script_the_line_opens_on_the_page_and_leads_back(
    ana: Person, day: Day
) -> None:
    pk = day.promise("The timeline", -2)
    url = reverse("overview:ask", args=[ana.actor.workspace_id, f"promise-{pk}"])

    page = ana.browser.get(url, {"act": "keep"}).content.decode()
    assert "<html" in page
    assert "What shows it" in page
    refused = do(ana, f"promise-{pk}", "move", script=False, why="")
    assert refused.status_code == 422
    assert "<html" in refused.content.decode()
    done = do(ana, f"promise-{pk}", "keep", script=False)

    assert done.status_code == 302
    assert done["Location"] == f"/w/{ana.actor.workspace_id}/"


def test_who_was_first_is_told_to_who_comes_second(ana: Person, day: Day) -> None:
    pk = day.promise("The timeline", -2)
    do(ana, f"promise-{pk}", "keep")

    assert do(ana, f"promise-{pk}", "keep").status_code == 404
    assert undo(ana, f"promise-{pk}", "move", 0).status_code == 404


def test_only_acts_that_are_there_are_done(ana: Person, day: Day) -> None:
    pk = day.promise("The timeline", -2)

    for act in ("", "lunch", "tell"):
        assert do(ana, f"promise-{pk}", act).status_code in (200, 404)
    assert Commitment.objects.get().state == "agreed"


def test_the_customers_words_stand_under_the_need_that_rises(ana: Person) -> None:
    now = datetime.now(UTC)
    assert "moved-lead" not in today(ana)
    need = want(ana.actor, "Sign in with a badge")
    for days in range(1, 25):
        say(
            ana.actor, "We like it here. A badge to sign in would save our Monday.",
            None, need, said_at=now - timedelta(days=days // 2), source_id=str(days),
        )  # fmt: skip

    assert "<mark>A badge to sign in would save our Monday.</mark>" in today(ana)
