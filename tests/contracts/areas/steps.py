"""Examples of second steps: an app that makes codes, as the owner has one."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator

from leadline.accounts import actions as accounts
from tests.contracts.examples import Examples

SECRET = "JBSWY3DPEHPK3PXP"


def step_of(examples: Examples) -> int:
    def make() -> int:
        accounts.add_app(actor=examples.actor, secret=SECRET)
        mine = Authenticator.objects.filter(user=examples.owner.user, type="totp")
        return mine.get().pk

    return int(examples.once("second_step", make))


THINGS: dict[str, Callable[[Examples], object]] = {
    "settings/second-step/<int:step_id>/remove/:step_id": step_of,
    "provider_id": lambda e: "acme",
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "accounts:second_step_required": lambda e: {"is_required": "no"},
}
PUBLIC = {"mfa_authenticate", "sign_in_back", "sign_in_passkey", "sign_in_with"}
READERS_OWN = {
    "accounts:second_step_app",
    "accounts:second_step_codes",
    "accounts:second_step_passkey",
    "accounts:second_step_prove",
}
