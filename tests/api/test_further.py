"""What programs do around decisions, launches, plans, reviews and briefings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from leadline.accounts.types import SCOPES
from leadline.decisions.models import DecisionPerson
from leadline.launches.models import LaunchOutcome
from leadline.reporting.making import Kind
from leadline.strategy.models import Reading
from tests.api.program import Program, program
from tests.api.test_areas import done, items, make
from tests.conftest import Person
from tests.contracts.areas import decisions, launches, promises, reviews
from tests.contracts.areas.stakeholders import person_of
from tests.contracts.examples import Examples
from tests.decisions.hearing import words_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def sync(olu: Person) -> Program:
    return program(olu)


@pytest.fixture
def made(olu: Person) -> Examples:
    return Examples(olu)


def test_who_is_asked_and_how_options_compare(sync: Program, made: Examples) -> None:
    whole = make(
        sync, "decisions", question="Raise the licence?",
        options=[{"title": "Yes"}, {"title": "No"}],
    )  # fmt: skip
    home = f"decisions/{whole['id']}"
    yes, no = (one["id"] for one in whole["options"])
    person: Any = person_of(made)
    who = str(getattr(person, "pk", None) or person.id)
    done(sync.post(f"{home}/people", {"person_id": who, "part": "asked"}))
    said = {"stance": "against", "why": "Too dear", "option_id": yes}
    done(sync.patch(f"{home}/people/{who}", said))
    (row,) = items(sync, f"{home}/people")
    assert (row["stance"], row["why"], row["option"]) == ("against", "Too dear", "Yes")
    assert sync.post(f"{home}/answer", said).status_code == 403  # nobody asked olu
    done(sync.ask("delete", f"{home}/people/{who}"), 204)
    assert not DecisionPerson.objects.exists()

    cells = [{"option_id": yes, "words": "Dear"}, {"option_id": no, "words": "Cheap"}]
    done(sync.post(f"{home}/compare-options",
                   {"criteria": [{"title": "Cost", "cells": cells}]}))  # fmt: skip
    (criterion,) = items(sync, f"{home}/comparison")
    assert [cell["words"] for cell in criterion["cells"]] == ["Dear", "Cheap"]
    turned = done(sync.post(f"{home}/order-options", {"option_ids": [no, yes]}))
    assert [one["title"] for one in turned["options"]] == ["No", "Yes"]


def test_words_are_heard_said_and_taken_back(sync: Program, olu: Person) -> None:
    home = f"decisions/{words_waiting(olu).pk}"
    heard = done(sync.get(f"{home}/hearing"))
    assert heard["feedback_ids"]
    assert heard["left"] == 3
    option = done(sync.get(home))["options"][0]["id"]
    said = {
        "feedback_ids": heard["feedback_ids"], "mark": heard["mark"],
        "sides": [{"option_id": option, "side": "for"}],
    }  # fmt: skip
    saying = done(sync.post(f"{home}/sayings", said))
    assert sync.post(f"{home}/sayings", said).status_code == 409  # the mark is old
    back = done(sync.ask("delete", f"{home}/sayings/{saying['id']}"))
    assert back["feedback_ids"] == heard["feedback_ids"]
    done(sync.post(f"{home}/reject-the-rest", None))
    assert done(sync.get(f"{home}/hearing"))["left"] == 0


def test_a_taken_decision_is_looked_at_again(sync: Program, made: Examples) -> None:
    home = f"decisions/{decisions.decided(made).pk}"
    day = (timezone.now() + timedelta(days=90)).date().isoformat()
    later = {"review_date": day, "why": "The figures come late"}
    moved = done(sync.post(f"{home}/move-review", later))
    assert moved["review_date"] == day
    review = {"process": 4, "result": "better", "lesson": "Ask earlier"}
    done(sync.post(f"{home}/review-decision", review))


def test_a_launch_goes_is_told_and_looked_at(sync: Program, made: Examples) -> None:
    launch = launches.launch_of(made)
    home = f"launches/{launch.pk}"
    letter = launches.letter_of(made)
    (row,) = [one for one in items(sync, f"{home}/letters") if one["id"] == str(letter)]
    path = f"launch-letters/{letter}"
    tag = f'"{row["version"]}"'
    written = done(sync.patch(path, {"text": "It is here."}, if_match=tag))
    assert written["text"] == "It is here."
    assert sync.patch(path, {"text": "x"}, if_match=tag).status_code == 412
    held = done(sync.post(f"{home}/letters", None))
    assert held["every"] >= 1
    asked = done(sync.post(f"{home}/ask-to-go", None))
    assert done(sync.get(f"decisions/{asked['id']}"))["state"] == "draft"
    assert sync.post(f"{home}/ask-to-go", None).status_code == 409

    past = (timezone.now() - timedelta(days=40)).date()
    type(launch).objects.filter(pk=launch.pk).update(state="launched", launched_on=past)
    (first, second) = items(sync, f"{home}/outcomes")
    assert (first["after"], second["after"]) == (30, 90)
    assert sync.post(f"{path}/mark", {"how": "By mail"}).status_code == 200
    outcome = {"after": 30, "result": "better", "words": "Used daily"}
    done(sync.post(f"{home}/outcomes", outcome))
    assert LaunchOutcome.objects.get().words == "Used daily"
    assert sync.post(f"{home}/outcomes", outcome).status_code == 409


def test_templates_are_kept_changed_and_removed(sync: Program, made: Examples) -> None:
    template = launches.template_of(made)
    path = f"launch-templates/{template.pk}"
    text = done(sync.get(path))["text"]
    changed = done(sync.patch(path, {"text": text.replace(template.name, "Other")}))
    assert changed["name"] == "Other"
    again = make(sync, "launch-templates", text=text)
    assert again["name"] == template.name
    assert len(items(sync, "launch-templates")) == 2
    done(sync.ask("delete", path), 204)
    assert sync.get(path).status_code == 404


def test_plans_are_made_from_capacity_rankings_and_releases(
    sync: Program, made: Examples
) -> None:
    team = str(made.team.pk)
    cell = {"team_id": team, "period": "2027Q1", "person_weeks": "12.5"}
    assert done(sync.patch("capacity", {"cells": [cell]})) == {"changed": 1}
    assert done(sync.patch("capacity", {"cells": [cell]})) == {"changed": 0}
    kept = done(sync.post("rankings", {"name": "Reach", "formula": "reach / effort"}))
    tag = f'"{kept["version"]}"'
    path = f"rankings/{kept['id']}"
    done(sync.patch(path, {"note": "Who is reached"}, if_match=tag))
    own = items(sync, "rankings")[-1]
    assert (own["name"], own["note"]) == ("Reach", "Who is reached")
    assert sync.patch(path, {"note": "x"}, if_match=tag).status_code == 412
    done(sync.ask("delete", path), 204)
    bet = f"bets/{made.bet.pk}/releases"
    assert items(sync, bet) == []
    effect = {"driver": "churn", "way": "less", "text": "5 to 20"}
    effects = f"bets/{made.bet.pk}/effects"
    answer = sync.post(effects, effect)
    assert answer.status_code == 204, answer.content
    (one,) = items(sync, effects)
    assert one["driver"] == "churn"
    done(sync.ask("delete", f"effects/{one['id']}"), 204)
    done(sync.post(f"bets/{made.bet.pk}/costs", {"once": "1000", "year": ""}), 204)
    partner = make(sync, "people", name="Pia", function="partner")
    done(sync.post(bet, {"person_id": partner["id"], "words": "Faster files"}))
    assert items(sync, bet)[0]["words"] == "Faster files"
    done(sync.ask("delete", f"{bet}/{partner['id']}"), 204)
    assert items(sync, bet) == []


def test_reviews_and_readings_come_from_the_record(
    sync: Program, made: Examples
) -> None:
    metric = f"metrics/{made.metric.pk}"
    days = [{"on_date": f"2026-10-0{n}", "value": f"{n}.5"} for n in (1, 2, 3)]
    said = {"readings": days, "source": "Warehouse"}
    first = done(sync.post(f"{metric}/readings/many", said))
    again = done(sync.post(f"{metric}/readings/many", said))
    assert (first["created"], again["created"], again["unchanged"]) == (3, 0, 3)
    assert Reading.objects.filter(source="Warehouse").count() == 3
    review = make(sync, "reviews", month="2026-10")
    path = f"reviews/{review['id']}"
    words = {"section": "opening", "words": "A quiet month."}
    tag = f'"{review["version"]}"'
    written = done(sync.post(f"{path}/write-section-of", words, if_match=tag))
    assert written["written"]["opening"]["words"] == "A quiet month."
    assert sync.post(f"{path}/finish", None, if_match=tag).status_code == 412
    done(sync.post(f"{path}/take-in", None))
    assert done(sync.post(f"{path}/finish", None))["state"] == "finished"
    assert sync.post(f"{path}/finish", None).status_code == 409


def test_the_sheet_is_said_and_projected_anew(sync: Program) -> None:
    row = done(sync.post("sheet/segments", {"name": "Ports"}))
    said = {"segment_id": row["id"], "driver": "customers", "text": "40 to 60"}
    cell = done(sync.post("sheet/cells", {**said, "version": 0}))
    assert (cell["segment"], cell["is_guess"]) == ("Ports", False)
    assert sync.post("sheet/cells", {**said, "version": 0}).status_code == 409
    wrong = sync.post("sheet/cells", {**said, "text": "many"})
    assert wrong.status_code == 422
    assert done(sync.post("sheet/guesses", None))["filled"] >= 0
    sheet = done(sync.get("sheet"))
    assert [one["name"] for one in sheet["segments"]] == ["Ports"]
    metric = make(sync, "metrics", name="Sales", currency="EUR")
    done(
        sync.patch(f"metrics/{metric['id']}/yardstick", {"figure": "revenue_year"}), 204
    )
    done(sync.ask("delete", f"sheet/segments/{row['id']}"), 204)
    assert done(sync.get("sheet"))["segments"] == []


def test_briefings_are_drafted_and_people_told(sync: Program, made: Examples) -> None:
    draft = make(sync, "briefings", audience="executives")
    path = f"briefings/{draft['id']}"
    assert done(sync.patch(path, {"title": "One month on"}))["title"] == "One month on"
    assert done(sync.post(f"{path}/mark-sent", None))["sent_at"]
    assert sync.patch(path, {"title": "Late"}).status_code == 409
    partner = sync.post("briefings", {"audience": "partners"})
    assert partner.status_code == 422
    person: Any = person_of(made)
    who = getattr(person, "pk", None) or person.id
    told = {"subject": f"decision:{decisions.decision_of(made).pk}", "how": "By phone"}
    kept = done(sync.post(f"people/{who}/told", told))
    done(sync.ask("delete", f"told/{kept['id']}"), 204)
    promise = promises.promise_of(made)
    home = f"promises/{promise.pk}"
    assert sync.post(f"{home}/take-back", None).status_code == 409
    done(sync.patch(home, {"state": "kept", "proof": "It is live"}))
    assert done(sync.post(f"{home}/take-back", None))["state"] == "agreed"


def test_records_come_as_documents_by_the_scope_of_their_area(
    olu: Person, ben: Person, cleo: Person, made: Examples
) -> None:
    sync = program(olu)
    homes = {
        "decision": decisions.decision_of(made).pk, "need": made.need.pk,
        "launch": launches.launch_of(made).pk, "review": reviews.review_of(made),
    }  # fmt: skip
    for kind, pk in homes.items():
        answer = sync.get(f"documents/{kind}/{pk}/md")
        assert answer.status_code == 200, (kind, answer.content)
        assert answer["Content-Type"].startswith("text/markdown")
        assert f"{kind}" in answer["Content-Disposition"]
    path = f"documents/need/{homes['need']}"
    sheet = sync.get(f"{path}/xlsx")
    assert sheet.content[:2] == b"PK"
    only_decisions = program(olu, "decisions:read")
    assert only_decisions.get(f"{path}/md").status_code == 403
    assert program(olu, "evidence:read").get(f"{path}/md").status_code == 200
    assert program(ben).get(f"{path}/md").status_code == 200
    assert program(cleo).get(f"{path}/md").status_code == 404
    strange = Program(olu.actor.workspace_id, program(cleo).key)
    assert strange.get(f"{path}/md").status_code == 404
    assert Program(olu.actor.workspace_id, "").get(f"{path}/md").status_code == 401
    for wrong in ("need/999/md", f"need/{homes['need']}/doc", "thing/1/md",
                  f"{Kind.GROWTH}/1/md"):  # fmt: skip
        assert program(olu, *SCOPES).get(f"documents/{wrong}").status_code == 404, wrong
