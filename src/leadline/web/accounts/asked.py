"""What an assistant asks for by the browser of a member, held to the rules of OAuth.

Authorization codes with PKCE and nothing else (OAuth 2.1): an exact way back, a state,
a challenge by SHA-256, one resource, and the issuer named in each answer (RFC 9207).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest

from leadline.accounts.types import ALL_READ, SCOPES
from leadline.foundation.client_documents import ClientDocument, is_local
from leadline.foundation.errors import Invalid

CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
STATE = re.compile(r"[ -~]{1,1024}")
RESOURCE = "/mcp"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an assistant asks for; it is signed while the member reads it."""

    address: str
    name: str
    way_back: str
    state: str
    challenge: str
    scopes: tuple[str, ...]

    @property
    def host(self) -> str:
        """Whose server vouches for the assistant."""
        return urlsplit(self.address).netloc

    @property
    def origin(self) -> str:
        """Where the browser is sent back to, without the page."""
        parts = urlsplit(self.way_back)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def is_local(self) -> bool:
        """Whether that is a program on the person's own machine."""
        return is_local(self.way_back)


class NotSo(Exception):
    """What an assistant is told, where it may be told at all: back at its own page."""

    def __init__(self, error: str, says: str) -> None:
        super().__init__(says)
        self.error = error


def issuer(request: HttpRequest) -> str:
    """Return by which name this Leadline lets assistants in."""
    return f"{request.scheme}://{request.get_host()}"


def way_back_of(said: Mapping[str, str], document: ClientDocument) -> str:
    """Return where the browser goes back to; ``Invalid`` where it may not.

    Until this holds nobody is sent anywhere.
    """
    way = said.get("redirect_uri", "")
    if not document.may_return_to(way):
        raise Invalid(
            "It wants you sent to an address that is not its own. You were not."
        )
    return way


def asked_of(
    said: Mapping[str, str], document: ClientDocument, way_back: str, here: str
) -> Asked:
    """Return what is asked for, or raise ``NotSo`` with what the assistant is told."""
    if said.get("response_type") != "code":
        raise NotSo("unsupported_response_type", "Ask for a code.")
    if not STATE.fullmatch(said.get("state", "")):
        raise NotSo("invalid_request", "Send a state.")
    is_s256 = said.get("code_challenge_method") == "S256"
    if not (is_s256 and CHALLENGE.fullmatch(said.get("code_challenge", ""))):
        raise NotSo("invalid_request", "Send a code_challenge by S256.")
    if said.get("resource", f"{here}{RESOURCE}").rstrip("/") != f"{here}{RESOURCE}":
        raise NotSo("invalid_target", f"Only {here}{RESOURCE} is let into.")
    wanted = said.get("scope", "").split()
    scopes = tuple(one for one in SCOPES if one in wanted)
    if wanted and not scopes:
        raise NotSo("invalid_scope", "None of these scopes is known.")
    return Asked(
        address=document.address,
        name=document.name,
        way_back=way_back,
        state=said["state"],
        challenge=said["code_challenge"],
        scopes=scopes or ALL_READ,
    )


def answer(way_back: str, here: str, **said: str) -> str:
    """Return the way back with an answer; what is empty is not said."""
    told = {name: value for name, value in {**said, "iss": here}.items() if value}
    return f"{way_back}{'&' if '?' in way_back else '?'}{urlencode(told)}"
