"""Examples for the addresses of growth."""

from __future__ import annotations

from collections.abc import Callable

from tests.contracts.examples import Examples

THINGS: dict[str, Callable[[Examples], object]] = {}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {}
PUBLIC: set[str] = set()
READERS_OWN: set[str] = set()
