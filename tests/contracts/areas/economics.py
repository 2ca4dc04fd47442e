"""Examples of the area of economics: a segment of the sheet, an effect of a bet."""

from __future__ import annotations

from collections.abc import Callable

from leadline.roadmap import actions as roadmap
from leadline.roadmap.models import BetEffect
from leadline.roadmap.types import EffectIn
from leadline.strategy import actions
from tests.contracts.examples import NOW, Examples


def segment(e: Examples) -> int:
    def make() -> int:
        return actions.add_sheet_segment(actor=e.actor, name="Ports").id

    return e.once("segment", make)


def effect(e: Examples) -> int:
    def make() -> int:
        said = EffectIn(driver="new", way="more", text="5 to 20%")
        roadmap.add_effect(actor=e.actor, bet_id=e.bet.pk, effect=said, now=NOW)
        return int(BetEffect.objects.latest("pk").pk)

    return e.once("effect", make)


THINGS: dict[str, Callable[[Examples], object]] = {
    "segments": segment,
    "effects": effect,
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "strategy:sheet_say": lambda e: {"c-0-teams": "20k"},
    "strategy:sheet_segment_new": lambda e: {"name": "Clinics"},
    "roadmap:effect_new": lambda e: {
        "driver": "new", "way": "more", "text": "5 to 20%", "ramp": "50, 100",
    },
}  # fmt: skip
PUBLIC: set[str] = set()
READERS_OWN: set[str] = set()
