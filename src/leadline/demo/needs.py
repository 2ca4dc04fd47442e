"""The needs behind the feedback, as somebody who knows them names them."""

from __future__ import annotations

from functools import cache

from leadline.demo.company import TrueNeed
from leadline.demo.content_files import content

NOISE = "noise"  # the file of words that belong to no need


@cache
def needs() -> tuple[TrueNeed, ...]:
    """Return all needs, in the order of their file."""
    rows = content("needs.toml")["need"]
    return tuple(TrueNeed(row["key"], row["name"], row["area"]) for row in rows)
