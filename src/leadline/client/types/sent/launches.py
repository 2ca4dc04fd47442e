"""What is sent: launches.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from datetime import date
from typing import NotRequired, TypedDict


class ListLaunches(TypedDict, total=False):
    """Which launches a list is of."""

    text: str
    state: str
    kind: str
    limit: int
    cursor: str
    fields: str


class LaunchIn(TypedDict):
    """A launch as it is said; `day` is the day it is to go to market."""

    title: str
    kind: str
    day: str | date
    summary: NotRequired[str]
    bet_id: NotRequired[str | None]
    owner_id: NotRequired[str | None]


class LaunchInPart(TypedDict, total=False):
    """A launch as it is said; `day` is the day it is to go to market."""

    title: str
    kind: str
    day: str | date
    summary: str
    bet_id: str | None
    owner_id: str | None


class LaunchedIn(TypedDict):
    """The day it was launched."""

    on: str | date


class CallOffIn(TypedDict):
    """Why it is called off."""

    why: str


class ListLaunchSteps(TypedDict, total=False):
    """Which launch steps a list is of."""

    launch_id: str | None
    limit: int
    cursor: str
    fields: str


class StepInPart(TypedDict, total=False):
    """A step as it is said.

    `days` is when it is due, in days from the day of the launch, before it
    where negative; `lead_days` how long it takes from its beginning;
    `promise_id` a promise that it waits for.
    """

    part: str
    title: str
    days: int
    owner_id: str | None
    lead_days: int | None
    promise_id: str | None
    state: str
    proof: str
    why: str


class StepIn(TypedDict):
    """A step as it is said.

    `days` is when it is due, in days from the day of the launch, before it
    where negative; `lead_days` how long it takes from its beginning;
    `promise_id` a promise that it waits for.
    """

    part: str
    title: str
    days: NotRequired[int]
    owner_id: NotRequired[str | None]
    lead_days: NotRequired[int | None]
    promise_id: NotRequired[str | None]
    state: NotRequired[str]
    proof: NotRequired[str]
    why: NotRequired[str]


class StepAnswerIn(TypedDict):
    """Where a step stands, by who answers for it."""

    state: str
    proof: NotRequired[str]
    why: NotRequired[str]
