"""Every example of docs/api.md is run, in its order."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from leadline.evidence.actions import create_need
from tests.api.program import key_of
from tests.conftest import Person
from tests.connections.coming import add

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[2] / "docs" / "api.md"
BLOCKS = re.findall(r"```sh\n(.*?)```", PAGE.read_text(), re.S)
CALLS = [
    call
    for block in BLOCKS
    for call in block.replace("\\\n", " ").strip().splitlines()
    if call
]


def run(call: str, known: dict[str, str]) -> Any:
    """Do what a line of curl asks for, with what stands for its variables."""
    for name, value in known.items():
        call = call.replace(f"${name}", value)
    words = iter(shlex.split(call)[1:])
    method, headers, body, url = "GET", {}, None, ""
    for word in words:
        if word == "-X":
            method = next(words)
        elif word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = next(words)
        else:
            url = word
    return Client().generic(
        method, url, body or "", content_type="application/json", headers=headers
    )


def test_every_example_does_what_it_says(ana: Person) -> None:
    need = create_need(actor=ana.actor, statement="Export faster", now=timezone.now())
    known = {
        "TOKEN": key_of(ana),
        "LEADLINE": f"/api/v1/w/{ana.actor.workspace_id}",
        "ID": "1",
        "NEED": str(need.id),
    }
    assert len(CALLS) >= 5
    for call in CALLS:
        answer = run(call, known)
        assert answer.status_code in (200, 201), (call, answer.content)
        if answer.status_code == 201 and "customers" in answer["Location"]:
            known["ID"] = answer.json()["id"]


def test_a_refusal_looks_as_the_page_says(ana: Person) -> None:
    (said,) = re.findall(r"```json\n(.*?)```", PAGE.read_text(), re.S)
    at = f"/api/v1/w/{ana.actor.workspace_id}/customers"
    answer = Client().post(
        at,
        {"name": ""},
        content_type="application/json",
        headers={"Authorization": f"Bearer {key_of(ana)}"},
    )

    assert answer.json() == json.loads(said) | {"instance": at}


def test_what_a_program_sends_by_a_way_in_is_taken(olu: Person) -> None:
    page = (PAGE.parent / "ways-in.md").read_text()
    (call,) = re.findall(r"```sh\n(.*?)```", page, re.S)
    row, secret = add(olu)
    known = {"SECRET": secret, "ADDRESS": f"/in/{row.key}/"}

    assert run(call.replace("\\\n", " "), known).status_code == 202
