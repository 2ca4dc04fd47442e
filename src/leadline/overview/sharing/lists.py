"""A saved list for strangers: its lines, as whoever parses its filter found them."""

from __future__ import annotations

from collections.abc import Sequence

from leadline.accounts.types import Actor
from leadline.foundation.words import plural
from leadline.overview.sharing.records import (
    SharedLine,
    SharedPart,
    SharedRecord,
    cleaned,
)

MOST = 200


def shared_list(
    *,
    actor: Actor,
    name: str,
    lines: Sequence[SharedLine],
    total: int,
    has_names: bool,
    has_money: bool,
) -> SharedRecord:
    """Return a list under the name it was kept by, redacted; at most 200 lines of it.

    ``lines`` hold money only where it may be shown. What it was filtered by is not in
    it: that may be a name.
    """
    actor.require("read")
    lede = f"{plural(total, 'line', 'lines')}."
    if total > len(lines):
        lede = f"The first {len(lines):,} of {total:,} lines."
    part = SharedPart("In the list", tuple(lines), "Nothing is in it now.")
    return cleaned(SharedRecord(name, lede, (), (part,)), actor, has_names, has_money)
