"""Where a database may lie: addresses and files that the operator lets be read."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from leadline.foundation import hosts
from leadline.foundation.errors import Invalid
from leadline.foundation.hosts import Resolver
from leadline.foundation.sql.types import Gates, SourceKind

LIKE = "postgresql://reader@db.example.com:5432/shop"
TLS = ("prefer", "require", "verify-full", "disable")
STANDARD_PORT = 5432
HOST = re.compile(r"[\w.:-]{1,253}")


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server by its parts; ``tls`` is libpq's word for it."""

    host: str
    port: int
    database: str
    login: str
    tls: str


def plain_place(kind: SourceKind, address: str, gates: Gates) -> tuple[str, str]:
    """Return an address as it is kept, and the password that stood in it.

    Raises ``Invalid`` with what to do.

    >>> plain_place(SourceKind.POSTGRESQL, "postgres://me:pw@db.example.com/shop",
    ...     Gates())
    ('postgresql://me@db.example.com:5432/shop?sslmode=require', 'pw')
    """
    address = address.strip()
    if kind.is_file:
        return str(readable_file(address, gates)), ""
    server = server_of(address)
    login = quote(server.login, safe="")
    host = f"[{server.host}]" if ":" in server.host else server.host
    database = quote(server.database, safe="")
    plain = f"postgresql://{login}@{host}:{server.port}/{database}"
    return f"{plain}?sslmode={server.tls}", unquote(urlsplit(address).password or "")


def server_of(address: str) -> Server:
    """Return the parts of an address; only how it is encrypted may be asked in it."""
    try:
        parts = urlsplit(address)
        port, host = parts.port or STANDARD_PORT, parts.hostname or ""
    except ValueError:
        raise Invalid(f"This is no address. Write it like {LIKE}.") from None
    if parts.scheme not in {"postgres", "postgresql"} or not HOST.fullmatch(host):
        raise Invalid(f"Write the address of the server like {LIKE}.", field="address")
    database, login = unquote(parts.path.strip("/")), unquote(parts.username or "")
    if not database or not login:
        raise Invalid(
            f"Say which role reads, and which database: {LIKE}.", field="address"
        )
    asked = parse_qs(parts.query)
    tls = asked.pop("sslmode", ["require"])[-1]
    if asked or tls not in TLS:
        raise Invalid(
            f"Of what follows “?” only sslmode is known: {', '.join(TLS)}.",
            field="address",
        )
    return Server(host, port, database, login, tls)


def number_of(
    server: Server, gates: Gates, resolve: Resolver = socket.getaddrinfo
) -> str:
    """Return the number of a server that may be asked, by the rules of ``hosts``."""
    return hosts.number_of(
        server.host, server.port, allow_private=gates.allow_private, resolve=resolve
    )


def readable_file(address: str, gates: Gates) -> Path:
    """Return a file in one of the folders that the operator lets be read.

    Links are followed before it is looked at. What lies outside and what is not there
    get one answer, so that nobody learns what is on the machine.
    """
    if not gates.folders:
        raise Invalid(
            "No folder may be read yet. Whoever runs this machine names them in "
            "LEADLINE_METRIC_FOLDERS.",
            field="address",
        )
    refused = Invalid(
        "There is no such file in the folders that may be read: "
        f"{', '.join(map(str, gates.folders))}.",
        field="address",
    )
    if "\0" in address or not address:
        raise refused
    try:
        path = Path(address).resolve(strict=True)
    except (OSError, RuntimeError):
        raise refused from None
    is_in = any(path.is_relative_to(folder.resolve()) for folder in gates.folders)
    is_own = gates.own is not None and path.is_relative_to(gates.own.resolve())
    if not is_in or is_own or not path.is_file():
        raise refused
    return path
