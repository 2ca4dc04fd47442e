"""What is wrong with a request that is not of the described shape, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from json import JSONDecodeError
from typing import Any

NO_JSON = "The body is no JSON."
OBJECT = "Send one JSON object here: {…}."
MOMENT = "Write a moment as 2026-11-30T08:00:00Z."
DAY = "Write a day as 2026-11-30."
WHOLE, NUMBER = "Write a whole number.", "Write a number."
YES_OR_NO = "Write true or false."
WORDS = {
    "model_type": OBJECT,
    "model_attributes_type": OBJECT,
    "dict_type": OBJECT,
    "list_type": "Send a list here: […].",
    "string_type": "Write text, in quotes.",
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_parsing_size": WHOLE,
    "int_from_float": WHOLE,
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "bool_type": YES_OR_NO,
    "bool_parsing": YES_OR_NO,
    "datetime_type": MOMENT,
    "datetime_parsing": MOMENT,
    "datetime_from_date_parsing": MOMENT,
    "date_type": DAY,
    "date_parsing": DAY,
    "date_from_datetime_parsing": DAY,
    "date_from_datetime_inexact": DAY,
}
"""What to do about a kind of error of pydantic's; the others say it well enough."""
NOTHING = "'', "
BOUNDS = {
    "less_than_equal": ("At most {}.", "le"),
    "greater_than_equal": ("At least {}.", "ge"),
    "string_too_long": ("At most {} characters.", "max_length"),
    "too_long": ("At most {} characters.", "max_length"),
    "string_too_short": ("At least {} characters.", "min_length"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a request, and where: a JSON pointer, or ""."""

    pointer: str
    detail: str


def fault_of(error: dict[str, Any]) -> Fault:
    """Return one error of pydantic's as a fault.

    >>> fault_of({"type": "missing", "loc": ("body", "body", "words"), "msg": "Field…"})
    Fault(pointer='/words', detail='“words” is needed.')
    >>> fault_of({"type": "int_parsing", "loc": ("query", "limit"), "msg": "Input…"})
    Fault(pointer='/limit', detail='Write a whole number.')
    """
    kind, pointer = error["type"], pointer_of(error["loc"])
    name = str(error["loc"][-1])[:60]
    if kind == "missing":
        detail = f"“{name}” is needed." if pointer else OBJECT
    elif kind == "extra_forbidden":
        detail = f"There is no field “{name}” here."
    elif kind in BOUNDS:
        words, bound = BOUNDS[kind]
        detail = words.format(error["ctx"][bound])
    elif kind in ("literal_error", "enum"):
        detail = f"Say {error['ctx']['expected'].removeprefix(NOTHING)}."
    else:
        detail = WORDS.get(kind, str(error["msg"]).removeprefix("Value error, "))
    return Fault(pointer, detail)


def told(fault: Fault) -> str:
    """Return a fault in a sentence that says by itself where it is.

    >>> told(Fault("/limit", "At most 200.")), told(Fault("", OBJECT))
    ('limit: At most 200.', 'Send one JSON object here: {…}.')
    """
    place = fault.pointer[1:]
    is_named = not place or f"“{place}”" in fault.detail
    return fault.detail if is_named else f"{place}: {fault.detail}"


def unread(error: BaseException) -> str:
    """Return why a body could not be read, and where it stops being JSON."""
    cause = error.__cause__
    if isinstance(cause, JSONDecodeError):
        where = f"line {cause.lineno}, column {cause.colno}"
        return f"{NO_JSON} It stops at {where}: {cause.msg}."
    return f"{NO_JSON} Send it in UTF-8."


def pointer_of(place: tuple[Any, ...]) -> str:
    """Return the JSON pointer of a place in the body, or the parameter's name.

    >>> pointer_of(("body", "said", "title")), pointer_of(("query", "limit"))
    ('/title', '/limit')
    """
    inner = place[2:] if place[:1] == ("body",) else place[1:]
    escaped = (str(one).replace("~", "~0").replace("/", "~1") for one in inner)
    return "".join(f"/{one}" for one in escaped)
