"""Every operation, knocked at by everybody who may come."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from leadline.accounts.types import READS, SCOPES, scope
from leadline.api.operations import Op
from leadline.api.site import OPS, api
from tests.api.program import Program, key_of
from tests.conftest import Person

pytestmark = pytest.mark.django_db
NOBODY = "9999999"
# What readers do too, as on the pages: they take part.
TAKES_PART = {
    "create_feedback", "answer_prediction", "resolve_prediction", "answer_launch_step",
    "check_in_goal", "remove_check_in", "begin_thread", "answer_thread",
    "resolve_thread", "reopen_thread", "edit_comment", "delete_comment",
    "answer_asked",
}  # fmt: skip
# What stands is read before it is written whole: nothing there is nothing to refuse.
READ_FIRST = {"change_contact"}
# What leads alone may read, because it says how to change something.
OF_LEADS = {"list_metric_sources"}
SCHEMA = json.loads(json.dumps(api.get_openapi_schema(), default=str))
SHAPES = SCHEMA["components"]["schemas"]


def least(shape: dict[str, Any]) -> Any:
    """The least that a description asks for."""
    if "$ref" in shape:
        return least(SHAPES[shape["$ref"].rpartition("/")[2]])
    if "enum" in shape:
        return shape["enum"][0]
    if "anyOf" in shape:
        return least(shape["anyOf"][0])
    kind = shape.get("type")
    if kind == "object":
        needed = shape.get("required", [])
        return {name: least(shape["properties"][name]) for name in needed}
    if kind == "string":
        by = {"date": "2026-11-30", "date-time": "2026-11-30T09:00:00Z"}
        plain = NOBODY if "pattern" in shape else "words"
        return by.get(shape.get("format", ""), plain)
    return {"integer": 1, "boolean": False, "array": []}.get(str(kind))


def knock(workspace_id: int, op: Op, key: str) -> Any:
    """Ask for something that is not there, in the way that is described."""
    path = re.sub(r"\{int:\w+\}", NOBODY, op.path)
    if op.id == "list_threads":
        path += f"?about=need&record_id={NOBODY}"
    described = SCHEMA["paths"][
        "/api/v1/w/{workspace_id}/" + re.sub(r"\{int:(\w+)\}", r"{\1}", op.path)
    ][op.method.lower()]
    body = None
    if op.body is not None:
        shape = described["requestBody"]["content"]["application/json"]["schema"]
        shape = SHAPES[shape["$ref"].rpartition("/")[2]]
        body = least(shape)
        if op.method == "PATCH":
            name, one = next(iter(shape["properties"].items()))
            body = {name: least(one)}
    answer = Program(workspace_id, key).ask(op.method.lower(), path, body)
    known = {int(code) for code in described["responses"]}
    assert answer.status_code in known, (op.id, answer.status_code, answer.content)
    return answer


@pytest.mark.parametrize("op", OPS, ids=lambda op: op.id)
def test_each_finds_what_is_theirs(
    op: Op, olu: Person, ben: Person, cleo: Person
) -> None:
    here = olu.actor.workspace_id
    old = timezone.now() - timedelta(days=2)
    others = tuple(one for one in SCOPES if one.split(":")[0] != op.area)
    found = {
        "owner": knock(here, op, key_of(olu)).status_code,
        "reader": knock(here, op, key_of(ben)).status_code,
        "stranger": knock(here, op, key_of(cleo)).status_code,
        "expired": knock(here, op, key_of(olu, now=old, days=1)).status_code,
        "wrong scope": knock(here, op, key_of(olu, *others)).status_code,
        "nobody": knock(here, op, "").status_code,
    }

    assert found["owner"] in (200, 201, 404, 422), found
    assert (found["stranger"], found["wrong scope"]) == (404, 403)
    assert (found["expired"], found["nobody"]) == (401, 401)
    if op.right == READS:
        is_for_all = op.id not in OF_LEADS
        assert found["reader"] == (found["owner"] if is_for_all else 403)
        return
    only_reads = knock(here, op, key_of(olu, scope(op.area, READS)))
    assert only_reads.status_code == 403
    if op.id not in TAKES_PART | READ_FIRST:
        assert found["reader"] == 403, found


@pytest.mark.parametrize(
    "op",
    [op for op in OPS if not op.is_list and "{int:id}" in op.path],
    ids=lambda op: op.id,
)
def test_what_is_not_there_is_not_there_for_an_owner(op: Op, olu: Person) -> None:
    answer = knock(olu.actor.workspace_id, op, key_of(olu))

    assert answer.status_code in (404, 422), answer.content
