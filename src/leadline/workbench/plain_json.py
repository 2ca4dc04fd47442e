"""JSON files of plain values, read in a child, and written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from leadline.foundation import child
from leadline.foundation.errors import Invalid

N = TypeVar("N", int, float)
MISTAKES_SHOWN = 10
LARGEST = 1e18
"""What no number of a file may reach: sums and products of such numbers are numbers."""
SMALLEST = 1e-18
"""What is nearer to 0 is 0: one divided by it would be no number any more."""
NEAR = 20


def read_object(path: Path, *, called: str) -> Mapping[str, object]:
    """Read the object a JSON file holds; ``called`` says what it is: "a plan".

    Raises ``Invalid`` naming the file, what is wrong and what to do: it is not there,
    not UTF-8, UTF-16 or UTF-32, not JSON, has a key twice or no object, a number of
    ``LARGEST`` or more, or half of a character.
    """
    if not path.is_file():
        raise Invalid(f"There is no file {path}; give the path of {called}.")
    return child.run(child.for_file(path), _read, path, called)


def _read(path: Path, called: str) -> Mapping[str, object]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}.") from error
    try:
        text = content.decode(json.detect_encoding(content))
    except UnicodeDecodeError:
        raise Invalid(
            f"{path} is not written in UTF-8; save it as UTF-8 and try again."
        ) from None
    try:
        found = json.loads(
            text,
            object_pairs_hook=_no_key_twice,
            parse_constant=_no_number,
            parse_float=lambda digits: _bounded(float(digits)),
            parse_int=lambda digits: _bounded(int(digits)),
        )
        _no_halves(found)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Invalid(f"{path} is not JSON: {error.msg} at {place}.") from error
    except Invalid as error:
        raise Invalid(f"{path}: {error}") from None
    except RecursionError:
        raise Invalid(f"{path} is nested too deeply to be {called}.") from None
    except ValueError:  # a number of more digits than Python takes
        raise Invalid(
            f"{path}: a number in it is too long; write a shorter one."
        ) from None
    if not isinstance(found, dict):
        raise Invalid(f"{path} holds no object in braces, as {called} is one.")
    return found


def some(mistakes: tuple[str, ...]) -> str:
    """Join mistakes, the first ten of many.

    >>> some(("a", "b"))
    'a; b'
    """
    more = len(mistakes) - MISTAKES_SHOWN
    end = f"; and {more} more" if more > 0 else ""
    return "; ".join(mistakes[:MISTAKES_SHOWN]) + end


def write_whole(out: Path, text: str) -> None:
    """Write beside the place first, so that a result is there whole or not at all.

    Raises ``Invalid`` when it cannot be written.
    """
    part = out.with_name(out.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(out)
    except OSError as error:
        raise Invalid(f"{out} cannot be written: {error.strerror}.") from error


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            named = f' (in the one with id "{found["id"]}")' if "id" in found else ""
            raise Invalid(f'the key "{key}" is there twice{named}; keep one')
        found[key] = value
    return found


def _bounded(number: N) -> N:
    if abs(number) >= LARGEST:
        raise Invalid("a number in it is too large to plan with; write a smaller one")
    return number if abs(number) >= SMALLEST else number * 0


def _no_halves(found: object) -> None:
    """Refuse half of a character, which no file and no terminal takes."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        around = error.object[max(0, error.start - NEAR) : error.end + NEAR]
        raise Invalid(
            f"half of a character stands in {around!a}; write the text anew"
        ) from None


def _no_number(constant: str) -> float:
    raise Invalid(f"{constant} is not a number that can be used")
