"""Whether a server may be asked: what its name stands for has to be open to all.

Every address a name stands for is looked at before a connection is made, and the
connection goes to the address that was looked at: a name that changes its mind in
between (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from leadline.foundation.errors import Invalid

Resolver = Callable[..., list[Any]]
NAME_SECONDS = 15.0
# Set apart, and let through by Python: of protocols (one cloud tells its secrets at
# 192.0.0.192), of a way into IPv6 that was given up, and of examples.
SET_APART = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")))
# Where clouds tell a machine its own keys, and what has no router: nobody is led there.
NEVER = tuple(
    map(
        ip_network,
        (
            "169.254.0.0/16",
            "fe80::/10",
            "fd00:ec2::254/128",
            "100.100.100.200/32",
            "192.0.0.192/32",
        ),
    )
)
UNKNOWN = "There is no server of that name; check the address."


def number_of(
    host: str,
    port: int,
    *,
    allow_private: bool,
    resolve: Resolver = socket.getaddrinfo,
    seconds: float = NAME_SECONDS,
) -> str:
    """Return an address of a host that may be asked; every one has to be open.

    Raises ``Invalid`` for a name that is none, that nobody knows within ``seconds``,
    or that stands for a private network the operator keeps closed, or for where a
    cloud tells its machines their keys, which is closed whatever is allowed.
    """
    found = _found(resolve, host, port, min(seconds, NAME_SECONDS))
    numbers = [str(one[4][0]).partition("%")[0] for one in found]
    if not numbers:
        raise Invalid(UNKNOWN)
    if any(is_never_asked(number) for number in numbers):
        raise Invalid(
            "A machine is told its own keys there; Leadline asks nothing of it."
        )
    if not allow_private and not all(is_open(number) for number in numbers):
        raise Invalid(
            "The server lies in a private network. Whoever runs this machine can "
            "allow that with LEADLINE_PRIVATE_ADDRESSES=yes."
        )
    return numbers[0]


def _found(resolve: Resolver, host: str, port: int, seconds: float) -> list[Any]:
    """Return what a name stands for; the system's own wait knows no end of ours."""
    found: list[Any] = []

    def ask() -> None:
        with suppress(OSError, UnicodeError):
            found.extend(resolve(host, port, type=socket.SOCK_STREAM))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(seconds, 0.01))
    if asking.is_alive():
        raise Invalid("The name of the server could not be looked up in time.")
    return found


def is_never_asked(number: str) -> bool:
    """Return whether nothing is asked there, also where private networks are allowed.

    >>> [is_never_asked(n) for n in ("169.254.169.254", "::ffff:a9fe:a9fe", "10.0.0.1")]
    [True, True, False]
    """
    ip = ip_address(number)
    mapped = ip.ipv4_mapped if isinstance(ip, IPv6Address) else None
    return any((mapped or ip) in closed for closed in NEVER)


def is_open(number: str) -> bool:
    """Return whether an IP address belongs to the open internet.

    >>> [is_open(n) for n in ("93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1")]
    [True, False, False]
    """
    ip = ip_address(number)
    if any(ip in apart for apart in SET_APART):
        return False
    if isinstance(ip, IPv6Address):
        if ip.is_site_local:  # fec0::/10, given up, and routed in old networks still
            return False
        inside = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        is_nat64 = number.lower().startswith("64:ff9b:")
        if inside or is_nat64:
            return bool(ip.ipv4_mapped) and is_open(str(ip.ipv4_mapped))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
