"""Examples for the addresses of the documents."""

from __future__ import annotations

from collections.abc import Callable

from tests.contracts.examples import Examples

THINGS: dict[str, Callable[[Examples], object]] = {
    "docs/<path:slug>/:slug": lambda e: "operations",
    "docs/files/<path:name>:name": lambda e: "images/today.png",
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {}
PUBLIC: set[str] = {"docs:home", "docs:page", "docs:file"}
READERS_OWN: set[str] = set()
