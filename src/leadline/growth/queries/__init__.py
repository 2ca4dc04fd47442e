"""Reads of the growth domain."""

from leadline.growth.queries.cycles import (
    asked_view,
    cycle_page,
    framework_of,
    framework_text,
    list_cycles,
    list_steps,
    next_step,
    own_cycle,
    peer_page,
)
from leadline.growth.queries.record import MEASURES, record_of

__all__ = [
    "MEASURES",
    "asked_view",
    "cycle_page",
    "framework_of",
    "framework_text",
    "list_cycles",
    "list_steps",
    "next_step",
    "own_cycle",
    "peer_page",
    "record_of",
]
