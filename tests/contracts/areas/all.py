"""The examples of every area together."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.contracts import examples
from tests.contracts.areas import (
    attention,
    connections,
    conversation,
    decisions,
    directory,
    docs,
    documents,
    economics,
    growth,
    launches,
    metrics,
    predictions,
    promises,
    reviews,
    sharing,
    stakeholders,
    steps,
    today,
    tokens,
)
from tests.contracts.examples import Examples

AREAS = [
    attention,
    connections,
    conversation,
    decisions,
    directory,
    docs,
    documents,
    economics,
    growth,
    launches,
    metrics,
    predictions,
    promises,
    reviews,
    sharing,
    stakeholders,
    tokens,
    steps,
    today,
]
THINGS = dict(examples.THINGS)
BODIES = dict(examples.BODIES)
PUBLIC: set[str] = set()
READERS_OWN: set[str] = set()
for area in AREAS:
    THINGS |= area.THINGS
    BODIES |= area.BODIES
    PUBLIC |= area.PUBLIC
    READERS_OWN |= area.READERS_OWN


def thing_for(route: str, parameter: str) -> Callable[[Examples], object] | None:
    """Return what makes the example for a parameter of an address."""
    before = re.split(rf"<(?:\w+:)?{parameter}>", route)[0].strip("/").split("/")
    if before[-1] == "<str:kind>":
        before[-1] = "need"
    whole = f"{route.rpartition('workspace_id>/')[2]}:{parameter}"
    keys = [whole, parameter, "/".join(before[-2:]), before[-1]]
    return next((THINGS[key] for key in keys if key in THINGS), None)
