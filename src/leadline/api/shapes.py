"""Records and inputs of the domains as JSON: one description, read off dataclasses.

What goes out has every field that the dataclass declares, what comes in no other. Ids
are strings, money is a decimal string, moments are RFC 3339 in UTC.
"""

from __future__ import annotations

import collections.abc
import dataclasses
import math
import re
import types
import typing
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    create_model,
)

from leadline.api.lengths import LONGEST, MOST_SIGNS

MOST = (1 << 63) - 1
NONE: object = type(None)
LISTS = (list, tuple, set, frozenset, collections.abc.Sequence,
         collections.abc.Collection, collections.abc.Iterable)  # fmt: skip
MAPS = (dict, collections.abc.Mapping)


def _id(given: object) -> int:
    """Return an id that a row may have; a string of digits, as it went out."""
    text = str(given) if isinstance(given, str) else ""
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise ValueError("An id is a string of digits.")
    return int(text)


def _text(given: str) -> str:
    """Return a text that every database keeps, or raise ``ValueError``."""
    if "\x00" in given or any("\ud800" <= sign <= "\udfff" for sign in given):
        raise ValueError("A text has no NUL and no half of a character.")
    return given


def _utc(given: datetime) -> datetime:
    return given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)


AMOUNT = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,12})?")


def _written(amount: Decimal) -> str:
    """Return an amount as it is read back, without noughts that say nothing.

    >>> [_written(Decimal(n)) for n in ("2933280.00000000000000", "0.5", "1E+3")]
    ['2933280.00', '0.5', '1000']
    """
    whole, point, rest = format(amount, "f").partition(".")
    return whole + point + rest[:2] + rest[2:].rstrip("0")


def _amount(given: object) -> Decimal:
    """Return a decimal string as a number; no other writing of one is read."""
    if isinstance(given, Decimal):
        return given
    if not (isinstance(given, str) and AMOUNT.fullmatch(given)):
        raise ValueError("An amount is a decimal string such as “1200.50”.")
    return Decimal(given)


def _cents(figure: object) -> object:
    """Return what was reckoned in floats as an amount, to the cent."""
    if isinstance(figure, float) and math.isfinite(figure):
        return round(Decimal(repr(figure)), 2)
    return figure


Id = Annotated[
    int,
    BeforeValidator(_id),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,18}$"}),
]
IdOut = Annotated[
    int,
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]{1,19}$"}),
]
Text = Annotated[str, AfterValidator(_text)]
Amount = Annotated[
    Decimal,
    BeforeValidator(_amount),
    WithJsonSchema({"type": "string", "pattern": f"^{AMOUNT.pattern}$"}),
]
AmountOut = Annotated[
    Decimal, BeforeValidator(_cents), PlainSerializer(_written, return_type=str)
]
Moment = Annotated[datetime, AfterValidator(_utc)]
Whole = Annotated[int, Field(ge=-MOST, le=MOST)]


class Out(BaseModel):
    """What goes out: read off a record as it is."""

    model_config = ConfigDict(from_attributes=True, ser_json_inf_nan="null")


class In(BaseModel):
    """What comes in: nothing but what is described."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


@cache
def shape_out(kind: type, without: frozenset[str] = frozenset()) -> type[Out]:
    """Return the model by which a record goes out."""
    hints = typing.get_type_hints(kind)
    fields: dict[str, Any] = {
        one.name: (_kind(hints[one.name], one.name, out=True), ...)
        for one in dataclasses.fields(kind)
        if one.name not in without and not _is_of_itself(kind, hints[one.name])
    }
    return create_model(
        _name(kind), __base__=Out, __doc__=_doc(kind), __module__=__name__, **fields
    )


@cache
def shape_in(
    kind: type,
    *,
    without: frozenset[str] = frozenset(),
    is_part: bool = False,
    name: str = "",
) -> type[In]:
    """Return the model by which an input comes in; ``is_part`` needs no field of it."""
    called = name or _name(kind) + ("Part" if is_part else "")
    hints = typing.get_type_hints(kind)
    fields: dict[str, Any] = {}
    for one in dataclasses.fields(kind):
        if one.name in without or not (one.compare and one.init):
            continue  # what is not compared was worked out of the rest
        told = _kind(hints[one.name], one.name, out=False)
        words = one.metadata.get("words")
        longest = words.longest if words else LONGEST.get((called, one.name))
        if longest or told is Text:
            told = Annotated[told, Field(max_length=longest or MOST_SIGNS)]
        fields[one.name] = (told, _default(one, is_part))
    return create_model(
        called, __base__=In, __doc__=_doc(kind), __module__=__name__, **fields
    )


_named: dict[str, type] = {}


def _name(kind: type) -> str:
    """Return what a description calls a dataclass: no two of one name."""
    if _named.setdefault(kind.__name__, kind) is kind:
        return kind.__name__
    return kind.__module__.split(".")[1].title() + kind.__name__


def _is_of_itself(kind: type, hint: Any) -> bool:
    return kind is hint or kind in typing.get_args(hint)


def _doc(kind: type) -> str:
    return (kind.__doc__ or "").replace("``", "`").strip()


def _default(one: dataclasses.Field[Any], is_part: bool) -> Any:
    if is_part:
        return None  # never read: only what is said is taken
    if one.default is not dataclasses.MISSING:
        value = one.default
        if dataclasses.is_dataclass(value):
            return Field(default_factory=lambda: None, validate_default=False)
        return value
    if one.default_factory is not dataclasses.MISSING:
        return Field(default_factory=one.default_factory)
    return ...


PLAIN: dict[object, tuple[Any, Any]] = {
    str: (str, Text),
    int: (int, Whole),
    datetime: (datetime, Moment),
    Decimal: (AmountOut, Amount),
}


def _kind(hint: Any, name: str, *, out: bool) -> Any:
    """Return what stands for a type of a domain in a description."""
    if hint is int and (name in ("id", "pk") or name.endswith("_id")):
        return IdOut if out else Id
    if hint in PLAIN:
        return PLAIN[hint][0 if out else 1]
    if isinstance(hint, type) and issubclass(hint, Enum):
        # Said where it stands: enums of several domains have one name.
        values = [one.value for one in hint]
        kind = "integer" if isinstance(values[0], int) else "string"
        return Annotated[hint, WithJsonSchema({"type": kind, "enum": values})]
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return shape_out(hint) if out else shape_in(hint)
    outer: Any = typing.get_origin(hint)
    parts = typing.get_args(hint)
    if outer in (types.UnionType, typing.Union):
        kinds = tuple(None if p is NONE else _kind(p, name, out=out) for p in parts)
        return typing.Union.__getitem__(kinds)
    if outer in MAPS:
        key = IdOut if parts[0] is int and out else parts[0]
        return types.GenericAlias(dict, (key, _kind(parts[1], "", out=out)))
    if outer is tuple and parts[-1:] != (Ellipsis,):
        return types.GenericAlias(tuple, tuple(_kind(p, "", out=out) for p in parts))
    if outer in LISTS:
        return types.GenericAlias(list, (_kind(parts[0], name[:-1], out=out),))
    return hint


def json_of(kind: type, record: object, without: frozenset[str] = frozenset()) -> Any:
    """Return a record as plain values, ready to be written as JSON."""
    return shape_out(kind, without).model_validate(record).model_dump(mode="json")


def said_in(given: BaseModel, kind: type | None = None) -> dict[str, Any]:
    """Return what somebody said, and only that, as values of a domain's input."""
    hints = typing.get_type_hints(kind) if kind else {}
    return {
        name: fit(hints.get(name), getattr(given, name))
        for name in sorted(given.model_fields_set)
    }


def build(kind: type, given: BaseModel, **more: Any) -> Any:
    """Return a domain's input out of what came in."""
    hints = typing.get_type_hints(kind)
    said = {
        name: fit(hints[name], getattr(given, name)) for name in given.model_fields_set
    }
    return kind(**said, **more)


def fit(hint: Any, value: Any) -> Any:
    """Return a value that came in as the type that a domain names."""
    if value is None:
        return None
    if dataclasses.is_dataclass(hint) and isinstance(value, BaseModel):
        return build(typing.cast("type", hint), value)
    outer, parts = typing.get_origin(hint), typing.get_args(hint)
    if outer in (types.UnionType, typing.Union):
        kinds = [part for part in parts if part is not NONE]
        return fit(kinds[0], value) if len(kinds) == 1 else _plain(value)
    if outer in MAPS and isinstance(value, Mapping):
        return {key: fit(parts[1], one) for key, one in value.items()}
    if outer in LISTS and isinstance(value, Collection):
        inner = [fit(parts[0], one) for one in value]
        return tuple(inner) if outer is not list else inner
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return {name: _plain(one) for name, one in value}
    return [_plain(one) for one in value] if isinstance(value, list) else value
