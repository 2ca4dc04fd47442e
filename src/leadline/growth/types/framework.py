"""Frameworks of competencies as YAML, read without trusting it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from django.db import models

from leadline.foundation.errors import Invalid

LONGEST = 200_000
MOST = 30


class Face(models.TextChoices):
    """Three faces of a product leader."""

    ENGINEER = "engineer", "The engineer's analysis"
    DESIGNER = "designer", "The designer's empathy"
    DIPLOMAT = "diplomat", "The diplomat's persuasion"

    @property
    def question(self) -> str:
        """What this face asks."""
        return {
            "engineer": "what is true, and how sure are we",
            "designer": "what is it like to be them",
            "diplomat": "will they come with us",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Competency:
    """Something one can be good at, with what it looks like at each level."""

    key: str
    name: str
    face: Face
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrameworkPlan:
    """A framework: its levels, and competencies in three faces."""

    name: str
    levels: tuple[str, ...]
    competencies: tuple[Competency, ...]


class _Plain(yaml.BaseLoader):
    """YAML of words only, without anchors: a small file cannot become a large one.

    Dates, numbers and tags stay the words they are: ``2026-13-45`` is no error.
    """

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse an alias."""
        if self.check_event(yaml.events.AliasEvent):
            raise Invalid("A framework has no anchors (& and *); write it out.")
        return super().compose_node(parent, index)


@lru_cache(maxsize=64)
def parse_framework(text: str) -> FrameworkPlan:
    """Read a framework once; raise ``Invalid`` naming the place and what to do.

    >>> parse_framework("name: x")
    Traceback (most recent call last):
    ...
    leadline.foundation.errors.Invalid: The framework has no levels.
    """
    if len(text) > LONGEST:
        raise Invalid("The framework is longer than 200,000 characters.")
    try:
        found = yaml.load(text, Loader=_Plain)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" at line {mark.line + 1}" if mark else ""
        raise Invalid(f"The framework cannot be read{place}: it is no YAML.") from error
    except RecursionError:
        raise Invalid("The framework is nested too deeply.") from None
    if not isinstance(found, dict):
        raise Invalid("The framework begins with name, levels and competencies.")
    levels = _words(found.get("levels"), "levels", 2, 9)
    given = found.get("competencies")
    if not isinstance(given, list) or not 1 <= len(given) <= MOST:
        raise Invalid(f"The framework has 1 to {MOST} competencies, as a list.")
    competencies = tuple(_competency(one, n, levels) for n, one in enumerate(given, 1))
    keys = [one.key for one in competencies]
    if len(set(keys)) < len(keys):
        raise Invalid("Two competencies have the same key.")
    return FrameworkPlan(str(found.get("name") or "Own")[:80], levels, competencies)


def _words(given: object, name: str, least: int, most: int) -> tuple[str, ...]:
    if not isinstance(given, list):
        raise Invalid(f"The framework has no {name}.")
    if not least <= len(given) <= most or not all(isinstance(w, str) for w in given):
        raise Invalid(f"Give {least} to {most} {name}, each as words.")
    return tuple(word.strip()[:400] for word in given)


def _competency(given: object, n: int, levels: tuple[str, ...]) -> Competency:
    if not isinstance(given, dict):
        raise Invalid(f"Competency {n} has no key, name, face and levels.")
    key, name, face = (str(given.get(k) or "").strip() for k in ("key", "name", "face"))
    if not key.isidentifier() or not name:
        raise Invalid(f"Competency {n} needs a key (letters) and a name.")
    if face not in Face.values:
        raise Invalid(
            f"Competency {n} has the face {face!r}: {', '.join(Face.values)}."
        )
    told = _words(given.get("levels"), f"levels of {key}", len(levels), len(levels))
    return Competency(key[:40], name[:80], Face(face), told)
