"""Keys of links: made at random, and only their hash is kept."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> tuple[str, str]:
    """Return a key for a link, 256 bits of chance, and the hash to keep of it."""
    token = secrets.token_urlsafe(32)
    return token, token_hash(token)


def token_hash(token: str) -> str:
    """Return the hash under which a link's key is kept."""
    return hashlib.sha256(token.encode()).hexdigest()
