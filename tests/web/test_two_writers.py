"""Two people and one record: who saves second loses nothing, and sees the other's."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from leadline.accounts.actions import add_product
from leadline.accounts.models import Product, Workspace
from leadline.accounts.types import Role
from leadline.decisions.models import Option
from leadline.evidence.actions import save_contact
from leadline.evidence.models import Contact
from leadline.foundation.errors import Invalid, Stale
from leadline.roadmap import actions
from leadline.roadmap.models import Bet, BetEffort, Plan, Team
from leadline.stakeholders.actions import create_person
from leadline.stakeholders.models import Person as Stakeholder
from leadline.stakeholders.types import PersonIn
from tests.conftest import Person, join
from tests.decisions.making import make_customer, make_decision
from tests.factories import (
    NOW,
    as_row,
    make_bet,
    make_goal,
    make_known_need,
    make_metric,
    make_plan,
    make_team,
    same,
)

pytestmark = pytest.mark.django_db

Opened = tuple[Any, str, str]


class Page(HTMLParser):
    """Reads a page as a browser does: what its form would send back."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sent: dict[str, Any] = {}
        self._area, self._choice, self._depth = "", "", 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            names = {"form", "value-form"} & set(said.get("class", "").split())
            self._depth = 1 if names else 0
        if not self._depth:
            return
        if tag == "input" and said.get("type") == "checkbox":
            if "checked" in said:
                self.sent.setdefault(said["name"], []).append(said.get("value", "on"))
        elif tag == "input":
            self.sent[said.get("name", "")] = said.get("value", "")
        elif tag == "textarea":
            self._area = said["name"]
            self.sent[self._area] = ""
        elif tag == "select":
            self._choice = said["name"]
        elif tag == "option" and "selected" in said:
            self.sent[self._choice] = said["value"]

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.sent[self._area] = self.sent[self._area].removeprefix("\n")
            self._area = ""
        if tag == "form":
            self._depth = 0


class Writer:
    """Somebody with a form open."""

    def __init__(self, browser: Client, path: str) -> None:
        self.browser, self.path = browser, path
        self.sent = Page(browser.get(path).content.decode()).sent
        self.text, self.status = "", 200

    def keep(self, **typed: str) -> Writer:
        answer = self.browser.post(self.path, {**self.sent, **typed})
        self.status, self.text = answer.status_code, unescape(answer.content.decode())
        if self.status == 422:
            self.sent = Page(answer.content.decode()).sent
        return self

    @property
    def notes(self) -> list[str]:
        found = re.findall(r'class="field-error".*?<span>(.*?)</span>', self.text, re.S)
        return [" ".join(one.split()) for one in found]


def at(person: Person, path: str) -> str:
    return f"/w/{person.actor.workspace_id}/{path}"


def opened_need(ana: Person) -> Opened:
    made = make_known_need(ana.actor, "Close the month faster")
    return made, f"evidence/needs/{made.pk}/values/statement/", "statement"


def opened_customer(ana: Person) -> Opened:
    made = make_customer(ana, "Acme", "Ports", 100)
    return made, f"evidence/customers/{made.pk}/values/name/", "name"


def opened_contact(ana: Person) -> Opened:
    customer = make_customer(ana, "Acme", "Ports", 100)
    kept = save_contact(actor=ana.actor, customer_id=customer.pk, name="Kim")
    made = as_row(Contact, kept)
    return made, f"evidence/contacts/{made.pk}/values/name/", "name"


def opened_person(ana: Person) -> Opened:
    kept = create_person(actor=ana.actor, person=PersonIn("Petra", "finance"))
    made = as_row(Stakeholder, kept)
    return made, f"stakeholders/{made.pk}/values/name/", "name"


OPENED = {
    "need": opened_need, "customer": opened_customer, "contact": opened_contact,
    "person": opened_person,
}  # fmt: skip


@pytest.fixture
def dana(acme: Workspace) -> Person:
    return join("dana", acme, Role.LEAD)


@pytest.fixture
def bet(ana: Person) -> Bet:
    team = make_team(ana.actor, "Web")
    return make_bet(
        ana.actor, "Harbour slots", growth=1200, effort={team: 4}, summary="One.\nTwo."
    )


@pytest.fixture
def two(ana: Person, dana: Person, bet: Bet) -> tuple[Writer, Writer]:
    path = at(ana, f"roadmap/bets/{bet.pk}/change/")
    return Writer(ana.browser, path), Writer(dana.browser, path)


def test_who_keeps_second_is_shown_the_other_and_loses_nothing(
    two: tuple[Writer, Writer], bet: Bet
) -> None:
    first, second = two
    effort = next(name for name in first.sent if name.startswith("team_"))
    assert first.keep(**{effort: "4..5..9"}, title="Berth slots").status == 302

    second.keep(title="Slots for ships", confidence="70")

    assert second.status == 422
    assert re.search(r"ana changed it at \d\d:\d\d, after you opened", second.text)
    assert set(second.notes) == {
        "ana wrote “Berth slots” meanwhile. Keep yours, or take theirs.",
        "ana changed this to “4..5..9”; it is kept.",
    }
    assert second.sent["title"] == "Slots for ships"
    assert second.sent["confidence"] == "70"
    assert second.sent[effort] == "4..5..9"
    bet.refresh_from_db()
    assert (bet.title, bet.confidence, bet.version) == ("Berth slots", None, 2)

    assert second.keep().status == 302

    bet.refresh_from_db()
    assert (bet.title, bet.confidence, bet.version) == ("Slots for ships", 70, 3)
    assert bet.summary == "One.\nTwo."
    assert BetEffort.objects.get(bet=bet).p90 == Decimal(9)


def test_in_another_window_of_ones_own_nobody_is_called_another(
    ana: Person, bet: Bet
) -> None:
    path = at(ana, f"roadmap/bets/{bet.pk}/change/")
    first, second = Writer(ana.browser, path), Writer(ana.browser, path)
    assert first.keep(title="Berth slots", summary="Three.").status == 302

    second.keep(title="Slots for ships")

    assert second.status == 422
    assert re.search(
        r"You changed it in another window at \d\d:\d\d, after you", second.text
    )
    assert set(second.notes) == {
        "In another window it says “Berth slots” since. Keep what stands here, or take "
        "that.",
        "In another window you changed this to “Three.”; it is kept.",
    }


def test_a_change_that_is_not_on_the_page_is_told(
    two: tuple[Writer, Writer], ana: Person, bet: Bet
) -> None:
    _, second = two
    actions.set_bet_state(
        actor=ana.actor, bet_ids=[bet.pk], state="doing", reason="It began", now=NOW
    )

    second.keep(title="Slots for ships")

    assert second.status == 422
    assert "What changed is not on this page" in second.text
    assert second.notes == []
    assert second.keep().status == 302
    bet.refresh_from_db()
    assert (bet.title, bet.state) == ("Slots for ships", "doing")


def test_one_writer_is_never_stopped(two: tuple[Writer, Writer], bet: Bet) -> None:
    first, _ = two

    assert first.keep(title="Berth slots").status == 302

    bet.refresh_from_db()
    assert (bet.title, bet.summary, bet.version) == ("Berth slots", "One.\nTwo.", 2)


@pytest.mark.parametrize("kind", ["goal", "metric"])
def test_goals_and_metrics_know_two_writers_too(
    kind: str, ana: Person, dana: Person
) -> None:
    made = make_goal(ana.actor) if kind == "goal" else make_metric(ana.actor)
    path = at(ana, f"strategy/{kind}s/{made.pk}/values/name/")
    first, second = Writer(ana.browser, path), Writer(dana.browser, path)

    assert first.keep(name="Ana's name", reason="Why not").status == 302
    second.keep(name="Dana's name", reason="It is so")

    assert second.status == 422
    assert any("Ana's name" in note for note in second.notes)
    assert second.sent["name"] == "Dana's name"
    assert second.keep().status == 302
    made.refresh_from_db()
    assert (made.name, made.version) == ("Dana's name", 3)


@pytest.mark.parametrize("kind", ["need", "customer", "contact", "person"])
def test_what_is_known_of_customers_and_people_too(
    kind: str, ana: Person, dana: Person
) -> None:
    """Each form keeps the other's name aside and one's own in place."""
    made, path, field = OPENED[kind](ana)
    first, second = (
        Writer(ana.browser, at(ana, path)),
        Writer(dana.browser, at(ana, path)),
    )

    assert first.keep(**{field: "What Ana wrote"}).status == 302
    second.keep(**{field: "What Dana wrote"})

    assert second.status == 422
    assert second.notes[-1:] == [
        "ana wrote “What Ana wrote” meanwhile. Keep yours, or take theirs."
    ]
    assert second.keep().status == 302
    made.refresh_from_db()
    assert (getattr(made, field), made.version) == ("What Dana wrote", 3)


def test_an_open_decision_too(ana: Person, dana: Person) -> None:
    need = make_known_need(ana.actor, "Close the month faster")
    made = make_decision(ana, need_ids=(need.pk,))
    path = at(ana, f"decisions/{made.pk}/values/")
    context, first = (Writer(ana.browser, path + n) for n in ("context/", "options/"))
    second = Writer(dana.browser, f"{path}options/")

    assert context.keep(context="The port opens in May").status == 302
    assert first.keep(options="Build\nBuy\nRent").status == 302
    second.keep(options="Build\nBuy\nWait")

    assert second.status == 422
    assert "Keep yours, or take theirs." in second.notes[-1]
    assert second.keep().status == 302
    made.refresh_from_db()
    assert (made.context, made.version) == ("The port opens in May", 4)
    titles = Option.objects.filter(decision=made).values_list("title", flat=True)
    assert set(titles) == {"Build", "Buy", "Wait"}


@pytest.mark.parametrize("seen", [0, 2, 99])
def test_a_version_that_does_not_stand_is_stale(ana: Person, seen: int) -> None:
    bet = make_bet(ana.actor, "Harbour slots")

    with pytest.raises(Stale, match="Somebody changed this") as stale:
        actions.change_bet(
            actor=ana.actor, bet_id=bet.pk, seen=seen, title="Other", now=NOW
        )

    assert (stale.value.version, stale.value.code) == (1, "conflict")
    bet.refresh_from_db()
    assert (bet.title, bet.version) == ("Harbour slots", 1)


def test_a_change_names_what_changes_and_leaves_the_rest(ana: Person) -> None:
    team = make_team(ana.actor, "Web")
    bet = make_bet(ana.actor, "Harbour slots", growth=1200, effort={team: 4})

    actions.change_bet(
        actor=ana.actor, bet_id=bet.pk, seen=1, effort={team.pk: same(7)}, now=NOW
    )
    with pytest.raises(Invalid, match="no “efort”"):
        actions.change_bet(actor=ana.actor, bet_id=bet.pk, efort={}, now=NOW)

    bet.refresh_from_db()
    assert (bet.title, bet.growth_p50) == ("Harbour slots", 1200)
    assert BetEffort.objects.get(bet=bet).p50 == 7


def test_a_name_that_another_tab_gave_is_told_and_stays(
    ana: Person, olu: Person
) -> None:
    team = make_team(olu.actor, "Web", Q2027Q1=40)
    make_bet(olu.actor, "Book a berth", growth=100_000)
    product = add_product(actor=olu.actor, name="Berths")
    plan = make_plan(olu.actor, "First")
    kinds = (
        (f"roadmap/teams/{team.pk}/name/", Team, "Web"),
        (f"settings/products/{product.id}/name/", Product, "Berths"),
        (f"roadmap/plans/{plan.pk}/name/", Plan, "First"),
    )
    told = {}
    for path, model, was in kinds:
        place = f"/w/{olu.actor.workspace_id}/{path}"
        one, other = ({"name": name, "seen": was} for name in ("Mine", "Theirs"))
        first, second = (olu.browser.post(place, said) for said in (one, other))
        names = list(model.objects.values_list("name", flat=True))
        is_told = "It is called “Mine” since" in unescape(second.content.decode())
        told[was] = (first.status_code, second.status_code, is_told, "Mine" in names)

    assert set(told.values()) == {(302, 409, True, True)}, told
