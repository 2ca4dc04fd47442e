"""Templates of launches as YAML: the steps each kind takes, read without trust."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from leadline.foundation.errors import Invalid
from leadline.foundation.yaml_words import read_yaml
from leadline.launches.types.launches import (
    EARLIEST_STEP,
    LATEST_STEP,
    LONGEST_LEAD,
    TITLE,
    StepIn,
)
from leadline.launches.types.words import LaunchKind, LaunchPart

LONGEST = 50_000
NAME = 80
MOST_OF_TEMPLATE = 80
KEYS = ("name", "kind", "steps")
STEP_KEYS = ("function", "title", "days", "lead_days")


@dataclass(frozen=True, slots=True)
class TemplatePlan:
    """A template: its name, the kind of launch it is for, and its steps."""

    name: str
    kind: LaunchKind
    steps: tuple[StepIn, ...]


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template of one's own in a list."""

    id: int
    version: int
    name: str
    kind: LaunchKind
    steps: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """A template with its text; ``id`` is none for one that is built in."""

    id: int | None
    version: int
    name: str
    kind: LaunchKind
    text: str
    plan: TemplatePlan


@lru_cache(maxsize=64)
def parse_template(text: str) -> TemplatePlan:
    """Read a template once; raise ``Invalid`` naming the place and what to do.

    Source: a mapping of ``name``, ``kind`` and ``steps``; each step has ``function``,
    ``title``, ``days`` from the day of the launch and, if it is known, ``lead_days``.

    >>> parse_template("name: x\\nkind: minor\\nsteps: []")
    Traceback (most recent call last):
    ...
    leadline.foundation.errors.Invalid: The template has 1 to 80 steps, as a list.
    """
    found = read_yaml(text, what="template", longest=LONGEST)
    if not isinstance(found, dict):
        raise Invalid("The template begins with name, kind and steps.")
    _check_keys(found, KEYS, "The template")
    name, kind = _words(found, "name"), _words(found, "kind")
    if not 1 <= len(name) <= NAME:
        raise Invalid(f"The template needs a name of at most {NAME} characters.")
    if kind not in LaunchKind.values:
        raise Invalid(f"The kind is one of: {', '.join(LaunchKind.values)}.")
    steps = found.get("steps")
    if not isinstance(steps, list) or not 1 <= len(steps) <= MOST_OF_TEMPLATE:
        raise Invalid(f"The template has 1 to {MOST_OF_TEMPLATE} steps, as a list.")
    return TemplatePlan(
        name, LaunchKind(kind), tuple(_step(one, n) for n, one in enumerate(steps, 1))
    )


def _step(given: object, n: int) -> StepIn:
    if not isinstance(given, dict):
        raise Invalid(f"Step {n} has no function, title and days.")
    _check_keys(given, STEP_KEYS, f"Step {n}")
    part, title = _words(given, "function"), _words(given, "title")
    if part not in LaunchPart.values:
        raise Invalid(
            f"Step {n}: the function is one of: {', '.join(LaunchPart.values)}."
        )
    if not 1 <= len(title) <= TITLE:
        raise Invalid(f"Step {n} needs a title of at most {TITLE} characters.")
    days = _whole(given, "days", n, EARLIEST_STEP, LATEST_STEP)
    if days is None:
        raise Invalid(f"Step {n}: say its days from the day of the launch, as -14.")
    lead = _whole(given, "lead_days", n, 0, LONGEST_LEAD)
    return StepIn(part, title, days, lead_days=lead)


def _check_keys(
    given: Mapping[object, object], keys: tuple[str, ...], who: str
) -> None:
    unknown = [str(key)[:40] for key in given if key not in keys]
    if unknown:
        raise Invalid(f"{who} has no “{unknown[0]}”, only {', '.join(keys)}.")


def _words(given: Mapping[object, object], key: str) -> str:
    value = given.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _whole(
    given: Mapping[object, object], key: str, n: int, least: int, most: int
) -> int | None:
    if key not in given:
        return None
    value = given[key]
    text = value.strip() if isinstance(value, str) else ""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 4):
        raise Invalid(f"Step {n}: {key} is a whole number, as -14.")
    if not least <= int(text) <= most:
        raise Invalid(f"Step {n}: {key} lies between {least} and {most}.")
    return int(text)
