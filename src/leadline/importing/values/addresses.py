"""Domains and e-mail addresses as they stand in cells."""

from __future__ import annotations

import re


def read_domain(text: str) -> str:
    """Return the domain of an address, a link or an e-mail; empty if there is none.

    >>> read_domain("https://www.Acme.io/start"), read_domain("ann@acme.io")
    ('acme.io', 'acme.io')
    """
    bare = text.strip().lower()
    bare = bare.rsplit("@", 1)[-1]
    bare = re.sub(r"^[a-z]+://", "", bare).split("/")[0].split(":")[0]
    bare = bare.removeprefix("www.")
    return bare if re.fullmatch(r"[\w-]+(\.[\w-]+)+", bare) else ""


def is_email(text: str) -> bool:
    """Return whether a cell looks like one e-mail address."""
    return bool(re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+", text.strip()))
