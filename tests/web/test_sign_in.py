"""The way in, as a browser meets it: passwords, links, invitations."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.test import Client, RequestFactory
from django.utils import timezone

from leadline.accounts.actions import (
    create_user,
    invite,
    issue_member_link,
    issue_sign_in_link,
    set_up,
)
from leadline.accounts.models import (
    Event,
    Membership,
    SignInLink,
    User,
)
from leadline.accounts.types import Role
from leadline.web.accounts.views.sign_in import ask
from tests.conftest import Person
from tests.factories import as_row

GOOD = {"login": "olu@example.com", "password": "a long password"}


@pytest.fixture
def browser() -> Client:
    return Client()


@pytest.fixture
def home(olu: Person) -> str:
    olu.user.set_password(GOOD["password"])
    olu.user.save()
    return f"/w/{olu.actor.workspace_id}/settings/"


def sign_in(browser: Client, **given: str) -> object:
    return browser.post("/sign-in/", {**GOOD, **given})


def test_a_person_signs_in_and_gets_a_new_session(home: str, browser: Client) -> None:
    browser.get("/sign-in/")
    before = browser.session.session_key

    answer = sign_in(browser, login="OLU@example.com")

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert browser.session.session_key not in (None, before)
    event = Event.objects.get()
    assert (event.verb, event.detail["how"]) == ("accounts.sign_in", "password")
    assert UserSession.objects.get().user.email == "olu@example.com"


def test_a_session_from_before_does_not_live_on(home: str, browser: Client) -> None:
    session = browser.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key

    sign_in(browser)

    other = Client()
    other.cookies["sessionid"] = planted
    assert other.get(home).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [{"password": "not this one"}, {"login": "nobody@example.com"}, {"password": ""}],
)
def test_a_wrong_pair_lets_nobody_in_and_says_the_same(
    home: str, browser: Client, wrong: dict[str, str]
) -> None:
    answer = sign_in(browser, **wrong)

    assert answer.status_code == 422
    assert "sessionid" not in browser.cookies
    assert Event.objects.count() == 0
    text = answer.content.decode()
    if wrong.get("password") != "":
        assert "do not belong together" in text


def test_somebody_who_left_cannot_sign_in(home: str, browser: Client) -> None:
    User.objects.update(is_active=False)

    assert sign_in(browser).status_code == 422


def test_a_page_that_needs_a_sign_in_is_reached_after_it(
    home: str, browser: Client
) -> None:
    to_sign_in = browser.get(home)
    assert to_sign_in["Location"] == f"/sign-in/?next={home}"

    answer = browser.post(to_sign_in["Location"], GOOD)

    assert answer["Location"] == home


@pytest.mark.parametrize("bad", ["https://evil.example/", "//evil.example", "/\\evil"])
def test_nobody_is_sent_elsewhere(home: str, browser: Client, bad: str) -> None:
    answer = browser.post(f"/sign-in/?next={bad}", GOOD)

    assert answer["Location"] == "/"


def test_signing_out_takes_a_button(home: str, browser: Client) -> None:
    sign_in(browser)

    assert browser.get("/sign-out/").status_code == 200
    assert browser.get(home).status_code == 200
    assert browser.post("/sign-out/")["Location"] == "/sign-in/"
    assert browser.get(home).status_code == 302
    assert Event.objects.latest("pk").verb == "accounts.sign_out"


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/", "/accounts/signup/", "/accounts/", "/accounts/email/",
        "/sign-up/", "/accounts/password/reset/", "/accounts/sessions/",
    ],
)  # fmt: skip
def test_no_page_of_allauth_is_mounted(db: None, browser: Client, path: str) -> None:
    assert browser.get(path).status_code == 404


# One-time links


def test_the_head_of_a_page_is_there_where_the_page_is(home: str) -> None:
    seen = [Client().head(path).status_code for path in ("/sign-in/", home)]

    assert seen == [200, 302]


def test_looking_at_a_link_does_not_spend_it(home: str, browser: Client) -> None:
    olu = User.objects.get(email=GOOD["login"])
    token = issue_sign_in_link(user_id=olu.pk, now=timezone.now())

    for _ in range(3):
        page = Client().get(f"/sign-in/{token}/")
        assert page.status_code == 200
    looked = Client().head(f"/sign-in/{token}/")
    assert (looked.status_code, looked.content) == (200, b"")
    answer = browser.post(f"/sign-in/{token}/")

    assert answer["Location"] == "/"
    assert browser.get(home).status_code == 200
    assert Event.objects.latest("pk").detail["how"] == "link"
    for again in (browser.get, browser.post, Client().get, Client().post):
        assert again(f"/sign-in/{token}/").status_code == 404


def test_who_came_by_a_link_sets_a_password_without_the_old_one(
    home: str, browser: Client
) -> None:
    olu = User.objects.get(email=GOOD["login"])
    token = issue_sign_in_link(user_id=olu.pk, now=timezone.now())
    browser.post(f"/sign-in/{token}/")
    new = {"password1": "harbour salt rope", "password2": "harbour salt rope"}

    assert b"oldpassword" not in browser.get(f"{home}password/").content
    answer = browser.post(f"{home}password/", new)

    assert answer["Location"] == f"{home}sessions/"
    assert browser.get(home).status_code == 200
    assert b"oldpassword" in browser.get(f"{home}password/").content
    assert sign_in(Client(), password="harbour salt rope").status_code == 302


def test_half_an_hour_after_the_link_the_old_password_is_asked_for(
    home: str, browser: Client
) -> None:
    olu = User.objects.get(email=GOOD["login"])
    token = issue_sign_in_link(user_id=olu.pk, now=timezone.now())
    browser.post(f"/sign-in/{token}/")

    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert b"oldpassword" in browser.get(f"{home}password/").content


def test_an_owners_link_marks_the_session_and_sets_no_password(
    home: str, ben: Person, olu: Person, browser: Client
) -> None:
    ben.user.set_password(GOOD["password"])
    ben.user.save()
    member = Membership.objects.get(user=ben.user)
    token = issue_member_link(actor=olu.actor, member_id=member.pk, now=timezone.now())
    browser.post(f"/sign-in/{token}/")

    assert "By a link that olu made" in browser.get(f"{home}sessions/").content.decode()
    assert b"oldpassword" in browser.get(f"{home}password/").content
    new = {"password1": "harbour salt rope", "password2": "harbour salt rope"}
    assert browser.post(f"{home}password/", new).status_code == 422
    ben.user.refresh_from_db()
    assert ben.user.check_password(GOOD["password"])
    event = Event.objects.filter(verb="accounts.sign_in").latest("pk")
    assert event.detail["link_made_by"] == "olu"


def test_an_owners_link_sets_no_first_password_either(
    home: str, ben: Person, olu: Person, browser: Client
) -> None:
    ben.user.set_unusable_password()
    ben.user.save()
    member = Membership.objects.get(user=ben.user)
    token = issue_member_link(actor=olu.actor, member_id=member.pk, now=timezone.now())
    browser.post(f"/sign-in/{token}/")

    answer = browser.get(f"{home}password/")

    assert answer.status_code == 403
    assert "A link that olu made signed you in" in answer.content.decode()


def test_a_person_is_told_of_links_at_the_next_sign_in_of_their_own(
    home: str, ben: Person, olu: Person, browser: Client
) -> None:
    ben.user.set_password(GOOD["password"])
    ben.user.save()
    member = Membership.objects.get(user=ben.user)
    token = issue_member_link(actor=olu.actor, member_id=member.pk, now=timezone.now())
    browser.post(f"/sign-in/{token}/")
    by_link, own = browser, Client()

    assert "made a link that signs in as you" not in by_link.get(home).content.decode()
    assert by_link.post(f"{home}told/").status_code == 403
    sign_in(own, login=ben.user.email)
    page = own.get(home).content.decode()
    assert "olu made a link that signs in as you" in page
    assert "It was used" in page
    assert own.post(f"{home}told/").status_code == 302
    assert "signs in as you" not in own.get(home).content.decode()
    later = Client()
    sign_in(later, login=ben.user.email)
    assert "signs in as you" not in later.get(home).content.decode()


def test_the_old_password_is_not_guessed_at_speed(home: str, olu: Person) -> None:
    form = {"password1": "harbour salt rope", "password2": "harbour salt rope"}
    browser = olu.browser
    tried = [
        browser.post(f"{home}password/", {**form, "oldpassword": f"no {n}"}).status_code
        for n in range(7)
    ]

    assert tried == [422] * 5 + [429] * 2


def test_without_a_mail_server_the_page_says_whom_to_ask(
    home: str, browser: Client
) -> None:
    assert "Ask an owner for a link" in browser.get("/sign-in/link/").content.decode()

    browser.post("/sign-in/link/", {"email": GOOD["login"]})

    assert mail.outbox == []


def test_with_a_mail_server_a_link_is_sent_and_the_answer_tells_nothing(
    home: str, browser: Client, settings: object
) -> None:
    settings.EMAIL_HOST = "mail.example.com"

    known = browser.post("/sign-in/link/", {"email": "OLU@example.com"})
    unknown = browser.post("/sign-in/link/", {"email": "nobody@example.com"})

    token = rb'"x-csrftoken": "\w+"'
    assert re.sub(token, b"", known.content) == re.sub(token, b"", unknown.content)
    assert [message.to for message in mail.outbox] == [["olu@example.com"]]
    path = re.search(r"http://testserver(/sign-in/\S+)", mail.outbox[0].body)
    assert path is not None
    assert browser.post(path[1]).status_code == 302
    assert browser.get(home).status_code == 200


def test_a_mail_leaves_after_the_answer_and_one_that_fails_is_told_to_the_log(
    home: str, settings: object, monkeypatch: object, capsys: object
) -> None:
    """By the time it takes, and by what it says, nobody learns who has an account."""
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = 9
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    asked = RequestFactory().post("/sign-in/link/", {"email": GOOD["login"]})
    asked.session, asked.user = SessionStore(), AnonymousUser()

    answer = ask(asked)

    assert answer.status_code == 200
    assert "Look into your mail" in answer.content.decode()
    assert SignInLink.objects.count() == 0
    answer.close()
    assert SignInLink.objects.count() == 1
    assert "mail_not_sent" in "".join(capsys.readouterr())


def test_the_log_of_requests_holds_no_key_of_a_link(
    db: None, browser: Client, capsys: object, caplog: object
) -> None:
    browser.get("/sign-in/very-secret-key/")
    browser.post("/join/very-secret-key/")
    browser.get("/peer/1/very-secret-key/")

    out = capsys.readouterr()
    assert "very-secret-key" not in out.out + out.err + caplog.text


# Invitations


def test_somebody_new_joins_by_an_invitation(home: str, browser: Client) -> None:
    owner = Client()
    sign_in(owner)
    page = owner.post(f"{home}members/invite/", {"role": "lead", "email": ""})
    path = re.search(r'value="http://testserver(/join/[^"]+)"', page.content.decode())
    assert path is not None
    assert "olu invites you" in browser.get(path[1]).content.decode()

    wanted = {"name": "Dee", "email": "dee@example.com", "password": "harbour salt"}
    weak = browser.post(path[1], {**wanted, "password": "short"})
    assert weak.status_code == 422
    answer = browser.post(path[1], wanted)

    member = Membership.objects.get(user__email="dee@example.com")
    assert (member.role, answer["Location"]) == (
        Role.LEAD,
        f"/w/{member.workspace_id}/",
    )
    assert browser.get(home).status_code == 200
    assert Client().get(path[1]).status_code == 404


def test_a_known_person_is_asked_to_sign_in_first(
    olu: Person, cleo: Person, browser: Client
) -> None:
    _, token = invite(actor=olu.actor, role="reader", now=timezone.now())
    wanted = {"name": "C", "email": "cleo@example.com", "password": "harbour salt"}

    refused = browser.post(f"/join/{token}/", wanted)
    assert refused.status_code == 422
    assert f"/sign-in/?next=/join/{token}/" in refused.content.decode()

    joined = cleo.browser.post(f"/join/{token}/")
    assert joined["Location"] == f"/w/{olu.actor.workspace_id}/"
    assert cleo.browser.get("/").status_code == 200


def test_an_invitation_for_somebody_else_is_refused(olu: Person, cleo: Person) -> None:
    _, token = invite(
        actor=olu.actor, role="owner", email="dee@example.com", now=timezone.now()
    )

    answer = cleo.browser.post(f"/join/{token}/")

    assert answer.status_code == 403
    assert "is for dee@example.com" in answer.content.decode()


# The choice of workspaces


def test_the_only_workspace_opens_at_once(olu: Person) -> None:
    assert olu.browser.get("/")["Location"] == f"/w/{olu.actor.workspace_id}/"
    assert olu.browser.get("/?choose").status_code == 200


def test_several_workspaces_are_a_choice_and_none_is_an_explanation(
    olu: Person,
) -> None:
    set_up(
        workspace_name="Second",
        owner_email="olu@example.com",
        owner_name="",
        now=timezone.now(),
    )
    olu.user.refresh_from_db()  # what opened an address nobody proved ended
    lonely = as_row(User, create_user(email="dee@example.com"))
    alone = Client()
    alone.force_login(lonely, backend="django.contrib.auth.backends.ModelBackend")

    page = olu.browser.get("/").content.decode()
    assert re.findall(r'class="cover" href="(/w/\d+/)"', page) == [
        f"/w/{w}/" for w in Membership.objects.values_list("workspace_id", flat=True)
    ]
    assert "You belong to no workspace yet" in alone.get("/").content.decode()
