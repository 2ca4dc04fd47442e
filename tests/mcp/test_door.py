"""Who may call tools at all, which, and what the log says of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from leadline.accounts.actions import (
    add_app,
    let_assistants_write,
    require_second_step,
    revoke_token,
)
from leadline.accounts.models import ApiToken, Event
from leadline.accounts.types import ALL_READ
from leadline.decisions.models import Decision
from leadline.evidence.models import Feedback
from leadline.foundation.allowance import OF_TOKENS
from leadline.foundation.errors import NotAllowed
from leadline.mcp import limits
from tests.api.program import Program, key_of
from tests.conftest import Person
from tests.mcp.assistant import Assistant, assistant

pytestmark = pytest.mark.django_db

WRITING = {
    "add_feedback": {"words": "The rota does not load."},
    "open_decision": {"question": "Buy it?", "options": ["Buy", "Build"]},
    "add_prediction": {"text": "It sells", "settled_on": "2999-01-01"},
}


def names(of: Assistant) -> set[str]:
    return {tool["name"] for tool in of.send("tools/list").json()["result"]["tools"]}


def test_nobody_gets_in_without_a_token_that_opens(ana: Person) -> None:
    old = key_of(ana, now=timezone.now() - timedelta(days=91))
    gone = key_of(ana)
    revoke_token(
        actor=ana.actor, token_id=ApiToken.objects.latest("pk").pk, now=timezone.now()
    )

    for key in ("", "nonsense", "ll_pat_" + "x" * 40, old, gone):
        answer = Assistant(key).send("tools/list")
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"].startswith("Bearer ")
        assert answer.json()["error"] == "invalid_token"
    assert not Event.objects.filter(verb="accounts.call_tool").exists()


def test_a_session_of_a_browser_is_no_way_in(ana: Person) -> None:
    assert Assistant("", client=ana.browser).send("tools/list").status_code == 401


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_only_messages_are_taken(ana: Person, method: str) -> None:
    said = {"authorization": f"Bearer {key_of(ana)}"}
    assert getattr(Client(), method)("/mcp", headers=said).status_code == 405


def test_what_is_no_message_is_refused(ana: Person) -> None:
    headers = {"authorization": f"Bearer {key_of(ana)}", "accept": "application/json"}
    deep = b"[" * 200_000
    for body in (b"", b"{", b"[]", b"7", b'{"jsonrpc": "2.0"}', b"\xff\xfe", deep):
        answer = Client().post(
            "/mcp", body, content_type="application/json", headers=headers
        )
        assert 400 <= answer.status_code < 500, (body, answer.content)


def test_every_tool_says_whether_it_writes(ana: Person) -> None:
    told = assistant(ana).send("tools/list").json()["result"]["tools"]

    assert len(told) == 16
    hints = {tool["name"]: tool["annotations"]["readOnlyHint"] for tool in told}
    assert {name for name, only_reads in hints.items() if not only_reads} == set(
        WRITING
    )
    for tool in told:
        assert tool["description"].strip(), tool["name"]
        assert tool["outputSchema"]["type"] == "object", tool["name"]


@pytest.mark.parametrize("tool", WRITING)
def test_assistants_write_only_where_an_owner_lets_them(
    ana: Person, olu: Person, tool: str
) -> None:
    one = assistant(ana)
    assert "only read here" in one.refusal(tool, **WRITING[tool])
    assert not Feedback.objects.exists()
    assert not Decision.objects.exists()

    let_assistants_write(actor=olu.actor, is_allowed=True)
    assert one.get(tool, **WRITING[tool])["id"]

    assert "lacks" in assistant(ana, *ALL_READ).refusal(tool, **WRITING[tool])
    let_assistants_write(actor=olu.actor, is_allowed=False)
    assert "only read here" in one.refusal(tool, **WRITING[tool])


def test_a_reader_s_assistant_opens_no_decision(ben: Person, olu: Person) -> None:
    let_assistants_write(actor=olu.actor, is_allowed=True)

    assert assistant(ben).refusal("open_decision", **WRITING["open_decision"])
    assert not Decision.objects.exists()
    assert assistant(ben).get("add_feedback", **WRITING["add_feedback"])["id"]


def test_only_owners_let_them(ana: Person, olu: Person, ben: Person) -> None:
    for who in (ana, ben):
        with pytest.raises(NotAllowed):
            let_assistants_write(actor=who.actor, is_allowed=True)
    for _ in range(2):
        let_assistants_write(actor=olu.actor, is_allowed=True)
    assert Event.objects.filter(verb="accounts.let_assistants_write").count() == 1


def test_each_call_is_in_the_log_by_token_and_tool(ana: Person, olu: Person) -> None:
    one = assistant(ana)
    one.get("find_needs")
    one.refusal("get_need", id=10**9)

    calls = Event.objects.filter(verb="accounts.call_tool").order_by("pk")
    assert [(e.detail["tool"], e.detail["name"]) for e in calls] == [
        ("find_needs", "Test"),
        ("get_need", "Test"),
    ]
    assert {(e.user_id, e.surface) for e in calls} == {(ana.user.pk, "mcp")}


@pytest.mark.parametrize(
    ("tool", "arguments", "scope"),
    [
        ("find_needs", {}, "evidence:read"),
        ("get_customer", {"id": 1}, "evidence:read"),
        ("list_bets", {}, "roadmap:read"),
        ("get_plan", {}, "roadmap:read"),
        ("find_decisions", {}, "decisions:read"),
        ("check_against_decisions", {"proposal": "Build it"}, "decisions:read"),
        ("list_promises", {}, "stakeholders:read"),
        ("search", {"text": "rota", "kind": "bet"}, "roadmap:read"),
    ],
)
def test_a_tool_asks_for_its_scope(
    ana: Person, tool: str, arguments: dict[str, object], scope: str
) -> None:
    other = "launches:read"
    assert f"lacks {scope}" in assistant(ana, other).refusal(tool, **arguments)


def test_a_broken_tool_says_nothing_of_the_inside(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    import leadline.mcp.tools.evidence as module

    def fail(**_: object) -> None:
        raise RuntimeError("SELECT secret")

    monkeypatch.setattr(module, "list_needs", fail)
    assert "secret" not in assistant(ana).refusal("find_needs")


def test_the_page_of_settings_tells_and_switches(olu: Person) -> None:
    home = f"/w/{olu.actor.workspace_id}/settings/services/"
    browser = olu.browser
    assert b"Assistants only read here" in browser.get(home).content

    browser.post(f"{home}assistants/", {"is_allowed": "yes"})
    assert b"Assistants write here" in browser.get(home).content
    browser.post(f"{home}assistants/", {"is_allowed": "no"})
    assert b"Assistants only read here" in browser.get(home).content


def test_without_the_library_it_says_what_to_install(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leadline.mcp.views.is_installed", lambda: False)

    answer = assistant(ana).send("tools/list")

    assert answer.status_code == 501
    assert "leadline[mcp]" in answer.json()["error"]


def test_assistants_and_programs_share_the_minute_of_a_token(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("leadline.mcp.limits", "leadline.api.limits"):
        monkeypatch.setattr(f"{name}.MOST", 3)
        monkeypatch.setattr(f"{name}.LOT", 3)
    OF_TOKENS.forget()
    start = timezone.now().replace(second=0, microsecond=0)
    with time_machine.travel(start, tick=False) as clock:
        one = assistant(ana)
        sync = Program(ana.actor.workspace_id, one.key)
        assert sync.get("products").status_code == 200
        said = [one.send("tools/list").status_code for _ in range(3)]
        assert said == [200, 200, 429]
        late = one.send("tools/list")
        assert (late["Retry-After"], late.json()["error"]) == ("61", limits.TOO_MANY)
        assert sync.get("products").status_code == 429
        clock.shift(timedelta(seconds=60))
        assert one.send("tools/list").status_code == 200


def test_a_token_opens_no_more_than_a_page_where_a_second_step_is_wanted(
    ana: Person, olu: Person
) -> None:
    one = assistant(ana)
    sync = Program(ana.actor.workspace_id, one.key)
    add_app(actor=olu.actor, secret="JBSWY3DPEHPK3PXP")
    require_second_step(actor=olu.actor, is_required=True)

    for refused in (sync.get("products"), one.send("tools/list")):
        assert refused.status_code == 403
        assert "asks for a second step" in refused.content.decode()
    add_app(actor=ana.actor, secret="JBSWY3DPEHPK3PXP")
    assert sync.get("products").status_code == 200
    assert one.send("tools/list").status_code == 200
