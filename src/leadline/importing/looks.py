"""What the cells of a column look like, and how well that fits a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from zoneinfo import ZoneInfo

from leadline.importing.blanks import is_no_day
from leadline.importing.people import has_address, looks_like_name
from leadline.importing.scores import NOT_ASKED, read_count, read_nps, read_rating
from leadline.importing.sides import NO, YES, read_side
from leadline.importing.values import is_email, read_domain, read_moment, read_money
from leadline.importing.values.serials import is_serial

NEVER = 0.0
LONG_LABEL = 80
IP_ADDRESS = re.compile(
    r"^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]{0,4}(:[0-9a-f]{0,4}){3,7})$", re.I
)
# What a spreadsheet leaves of a long number: 1.23457E+17 may be any of many.
SHORTENED = re.compile(r"^\d([.,]\d+)?E\+\d{2,3}$", re.I)
STAMPED = re.compile(r"^[^;\n]{6,40}\d[^;\n]{0,20};[^;\n]{1,80};\s*\S", re.S)
MARKED_UP = re.compile(r"^\s*[\[{][\"'{\[]")
Look = Callable[[Sequence[str]], float]


def share(test: Callable[[str], object], values: Sequence[str]) -> float:
    """Return the share of values that pass a test."""
    return sum(bool(test(value)) for value in values) / len(values)


def is_no_number(value: str) -> bool:
    """Return whether a cell numbers nothing: an address of a machine, a cut number."""
    return bool(IP_ADDRESS.match(value) or SHORTENED.match(value))


def is_moment(value: str) -> bool:
    """Return whether a cell can be read as a date, or says that there is none."""
    if is_no_day(value):
        return True
    try:
        read_moment(value, zone=ZoneInfo("UTC"))
    except ValueError:
        return False
    return True


def is_stamped(values: Sequence[str]) -> bool:
    """Return whether the cells are comments of a tracker: date;author;text."""
    return share(STAMPED.match, values) > 0.6


def mean_length(values: Sequence[str]) -> float:
    """Return how long a cell is on average."""
    return sum(map(len, values)) / len(values)


def _is_money(value: str) -> bool:
    try:
        read_money(value)
    except ValueError:
        return False
    return len(re.sub(r"[\d.,\s'\u2019]", "", value)) <= 8


def _moment(values: Sequence[str]) -> float:
    said = [value for value in values if not is_no_day(value)]
    return share(is_moment, said) if said else NEVER


def _few(values: Sequence[str]) -> float:
    """Return how few different values there are; labels repeat, prose does not."""
    if max(map(len, values)) > LONG_LABEL:
        return NEVER
    return 1.0 if len(values) < 8 else 1.0 - 0.5 * len(set(values)) / len(values)


def _prose(values: Sequence[str]) -> float:
    if is_stamped(values) or share(MARKED_UP.match, values) > 0.5:
        return NEVER
    if share(is_moment, values) > 0.8 or share(has_address, values) > 0.8:
        return NEVER
    if share(lambda v: re.match(r"(https?://\S+|[\d.,\s%-]+)$", v), values) > 0.6:
        return NEVER
    spaced = share(lambda value: " " in value, values)
    return min(1.0, 0.4 + 0.6 * spaced * min(mean_length(values) / 30, 1.0))


def _id(values: Sequence[str]) -> float:
    if mean_length(values) > LONG_LABEL or share(IP_ADDRESS.match, values) > 0.3:
        return NEVER
    whole = [value for value in values if not SHORTENED.match(value)] or values
    return len(set(whole)) / len(whole)


def _number_of_customer(values: Sequence[str]) -> float:
    if share(IP_ADDRESS.match, values) > 0.3:
        return NEVER
    return share(
        lambda v: len(v) <= 60 and not is_email(v) and v.count(" ") < 3, values
    )


def _name(values: Sequence[str]) -> float:
    fit = share(lambda v: len(v) <= LONG_LABEL and not is_email(v), values)
    return NEVER if share(is_moment, values) > 0.8 else fit


def _person(values: Sequence[str]) -> float:
    return share(lambda v: len(v) <= 120 and looks_like_name(v), values)


def _tags(values: Sequence[str]) -> float:
    return share(lambda v: max(map(len, re.split("[,;|]", v))) <= 60, values)


def _rating(values: Sequence[str]) -> float:
    asked = [value for value in values if value.split()[-1].lower() not in NOT_ASKED]
    if not asked:
        return 0.7
    fit = share(read_rating, asked)
    found = filter(None, map(read_rating, asked))
    return NEVER if any(value > 100 for value, _ in found) else fit


def _side(values: Sequence[str]) -> float:
    known = YES | NO
    return share(lambda v: v.casefold() in known or read_side(v), values)


LOOKS: Mapping[str, Look] = {
    "text": lambda values: 1.0,
    "prose": _prose,
    "id": _id,
    "number_of_customer": _number_of_customer,
    "name": _name,
    "person": _person,
    "moment": _moment,
    "serial": lambda values: share(is_serial, values),
    "email": lambda values: share(has_address, values),
    "domain": lambda values: share(read_domain, values),
    "money": lambda values: share(_is_money, values),
    "link": lambda values: share(lambda v: re.match(r"https?://", v), values),
    "count": lambda values: share(lambda v: read_count(v) is not None, values),
    "rating": _rating,
    "nps": lambda values: share(lambda v: read_nps(v) is not None, values),
    "tags": _tags,
    "side": _side,
    "few": _few,
}
SEEN: Mapping[str, str] = {
    "text": "text",
    "prose": "sentences",
    "id": "all different",
    "number_of_customer": "numbers or short codes",
    "name": "names",
    "person": "names of people",
    "moment": "dates",
    "serial": "days as spreadsheets count them",
    "email": "e-mail addresses",
    "domain": "domains",
    "money": "amounts of money",
    "link": "links",
    "count": "whole numbers",
    "rating": "ratings",
    "nps": "numbers from 0 to 10",
    "tags": "short labels",
    "side": "words for us and for customers",
    "few": "few different words",
}
