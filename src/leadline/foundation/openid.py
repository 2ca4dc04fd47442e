"""Asks an OpenID provider who somebody is, and believes nothing that is not proven.

The code flow with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636). Keys are
asked for at each sign-in, so that one that was exchanged counts at once. Every request
passes the gate of :mod:`leadline.foundation.fetch`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from leadline.foundation.errors import Invalid
from leadline.foundation.fetch import Sent, fetch, send

LARGEST = 512 * 1024
SECONDS = 15.0
LEEWAY_SECONDS = 60
FOUND_AT = "/.well-known/openid-configuration"
# What a public key can check: "none" and keys that both sides share are no proof.
ALGORITHMS = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
    "EdDSA",
)  # fmt: skip


class NotProven(Invalid):
    """What a provider said does not hold; the message is for the log."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider as whoever runs the server names it; see docs/sign-in.md."""

    id: str
    name: str
    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    domains: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    workspace: int | None = None
    groups_claim: str = "groups"
    groups: tuple[tuple[str, str], ...] = ()
    otherwise: str = ""
    trusts_email: bool = False
    is_private: bool = False
    is_enforced: bool = False

    def vouches_for(self, email: str) -> bool:
        """Return whether the operator believes it about an address.

        >>> acme = Provider("a", "A", "https://a", "id", domains=("acme.example",))
        >>> [acme.vouches_for(f"ana@{at}") for at in ("acme.example", "b.example")]
        [True, False]
        """
        return email.rpartition("@")[2].lower() in self.domains


@dataclass(frozen=True, slots=True)
class Asked:
    """What the browser's session keeps until the person is back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a provider said of a person, once it holds."""

    issuer: str
    subject: str
    email: str
    is_verified: bool
    name: str
    groups: tuple[str, ...]


def begin(provider: Provider, *, back: str) -> tuple[str, Asked]:
    """Return where to send the browser, and what its session has to keep.

    Raises ``Invalid`` where the provider cannot be read.
    """
    asked = Asked(*(secrets.token_urlsafe(32) for _ in range(3)))
    digest = hashlib.sha256(asked.verifier.encode()).digest()
    query = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": " ".join(provider.scopes),
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    there = _endpoint(provider, _discovered(provider), "authorization_endpoint")
    return f"{there}{'&' if '?' in there else '?'}{urlencode(query)}", asked


def finish(provider: Provider, *, code: str, back: str, asked: Asked) -> Said:
    """Return what the provider says of who came back with a code.

    Raises ``NotProven`` for a token that does not hold, ``Invalid`` where the provider
    cannot be read or refuses the code.
    """
    known = _discovered(provider)
    tokens = _exchange(provider, known, code, back, asked)
    claims = _verified(provider, known, str(tokens.get("id_token", "")))
    if not secrets.compare_digest(str(claims.get("nonce", "")), asked.nonce):
        raise NotProven("The token answers another question: its nonce is not ours.")
    if not {"email", provider.groups_claim} <= claims.keys():
        claims = {**_more(provider, known, tokens, claims["sub"]), **claims}
    return _said(provider, claims)


def _said(provider: Provider, claims: Mapping[str, Any]) -> Said:
    groups = claims.get(provider.groups_claim) or ()
    groups = [groups] if isinstance(groups, str) else groups
    return Said(
        issuer=provider.issuer,
        subject=str(claims["sub"]),
        email=str(claims.get("email") or "").strip().lower(),
        is_verified=claims.get("email_verified") is True or provider.trusts_email,
        name=str(claims.get("name") or "").strip()[:120],
        groups=tuple(str(g) for g in groups) if isinstance(groups, list) else (),
    )


def _discovered(provider: Provider) -> dict[str, Any]:
    address = provider.issuer.rstrip("/") + FOUND_AT
    known = _object(_read(provider, address))
    if known.get("issuer") != provider.issuer:
        raise NotProven("The provider calls itself something else than its issuer.")
    return known


def _exchange(
    provider: Provider, known: dict[str, Any], code: str, back: str, asked: Asked
) -> dict[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "client_id": provider.client_id,
        "code_verifier": asked.verifier,
    }
    headers = {"Accept": "application/json"}
    ways = known.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if provider.client_secret and "client_secret_post" in ways:
        form["client_secret"] = provider.client_secret
    elif provider.client_secret:
        pair = urlencode({provider.client_id: provider.client_secret}).replace("=", ":")
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    where = _endpoint(provider, known, "token_endpoint")
    return _object(_post(provider, where, urlencode(form).encode(), headers))


def _more(
    provider: Provider, known: dict[str, Any], tokens: dict[str, Any], subject: str
) -> dict[str, Any]:
    """Return what the provider says at its other door; of the same person alone."""
    if "userinfo_endpoint" not in known or not tokens.get("access_token"):
        return {}
    where = _endpoint(provider, known, "userinfo_endpoint")
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    found = _object(_post(provider, where, b"", headers))
    if found.get("sub") != subject:
        raise NotProven("The provider speaks of somebody else at its second door.")
    return found


def _verified(provider: Provider, known: dict[str, Any], token: str) -> dict[str, Any]:
    """Return the claims of a token that this provider signed for us, just now."""
    import jwt  # only who signs in this way reads it

    try:
        header = jwt.get_unverified_header(token)
        algorithm = str(header.get("alg"))
        if algorithm not in ALGORITHMS:
            raise NotProven(
                f"The token is signed by {algorithm}, which proves nothing."
            )
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(provider, known, header.get("kid")),
            algorithms=[algorithm],
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except jwt.PyJWTError as error:
        raise NotProven(f"The token does not hold: {error}") from None
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", provider.client_id) != provider.client_id or (
        several and "azp" not in claims
    ):
        raise NotProven("The token is meant for another program.")
    return claims


def _key(provider: Provider, known: dict[str, Any], kid: object) -> Any:
    import jwt

    held = _object(_read(provider, _endpoint(provider, known, "jwks_uri")))
    keys = jwt.PyJWKSet.from_dict(held).keys
    for key in keys:
        is_ours = key.key_id == kid if kid else len(keys) == 1
        if is_ours and key.public_key_use in (None, "sig"):
            return key
    raise NotProven("The provider has no such key.")


def _endpoint(provider: Provider, known: dict[str, Any], name: str) -> str:
    return _safe(provider, str(known.get(name, "")))


def _safe(provider: Provider, address: str) -> str:
    is_plain = provider.is_private and address.startswith("http://")
    if not (address.startswith("https://") or is_plain):
        raise NotProven("The provider names an address that is not encrypted.")
    return address


def _read(provider: Provider, address: str) -> bytes:
    found = fetch(
        _safe(provider, address), largest=LARGEST, allow_private=provider.is_private
    )
    return found.content or b""


def _post(
    provider: Provider, address: str, content: bytes, headers: dict[str, str]
) -> bytes:
    return send(
        address,
        Sent(content, headers),
        largest=LARGEST,
        seconds=SECONDS,
        allow_private=provider.is_private,
    )


def _object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise NotProven("The provider does not answer in JSON.") from None
    if not isinstance(found, dict):
        raise NotProven("The provider does not answer with an object.")
    return found
