"""Who is asking: the one place that reads what proxies say about it."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address


def client_address(peer: str, forwarded: str, proxies: Sequence[Network]) -> str:
    """Return the address of the client of a connection.

    ``peer`` is who opened it, ``forwarded`` the header X-Forwarded-For. Each proxy adds
    at the right whom it was asked by; so the rightmost address that is no proxy of ours
    is the last that anybody we trust has seen. What stands left of it may be made up.

    >>> from ipaddress import ip_network
    >>> ours = [ip_network("10.0.0.0/8")]
    >>> client_address("10.0.0.7", "203.0.113.9, 192.0.2.4, 10.0.0.8", ours)
    '192.0.2.4'
    >>> client_address("192.0.2.4", "203.0.113.9", ours)
    '192.0.2.4'
    """
    seen = peer
    for said in [peer, *reversed(forwarded.split(",") if forwarded else [])]:
        address = _read(said)
        if address is None:
            return seen
        seen = str(address)
        if not any(address in network for network in proxies):
            return seen
    return seen


def is_proxy(peer: str, proxies: Sequence[Network]) -> bool:
    """Return whether a connection comes from one of our proxies."""
    return is_in(peer, proxies)


def is_in(client: str, networks: Sequence[Network]) -> bool:
    """Return whether an address lies in one of some networks."""
    address = _read(client)
    return address is not None and any(address in network for network in networks)


def _read(text: str) -> Address | None:
    """Return the address in a text that may carry a port."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
