"""Signing in by a company's provider: whom it lets in, as what, and whom never."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import jwt
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from leadline.accounts.actions import (
    add_app,
    issue_member_link,
    issue_sign_in_link,
    require_second_step,
)
from leadline.accounts.models import Event, Membership, ProviderIdentity, User
from leadline.accounts.types import Role
from tests.conftest import Person
from tests.web.provider import Company, company

pytestmark = pytest.mark.filterwarnings("ignore")
BEN = {"email": "ben@example.com", "email_verified": True, "name": "Ben"}


@pytest.fixture(scope="module")
def running() -> Iterator[Company]:
    with company() as made:
        yield made


@pytest.fixture
def acme_sso(running: Company, settings: Any, ben: Person) -> Company:
    running.spoil = lambda claims: None
    running.signs = running._sign
    settings.SIGN_IN_PROVIDERS = (running.provider(),)
    running.person("b-1", **BEN)
    return running


def is_in(browser: Client, person: Person) -> bool:
    there = f"/w/{person.actor.workspace_id}/settings/"
    return bool(browser.get(there).status_code == 200)


def test_a_verified_address_of_the_domain_leads_to_its_account(
    acme_sso: Company, ben: Person
) -> None:
    browser = Client()
    page = browser.get("/sign-in/").content.decode()

    answer = acme_sso.sign_in(browser, "b-1")

    assert "Sign in with\n      Acme" in page or "Acme" in page
    assert answer["Location"] == "/"
    assert is_in(browser, ben)
    verbs = Event.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["accounts.link_provider", "accounts.sign_in"]
    detail = Event.objects.latest("pk").detail
    assert (detail["how"], detail["provider"]) == ("provider", "acme")


def test_it_leads_on_to_the_page_that_was_wanted_and_nowhere_else(
    acme_sso: Company, ben: Person
) -> None:
    home = f"/w/{ben.actor.workspace_id}/settings/"
    wanted = acme_sso.sign_in(Client(), "b-1", f"?next={home}")
    evil = acme_sso.sign_in(Client(), "b-1", "?next=//evil.example/")

    assert (wanted["Location"], evil["Location"]) == (home, "/")


def test_a_changed_address_is_the_same_person_and_nobody_elses_account(
    acme_sso: Company, ben: Person, olu: Person
) -> None:
    acme_sso.sign_in(Client(), "b-1")
    acme_sso.person("b-1", **{**BEN, "email": olu.user.email})
    browser = Client()

    acme_sso.sign_in(browser, "b-1")

    assert browser.session["_auth_user_id"] == str(ben.user.pk)
    ben.user.refresh_from_db()
    assert ben.user.email == "ben@example.com"
    assert ProviderIdentity.objects.get().email == olu.user.email


def test_an_address_that_somebody_new_got_opens_no_old_account(
    acme_sso: Company, ben: Person
) -> None:
    acme_sso.sign_in(Client(), "b-1")
    acme_sso.person("b-2", **BEN)
    browser = Client()

    answer = acme_sso.sign_in(browser, "b-2")

    assert answer.status_code == 403
    assert "belonged to somebody else" in answer.content.decode()
    assert not is_in(browser, ben)


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": ""},
        {"email": "ben@example.com.evil.example"},
        {"email": "ben@other.example"},
    ],
)
def test_an_address_that_proves_nothing_takes_over_no_account(
    acme_sso: Company, ben: Person, claims: dict[str, Any]
) -> None:
    acme_sso.person("x-1", **{**BEN, **claims})
    browser = Client()

    assert acme_sso.sign_in(browser, "x-1").status_code == 403
    assert not is_in(browser, ben)
    assert not ProviderIdentity.objects.exists()


def _wrong(**claims: Any) -> Any:
    return lambda said: said.update(claims)


SPOILT = {
    "audience": _wrong(aud="another"),
    "one of several audiences": _wrong(aud=["leadline", "another"]),
    "party": _wrong(azp="another"),
    "nonce": _wrong(nonce="another"),
    "no nonce": lambda said: said.pop("nonce"),
    "issuer": _wrong(iss="https://evil.example"),
    "expired": _wrong(exp=int(time.time()) - 61),
    "no end": lambda said: said.pop("exp"),
    "of tomorrow": _wrong(iat=int(time.time()) + 86_400),
    "nobody": lambda said: said.pop("sub"),
}


@pytest.mark.parametrize("why", SPOILT)
def test_a_token_that_does_not_hold_lets_nobody_in(
    acme_sso: Company, ben: Person, why: str
) -> None:
    acme_sso.spoil = SPOILT[why]
    browser = Client()

    answer = acme_sso.sign_in(browser, "b-1")

    assert answer.status_code == 403
    assert "does not hold" in answer.content.decode()
    assert not is_in(browser, ben)


def test_a_clock_a_minute_off_is_no_fault(acme_sso: Company, ben: Person) -> None:
    acme_sso.spoil = _wrong(exp=int(time.time()) - 30)
    browser = Client()

    acme_sso.sign_in(browser, "b-1")

    assert is_in(browser, ben)


def test_no_signature_and_a_shared_key_prove_nothing(
    acme_sso: Company, ben: Person
) -> None:
    for sign in (
        lambda said: jwt.encode(said, None, "none"),
        lambda said: jwt.encode(said, "s3cret" * 6, "HS256"),
        lambda said: "nonsense",
    ):
        acme_sso.signs = sign
        browser = Client()
        assert acme_sso.sign_in(browser, "b-1").status_code == 403
        assert not is_in(browser, ben)


def test_a_new_key_counts_at_once_and_the_old_one_no_more(
    acme_sso: Company, ben: Person
) -> None:
    acme_sso.sign_in(Client(), "b-1")
    old, kid = acme_sso.key(), acme_sso.storage.jwk.as_dict()["kid"]
    acme_sso.rotate()
    browser = Client()
    acme_sso.sign_in(browser, "b-1")
    assert is_in(browser, ben)

    for said in (kid, acme_sso.storage.jwk.as_dict()["kid"]):
        acme_sso.signs = lambda claims, said=said: jwt.encode(
            claims, old, "RS256", headers={"kid": said}
        )
        late = Client()
        assert acme_sso.sign_in(late, "b-1").status_code == 403
        assert not is_in(late, ben)


def test_an_answer_counts_once_in_the_browser_that_asked_and_ten_minutes(
    acme_sso: Company, ben: Person
) -> None:
    browser, other = Client(), Client()
    there = browser.get("/sign-in/with/acme/")["Location"]
    back = acme_sso.agree(there, "b-1")

    assert other.get(back).status_code == 403
    with time_machine.travel(timezone.now() + timedelta(seconds=601), tick=False):
        late = browser.get(back)
    assert late.status_code == 403
    there = browser.get("/sign-in/with/acme/")["Location"]
    back = acme_sso.agree(there, "b-1")
    assert browser.get(back).status_code == 302
    signed_in = Event.objects.filter(verb="accounts.sign_in")
    assert signed_in.count() == 1
    assert browser.get(back)["Location"] == "/"
    assert signed_in.count() == 1
    assert not is_in(other, ben)


def test_a_provider_at_a_private_address_is_not_asked_unless_the_operator_says(
    acme_sso: Company, settings: Any
) -> None:
    open_only = acme_sso.provider(is_private=False)
    settings.SIGN_IN_PROVIDERS = (open_only,)

    assert Client().get("/sign-in/with/acme/").status_code == 403


def test_nobody_signs_in_by_a_provider_that_is_not_named(
    db: None, settings: Any
) -> None:
    settings.SIGN_IN_PROVIDERS = ()
    for path in ("/sign-in/with/acme/", "/sign-in/with/acme/back/?code=1&state=2"):
        assert Client().get(path).status_code == 404


# Groups


def grouped(company: Company, ben: Person, **more: Any) -> tuple[Any, ...]:
    groups = (("makers", "contributor"), ("heads", "owner"))
    here = {"workspace": ben.actor.workspace_id, "groups": groups, **more}
    return (company.provider(**here),)


def role_of(email: str) -> str:
    return Membership.objects.get(user__email=email).role


def test_groups_give_the_highest_role_at_each_sign_in(
    acme_sso: Company, settings: Any, olu: Person, ben: Person
) -> None:
    settings.SIGN_IN_PROVIDERS = grouped(acme_sso, ben)
    seen = []
    for groups in (["makers"], ["x", "heads", "makers"], "makers"):
        acme_sso.person("b-1", **BEN, groups=groups)
        acme_sso.sign_in(Client(), "b-1")
        seen.append(role_of(BEN["email"]))

    assert seen == ["contributor", "owner", "contributor"]
    change = Event.objects.filter(verb="accounts.change_role").latest("pk")
    assert (change.detail["provider"], change.detail["after"]) == (
        "acme",
        "contributor",
    )


def test_somebody_new_joins_by_their_groups_and_nobody_without(
    acme_sso: Company, settings: Any, ben: Person
) -> None:
    settings.SIGN_IN_PROVIDERS = grouped(acme_sso, ben)
    new = {"email": "new@example.com", "email_verified": True, "name": "Nia"}
    acme_sso.person("n-1", **new, groups=["others"])
    assert acme_sso.sign_in(Client(), "n-1").status_code == 403
    assert not User.objects.filter(email="new@example.com").exists()

    acme_sso.person("n-1", **new, groups=["makers"])
    browser = Client()
    acme_sso.sign_in(browser, "n-1")

    assert is_in(browser, ben)
    user = User.objects.get(email="new@example.com")
    assert (user.name, user.has_usable_password()) == ("Nia", False)
    assert role_of("new@example.com") == "contributor"
    assert Event.objects.filter(verb="accounts.join_by_provider").exists()
    settings.SIGN_IN_PROVIDERS = grouped(acme_sso, ben, otherwise="reader")
    acme_sso.person("n-1", **new, groups=[])
    acme_sso.sign_in(Client(), "n-1")
    assert role_of("new@example.com") == "reader"


def test_groups_never_take_the_last_owner(
    acme_sso: Company, settings: Any, olu: Person, ben: Person
) -> None:
    settings.SIGN_IN_PROVIDERS = grouped(acme_sso, ben)
    acme_sso.person("o-1", **{**BEN, "email": olu.user.email}, groups=["makers"])

    acme_sso.sign_in(Client(), "o-1")

    assert role_of(olu.user.email) == Role.OWNER


def test_who_is_switched_off_or_belongs_nowhere_stays_outside(
    acme_sso: Company, ben: Person
) -> None:
    acme_sso.sign_in(Client(), "b-1")
    User.objects.filter(pk=ben.user.pk).update(is_active=False)
    assert acme_sso.sign_in(Client(), "b-1").status_code == 403
    User.objects.filter(pk=ben.user.pk).update(is_active=True)
    Membership.objects.filter(user=ben.user).delete()
    assert acme_sso.sign_in(Client(), "b-1").status_code == 403


# The only way


@pytest.fixture
def alone(acme_sso: Company, settings: Any, ben: Person) -> Company:
    settings.SIGN_IN_PROVIDERS = (acme_sso.provider(is_enforced=True),)
    ben.user.set_password("a long password")
    ben.user.save()
    return acme_sso


def test_where_it_is_the_only_way_passwords_and_links_open_nothing(
    alone: Company, settings: Any, olu: Person, ben: Person
) -> None:
    settings.EMAIL_HOST = "mail.example"
    given = {"login": ben.user.email, "password": "a long password"}
    page = Client().post("/sign-in/", given)
    assert page.status_code == 422
    assert "sign in with Acme here" in page.content.decode()
    asked = Client().post("/sign-in/link/", {"email": ben.user.email})
    assert asked.status_code == 422
    member = Membership.objects.get(user=ben.user)
    made = issue_member_link(actor=olu.actor, member_id=member.pk, now=timezone.now())
    browser = Client()
    assert browser.post(f"/sign-in/{made}/").status_code == 403
    assert not is_in(browser, ben)
    assert alone.sign_in(browser, "b-1").status_code == 302


def test_the_operators_link_is_the_way_back(alone: Company, ben: Person) -> None:
    token = issue_sign_in_link(user_id=ben.user.pk, now=timezone.now())
    browser = Client()

    assert browser.post(f"/sign-in/{token}/").status_code == 302
    assert is_in(browser, ben)


def test_others_sign_in_as_ever(alone: Company, cleo: Person) -> None:
    User.objects.filter(pk=cleo.user.pk).update(email="cleo@other.example")
    cleo.user.refresh_from_db()
    cleo.user.set_password("a long password")
    cleo.user.save()
    given = {"login": cleo.user.email, "password": "a long password"}

    assert Client().post("/sign-in/", given).status_code == 302


def test_the_provider_asks_for_its_own_second_step(
    acme_sso: Company, olu: Person, ben: Person
) -> None:
    add_app(actor=olu.actor, secret="JBSWY3DPEHPK3PXP")
    require_second_step(actor=olu.actor, is_required=True)
    browser = Client()

    acme_sso.sign_in(browser, "b-1")

    assert is_in(browser, ben)
    assert not is_in(ben.browser, ben)
