"""What is answered: launches.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Literal, TypedDict


class LaunchRow(TypedDict):
    """A launch in a list, with each function in the order of `LaunchPart`.

    `first_day` is the day that was said first. `choice` is what was decided, in
    the words of the option.
    """

    id: str
    version: int
    title: str
    kind: Literal["new", "major", "minor", "price", "sunset"]
    state: Literal["preparing", "launched", "off"]
    summary: str
    day: str
    first_day: str
    launched_on: str | None
    why: str
    bet_id: str | None
    bet: str
    owner_id: str | None
    owner: str
    verdict: Literal["not_asked", "open", "go", "wait", "back"]
    decision_id: str | None
    decision_due: str | None
    choice: str
    parts: list[PartReady]


class PartReady(TypedDict):
    """How ready one function is: its steps counted.

    `steps` are all, `spare` of them not needed, `done` with proof. `asked` have
    an owner and are neither done nor spare, `silent` of those whose owner has
    said nothing yet, `loose` nobody owns.
    """

    part: Literal[
        "build",
        "price",
        "document",
        "market",
        "sell",
        "support",
        "supply",
        "legal",
        "finance",
    ]
    steps: int
    spare: int
    done: int
    blocked: int
    asked: int
    silent: int
    loose: int


class LaunchStepRow(TypedDict):
    """A step of a launch; `due` is its day, reckoned from the day of the launch.

    `is_silent` where its owner was asked on `asked_on` and has said nothing.
    """

    id: str
    version: int
    launch_id: str
    launch: str
    part: Literal[
        "build",
        "price",
        "document",
        "market",
        "sell",
        "support",
        "supply",
        "legal",
        "finance",
    ]
    title: str
    days: int
    due: str
    owner_id: str | None
    owner: str
    state: Literal["open", "done", "blocked", "not_needed"]
    proof: str
    why: str
    lead_days: int | None
    promise_id: str | None
    promise: str
    promise_due: str | None
    asked_on: str | None
    answered_on: str | None
    done_on: str | None
