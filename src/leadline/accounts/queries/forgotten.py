"""Lines of the log that a forgotten person's name and addresses were taken out of."""

from __future__ import annotations

from collections import defaultdict

from leadline.accounts.models import Event
from leadline.accounts.queries.seals import line_of
from leadline.accounts.types import Verb
from leadline.foundation.sealing import earlier_sealers, seal, sealer

KIND = "emptied"


def emptied_seal(event: Event) -> str:
    """Return the seal of what a line says since it was emptied; it keeps its hash."""
    return seal(KIND, event.hash, *line_of(event), event.digests)


def emptied_lines(workspace_id: int) -> dict[int, set[str]]:
    """Return what later lines vouch for, by the line that was emptied.

    Whether those later lines hold shows when they are read themselves.
    """
    found: dict[int, set[str]] = defaultdict(set)
    lines = Event.objects.filter(workspace_id=workspace_id, verb=Verb.FORGET_PERSON)
    for detail in lines.values_list("detail", flat=True):
        said = detail.get("lines", {})
        for number, sealed in said.items():
            found[int(number)].add(sealed)
    return found


def is_emptied(event: Event, sealed: set[str]) -> bool:
    """Return whether a later line vouches for what a line says now."""
    if not sealed:
        return False
    said = (event.hash, *line_of(event), event.digests)
    sealers = [sealer(KIND), *earlier_sealers(KIND)]
    return any(one(*said) in sealed for one in sealers)
