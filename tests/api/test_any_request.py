"""Requests that nobody thought of: the description is kept to, and nothing breaks.

Schemathesis draws requests out of the description for each operation. The database is
the test's own, so that what is written is gone afterwards.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from leadline.accounts.models import ApiToken
from leadline.accounts.types import READS, SCOPES
from leadline.api.limits import forget_limits
from leadline.api.site import OPS, api
from tests.api.program import key_of
from tests.conftest import Person
from tests.contracts.examples import Examples

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
EACH = 5
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
BY_ID = {op.id: op for op in OPS}
THINGS = (
    "product", "customer", "contact", "feedback", "need", "goal", "metric", "reading",
    "check_in", "team", "bet", "plan",
)  # fmt: skip


def operations() -> list[Any]:
    """Every operation of the description, as it is served."""
    told = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    schema = schemathesis.openapi.from_dict(told)
    schema.app = WSGIHandler()
    return [found.ok() for found in schema.get_all_operations()]


def ask(operation: Any, most: int, workspace_id: int, key: str) -> set[int]:
    """Send some requests to an operation; return what was answered."""
    seen: set[int] = set()

    @seed(7)
    @settings(
        max_examples=most,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        forget_limits()
        ids = dict.fromkeys(case.path_parameters or {}, 1)
        case.path_parameters = ids | {"workspace_id": workspace_id}
        answer = case.call(
            headers={"Authorization": f"Bearer {key}", "Accept-Encoding": ""}
        )
        case.validate_response(answer, checks=CHECKS)
        seen.add(answer.status_code)

    send()
    return seen


@pytest.mark.parametrize("who", ["owner", "reader", "stranger", "wrong scope"])
def test_no_request_breaks_anything(
    who: str, olu: Person, ben: Person, cleo: Person
) -> None:
    made = Examples(olu)
    for name in THINGS:
        getattr(made, name)
    here = olu.actor.workspace_id
    asker = {"reader": ben, "stranger": cleo}.get(who, olu)
    key = key_of(asker)
    for operation in operations():
        op = BY_ID.get(operation.definition.raw["operationId"])
        if op is None:  # who the token acts as
            continue
        if who == "wrong scope":
            ApiToken.objects.all().delete()  # one may hold twenty
            key = key_of(asker, *(s for s in SCOPES if s.split(":")[0] != op.area))
        answers = ask(operation, EACH if who == "owner" else 1, here, key)
        if who == "stranger":
            assert answers == {404}, op.id
        if who == "wrong scope":
            assert answers == {403}, op.id
        if who == "reader" and op.right == READS:
            assert 403 not in answers, op.id
