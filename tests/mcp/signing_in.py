"""An assistant of a test that asks to be let in, and a person who answers."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client

from leadline.foundation.errors import Invalid
from leadline.foundation.fetch import Fetched, Version
from tests.conftest import Person

ADDRESS = "https://helper.example/client.json"
BACK = "https://helper.example/back"
VERIFIER = "v" * 64
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest())
    .decode()
    .rstrip("=")
)


@dataclass
class Web:
    """What stands at addresses elsewhere, and who was asked."""

    documents: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, int, bool]] = field(default_factory=list)

    def read(
        self,
        address: str,
        *,
        largest: int,
        allow_private: bool,
        redirects: int,
        seconds: float,
    ) -> Fetched:
        self.asked.append((address, redirects, allow_private))
        if address not in self.documents:
            raise Invalid("There is no server of that name; check the address.")
        said = self.documents[address]
        content = said if isinstance(said, bytes) else json.dumps(said).encode()
        return Fetched(content, Version())


def document(**changed: Any) -> dict[str, Any]:
    """What an assistant says of itself."""
    return {
        "client_id": ADDRESS, "client_name": "Helper", "redirect_uris": [BACK],
        "token_endpoint_auth_method": "none", **changed,
    }  # fmt: skip


def query(**changed: str) -> dict[str, str]:
    """What it asks for; what is empty is not said."""
    said = {
        "client_id": ADDRESS, "redirect_uri": BACK, "response_type": "code",
        "state": "s-1", "code_challenge": CHALLENGE, "code_challenge_method": "S256",
        "scope": "evidence:read roadmap:read", "resource": "http://testserver/mcp",
        **changed,
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}


def told(answer: Any) -> dict[str, str]:
    """What an answer that sends back says, and where to."""
    assert answer.status_code == 302, answer.content
    parts = urlsplit(answer["Location"])
    said = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return {"to": f"{parts.scheme}://{parts.netloc}{parts.path}", **said}


def let_in(who: Person, browser: Client | None = None, **changed: Any) -> Any:
    """Look at what is asked and say yes; ``changed`` is the form."""
    browser = browser or who.browser
    page = browser.get("/oauth/authorize", query()).text
    return browser.post("/oauth/authorize", form(page, who, **changed))


def form(page: str, who: Person, **changed: Any) -> dict[str, Any]:
    found = re.search(r'name="asked" value="([^"]+)"', page)
    assert found, page
    return {
        "asked": found[1], "answer": "yes", "days": 30, "reads": ["evidence"],
        "workspace": who.actor.workspace_id, **changed,
    }  # fmt: skip


def bring(code: str, /, **changed: str) -> Any:
    """Bring a code to where keys are given."""
    said = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": BACK,
        "client_id": ADDRESS, "code_verifier": VERIFIER, **changed,
    }  # fmt: skip
    return Client().post("/oauth/token", said)


def renew(renewal: str, **changed: str) -> Any:
    said = {
        "grant_type": "refresh_token", "refresh_token": renewal,
        "client_id": ADDRESS, **changed,
    }  # fmt: skip
    return Client().post("/oauth/token", said)
