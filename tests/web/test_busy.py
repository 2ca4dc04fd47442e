"""A database that is busy: 503, and what was typed is offered again."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from leadline.foundation.busy import is_busy
from leadline.web.front.refusals import REFUSED, WORDS
from tests.conftest import Person


def locked(code: int = sqlite3.SQLITE_BUSY) -> OperationalError:
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorcode = code
    error = OperationalError("database is locked")
    error.__cause__ = cause
    return error


def of_postgresql(state: str) -> OperationalError:
    class Cause(Exception):
        sqlstate = state

    error = OperationalError("could not")
    error.__cause__ = Cause()
    return error


@pytest.mark.parametrize(
    "error",
    [
        locked(),
        locked(sqlite3.SQLITE_LOCKED),
        locked(sqlite3.SQLITE_BUSY | 2 << 8),
        *map(of_postgresql, ["55P03", "40P01", "40001", "57014", "57P01", "08006"]),
        OperationalError("connection failed: connection refused"),
    ],
)
def test_what_may_succeed_in_a_moment(error: Exception) -> None:
    assert is_busy(error)


@pytest.mark.parametrize(
    "error",
    [
        None,
        locked(sqlite3.SQLITE_CORRUPT),
        of_postgresql("23505"),
        of_postgresql("42P01"),
        DatabaseError("database is locked"),
        ValueError("connection refused"),
    ],
)
def test_what_would_fail_again(error: Exception | None) -> None:
    assert not is_busy(error)


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    return dict(found)


def test_what_was_typed_is_sent_again_by_one_button(
    olu: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = f"/w/{olu.actor.workspace_id}/settings/products/add/"
    browser = olu.browser
    with monkeypatch.context() as stuck:
        stuck.setattr(
            "leadline.web.accounts.views.workspace.add_product", _raise(locked())
        )
        answer = browser.post(f"{home}?from=list", {"name": 'Tide "7" <b>'})
    page = answer.content.decode()

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Cache-Control"] == "no-store"
    assert f'action="{home}?from=list"' in page
    typed = hidden(page)
    assert typed.pop("csrfmiddlewaretoken")
    assert typed == {"name": "Tide &quot;7&quot; &lt;b&gt;"}
    assert browser.post(home, {"name": 'Tide "7" <b>'}).status_code == 302


def _raise(error: Exception) -> Callable[..., None]:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    return fail


def test_a_session_that_cannot_be_kept_is_busy_and_no_fault(
    olu: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    olu.user.set_password("a long password")
    olu.user.save()
    browser = Client(raise_request_exception=False)
    monkeypatch.setattr(
        "django.contrib.sessions.backends.db.SessionStore.save", _raise(locked())
    )

    form = {"login": olu.user.email, "password": "a long password", "remember": "on"}
    answer = browser.post("/sign-in/", form)

    page = answer.content.decode()
    assert answer.status_code == 503
    assert set(hidden(page)) == {"csrfmiddlewaretoken", "login", "remember"}
    assert "a long password" not in page
    assert "no password and no file" in page


def test_files_are_not_kept_and_the_page_says_so(
    olu: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "leadline.web.accounts.views.money.save_rates", _raise(locked())
    )
    text = b"date,base,quote,rate\n2026-01-02,EUR,USD,1.1\n"
    form = {"file": SimpleUploadedFile("rates.csv", text), "note": "kept"}

    home = f"/w/{olu.actor.workspace_id}/settings/money/file/"
    answer = olu.browser.post(home, form)

    assert answer.status_code == 503
    assert "no password and no file" in answer.content.decode()
    assert hidden(answer.content.decode())["note"] == "kept"


def test_htmx_says_it_beside_the_form(
    olu: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "leadline.web.accounts.views.workspace.add_product", _raise(locked())
    )
    home = f"/w/{olu.actor.workspace_id}/settings/products/add/"

    answer = olu.browser.post(home, {"name": "Tide"}, headers={"HX-Request": "true"})

    page = answer.content.decode()
    assert (answer.status_code, answer["HX-Retarget"]) == (503, "#notices")
    assert "<form" not in page
    assert "press the button again" in page


def test_a_page_that_cannot_be_read_is_asked_for_again(
    olu: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "leadline.web.accounts.views.members.list_members", _raise(locked())
    )
    address = f"/w/{olu.actor.workspace_id}/settings/members/?a=1"

    answer = olu.browser.get(address)

    assert answer.status_code == 503
    assert f'href="{address}">Try again' in answer.content.decode()


@pytest.mark.parametrize(
    ("why", "status"), [("busy", 503), ("slow", 408), ("large", 413), ("long", 504)]
)
def test_what_the_front_refuses_asks_nothing_of_the_database(
    olu: Person, why: str, status: int
) -> None:
    browser = olu.browser
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = browser.post(
            "/sign-in/", {"login": "a@example.com", "password": "x"}, **{REFUSED: why}
        )

    assert answer.status_code == status
    assert len(asked) == 0
    page = answer.content.decode()
    assert ("Try again" in page) == (why == "busy")
    assert answer["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/in/k/", "/mcp", "/oauth/token", "/scim/v2/Users"])
@pytest.mark.parametrize(("why", "status"), [("busy", 503), ("large", 413)])
def test_a_program_is_told_in_json_why_it_was_refused(
    path: str, why: str, status: int
) -> None:
    answer = Client().post(path, b"{}", content_type="a/json", **{REFUSED: why})

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json"
    assert answer.json() == {"detail": WORDS[why]}
    assert answer["Cache-Control"] == "no-store"
    assert answer.has_header("Retry-After") == (why == "busy")


def test_try_again_counts_with_forms_protected(olu: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    refused = browser.post(
        "/sign-in/link/", {"email": "a@b.example"}, **{REFUSED: "busy"}
    )
    fields = hidden(refused.content.decode())

    again = browser.post("/sign-in/link/", fields)

    assert fields["email"] == "a@b.example"
    assert again.status_code == 200
