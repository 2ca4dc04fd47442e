"""An address that forms are sent to is no dead end where somebody opens it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.conftest import Person
from tests.factories import make_bet

pytestmark = pytest.mark.django_db


def test_it_leads_to_the_page_above_it(ana: Person, ben: Person, cleo: Person) -> None:
    above = f"/w/{ana.actor.workspace_id}/roadmap/bets/{make_bet(ana.actor).pk}/"
    for browser in (ana.browser, ben.browser, cleo.browser, Client()):
        page = browser.get(f"{above}links/")
        text = page.content.decode()
        assert (page.status_code, page["Allow"]) == (405, "POST")
        assert "There is no page at this address." in text
        assert f'href="{above}"' in text
        assert "Single sign-on" not in text


def test_programs_are_answered_as_before(ana: Person) -> None:
    above = f"/w/{ana.actor.workspace_id}/roadmap/bets/{make_bet(ana.actor).pk}/"
    page = ana.browser.head(f"{above}links/")
    assert (page.status_code, page.content) == (405, b"")
