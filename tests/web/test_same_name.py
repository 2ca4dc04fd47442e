"""A customer is added whose name is there already."""

from __future__ import annotations

from typing import Any

from leadline.evidence.models import Customer
from tests.conftest import Person


def add(who: Person, **said: str) -> Any:
    path = f"/w/{who.actor.workspace_id}/evidence/customers/add/"
    return who.browser.post(path, said)


def test_a_name_that_is_there_offers_the_one_that_has_it(ana: Person) -> None:
    home = f"/w/{ana.actor.workspace_id}/evidence/customers/"
    assert "is_another" not in ana.browser.get(f"{home}add/").content.decode()
    add(ana, name="Elbe GmbH", state="active")
    there = Customer.objects.get()

    said = add(ana, name="elbe", state="active", plan="Pro")
    assert said.status_code == 422
    page = said.content.decode()
    assert f'href="{home}{there.pk}/"' in page
    assert 'type="checkbox" name="is_another"' in page
    assert 'value="Pro"' in page
    assert Customer.objects.count() == 1
    other = {"name": "elbe", "state": "active", "is_another": "on"}
    wrong = add(ana, **other, revenue_amount="x")
    assert 'name="is_another"' in wrong.content.decode()
    add(ana, **other)
    assert Customer.objects.count() == 2
