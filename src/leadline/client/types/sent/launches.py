"""What is sent: launches.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NotRequired, TypedDict


class ListLaunches(TypedDict, total=False):
    """Which launches a list is of."""

    text: str
    state: Literal["", "preparing", "launched", "off", "open"]
    kind: Literal["", "new", "major", "minor", "price", "sunset"]
    updated_since: str | datetime | None
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
    updated_since: str | datetime | None
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


class AskAgainIn(TypedDict):
    """Who was asked about their steps."""

    owner_id: str


class ListLaunchLetters(TypedDict, total=False):
    """Which launch letters a list is of."""

    updated_since: str | datetime | None
    limit: int
    cursor: str
    fields: str


class LetterPart(TypedDict):
    """The letter in one's own words."""

    text: str


class MarkLetterIn(TypedDict):
    """How somebody was told, or why they need not be."""

    how: str
    is_needless: NotRequired[bool]


class LaunchOutcomeIn(TypedDict):
    """What came of a launch, as a person says it."""

    after: int
    result: str
    words: str


class ListLaunchTemplates(TypedDict, total=False):
    """Which launch templates a list is of."""

    updated_since: str | datetime | None
    limit: int
    cursor: str
    fields: str


class TemplateIn(TypedDict):
    """A template as YAML: its name, kind and steps."""

    text: str


class TemplatePart(TypedDict):
    """A template said anew, as YAML."""

    text: str
