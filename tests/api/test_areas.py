"""One walk through each area, as a program goes it."""

from __future__ import annotations

from typing import Any

import pytest

from leadline.accounts.models import Event
from leadline.api.shapes import AMOUNT
from leadline.decisions.actions import seat_chair
from leadline.roadmap.models import Team
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import JudgementIn
from tests.api.program import Program, program
from tests.conftest import Person
from tests.factories import NOW, make_plan

pytestmark = pytest.mark.django_db
SECRET = "Quagga: her budget is gone"


@pytest.fixture
def sync(olu: Person) -> Program:
    return program(olu)


def done(answer: Any, status: int = 200) -> Any:
    """What was answered, once it is what is expected."""
    assert answer.status_code == status, answer.content
    return answer.json() if answer.content else None


def make(sync: Program, path: str, **said: Any) -> Any:
    return done(sync.post(path, said), 201)


def items(sync: Program, path: str) -> list[dict[str, Any]]:
    return done(sync.get(path))["items"]


def test_bets_hang_on_needs_goals_and_each_other(sync: Program) -> None:
    team = make(sync, "teams", name="Web")
    need = make(sync, "needs", statement="Export faster")
    goal = make(
        sync, "goals", name="Grow", kind="growth", measure="Sales", currency="EUR",
        baseline="0", target="100", target_date="2027-06-30",
    )  # fmt: skip
    bet = make(
        sync, "bets", title="Fast export", confidence=60, currency="EUR",
        growth={"p10": "10", "p50": "20.5", "p90": "40"},
        effort={team["id"]: {"p10": "1", "p50": "2", "p90": "3"}},
    )  # fmt: skip
    assert bet["growth"]["p50"] == "20.50"
    assert bet["efforts"][0]["team"] == "Web"
    path = f"bets/{bet['id']}"
    said = {"need_ids": [need["id"]], "goal_ids": [goal["id"]], "title": "Quick export"}
    changed = sync.patch(path, said, if_match='"1"')
    assert done(changed)["title"] == "Quick export"
    assert [one["id"] for one in changed.json()["needs"]] == [need["id"]]
    assert [one["id"] for one in changed.json()["goals"]] == [goal["id"]]
    assert changed.json()["growth"] == bet["growth"]

    other = done(sync.post(f"needs/{need['id']}/bet", None), 201)
    linked = done(sync.post(f"{path}/link", {"other_id": other["id"], "kind": "after"}))
    assert linked["links"][0]["other"]["id"] == other["id"]
    done(sync.ask("delete", f"links/{linked['links'][0]['id']}"), 204)
    dropped = done(sync.patch(path, {"state": "dropped", "reason": "Not now"}))
    assert dropped["state"] == "dropped"
    assert [one["id"] for one in items(sync, f"bets?need={need['id']}")] == [
        other["id"]
    ]
    done(sync.patch(f"teams/{team['id']}", {"is_archived": True}))
    assert Team.objects.get().is_archived


def test_a_plan_is_committed_by_a_lead_and_no_contributor(
    sync: Program, olu: Person
) -> None:
    make(sync, "bets", title="Fast export")
    plan = make_plan(olu.actor)
    (head,) = items(sync, "plans")
    assert head["id"] == str(plan.pk)
    assert head["measures"].keys() >= {"growth", "profit"}
    assert all(AMOUNT.fullmatch(figure) for figure in head["measures"].values())

    renamed = done(sync.patch(f"plans/{plan.pk}", {"name": "Plan B"}))
    assert renamed["name"] == "Plan B"
    committed = done(sync.post(f"plans/{plan.pk}/commit", {"reason": "It fits"}))
    assert committed["state"] == "committed"


def test_goals_metrics_and_what_is_said_of_them(sync: Program) -> None:
    metric = make(sync, "metrics", name="Revenue", currency="EUR")
    path = f"metrics/{metric['id']}"
    reading = {"on_date": "2026-11-01", "value": "7.5", "source": "Finance"}
    first = done(sync.post(f"{path}/readings", reading))
    assert items(sync, f"{path}/readings")[0]["value"] == "7.50"
    done(sync.ask("delete", f"readings/{first['id']}"), 204)
    assert items(sync, f"{path}/readings") == []

    goal = make(
        sync, "goals", name="Grow", kind="growth", metric_id=metric["id"],
        target="100", target_date="2027-06-30",
    )  # fmt: skip
    home = f"goals/{goal['id']}"
    refused = sync.patch(home, {"name": "Grow more"})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/reason"
    said = {"name": "Grow more", "reason": "We may"}
    assert done(sync.patch(home, said))["name"] == "Grow more"
    done(sync.post(f"{home}/check-in", {"confidence": 60, "reason": "Two tenders"}))
    (line,) = items(sync, f"{home}/check-ins")
    assert (line["confidence"], line["reason"]) == (60, "Two tenders")
    done(sync.ask("delete", f"check-ins/{line['id']}"), 204)
    ended = done(sync.patch(home, {"state": "dropped", "reason": "Not now"}))
    assert ended["state"] == "dropped"
    assert done(sync.patch(path, {"is_archived": True}))["name"] == "Revenue"
    assert items(sync, "metrics") == []


def test_a_decision_is_prepared_and_taken(sync: Program, olu: Person) -> None:
    made = make(
        sync, "decisions", question="Raise the licence?",
        options=[{"title": "Yes"}, {"title": "No", "note": "Wait"}],
    )  # fmt: skip
    path = f"decisions/{made['id']}"
    assert [one["title"] for one in made["options"]] == ["Yes", "No"]
    changed = done(sync.patch(path, {"context": "The contract ends"}, if_match='"1"'))
    assert changed["context"] == "The contract ends"
    assert [one["title"] for one in changed["options"]] == ["Yes", "No"]
    chair = done(sync.get(f"{path}/chair"))
    assert chair["verdict"] == "empty"
    assert chair["words"] == []

    choice = {"option_id": made["options"][0]["id"], "because": "We can"}
    assert sync.post(f"{path}/decide", choice).status_code == 409
    piece = make(sync, "feedback", words="Yes, raise the licence, we would pay")
    seat_chair(actor=olu.actor, decision_id=int(made["id"]), now=NOW)
    option = made["options"][0]["id"]
    word = {"feedback_id": piece["id"], "option_id": option, "side": "for"}
    added = done(sync.post(f"{path}/words", word))
    for one in done(sync.get(f"{path}/chair"))["proposed"]:
        done(sync.patch(f"{path}/words/{one['id']}", {"state": "rejected"}))
    assert [w["id"] for w in done(sync.get(f"{path}/chair"))["words"]] == [added["id"]]
    assert done(sync.post(f"{path}/hear", None))["state"] == "heard"
    why = "Nobody was asked, and the contract ends before we can"
    taken = done(sync.post(f"{path}/decide", {**choice, "override": why}))
    assert taken["state"] == "decided"
    assert taken["override"] == why
    assert sync.patch(path, {"context": "x"}).status_code == 409
    done(sync.post(f"{path}/reverse", {"reason": "It was wrong"}))
    assert len(items(sync, "decisions?state=reversed")) == 1


def test_a_prediction_is_answered_and_settled(sync: Program) -> None:
    made = make(
        sync, "predictions", text="Will it rain?", kind="event",
        resolve_on="2099-01-01", rule="A drop on the window",
    )  # fmt: skip
    assert (made["rule"], made["bar"], made["metric_id"]) == (
        "A drop on the window", "", None
    )  # fmt: skip
    assert made["settler"]
    path = f"predictions/{made['id']}"
    said = done(sync.post(f"{path}/answer", {"probability": 83}))
    assert said["mine"]["probability"] == 83
    assert sync.post(f"{path}/answer", {"probability": 183}).status_code == 422
    came = {"happened": True, "source": "The window"}
    assert sync.post(f"{path}/resolve", came).status_code in (200, 409, 422)
    assert len(items(sync, "predictions")) == 1


def test_people_are_facts_and_no_judgement_goes_out(sync: Program, olu: Person) -> None:
    made = make(sync, "people", name="Petra Lang", function="finance")
    stakeholders.judge_person(
        actor=olu.actor, person_id=int(made["id"]), now=NOW,
        judgement=JudgementIn(worries=SECRET, stance="against", influence=91),
    )  # fmt: skip
    path = f"people/{made['id']}"
    done(sync.patch(path, {"title": "CFO"}, if_match='"1"'))
    talk = {"on_date": "2026-11-20", "kind": "meeting", "note": "Costs"}
    done(sync.post(f"{path}/log-contact", talk))
    promise = make(
        sync, "promises", person_id=made["id"], what="Costs over three years",
        due_date="2099-01-01",
    )  # fmt: skip
    moved = sync.patch(f"promises/{promise['id']}", {"state": "agreed"})
    assert done(moved)["state"] == "agreed"

    said = {"what": "Costs over four years", "proof": "Minutes"}
    anew = done(sync.patch(f"promises/{promise['id']}", said, if_match='"2"'))
    assert (anew["what"], anew["proof"]) == ("Costs over four years", "Minutes")
    assert (
        sync.patch(f"promises/{promise['id']}", said, if_match='"2"').status_code == 412
    )

    everything = [
        sync.get(one).content.decode() for one in ("people", path, "promises")
    ]
    assert all("Petra Lang" in one for one in everything)
    assert not [one for one in everything if "Quagga" in one or "91" in one]
    assert sync.get("people?stance=against").status_code == 422
    assert sync.get("people?sort=sway").status_code == 422
    assert sync.get(f"people?by={olu.user.pk}").status_code == 422


def test_a_launch_and_its_steps(sync: Program, olu: Person) -> None:
    made = make(sync, "launches", title="Fast export", kind="major", day="2099-03-01")
    path = f"launches/{made['id']}"
    step = make(
        sync, f"{path}/steps", part="sell", title="Price list", days=-7,
        owner_id=str(olu.user.pk),
    )  # fmt: skip
    answer = {"state": "done", "proof": "In the drive"}
    ready = done(sync.post(f"launch-steps/{step['id']}/answer", answer))
    assert ready["state"] == "done"
    moved = done(sync.patch(path, {"day": "2099-04-01"}))
    assert moved["day"] == "2099-04-01"
    steps = items(sync, f"launch-steps?launch_id={made['id']}")
    assert step["id"] in [one["id"] for one in steps]
    done(sync.ask("delete", f"launch-steps/{step['id']}"), 204)
    off = done(sync.post(f"{path}/call-off", {"why": "Not now"}))
    assert off["state"] == "off"
    assert done(sync.post(f"{path}/take-up", None))["state"] == "preparing"


def test_what_is_said_about_a_record(sync: Program) -> None:
    need = make(sync, "needs", statement="Export faster")
    about = {"about": "need", "record_id": need["id"]}
    thread = done(sync.post("threads", {**about, "text": "Who asks?"}))
    done(sync.post(f"threads/{thread['id']}/answer", {"text": "Harbour Clinics"}))
    done(sync.post(f"threads/{thread['id']}/resolve", None))

    (said,) = items(sync, f"threads?about=need&record_id={need['id']}")
    assert said["first"]["text"] == "Who asks?"
    assert [one["text"] for one in said["replies"]] == ["Harbour Clinics"]
    assert said["resolved_by"] == "olu"
    comment = said["replies"][0]["id"]
    done(sync.patch(f"comments/{comment}", {"text": "Two do"}))
    done(sync.ask("delete", f"comments/{comment}"), 204)
    assert sync.get("threads").status_code == 422
    assert {
        one.surface for one in Event.objects.filter(verb="conversation.write_comment")
    } == {"api"}


def test_a_patch_that_names_nothing_is_refused(sync: Program) -> None:
    need = make(sync, "needs", statement="Export faster")

    assert sync.patch(f"needs/{need['id']}", {}).status_code == 422
