"""Examples of a company's directory: the owner has given it a key."""

from __future__ import annotations

from collections.abc import Callable

from leadline.accounts import actions as accounts
from tests.contracts.examples import NOW, Examples


def _with_access(e: Examples) -> dict[str, object]:
    accounts.make_directory_access(actor=e.actor, now=NOW)
    return {}


THINGS: dict[str, Callable[[Examples], object]] = {"path": lambda e: "Users"}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "accounts:directory_end": _with_access,
    "accounts:directory_groups": _with_access,
}
PUBLIC = {"scim"}
READERS_OWN: set[str] = set()
