"""Examples for the addresses of access tokens and service accounts."""

from __future__ import annotations

from collections.abc import Callable

from leadline.accounts import actions
from leadline.accounts.types import TokenIn
from tests.contracts.examples import NOW, Examples


def token(e: Examples) -> int:
    """A token of the owner's own."""

    def make() -> int:
        said = TokenIn("Sync")
        return actions.make_token(actor=e.actor, token=said, now=NOW)[0].id

    return e.once("token", make)


def service(e: Examples) -> int:
    """A service account."""

    def make() -> int:
        return actions.add_service(
            actor=e.actor, name="Robot", role="reader", now=NOW
        ).id

    return e.once("service", make)


def token_of_service(e: Examples) -> int:
    """A token of the service account."""

    def make() -> int:
        said = TokenIn("Sync")
        return actions.make_service_token(
            actor=e.actor, service_id=service(e), token=said, now=NOW
        )[0].id

    return e.once("token_of_service", make)


REVOKE = "settings/services/<int:service_id>/<int:token_id>/revoke/:token_id"
THINGS: dict[str, Callable[[Examples], object]] = {
    "token_id": token,
    "service_id": service,
    REVOKE: token_of_service,
}
TOKEN = {"name": "Sync", "days": 30, "reads": ["evidence"]}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "accounts:token_make": lambda e: TOKEN,
    "accounts:service_token_make": lambda e: TOKEN,
    "accounts:service_add": lambda e: {"name": "Robot", "role": "reader"},
    "accounts:assistants": lambda e: {"is_allowed": "yes"},
    "accounts:service_role": lambda e: {"role": "lead"},
}
PUBLIC: set[str] = set()
READERS_OWN: set[str] = {"accounts:token_make"}
