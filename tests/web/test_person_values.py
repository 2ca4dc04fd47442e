"""Facts of a stakeholder edited where they stand, and taken back."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from leadline.accounts.models import Workspace
from leadline.accounts.types import Role
from leadline.stakeholders.actions import change_person
from leadline.stakeholders.models import Person as Stakeholder
from tests.conftest import Person, join
from tests.evidence.makers import account
from tests.stakeholders.test_people import add
from tests.web.test_values import HTMX, keep, opened, undo

TYPED: dict[str, tuple[str, object]] = {
    "name": ("Petra Lange", "Petra Lange"),
    "title": ("CFO", "CFO"),
    "organisation": ("Port of Kiel", "Port of Kiel"),
    "function": ("sales", "sales"),
    "email": ("petra@port.example", "petra@port.example"),
    "cadence_days": ("30", 30),
    "is_organisation": ("on", True),
}


@pytest.fixture
def dana(acme: Workspace) -> Person:
    return join("dana", acme, Role.LEAD)


@pytest.fixture
def petra(ana: Person) -> Stakeholder:
    return add(ana, "Petra Lang")


def address(person: Person, of: Stakeholder, name: str) -> str:
    args = [person.actor.workspace_id, of.pk, name]
    return reverse("stakeholders:person_value", args=args)


@pytest.mark.parametrize("name", TYPED)
def test_a_fact_is_kept_shown_and_taken_back(
    ana: Person, petra: Stakeholder, name: str
) -> None:
    typed, value = TYPED[name]
    before, url = getattr(petra, name), address(ana, petra, name)

    kept = keep(ana, url, opened(ana, url), {name: typed})

    petra.refresh_from_db()
    assert (kept.status_code, getattr(petra, name)) == (200, value)
    ana.browser.post(undo(kept))
    petra.refresh_from_db()
    assert getattr(petra, name) == before


def test_customer_and_colleague_are_facts_too(
    ana: Person, ben: Person, petra: Stakeholder
) -> None:
    kiel = account(ana.actor, "Port of Kiel")
    said = {"customer": "Port of Kiel", "owner_id": ben.user.pk}

    for name, value in said.items():
        url = address(ana, petra, name)
        assert keep(ana, url, opened(ana, url), {name: value}).status_code == 200

    petra.refresh_from_db()
    assert (petra.customer_id, petra.owner_id) == (kiel.pk, ben.user.pk)
    url = address(ana, petra, "title")
    keep(ana, url, opened(ana, url), {"title": "CFO"})
    petra.refresh_from_db()
    assert petra.customer_id == kiel.pk, "what is not named stays"


def test_anothers_words_stand_beside_mine_and_other_facts_are_left(
    ana: Person, dana: Person, petra: Stakeholder
) -> None:
    name, title = (address(ana, petra, one) for one in ("name", "title"))
    seen = opened(ana, name), opened(ana, title)
    change_person(actor=dana.actor, person_id=petra.pk, name="Theirs")

    met = keep(ana, name, seen[0], {"name": "Mine it is"})
    kept = keep(ana, title, seen[1], {"title": "CFO"})

    petra.refresh_from_db()
    assert (met.status_code, kept.status_code) == (422, 200)
    assert "dana wrote “Theirs” meanwhile" in unescape(met.content.decode())
    assert (petra.name, petra.title) == ("Theirs", "CFO")


def test_a_way_back_undoes_nothing_that_somebody_did_since(
    ana: Person, dana: Person, petra: Stakeholder
) -> None:
    url = address(ana, petra, "title")
    kept = keep(ana, url, opened(ana, url), {"title": "CFO"})
    change_person(actor=dana.actor, person_id=petra.pk, name="Theirs")

    assert ana.browser.post(undo(kept)).status_code == 409


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("name", "", "needed"),
        ("email", "petra", "an e-mail address"),
        ("function", "magic", "not one of"),
        ("customer", "Nowhere Ltd", "Nowhere Ltd"),
        ("cadence_days", "0", "At least 1"),
        ("cadence_days", "731", "At most 730"),
        ("owner_id", "999999", "not one of"),
    ],
)
def test_a_refusal_stands_at_the_field(
    ana: Person, petra: Stakeholder, name: str, typed: str, said: str
) -> None:
    url = address(ana, petra, name)

    refused = keep(ana, url, opened(ana, url), {name: typed})

    assert refused.status_code == 422
    assert "field-error" in refused.content.decode()
    assert said in unescape(refused.content.decode())


def test_who_may_only_read_sees_facts_and_opens_none(
    ana: Person, ben: Person, cleo: Person, client: Any, petra: Stakeholder
) -> None:
    url = address(ana, petra, "title")
    back = f"{url}back/?title=x&version=1"

    seen = ben.browser.get(f"{url}?shown=yes", headers=HTMX)
    assert (seen.status_code, "value-title" in seen.content.decode()) == (200, False)
    assert ben.browser.get(url, headers=HTMX).status_code == 403
    assert ben.browser.post(back).status_code == 403
    assert keep(ben, url, "", {"title": "Mine"}).status_code == 403
    assert cleo.browser.get(url).status_code == 404
    assert cleo.browser.post(back).status_code == 404
    assert client.get(url).status_code == 302
    assert ana.browser.get(address(ana, petra, "judgement")).status_code == 404
