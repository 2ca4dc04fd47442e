"""What assistants that sign in are refused, by the names that the rules give it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.conftest import Person
from tests.mcp.signing_in import bring, let_in, query, renew, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("web")]
ASK = "/oauth/authorize"


def test_what_is_refused_is_refused_by_its_name(ana: Person) -> None:
    code = told(let_in(ana))["code"]
    other = "https://evil.example/mcp"
    for changed, error in (
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, "unsupported_grant_type"),
        ({"resource": other}, "invalid_target"),
        ({"code_verifier": "w" * 64}, "invalid_grant"),
        ({"code": "x"}, "invalid_grant"),
        ({"grant_type": ""}, "invalid_request"),
        ({"client_id": "a-registered-one"}, "invalid_client"),
        ({"client_id": ""}, "invalid_client"),
    ):
        assert bring(code, **changed).json()["error"] == error, changed
    said = bring(code, resource="http://testserver/mcp").json()
    wrong = renew(said["refresh_token"], resource=other)
    assert wrong.json()["error"] == "invalid_target"
    assert renew(said["refresh_token"]).status_code == 200
    for path in ("/register", "/oauth/register"):  # nobody registers
        assert Client().post(
            path, "{}", content_type="application/json"
        ).status_code == (404)
    for client in ("a-registered-one", "cursor://app", "http://helper.example/c.json"):
        assert ana.browser.get(ASK, query(client_id=client)).status_code == 400
