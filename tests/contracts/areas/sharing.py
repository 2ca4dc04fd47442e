"""Examples for the addresses of sharing."""

from __future__ import annotations

from collections.abc import Callable

from leadline.accounts import actions
from leadline.accounts.types import ShareIn
from tests.contracts.examples import NOW, Examples

PASSWORD = "crane-tide-41"


def shared(e: Examples) -> tuple[int, str]:
    """A link of the owner's to a plan as a roadmap, with a password."""

    def make() -> tuple[int, str]:
        what = ShareIn("roadmap", e.plan.pk, "Growth first", password=PASSWORD)
        kept, token = actions.share_record(actor=e.actor, share=what, now=NOW)
        return kept.id, token

    return e.once("shared", make)


def embeddable(e: Examples) -> str:
    """A link to a roadmap that a site of the owner's may embed."""

    def make() -> str:
        site = "https://www.harbour.example"
        actions.change_sharing(actor=e.actor, is_off=False, sites=site)
        what = ShareIn("roadmap", e.plan.pk, "Growth first", may_embed=True)
        return actions.share_record(actor=e.actor, share=what, now=NOW)[1]

    return e.once("embeddable", make)


THINGS: dict[str, Callable[[Examples], object]] = {
    "share_id": lambda e: shared(e)[0],
    "s/<str:token>/embed/:token": embeddable,
    "s": lambda e: shared(e)[1],
    "share": lambda e: "roadmap",
    "share/<str:kind>/<int:pk>/:kind": lambda e: "roadmap",
    "share/<str:kind>/<int:pk>/:pk": lambda e: e.plan.pk,
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "sharing:share": lambda e: {"days": 30, "shown_as": "now"},
    "sharing:rules": lambda e: {"sites": ""},
    "shared": lambda e: {"password": PASSWORD},
}
PUBLIC: set[str] = {"shared", "shared_embed"}
READERS_OWN: set[str] = set()
