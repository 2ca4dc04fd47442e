"""The second step of a sign-in: codes of an app, recovery codes, who needs one."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from leadline.accounts.actions import (
    add_app,
    issue_member_link,
    issue_sign_in_link,
)
from leadline.accounts.models import Event, Membership, Workspace
from leadline.accounts.queries import recovery_codes
from tests.conftest import Person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "a long password"
NOON = timezone.now().replace(minute=0, second=0, microsecond=0)


def code_at(moment: Any = None, secret: str = SECRET) -> str:
    """What the app shows at a moment, else now."""
    seconds = moment.timestamp() if moment else time.time()
    return format_hotp_value(hotp_value(secret, int(seconds) // 30))


def with_password(person: Person) -> Person:
    person.user.set_password(PASSWORD)
    person.user.save()
    return person


@pytest.fixture(autouse=True)
def _codes_of_other_tests() -> None:
    """People of all tests have the same numbers; a process keeps what they used."""
    cache.clear()


@pytest.fixture
def home(olu: Person) -> str:
    with_password(olu)
    return f"/w/{olu.actor.workspace_id}/settings/"


def sign_in(browser: Client, person: Person) -> Any:
    form = {"login": person.user.email, "password": PASSWORD}
    return browser.post("/sign-in/", form)


def test_the_password_alone_opens_nothing_where_there_is_an_app(
    home: str, olu: Person
) -> None:
    add_app(actor=olu.actor, secret=SECRET)
    browser = Client()

    answer = sign_in(browser, olu)

    assert answer["Location"] == "/sign-in/code/"
    assert browser.get(home).status_code == 302
    assert not Event.objects.filter(verb="accounts.sign_in").exists()
    assert browser.get("/sign-in/code/").status_code == 200
    wrong = browser.post("/sign-in/code/", {"code": "000000"})
    assert wrong.status_code == 422
    right = browser.post("/sign-in/code/", {"code": code_at()})
    assert right["Location"] == "/"
    assert browser.get(home).status_code == 200
    detail = Event.objects.get(verb="accounts.sign_in").detail
    assert (detail["how"], detail["second_step"]) == ("password", "totp")


def test_a_page_that_needs_a_sign_in_is_reached_after_both_steps(
    home: str, olu: Person
) -> None:
    add_app(actor=olu.actor, secret=SECRET)
    browser = Client()
    form = {"login": olu.user.email, "password": PASSWORD}

    browser.post(f"/sign-in/?next={home}", form)

    answer = browser.post("/sign-in/code/", {"code": code_at()})
    assert answer["Location"] == home


def test_nobody_takes_the_second_step_without_the_first(home: str, olu: Person) -> None:
    add_app(actor=olu.actor, secret=SECRET)

    for method in (Client().get, Client().post):
        assert method("/sign-in/code/")["Location"] == "/sign-in/"


@pytest.mark.parametrize(("late", "status"), [(29, 302), (59, 302), (60, 422)])
def test_a_code_is_good_for_its_half_minute_and_the_next(
    home: str, olu: Person, late: int, status: int
) -> None:
    add_app(actor=olu.actor, secret=SECRET)
    browser = Client()
    with time_machine.travel(NOON + timedelta(seconds=late), tick=False):
        sign_in(browser, olu)
        answer = browser.post("/sign-in/code/", {"code": code_at(NOON)})

    assert answer.status_code == status


@pytest.mark.parametrize("between", ["", " ", "-", "_."])
def test_a_code_is_good_once(home: str, olu: Person, between: str) -> None:
    add_app(actor=olu.actor, secret=SECRET)
    with time_machine.travel(NOON, tick=False):
        first, second = Client(), Client()
        for browser in (first, second):
            sign_in(browser, olu)
        code = code_at()

        assert first.post("/sign-in/code/", {"code": code}).status_code == 302
        cache.clear()  # another process knows nothing of it
        said = {"code": between.join(code)}
        again = second.post("/sign-in/code/", said)

    assert again.status_code == 422
    assert second.get(home).status_code == 302


def test_a_recovery_code_counts_once_and_with_spaces(home: str, olu: Person) -> None:
    add_app(actor=olu.actor, secret=SECRET)
    codes = recovery_codes(actor=olu.actor)
    said = f" {codes[3][:4]} {codes[3][4:]} "
    answers = []
    for _ in range(2):
        browser = Client()
        sign_in(browser, olu)
        answers.append(browser.post("/sign-in/code/", {"code": said}).status_code)

    assert (len(codes), answers) == (10, [302, 422])
    assert codes[3] not in recovery_codes(actor=olu.actor)
    assert Event.objects.latest("pk").detail["second_step"] == "recovery_codes"


def test_guessing_codes_gets_slow_and_a_right_one_waits_too(
    home: str, olu: Person
) -> None:
    add_app(actor=olu.actor, secret=SECRET)
    with time_machine.travel(NOON, tick=False):
        browser = Client()
        sign_in(browser, olu)
        wrong = {"code": "000000"}
        tried = [browser.post("/sign-in/code/", wrong).status_code for _ in range(6)]
        right = browser.post("/sign-in/code/", {"code": code_at()})
    with time_machine.travel(NOON + timedelta(seconds=2), tick=False):
        later = browser.post("/sign-in/code/", {"code": code_at()})

    assert tried == [422] * 5 + [429]
    assert (right.status_code, right["Retry-After"]) == (429, "2")
    assert later.status_code == 302


def test_who_guesses_elsewhere_does_not_keep_the_known_browser_waiting(
    home: str, olu: Person
) -> None:
    own = Client()
    sign_in(own, olu)
    own.post("/sign-out/")
    add_app(actor=olu.actor, secret=SECRET)
    with time_machine.travel(NOON, tick=False):
        other = Client()
        sign_in(other, olu)
        for _ in range(6):
            other.post("/sign-in/code/", {"code": "000000"})
        sign_in(own, olu)

        assert other.post("/sign-in/code/", {"code": code_at()}).status_code == 429
        assert own.post("/sign-in/code/", {"code": code_at()}).status_code == 302


# Links


def test_a_link_by_mail_or_of_an_owner_asks_for_the_second_step_too(
    home: str, olu: Person, ben: Person
) -> None:
    add_app(actor=ben.actor, secret=SECRET)
    member = Membership.objects.get(user=ben.user)
    now = timezone.now()
    own = issue_sign_in_link(user_id=ben.user.pk, now=now)
    made = issue_member_link(actor=olu.actor, member_id=member.pk, now=now)
    for token in (own, made):
        browser = Client()
        answer = browser.post(f"/sign-in/{token}/")
        assert answer["Location"] == "/sign-in/code/"
        assert browser.get(home).status_code == 302

    code = {"code": recovery_codes(actor=ben.actor)[0]}
    assert browser.post("/sign-in/code/", code).status_code == 302
    detail = Event.objects.filter(verb="accounts.sign_in").latest("pk").detail
    assert (detail["how"], detail["link_made_by"]) == ("link", "olu")
    refused = browser.get(f"{home}second-step/app/")
    assert refused.status_code == 403


def test_a_link_of_the_server_without_code_leads_in_and_lets_steps_be_changed(
    home: str, olu: Person
) -> None:
    add_app(actor=olu.actor, secret=SECRET)
    step = Authenticator.objects.get(type="totp")
    now = timezone.now()
    token = issue_sign_in_link(user_id=olu.user.pk, now=now, skips_step=True)
    browser = Client()

    assert browser.post(f"/sign-in/{token}/")["Location"] == "/"
    late = now + timedelta(minutes=31)
    with time_machine.travel(late, tick=False):
        gone = browser.post(f"{home}second-step/{step.pk}/remove/")
        assert "prove" in gone["Location"]
    answer = browser.post(f"{home}second-step/{step.pk}/remove/")

    assert answer["Location"] == f"{home}second-step/"
    assert not Authenticator.objects.exists()
    made = Event.objects.get(verb="accounts.issue_sign_in_link")
    assert made.detail["skips_step"] is True


# Setting up


def prove(browser: Client, home: str, **said: str) -> Any:
    return browser.post(f"{home}second-step/prove/", said or {"password": PASSWORD})


def secret_on(page: Any) -> str:
    found = re.search(r'id="secret" value="(\w+)"', page.content.decode())
    assert found
    return found.group(1)


def test_an_app_is_kept_with_its_first_right_code_and_signs_others_out(
    home: str, olu: Person, settings: Any
) -> None:
    settings.EMAIL_HOST = "mail.example"
    browser, elsewhere = Client(), Client()
    for one in (browser, elsewhere):
        sign_in(one, olu)
    there = f"{home}second-step/app/"
    asked = browser.get(there)
    onward = quote(there, safe="")
    assert asked["Location"] == f"{home}second-step/prove/?next={onward}"

    assert prove(browser, home, password=PASSWORD, next=there)["Location"] == there
    page = browser.get(there)
    secret = secret_on(page)
    assert b"data:image/svg+xml" in page.content
    wrong = browser.post(there, {"code": "000000"})
    assert (wrong.status_code, secret_on(wrong)) == (422, secret)
    answer = browser.post(there, {"code": code_at(secret=secret)})

    assert answer["Location"] == f"{home}second-step/codes/"
    codes = recovery_codes(actor=olu.actor)
    assert all(
        code in browser.get(answer["Location"]).content.decode() for code in codes
    )
    assert elsewhere.get(home).status_code == 302
    assert UserSession.objects.count() == 1
    event = Event.objects.get(verb="accounts.add_second_step")
    assert (event.detail["kind"], event.surface) == ("totp", "web")
    assert secret not in str(list(Authenticator.objects.values()))
    assert secret not in str(list(Event.objects.values()))
    assert mail.outbox[-1].to == [olu.user.email]
    assert "added to your account" in mail.outbox[-1].subject


def test_changing_steps_asks_who_is_there_and_five_minutes_later_again(
    home: str, olu: Person
) -> None:
    add_app(actor=olu.actor, secret=SECRET)
    step = Authenticator.objects.get(type="totp")
    browser = olu.browser
    for path in ("app/", "passkey/", "codes/"):
        assert "prove" in browser.get(f"{home}second-step/{path}")["Location"]
    for path in ("codes/", f"{step.pk}/remove/"):
        assert "prove" in browser.post(f"{home}second-step/{path}")["Location"]
    assert Authenticator.objects.filter(pk=step.pk).exists()
    with time_machine.travel(NOON, tick=False):
        assert prove(browser, home, password="wrong").status_code == 422
        assert prove(browser, home, code=code_at()).status_code == 302
        assert browser.get(f"{home}second-step/codes/").status_code == 200
    with time_machine.travel(NOON + timedelta(seconds=299), tick=False):
        assert browser.get(f"{home}second-step/codes/").status_code == 200
    with time_machine.travel(NOON + timedelta(seconds=301), tick=False):
        assert browser.get(f"{home}second-step/codes/").status_code == 302


def test_proof_is_no_way_to_guess(home: str, olu: Person) -> None:
    add_app(actor=olu.actor, secret=SECRET)
    browser = olu.browser
    with time_machine.travel(NOON, tick=False):
        codes = [prove(browser, home, code="000000").status_code for _ in range(6)]
        words = [prove(browser, home, password="no").status_code for _ in range(6)]

    assert codes == words == [422] * 5 + [429]


def test_new_recovery_codes_end_the_old_ones(home: str, olu: Person) -> None:
    add_app(actor=olu.actor, secret=SECRET)
    old = recovery_codes(actor=olu.actor)
    browser = olu.browser
    prove(browser, home)

    browser.post(f"{home}second-step/codes/")

    assert not set(old) & set(recovery_codes(actor=olu.actor))
    assert Event.objects.latest("pk").verb == "accounts.renew_recovery_codes"


def test_proof_leads_nowhere_else(home: str, olu: Person) -> None:
    answer = prove(olu.browser, home, password=PASSWORD, next="//evil.example/")

    assert answer["Location"] == f"{home}second-step/"


NONSENSE = [
    "", "[]", "7", "{}", '{"id": 1}', '{"response": {"userHandle": 5}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": '
    '{"clientDataJSON": "eA", "attestationObject": "eA", "signature": "eA", '
    '"authenticatorData": "eA", "userHandle": "MQ"}}',
]  # fmt: skip


@pytest.mark.parametrize("said", NONSENSE)
def test_what_is_no_passkey_opens_nothing_and_is_none(
    home: str, olu: Person, said: str
) -> None:
    add_app(actor=olu.actor, secret=SECRET)
    stranger, half, browser = Client(), Client(), olu.browser
    sign_in(half, olu)
    prove(browser, home)
    given = {"credential": said, "name": "Mine"}
    stranger.get("/sign-in/passkey/")
    browser.get(f"{home}second-step/passkey/")

    assert stranger.post("/sign-in/passkey/", given).status_code == 422
    assert half.post("/sign-in/code/", given).status_code == 422
    assert prove(browser, home, **given).status_code == 422
    assert browser.post(f"{home}second-step/passkey/", given).status_code == 422
    assert stranger.get(home).status_code == half.get(home).status_code == 302


# Asked of everybody


def test_who_has_none_is_led_to_set_it_up_before_anything_opens(
    home: str, olu: Person, ben: Person
) -> None:
    add_app(actor=olu.actor, secret=SECRET)
    answer = olu.browser.post(f"{home}second-step/required/", {"is_required": "yes"})
    assert answer["Location"] == f"{home}second-step/"
    workspace = f"/w/{ben.actor.workspace_id}/"
    browser = ben.browser

    for path in ("", "evidence/needs/", "settings/", "settings/sessions/"):
        assert browser.get(workspace + path)["Location"] == f"{home}second-step/"
    part = browser.get(workspace, headers={"HX-Request": "true"})
    assert part["HX-Redirect"] == f"{home}second-step/"
    assert b"asks everybody" in browser.get(f"{home}second-step/").content
    assert browser.get(f"{home}password/").status_code == 200
    assert olu.browser.get(workspace).status_code == 200
    add_app(actor=ben.actor, secret=SECRET)
    assert browser.get(workspace).status_code == 200


def test_an_owner_without_one_asks_nobody_for_it(home: str, olu: Person) -> None:
    ask = {"is_required": "yes"}

    assert olu.browser.post(f"{home}second-step/required/", ask).status_code == 409
    assert not Workspace.objects.get().requires_second_step


def test_only_owners_ask_and_strangers_find_nothing(
    home: str, ben: Person, cleo: Person
) -> None:
    ask = {"is_required": "no"}
    for person, status in ((ben, 403), (cleo, 404)):
        where = f"{home}second-step/required/"
        assert person.browser.post(where, ask).status_code == status
    assert cleo.browser.get(f"{home}second-step/").status_code == 404
    assert b"Everybody in" not in ben.browser.get(f"{home}second-step/").content
