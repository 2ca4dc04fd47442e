"""Writes of the growth domain; each person writes their own."""

from leadline.growth.actions.cycles import (
    answer_as_peer,
    ask_manager,
    close_cycle,
    explain_measure,
    load_framework,
    open_cycle,
    peer_link_for,
    rate_as_manager,
    rate_oneself,
    share_cycle,
    take_back_links,
)
from leadline.growth.actions.steps import add_step, end_step

__all__ = [
    "add_step",
    "answer_as_peer",
    "ask_manager",
    "close_cycle",
    "end_step",
    "explain_measure",
    "load_framework",
    "open_cycle",
    "peer_link_for",
    "rate_as_manager",
    "rate_oneself",
    "share_cycle",
    "take_back_links",
]
