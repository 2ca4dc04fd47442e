"""Keys of links: made at random, and only their hash is kept."""

from __future__ import annotations

import hashlib
import secrets
import string
import zlib


def new_token() -> tuple[str, str]:
    """Return a key for a link, 256 bits of chance, and the hash to keep of it."""
    token = secrets.token_urlsafe(32)
    return token, token_hash(token)


def token_hash(token: str) -> str:
    """Return the hash under which a link's key is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
ACCESS = "ll_pat_"
CHANCE, CHECK = 43, 6  # signs of base 62: 256 bits of chance, 32 of their sum


def new_access_token() -> str:
    """Return a key for a program: ``ll_pat_``, 256 bits of chance, a checksum.

    The beginning and the checksum let scanners of code find keys that leaked.

    >>> token = new_access_token()
    >>> len(token), is_access_token(token)
    (56, True)
    """
    chance = _base62(secrets.randbits(256), CHANCE)
    return f"{ACCESS}{chance}{_checksum(chance)}"


def is_access_token(text: str) -> bool:
    """Return whether a text has the shape and the checksum of a key for programs.

    >>> is_access_token("ll_pat_" + "0" * 49), is_access_token("hello")
    (False, False)
    """
    body = text.removeprefix(ACCESS)
    if len(text) != len(ACCESS) + CHANCE + CHECK or len(body) != CHANCE + CHECK:
        return False
    return body.isascii() and _checksum(body[:CHANCE]) == body[CHANCE:]


def _checksum(chance: str) -> str:
    return _base62(zlib.crc32(chance.encode()), CHECK)


def _base62(number: int, width: int) -> str:
    signs = ""
    while number:
        number, digit = divmod(number, len(DIGITS))
        signs = DIGITS[digit] + signs
    return signs.rjust(width, DIGITS[0])
