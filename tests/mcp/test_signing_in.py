"""Assistants are let in by who signs in, as far as they say, and by nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from leadline.accounts.actions import let_assistants_write, remove_member, revoke_token
from leadline.accounts.models import ApiToken, Assistant, Event, Membership
from leadline.accounts.types import ALL_READ, LINK_BY, MOST_ASKS
from tests.conftest import Person
from tests.mcp.assistant import Assistant as Caller
from tests.mcp.signing_in import (
    ADDRESS,
    BACK,
    CHALLENGE,
    Web,
    bring,
    document,
    form,
    let_in,
    query,
    renew,
    told,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("web")]
ASK = "/oauth/authorize"


def keys(who: Person, **changed: Any) -> dict[str, Any]:
    """Let the assistant in and return what it is given."""
    given = bring(told(let_in(who, **changed))["code"])
    assert given.status_code == 200, given.content
    said: dict[str, Any] = given.json()
    return said


def test_an_assistant_is_let_in_reads_what_was_ticked_and_is_on_record(
    ana: Person,
) -> None:
    page = ana.browser.get(ASK, query())
    back = told(let_in(ana))

    assert "Let “Helper” read here in your name?" in page.text
    assert "<b>helper.example</b>" in page.text
    assert back["to"] == BACK
    assert (back["state"], back["iss"]) == ("s-1", "http://testserver")
    given = bring(back["code"])
    assert "no-store" in given["Cache-Control"]
    said = given.json()
    assert (said["scope"], said["expires_in"]) == ("evidence:read", 3600)
    helper = Caller(said["access_token"])
    assert helper.get("find_needs")["total"] == 0
    assert "lacks roadmap:read" in helper.refusal("list_bets")
    assert "only read" in helper.refusal("add_feedback", words="No")
    admitted = Event.objects.get(verb="accounts.admit_assistant")
    assert admitted.detail["address"] == ADDRESS
    assert admitted.detail["scopes"] == ["evidence:read"]
    assert Event.objects.filter(verb="accounts.call_tool").count() == 2
    row = ApiToken.objects.get()
    assert row.name == "Helper (helper.example)"
    assert said["access_token"] not in str(row.__dict__)


def test_it_stands_where_tokens_are_and_ends_there(ana: Person) -> None:
    said = keys(ana)
    at = f"/w/{ana.actor.workspace_id}/settings/tokens/"
    assert f"assistant of {ADDRESS}" in ana.browser.get(at).text

    number = ApiToken.objects.get().pk
    revoke_token(actor=ana.actor, token_id=number, now=timezone.now())
    assert Caller(said["access_token"]).send("tools/list").status_code == 401
    assert renew(said["refresh_token"]).json()["error"] == "invalid_grant"


def test_it_opens_the_surface_for_assistants_alone(ana: Person) -> None:
    key = keys(ana)["access_token"]
    at = f"/api/v1/w/{ana.actor.workspace_id}/me"

    assert Caller(key).send("tools/list").status_code == 200
    answer = Client().get(at, headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 401


def test_it_writes_where_a_person_ticked_it_and_an_owner_lets_assistants(
    ana: Person, olu: Person
) -> None:
    asked = query(scope="evidence:read evidence:write")
    page = ana.browser.get(ASK, asked).text
    yes = ana.browser.post(ASK, form(page, ana, writes=["evidence"]))
    helper = Caller(bring(told(yes)["code"]).json()["access_token"])

    assert "only read here" in helper.refusal("add_feedback", words="It is slow.")
    let_assistants_write(actor=olu.actor, is_allowed=True)
    assert helper.call("add_feedback", words="It is slow.").get("isError") is not True


def test_nothing_is_given_beyond_what_was_asked_for(ana: Person) -> None:
    for more in ({"reads": ["decisions"]}, {"writes": ["evidence"]}, {"reads": []}):
        answer = let_in(ana, **more)
        given = [] if answer.status_code == 422 else ApiToken.objects.get().scopes
        assert set(given) <= {"evidence:read"}
        ApiToken.objects.all().delete()


def test_owner_reader_stranger_and_nobody(
    olu: Person, ben: Person, cleo: Person
) -> None:
    assert Caller(keys(olu)["access_token"]).get("find_needs")["total"] == 0
    assert Caller(keys(ben)["access_token"]).get("find_needs")["total"] == 0
    # A stranger lets it into her own workspace and into no other.
    page = cleo.browser.get(ASK, query()).text
    assert f'value="{cleo.actor.workspace_id}"' in page
    assert f'value="{olu.actor.workspace_id}"' not in page
    assert let_in(cleo, workspace=olu.actor.workspace_id).status_code == 422
    before = ApiToken.objects.count()
    sent = Client().get(ASK, query())
    assert sent["Location"].startswith("/sign-in/?next=/oauth/authorize")
    assert Client().post(ASK, form(page, cleo)).status_code == 302
    assert ApiToken.objects.count() == before


def test_who_says_no_sends_nothing_back_but_that(ana: Person) -> None:
    back = told(let_in(ana, answer="no"))

    assert back == {
        "to": BACK, "error": "access_denied", "state": "s-1",
        "iss": "http://testserver",
    }  # fmt: skip
    assert not ApiToken.objects.exists()


def test_nobody_answers_for_somebody_else_or_much_later(
    ana: Person, ben: Person
) -> None:
    page = ana.browser.get(ASK, query()).text
    said = form(page, ana)

    assert ben.browser.post(ASK, form(page, ben)).status_code == 400
    assert (
        ana.browser.post(ASK, said | {"asked": said["asked"] + "x"}).status_code == 400
    )
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = ana.browser.cookies
    assert strict.post(ASK, said).status_code == 403
    with time_machine.travel(timezone.now() + timedelta(seconds=601)):
        assert ana.browser.post(ASK, said).status_code == 400
    assert not ApiToken.objects.exists()


def test_a_session_that_an_owners_link_opened_lets_nobody_in(ana: Person) -> None:
    browser = ana.browser
    session = browser.session
    session[LINK_BY] = "Olu"
    session.save()

    assert let_in(ana, browser).status_code == 400
    assert not ApiToken.objects.exists()


ODD = (
    "https://a.example;report-uri", "https://a.example,script-src/x",
    "https://a.example'x/", "https://*/x", "https://a*.example/x",
)  # fmt: skip


def test_nobody_is_sent_to_an_address_that_the_document_does_not_name(
    ana: Person, web: Web
) -> None:
    for way in (
        "", "https://evil.example/back", BACK + "/", BACK + "?a=1", BACK.upper(),
        "https://helper.example@evil.example/back", "//helper.example/back",
        "http://helper.example/back", "javascript:alert(1)", BACK + "#x",
        "https://helper.example/back\\@evil.example", "https://helper.example/../back",
        *ODD,
    ):  # fmt: skip
        web.documents[ADDRESS] = document(redirect_uris=[BACK, *ODD])
        answer = ana.browser.get(ASK, query(redirect_uri=way))
        assert answer.status_code == 400, way
        assert "Location" not in answer


def test_a_program_of_ones_own_machine_comes_back_at_any_port(
    ana: Person, web: Web
) -> None:
    web.documents[ADDRESS] = document(
        redirect_uris=["http://localhost/cb", "http://127.0.0.1:1/cb", "cursor://cb"]
    )
    good = ("http://localhost:4711/cb", "http://127.0.0.1:9/cb")
    bad = (
        "http://localhost:4711/other", "http://[::1]:9/cb", "https://localhost:1/cb",
        "http://localhost.evil.example/cb", "cursor://cb",
    )  # fmt: skip

    for way in good:
        page = ana.browser.get(ASK, query(redirect_uri=way))
        assert "a program on your own computer" in page.text
        assert f"form-action 'self' {way.removesuffix('/cb')};" in (
            page["Content-Security-Policy"] + ";"
        )
    for way in bad:
        assert ana.browser.get(ASK, query(redirect_uri=way)).status_code == 400, way


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"state": ""}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": ""}, "invalid_request"),
        ({"resource": "https://other.example/mcp"}, "invalid_target"),
        ({"scope": "growth:read"}, "invalid_scope"),
    ],
)
def test_what_is_asked_wrongly_is_told_at_its_own_page(
    ana: Person, changed: dict[str, str], error: str
) -> None:
    back = told(ana.browser.get(ASK, query(**changed)))

    assert (back["to"], back["error"]) == (BACK, error)
    assert back["iss"] == "http://testserver"


def test_without_scopes_it_is_offered_reading_alone(ana: Person) -> None:
    page = ana.browser.get(ASK, query(scope="")).text

    assert page.count('name="reads"') == len(ALL_READ)
    assert 'name="writes"' not in page


def test_documents_are_read_once_for_members_and_never_in_private_networks(
    ana: Person, web: Web
) -> None:
    Client().get(ASK, query())
    assert web.asked == [], "for nobody nothing is read"
    for _ in range(3):
        ana.browser.get(ASK, query())
    assert web.asked == [(ADDRESS, 0, False)]
    for n in range(MOST_ASKS):
        address = f"https://helper.example/{n}"
        answer = ana.browser.get(ASK, query(client_id=address))
    assert answer.status_code == 429
    assert len(web.asked) == MOST_ASKS


def test_a_document_is_read_as_it_was_meant(ana: Person, web: Web) -> None:
    for said in (
        document(client_id="https://other.example/c"), [], "x", b"{", b"[" * 9000,
        document(redirect_uris=[]), document(redirect_uris="x"), {},
        document(token_endpoint_auth_method="private_key_jwt"),
        document(client_secret="s"), document(redirect_uris=["javascript:1"]),
    ):  # fmt: skip
        cache.clear()
        web.documents[ADDRESS] = said
        assert ana.browser.get(ASK, query()).status_code in (400, 429), said
    for address in (
        "", "http://helper.example/c", "https://helper.example", "x",
        "https://helper.example/", "https://a@helper.example/c",
        "https://helper.example/c?x", "https://helper.example/c#x",
        "https://helper.example/a/../c", "https://Helper.example/c",
        "https://helper.example/" + "c" * 500, "https://helper.example:x/c",
        "https://hélper.example/c", "https://helper.example/\x00",
    ):  # fmt: skip
        assert ana.browser.get(ASK, query(client_id=address)).status_code == 400


def test_a_name_cannot_look_like_something_else(ana: Person, web: Web) -> None:
    web.documents[ADDRESS] = document(client_name="<b>\u202eHelper</b>\n\n" + "x" * 99)
    page = ana.browser.get(ASK, query()).text

    assert "Let “b Helper b xxx" in page
    web.documents[ADDRESS] = document(client_name=7)
    cache.clear()
    assert "Let “helper.example”" in ana.browser.get(ASK, query()).text


def test_a_code_is_good_once_for_a_minute_and_for_who_began(ana: Person) -> None:
    began = timezone.now()
    code = told(let_in(ana))["code"]
    given = timezone.now()
    for changed in (
        {"code_verifier": "w" * 64}, {"redirect_uri": BACK + "/"}, {"code": "x"},
        {"client_id": "https://other.example/c"}, {"code_verifier": ""},
        {"grant_type": "password"}, {"client_id": "\x00"}, {"redirect_uri": ""},
    ):  # fmt: skip
        refused = bring(code, **changed)
        assert refused.status_code in (400, 401), changed
    with time_machine.travel(given + timedelta(seconds=60), tick=False):
        assert bring(code).json()["error"] == "invalid_grant"
    with time_machine.travel(began + timedelta(seconds=59), tick=False):
        assert bring(code).status_code == 200


def test_a_code_that_comes_twice_ends_what_it_began(ana: Person) -> None:
    code = told(let_in(ana))["code"]
    said = bring(code).json()

    assert bring(code).json()["error"] == "invalid_grant"
    assert Caller(said["access_token"]).send("tools/list").status_code == 401
    assert renew(said["refresh_token"]).status_code == 400
    assert "twice" in Event.objects.get(verb="accounts.revoke_token").detail["why"]


def test_a_key_ends_after_an_hour_and_the_next_one_comes_once(ana: Person) -> None:
    first = keys(ana)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert Caller(first["access_token"]).send("tools/list").status_code == 401
        second = renew(first["refresh_token"]).json()
        assert Caller(second["access_token"]).send("tools/list").status_code == 200
        assert second["refresh_token"] != first["refresh_token"]
        assert renew(second["refresh_token"], scope="decisions:read").status_code == 400
        third = renew(second["refresh_token"]).json()
        assert Caller(second["access_token"]).send("tools/list").status_code == 401
        # Whoever kept an old one ends it for everybody.
        assert renew(first["refresh_token"]).json()["error"] == "invalid_grant"
        assert Caller(third["access_token"]).send("tools/list").status_code == 401
        assert renew(third["refresh_token"]).status_code == 400
    assert ApiToken.objects.get().revoked_at is not None


def test_nobody_renews_by_what_is_none_of_ours(ana: Person) -> None:
    said = keys(ana)
    for renewal in ("", "x", said["access_token"], said["refresh_token"] + "x"):
        assert renew(renewal).status_code == 400
    other = renew(said["refresh_token"], client_id="https://other.example/c")
    assert other.status_code == 401
    assert Caller(said["access_token"]).send("tools/list").status_code == 200


def test_who_leaves_takes_the_assistant_along_and_days_end_it(
    ana: Person, olu: Person
) -> None:
    said, other = keys(ana), keys(olu, days=2)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert renew(other["refresh_token"]).status_code == 400
        assert renew(said["refresh_token"]).status_code == 200
    member = Membership.objects.get(user=ana.user)
    remove_member(actor=olu.actor, member_id=member.pk)

    assert renew(said["refresh_token"]).status_code == 400


def test_what_nobody_came_for_is_not_listed_and_goes(ana: Person) -> None:
    let_in(ana)
    at = f"/w/{ana.actor.workspace_id}/settings/tokens/"
    assert ADDRESS not in ana.browser.get(at).text
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        let_in(ana)

    assert Assistant.objects.count() == ApiToken.objects.count() == 1
    assert Assistant.objects.get().challenge == CHALLENGE


def test_where_to_ask_is_told_to_everybody() -> None:
    here = "http://testserver"
    refused = Client().post("/mcp", "{}", content_type="application/json")
    about = f"{here}/.well-known/oauth-protected-resource/mcp"
    assert f'resource_metadata="{about}"' in refused["WWW-Authenticate"]
    resource = Client().get(about).json()
    server = Client().get("/.well-known/oauth-authorization-server").json()

    assert resource["resource"] == f"{here}/mcp"
    assert resource["authorization_servers"] == [server["issuer"]] == [here]
    assert server["code_challenge_methods_supported"] == ["S256"]
    assert server["client_id_metadata_document_supported"] is True
    assert "registration_endpoint" not in server
