"""What a program says of itself at an address of its own, which is its name.

A client ID metadata document, as assistants are known by: the address proves who
stands behind it, and the document says where its users may be sent back to
(draft-ietf-oauth-client-id-metadata-document).
"""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from leadline.foundation.errors import Invalid
from leadline.foundation.fetch import fetch

LARGEST = 16 * 1024
LONGEST = 500
PATIENCE_SECONDS = 5
LONGEST_WAY_BACK = 2000
MOST_WAYS = 50
LOCAL = {"localhost", "127.0.0.1", "::1"}
WRITTEN = re.compile(r"[!-~]+")  # no space, no sign beyond ASCII
HOST = re.compile(r"([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?", re.IGNORECASE)
NAME_SIGNS = re.compile(r"[^\w .,:()&+'-]")
NO_ADDRESS = (
    "A program is known by an address of its own: https://, a path, and nothing that "
    "leads elsewhere."
)


@dataclass(frozen=True, slots=True)
class ClientDocument:
    """What stands at an address: what the program calls itself, where it comes from."""

    address: str
    name: str
    ways_back: tuple[str, ...]

    @property
    def host(self) -> str:
        """Whose server vouches for it."""
        return urlsplit(self.address).netloc

    def may_return_to(self, way: str) -> bool:
        """Return whether somebody may be sent back to an address, which is written out.

        Exactly what the document says; on the person's own machine at any port, since
        a program takes the one that is free (RFC 8252, 7.3).
        """
        if way in self.ways_back:
            return is_way_back(way)
        return is_local(way) and any(
            is_local(one) and without_port(one) == without_port(way)
            for one in self.ways_back
        )


def is_local(way: str) -> bool:
    """Return whether an address is one of the person's own machine.

    >>> is_local("http://127.0.0.1:4711/back"), is_local("http://127.0.0.1.evil.example/")
    (True, False)
    """
    try:
        parts = urlsplit(way)
        return parts.scheme == "http" and parts.hostname in LOCAL and is_way_back(way)
    except ValueError:
        return False


def without_port(way: str) -> str:
    """Return an address of the person's own machine whatever port it has."""
    parts = urlsplit(way)
    return parts._replace(netloc=parts.hostname or "").geturl()


def is_way_back(way: str) -> bool:
    """Return whether an address may be sent back to at all: encrypted, or one's own.

    >>> [is_way_back(w) for w in ("https://a.example/b", "http://a.example/b", "javascript:1")]
    [True, False, False]
    """  # noqa: E501
    if not WRITTEN.fullmatch(way) or "\\" in way or len(way) > LONGEST_WAY_BACK:
        return False
    try:
        parts = urlsplit(way)
        is_own = parts.scheme == "http" and parts.hostname in LOCAL
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    # No name and password, and nothing that ends a word in a header of a page's policy.
    plain = bool(HOST.fullmatch(parts.netloc)) and "#" not in way
    return plain and named and (parts.scheme == "https" or is_own)


def check_address(address: str) -> str:
    """Return an address that a program may be known by, or raise ``Invalid``.

    >>> check_address("https://a.example/client.json")
    'https://a.example/client.json'
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise Invalid(NO_ADDRESS) from None
    is_one = (
        WRITTEN.fullmatch(address)
        and len(address) <= LONGEST
        and parts.scheme == "https"
        and address.startswith("https://")
        and parts.hostname
        and parts.netloc == parts.netloc.lower()
        and port != 0
        and not (parts.username or parts.password)
        and not ("#" in address or "?" in address or "\\" in address)
        and parts.path not in ("", "/")
        and posixpath.normpath(parts.path) == parts.path.rstrip("/")
    )
    if not is_one:
        raise Invalid(NO_ADDRESS)
    return address


def read_client(address: str, *, allow_private: bool = False) -> ClientDocument:
    """Return what stands at the address of a program.

    It is read by :func:`leadline.foundation.fetch.fetch`, without following anything.
    Raises ``Invalid`` with what is wrong.
    """
    check_address(address)
    found = fetch(
        address,
        largest=LARGEST,
        allow_private=allow_private,
        redirects=0,
        seconds=PATIENCE_SECONDS,
    )
    try:
        said = json.loads(found.content or b"")
    except (ValueError, RecursionError):
        raise Invalid("What stands at the program's address is no document.") from None
    if not isinstance(said, dict) or said.get("client_id") != address:
        raise Invalid("The document at the program's address is another one's.")
    if said.get("token_endpoint_auth_method", "none") != "none":
        raise Invalid("The program proves itself by a key, which is not understood.")
    if "client_secret" in said:
        raise Invalid("The document at the program's address gives away a secret.")
    ways = said.get("redirect_uris")
    if not isinstance(ways, list) or not 0 < len(ways) <= MOST_WAYS:
        raise Invalid("The program does not say where its users come from.")
    kept = tuple(way for way in ways if isinstance(way, str) and is_way_back(way))
    return ClientDocument(address, _name(said.get("client_name"), address), kept)


def _name(said: object, address: str) -> str:
    """Return what a program calls itself, in signs that look like what they are."""
    name = (
        " ".join(NAME_SIGNS.sub(" ", said).split())[:40]
        if isinstance(said, str)
        else ""
    )
    return name or urlsplit(address).netloc
