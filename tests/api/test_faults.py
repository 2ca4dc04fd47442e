"""What a program reads where it asked amiss: where, and what there is instead."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from leadline.api.mounting import asked_of
from leadline.api.shapes import In
from leadline.api.site import OPS
from leadline.foundation.faults import Fault, fault_of
from tests.api.program import program
from tests.conftest import Person

pytestmark = pytest.mark.django_db
MOMENT = "said_at: Write a moment as 2026-11-30T08:00:00Z."
ASKED_AMISS = (
    ("customers?fields=nmae", "/fields", "There is no field “nmae”. There are: id, "),
    ("bets?state=done!", "/state", "state: Say 'candidate', "),
    ("needs?trend=up", "/trend", "trend: Say 'rising', 'falling', "),
    ("needs?limit=500", "/limit", "limit: At most 200."),
    ("feedback?since=monday", "/since", "since: Write a day as 2026-11-30."),
    ("needs?colour=red", "/colour", "There is no parameter “colour” here. There are: "),
)
SAID_AMISS = (
    ({"wrds": "x"}, "/words", "“words” is needed."),
    ({"words": "x", "wrds": "x"}, "/wrds", "There is no field “wrds” here."),
    ({"words": 5}, "/words", "words: Write text, in quotes."),
    ({"words": "x", "said_at": "yesterday"}, "/said_at", MOMENT),
    ([], "", "Send one JSON object here: {…}."),
)
WRONG: tuple[object, ...] = (
    None,
    5,
    -0.5,
    "x" * 30_000,
    "\0",
    True,
    [],
    ["x"],
    {},
    {"x": 1},
)
LIBRARY = re.compile(
    r"(?i)(input|value|field|\w+) should |.*valid(ation|ator)|.*after "
)
CLOSED = {"state", "kind", "side", "nps", "trend", "named", "chair", "direction"}


def test_what_was_asked_amiss_is_told_in_plain_words(ana: Person) -> None:
    sync = program(ana)
    sync.post("customers", {"name": "Kade"})
    answers = [(sync.get(path), *told) for path, *told in ASKED_AMISS]
    answers += [(sync.post("feedback", body), *told) for body, *told in SAID_AMISS]

    for answer, pointer, words in answers:
        problem = answer.json()
        assert answer.status_code == 422, problem
        assert problem["detail"].startswith(words), problem
        assert problem["errors"][0]["pointer"] == pointer


def test_a_body_that_breaks_off_says_where(ana: Person) -> None:
    sync = program(ana)

    answer = sync.client.post(
        f"/api/v1/w/{ana.actor.workspace_id}/feedback", '{"words": "x"',
        content_type="application/json",
        headers={"authorization": f"Bearer {sync.key}"},
    )  # fmt: skip

    assert answer.status_code == 400
    assert "It stops at line 1, column 14" in answer.json()["detail"]


def test_who_is_late_is_told_what_to_send(ana: Person) -> None:
    sync = program(ana)
    made = sync.post("customers", {"name": "Kade"}).json()
    sync.patch(f"customers/{made['id']}", {"plan": "Pro"})

    late = sync.patch(f"customers/{made['id']}", {"plan": "Free"}, if_match='"1"')

    assert (late.status_code, late["ETag"]) == (412, '"2"')
    assert late.json()["detail"] == (
        "You changed this after you read it. Read it again, and send your change with "
        "the ETag that it has now."
    )


def test_every_filter_with_a_closed_list_of_words_knows_them() -> None:
    open_ones = [
        f"{op.id}: {name}"
        for op in OPS
        if op.is_list
        for name in CLOSED & set(asked_of(op).model_fields)
        if name not in dict(op.words)
    ]
    assert open_ones == []


def test_no_fault_is_told_in_the_words_of_a_library() -> None:
    bodies = {op.body for op in OPS if op.body}
    told = {
        (body.__name__, fault.pointer, fault.detail)
        for body in bodies
        for name in body.model_fields
        for value in WRONG
        for fault in faults(body, {name: value})
    }

    assert len(bodies) > 60
    assert len(told) > 900
    assert not [one for one in told if LIBRARY.match(one[2])]


def faults(body: type[In], said: dict[str, object]) -> list[Fault]:
    """What is told of a body that says this, as an answer would."""
    try:
        body.model_validate(said)
    except ValidationError as error:
        return [
            fault_of({**one, "loc": ("body", "said", *one["loc"])})
            for one in error.errors()
        ]
    return []
