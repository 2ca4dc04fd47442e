"""How long the next try has to wait, and under what tries are counted."""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

FREE_TRIES = 5
LONGEST_DOUBLINGS = 9
LONGEST_WAIT = timedelta(minutes=5)


def wait_after(count: int, last_at: datetime, now: datetime) -> timedelta:
    """Return how long to wait after so many tries in vain, the last at a moment.

    Five are free; then 2 seconds, 4, 8 and so on up to five minutes.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 1, 2, 12, tzinfo=UTC)
    >>> [wait_after(n, noon, noon).seconds for n in (4, 5, 6, 9, 12, 99)]
    [0, 2, 4, 32, 256, 300]
    """
    if count < FREE_TRIES:
        return timedelta()
    doublings = min(count - FREE_TRIES + 1, LONGEST_DOUBLINGS)
    wait = min(timedelta(seconds=2**doublings), LONGEST_WAIT)
    return max(timedelta(), last_at + wait - now)


def address_network(address: str) -> str:
    """Return what one connection owns: an IPv4 address, or a /64 of IPv6.

    >>> address_network("192.0.2.7"), address_network("2001:db8::a:1")
    ('192.0.2.7/32', '2001:db8::/64')
    """
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return address
    size = 32 if number.version == 4 else 64
    return str(ipaddress.ip_network((number, size), strict=False))


def tries_key(kind: str, text: str) -> str:
    """Return under what tries are counted: a keyed hash, so no address is kept."""
    text = f"{kind}\n{text.strip().lower()}"
    return salted_hmac("leadline.tries", text, algorithm="sha256").hexdigest()
