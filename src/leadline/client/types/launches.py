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


class LetterRow(TypedDict):
    """A letter: to whom, the words it answers where they are known, how it stands."""

    id: str
    version: int
    launch_id: str
    launch: str
    to: str
    customer_id: str | None
    person_id: str | None
    email: str
    text: str
    words: str
    speaker: str
    said_at: str | None
    feedback_id: str | None
    told_at: str | None
    how: str
    is_needless: bool
    told_by: str


class LettersHeld(TypedDict):
    """How many letters there are, how many were told, and how many need not be."""

    every: int
    told: int
    needless: int


class Afterwards(TypedDict):
    """What is asked of a launch so many days after it, and what was said."""

    launch_id: str
    launch: str
    after: Literal[30, 90]
    day: str
    result: Literal["better", "expected", "worse"] | None
    words: str
    person: str
    on_date: str | None


class OutcomesOfLaunch(TypedDict):
    """What is asked of a launch 30 and 90 days after it, and what was said."""

    items: list[Afterwards]


class TemplateRow(TypedDict):
    """A template of one's own in a list."""

    id: str
    version: int
    name: str
    kind: Literal["new", "major", "minor", "price", "sunset"]
    steps: int
    changed_at: str


class TemplateCard(TypedDict):
    """A template with its text; `id` is none for one that is built in."""

    id: str | None
    version: int
    name: str
    kind: Literal["new", "major", "minor", "price", "sunset"]
    text: str
