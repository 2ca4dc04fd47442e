"""The description that is served, kept beside the code, and true."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client

from leadline.api.lengths import BODIES
from leadline.api.site import OPS, api

GOLDEN = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"


def test_the_description_that_is_served_is_the_one_that_is_kept(db: None) -> None:
    served = Client().get("/api/v1/openapi.json")
    now = json.dumps(served.json(), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("LEADLINE_WRITE_OPENAPI"):
        GOLDEN.write_text(now)

    assert served.json()["openapi"] == "3.1.0"
    assert now == GOLDEN.read_text(), (
        "run: LEADLINE_WRITE_OPENAPI=1 pytest -q tests/api/test_description.py"
    )


def test_every_operation_has_an_id_of_its_own() -> None:
    ids = [op.id for op in OPS]

    assert len(set(ids)) == len(ids)
    schema = json.dumps(api.get_openapi_schema(), default=str)
    for op in OPS:
        assert f'"operationId": "{op.id}"' in schema


def test_two_enums_of_one_name_are_two(db: None) -> None:
    """A goal's measure goes up or down; a promise is given or received."""
    text = json.dumps(api.get_openapi_schema(), default=str)

    assert '"enum": ["up", "down"]' in text
    assert '"enum": ["given", "received"]' in text


def test_what_the_description_points_at_is_there() -> None:
    schema = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    named = set(schema["components"]["schemas"])
    text = json.dumps(schema)
    pointed = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}

    assert pointed <= named


TABLES = {
    "BetChangePart": "roadmap.Bet",
    "BetIn": "roadmap.Bet",
    "CallOffIn": "launches.Launch",
    "CheckInIn": "strategy.CheckIn",
    "ContactCardPart": "evidence.Contact",
    "ContactIn": "evidence.Contact",
    "CustomerCardPart": "evidence.Customer",
    "CustomerIn": "evidence.Customer",
    "DecideIn": "decisions.Decision",
    "DecisionIn": "decisions.Decision",
    "DecisionInPart": "decisions.Decision",
    "FeedbackPart": "evidence.Feedback",
    "FeedbackSaid": "evidence.Feedback",
    "GoalChangePart": "strategy.Goal",
    "GoalIn": "strategy.Goal",
    "LaunchIn": "launches.Launch",
    "LaunchInPart": "launches.Launch",
    "MeasureChange": "strategy.GoalMeasure",
    "MetricIn": "strategy.Metric",
    "MetricChangePart": "strategy.Metric",
    "NeedIn": "evidence.Need",
    "NeedPart": "evidence.Need",
    "OptionIn": "decisions.Option",
    "OutcomeIn": "decisions.Prediction",
    "PersonIn": "stakeholders.Person",
    "PersonInPart": "stakeholders.Person",
    "PlanPart": "roadmap.Plan",
    "PredictionIn": "decisions.Prediction",
    "PromiseChangePart": "stakeholders.Commitment",
    "PromiseIn": "stakeholders.Commitment",
    "ReadingSaid": "strategy.Reading",
    "RankingIn": "roadmap.OwnRanking",
    "RankingPart": "roadmap.OwnRanking",
    "ReleaseIn": "roadmap.BetRelease",
    "SheetSegmentIn": "strategy.SheetSegment",
    "StepAnswerIn": "launches.LaunchStep",
    "StepIn": "launches.LaunchStep",
    "StepInPart": "launches.LaunchStep",
    "TalkIn": "stakeholders.ContactNote",
    "ToldIn": "stakeholders.Told",
}
ELSEWHERE = {"product"}  # the name of a record, looked up
OF_MEASURES = "strategy.GoalMeasure"


@pytest.mark.parametrize("body", sorted(BODIES))
def test_no_text_comes_in_that_is_longer_than_its_column(body: str) -> None:
    columns = {
        one.name: one.max_length
        for table in (OF_MEASURES if "Goal" in TABLES[body] else "", TABLES[body])
        for one in (apps.get_model(table)._meta.get_fields() if table else ())
        if getattr(one, "max_length", None)
    }
    schema = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    said = schema["components"]["schemas"][body]["properties"]

    assert set(BODIES) == set(TABLES)
    for name in (said.keys() & columns.keys()) - ELSEWHERE:
        if said[name].get("type") == "string" and "format" not in said[name]:
            assert said[name].get("maxLength") == columns[name], name
