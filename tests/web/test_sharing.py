"""Links to records: who makes them, what they open, and that nothing tells why not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client

from leadline.accounts.models import Membership, Share, Workspace
from leadline.evidence.models import Contact, Customer
from leadline.foundation.periods import period_of
from leadline.overview.sharing import shared_roadmap
from leadline.roadmap import actions as roadmap
from leadline.roadmap.models import Bet, BetNeed, Plan
from leadline.roadmap.queries import plan_page
from leadline.roadmap.types import Range
from leadline.stakeholders.actions import create_person, create_promise
from leadline.stakeholders.types import PersonIn, PromiseIn
from leadline.web.accounts.middleware import SECRET_PATH
from leadline.web.roadmap.timeline import horizons
from tests import factories
from tests.conftest import Person

pytestmark = pytest.mark.django_db
PASSWORD = "crane-tide-41"
NAMES = ("Klinikum Elbe", "Port of Bremen GmbH", "elbe.example", "Ines Moreau")
AMOUNTS = ("€412k", "412,350", "€70k", "88,000", "€88k", "7,777", "€250k")


@pytest.fixture
def plan(ana: Person) -> Plan:
    """A plan whose every text names a customer and an amount."""
    elbe = factories.make_customer(ana.actor, NAMES[0], 412_350)
    elbe.domain = NAMES[2]
    elbe.save()
    factories.make_customer(ana.actor, NAMES[1], 88_000)
    Contact.objects.create(
        workspace_id=ana.actor.workspace_id, customer=elbe, name=NAMES[3]
    )
    need = factories.make_known_need(
        ana.actor, "Save Klinikum Elbe €7,777 a ward", (elbe,)
    )
    paid = "Ines Moreau of Klinikum Elbe pays €412k for it (elbe.example)"
    other = factories.make_known_need(ana.actor, paid, (elbe,))
    team = factories.make_team(ana.actor, Q2027Q1=40, Q2027Q2=40)
    bet = factories.make_bet(
        ana.actor,
        "Sign-on for the Port of Bremen",
        growth=70_000,
        summary="We believe that it stops the midnight calls.",
    )
    spread = Range(Decimal(4), Decimal(8), Decimal(20))
    factories.make_bet(ana.actor, "Badge", profit=250_000, effort={team: spread})
    for answered in (need, other):
        BetNeed.objects.create(
            workspace_id=ana.actor.workspace_id, bet=bet, need_id=answered.pk
        )
    return factories.make_plan(ana.actor, "Plan for Klinikum Elbe")


def address(person: Person, plan: Plan) -> str:
    return f"/w/{person.actor.workspace_id}/share/roadmap/{plan.pk}/"


def link_to(person: Person, plan: Plan, **said: object) -> str:
    """Make a link as a person would, and return the path it shows."""
    page = person.browser.post(
        address(person, plan), {"days": 30, "shown_as": "now", **said}
    )
    assert page.status_code == 200, page.content.decode()
    return (
        unescape(page.content.decode())
        .split('value="http://testserver')[1]
        .split('"')[0]
    )


def text(answer: object) -> str:
    return unescape(answer.content.decode())


def test_a_shared_roadmap_names_no_customer_and_no_amount(
    ana: Person, plan: Plan
) -> None:
    for shown_as in ("now", "timeline"):
        answer = Client().get(link_to(ana, plan, shown_as=shown_as))

        assert answer.status_code == 200
        page = text(answer)
        assert "Sign-on for the customer" in page
        assert "A person of a customer pays an amount for it" in page
        assert "Save a customer an amount a ward" in page
        assert "Badge" in page
        for hidden in (*NAMES, *AMOUNTS, "Klinikum", "Bremen", "€", "Worth"):
            assert hidden.lower() not in page.lower(), hidden


def test_names_and_money_stand_where_the_maker_said_so(ana: Person, plan: Plan) -> None:
    named = text(Client().get(link_to(ana, plan, has_names="on")))
    paid = text(Client().get(link_to(ana, plan, has_money="on")))

    assert "Ines Moreau of Klinikum Elbe pays an amount for it" in named
    assert "€70k" not in named
    assert "Asked for by Klinikum Elbe." in named
    assert "Asked for" not in paid
    assert "A person of a customer pays €412k for it" in paid
    assert "Worth €70k growth a year" in paid
    assert "Klinikum" not in paid


def test_the_page_is_kept_found_and_framed_by_nobody(ana: Person, plan: Plan) -> None:
    answer = Client().get(link_to(ana, plan))

    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["X-Frame-Options"] == "DENY"
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'")
    assert "script-src" not in policy
    assert "frame-ancestors 'none'" in policy
    page = text(answer)
    for never in ("<script", "<nav", "/sign-in/", "/w/", "hx-", "csrf"):
        assert never not in page
    head = page.split("</head>")[0]
    for told in ("Badge", "Plan", "Acme", "ana"):
        assert told not in head


def test_the_page_is_the_same_for_whoever_has_signed_in(
    ana: Person, cleo: Person, plan: Plan
) -> None:
    link = link_to(ana, plan)
    seen = {
        text(browser.get(link)) for browser in (Client(), ana.browser, cleo.browser)
    }

    assert len(seen) == 1


def test_whatever_opens_nothing_is_one_page(
    ana: Person, olu: Person, plan: Plan
) -> None:
    asked, ended, expired, left = (link_to(ana, plan) for _ in range(4))
    locked = link_to(ana, plan, password=PASSWORD)
    shares = dict(enumerate(Share.objects.order_by("pk")))
    Share.objects.filter(pk=shares[2].pk).update(expires_at=shares[2].created_at)
    gone = shares[1].pk
    ana.browser.post(f"/w/{ana.actor.workspace_id}/settings/links/{gone}/end/")
    Share.objects.filter(pk=shares[3].pk).update(member=None)
    nobody = Client()
    answers = [
        nobody.get(ended),
        nobody.get(expired),
        nobody.get(left),
        nobody.get("/s/nothing/"),
        nobody.get(f"/s/{'x' * 5000}/"),
        nobody.post("/s/nothing/", {"password": PASSWORD}),
        nobody.post(locked, {"password": "crane-tide-42"}),
        nobody.post(locked),
        nobody.post(asked, {"password": PASSWORD}),
        nobody.post(ended, {"password": PASSWORD}),
    ]

    assert nobody.get(asked).status_code == 200
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    headers = {tuple(sorted(answer.headers.items())) for answer in answers}
    assert len(headers) == 1
    assert not any(answer.cookies for answer in answers)


def test_a_link_ends_with_its_record(ana: Person, plan: Plan) -> None:
    link = link_to(ana, plan)
    Plan.objects.all().delete()

    assert Client().get(link).status_code == 404


def test_a_password_is_asked_each_time(ana: Person, plan: Plan) -> None:
    link = link_to(ana, plan, password=PASSWORD)
    nobody = Client()

    asked = nobody.get(link)
    assert "Badge" not in text(asked)
    assert "form-action 'self'" in asked["Content-Security-Policy"]
    opened = nobody.post(link, {"password": PASSWORD})
    assert opened.status_code == 200
    assert "Badge" in text(opened)
    assert not opened.cookies
    assert "Badge" not in text(nobody.get(link))


def test_guessing_is_slow_and_forgotten_after_the_right_word(
    ana: Person, plan: Plan
) -> None:
    link = link_to(ana, plan, password=PASSWORD)
    nobody = Client()

    codes = [nobody.post(link, {"password": "no"}).status_code for _ in range(6)]
    assert codes == [404] * 5 + [429]
    assert nobody.post(link, {"password": PASSWORD}).status_code == 429
    other = Client(REMOTE_ADDR="192.0.2.9")
    assert other.post(link, {"password": PASSWORD}).status_code == 200


def test_openings_are_counted_by_what_shows_the_record(ana: Person, plan: Plan) -> None:
    link = link_to(ana, plan)
    pk = Share.objects.latest("pk").pk
    nobody = Client()
    nobody.get(link)
    nobody.head(link)
    ana.browser.get(f"/w/{ana.actor.workspace_id}/settings/links/{pk}/look/")
    locked = link_to(ana, plan, password=PASSWORD)
    nobody.get(locked)
    nobody.post(locked, {"password": "wrong"})
    nobody.post(locked, {"password": PASSWORD})

    assert list(Share.objects.order_by("pk").values_list("opened", flat=True)) == [1, 1]


def test_a_look_is_the_makers_alone(ana: Person, olu: Person, plan: Plan) -> None:
    link_to(ana, plan)
    pk = Share.objects.latest("pk").pk
    look = f"/w/{ana.actor.workspace_id}/settings/links/{pk}/look/"

    assert "Badge" in text(ana.browser.get(look))
    assert olu.browser.get(look).status_code == 404


def test_a_roadmap_follows_to_the_plan_that_took_its_place(
    olu: Person, plan: Plan
) -> None:
    roadmap.commit_plan(
        actor=olu.actor, plan_id=plan.pk, reason="It fits", now=factories.NOW
    )
    link = link_to(olu, plan)
    factories.make_bet(olu.actor, "Faster rota", growth=9)
    newer = factories.make_plan(olu.actor, "Plan B")
    assert "Faster rota" not in text(Client().get(link))
    roadmap.commit_plan(
        actor=olu.actor, plan_id=newer.pk, reason="Better", now=factories.NOW
    )

    assert "Faster rota" in text(Client().get(link))


def test_a_link_is_shown_once_and_then_listed_without_it(
    ana: Person, olu: Person, ben: Person, cleo: Person, plan: Plan
) -> None:
    link = link_to(ana, plan, label="Works council")
    token = link.split("/")[2]
    here = f"/w/{ana.actor.workspace_id}/settings/links/"

    for page in (ana.browser.get(address(ana, plan)), olu.browser.get(here)):
        assert "Works council" in text(page)
        assert token not in text(page)
    assert ben.browser.get(here).status_code == 403
    assert ben.browser.get(address(ana, plan)).status_code == 403
    assert cleo.browser.get(address(ana, plan)).status_code == 404
    assert "Share" in text(
        ana.browser.get(f"/w/{ana.actor.workspace_id}/roadmap/plan/")
    )


def test_a_refusal_stands_at_its_field(ana: Person, plan: Plan) -> None:
    page = ana.browser.post(
        address(ana, plan), {"days": 366, "shown_as": "now", "password": "short"}
    )

    assert page.status_code == 422
    assert text(page).count("field-error") == 2


def test_an_owner_switches_sharing_off(ana: Person, olu: Person, plan: Plan) -> None:
    link = link_to(ana, plan)
    rules = f"/w/{olu.actor.workspace_id}/settings/links/rules/"

    assert ana.browser.post(rules, {"is_off": "on"}).status_code == 403
    assert olu.browser.post(rules, {"is_off": "on"}).status_code == 302

    assert Client().get(link).status_code == 404
    assert "switched off" in text(ana.browser.get(address(ana, plan)))
    refused = olu.browser.post(rules, {"sites": "http://a.example"})
    assert refused.status_code == 422
    assert Workspace.objects.get(pk=olu.actor.workspace_id).is_sharing_off


def test_keys_of_links_stand_in_no_log() -> None:
    for path in ("/s/abc/", "/s/abc/embed/", "/s/abc", "/join/abc", "/sign-in/abc"):
        assert "abc" not in SECRET_PATH.sub(r"/\1/…/", path)


def test_a_roadmap_is_framed_by_the_sites_an_owner_named_alone(
    ana: Person, olu: Person, plan: Plan
) -> None:
    site = "https://www.harbour.example"
    rules = f"/w/{olu.actor.workspace_id}/settings/links/rules/"
    olu.browser.post(rules, {"sites": site})
    link, other = link_to(ana, plan, may_embed="on"), link_to(ana, plan)

    answer = Client().get(f"{link}embed/")
    assert answer.status_code == 200
    assert f"frame-ancestors {site}" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert not answer.cookies
    assert "frame-ancestors 'none'" in Client().get(link)["Content-Security-Policy"]
    assert Client().get(f"{other}embed/").status_code == 404
    olu.browser.post(rules, {"sites": ""})
    assert Client().get(f"{link}embed/").status_code == 404
    assert Client().get(link).status_code == 200


@pytest.mark.parametrize("n", [1, 4])
def test_a_shared_roadmap_takes_the_same_queries_for_any_number(
    ana: Person, n: int, django_assert_num_queries
) -> None:
    for i in range(n):
        factories.make_bet(ana.actor, f"Bet {i}", growth=9)
    plan = factories.make_plan(ana.actor)
    link = link_to(ana, plan)
    with django_assert_num_queries(23):
        assert Client().get(link).status_code == 200


def test_with_names_a_roadmap_says_to_which_customer_a_bet_is_promised(
    ana: Person, plan: Plan
) -> None:
    bet = Bet.objects.get(title="Badge")
    elbe = Customer.objects.get(name=NAMES[0])
    for name, customer, direction in (
        ("Renata", elbe.pk, "given"), ("Jonas", None, "given"),
        ("Luis", elbe.pk, "received"),
    ):  # fmt: skip
        person = PersonIn(name, "customer", customer_id=customer)
        who = create_person(actor=ana.actor, person=person)
        said = PromiseIn(who.pk, "It", direction=direction, state="agreed")
        made = create_promise(actor=ana.actor, promise=said, now=factories.NOW)
        roadmap.honour_promise(actor=ana.actor, promise_id=made.pk, bet_id=bet.pk)

    assert "Promised to Klinikum Elbe." in text(
        Client().get(link_to(ana, plan, has_names="on"))
    )
    assert "Promised" not in text(Client().get(link_to(ana, plan)))


def test_who_left_shares_nothing(ana: Person, olu: Person, plan: Plan) -> None:
    link = link_to(ana, plan)
    member = Membership.objects.get(user=ana.user).pk
    here = f"/w/{olu.actor.workspace_id}/settings/members/{member}/remove/"
    assert olu.browser.post(here).status_code == 302

    assert Client().get(link).status_code == 404


@pytest.mark.parametrize(
    ("today", "where"),
    [
        (date(2026, 9, 30), "Later"), (date(2026, 10, 1), "Next"),
        (date(2026, 12, 31), "Next"), (date(2027, 1, 1), "Now"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("state", ["candidate", "doing"])
def test_a_shared_roadmap_says_when_the_plan_says(
    ana: Person, plan: Plan, today: date, where: str, state: str
) -> None:
    Bet.objects.filter(title="Badge").update(state=state)

    shared = shared_roadmap(
        actor=ana.actor, plan_id=plan.pk, has_names=True, has_money=True, today=today
    )
    inside = horizons(plan_page(actor=ana.actor, plan_id=plan.pk), period_of(today))

    (bet,) = [one for one in shared.bets if one.title == "Badge"]
    assert bet.is_in_work is (state == "doing")
    held = {one.name: [bet.title for bet in one.bets] for one in shared.horizons}
    assert "Badge" in held[where]
    assert held == {one.name: [bet.bet.title for bet in one.bets] for one in inside}


def test_what_a_bet_says_to_the_inside_stands_on_no_shared_roadmap(
    ana: Person, plan: Plan
) -> None:
    link = link_to(ana, plan, has_names="on", has_money="on")
    page = text(Client().get(link))
    assert "For the needs: Save Klinikum Elbe €7,777 a ward" in page
    assert "midnight" not in page
    assert "We believe" not in page


def test_a_shared_roadmap_says_what_its_odds_are(ana: Person, plan: Plan) -> None:
    told = "a plan, not a promise"
    assert told in text(Client().get(link_to(ana, plan)))
    Bet.objects.filter(title="Badge").update(state="dropped")

    assert told not in text(Client().get(link_to(ana, plan)))
