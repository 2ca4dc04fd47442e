"""An assistant is let in on a page that says who it is, and the browser goes back."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from leadline.foundation import client_documents
from tests.browser.conftest import SIZES, Browsing, faults, turn
from tests.conftest import Person
from tests.mcp.signing_in import ADDRESS, Web, document, query


def test_a_person_reads_who_asks_and_is_sent_back(
    ana: Person, browsing: Browsing, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The same server by another name is another site to the page's policy.
    port = urlsplit(browsing.address).port
    way = f"http://127.0.0.1:{port}/docs/"
    assert "127.0.0.1" not in browsing.address
    cache.clear()
    there = Web({ADDRESS: document(redirect_uris=["http://127.0.0.1/docs/"])})
    monkeypatch.setattr(client_documents, "fetch", there.read)
    asked = query(redirect_uri=way, resource=f"{browsing.address}/mcp")

    for size in SIZES:
        page = browsing.open(ana, f"/oauth/authorize?{urlencode(asked)}", size=size)
        expect(page.get_by_text("helper.example", exact=True)).to_be_visible()
        assert faults(page) == []
        turn(page, "dark")
        assert faults(page) == []
    page.get_by_role("button", name="Let it in").click()

    page.wait_for_url(re.compile(re.escape(way) + r"\?state=s-1&code=[\w-]{43}&iss="))
