"""Frameworks of competencies as YAML, read without trusting it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.db import models

from leadline.foundation.errors import Invalid
from leadline.foundation.yaml_words import read_yaml

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


@lru_cache(maxsize=64)
def parse_framework(text: str) -> FrameworkPlan:
    """Read a framework once; raise ``Invalid`` naming the place and what to do.

    >>> parse_framework("name: x")
    Traceback (most recent call last):
    ...
    leadline.foundation.errors.Invalid: The framework has no levels.
    """
    found = read_yaml(text, what="framework", longest=LONGEST)
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
