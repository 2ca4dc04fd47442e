"""The methods of the client: one for each operation of the description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tools.client_types import class_of, docstring, references

OWN = {"seen", "key", "fields", "self"}
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, as far as a method needs to know it."""

    name: str
    tag: str
    method: str
    place: tuple[str, ...]
    told: str
    asked: str  # the schema of its query, "" where it is no list
    body: str  # the schema of what is sent, or ""
    fields: tuple[tuple[str, ...], tuple[str, ...]]  # of either: needed, possible
    answer: str  # the schema of a record, or of a row of the list, or ""
    has_version: bool
    picks: bool
    is_file: bool

    @classmethod
    def read(
        cls, path: str, method: str, said: dict[str, Any], schemas: dict[str, Any]
    ) -> Operation:
        """Read it off the description; raises where a name would stand twice."""
        name = said["operationId"]
        given = {(one["in"], one["name"]) for one in said["parameters"]}
        is_list = ("query", "cursor") in given
        body = next(iter(references(said.get("requestBody", {}))), "")
        asked = f"{name}_query" if is_list else ""
        answer = next(iter(references(_done(said))), "")
        if is_list:
            answer = references(schemas[answer]["properties"]["items"])[0]
        schema = schemas.get(body or asked, {})
        needed = tuple(schema.get("required", ()))
        fields = tuple(schema.get("properties", {}))
        if body and OWN & set(fields):
            raise ValueError(f"{name}: a field is called as a parameter of the client.")
        if method == "post" and ("header", "Idempotency-Key") not in given:
            raise ValueError(f"{name}: the client sends each POST with a key.")
        return cls(
            name=name,
            tag=said["tags"][0],
            method=method.upper(),
            place=tuple(path.partition("/{workspace_id}/")[2].split("/")),
            told=f"{said['summary']}.\n\n{said.get('description', '')}",
            asked=asked,
            body=body,
            fields=(needed, tuple(one for one in fields if one not in needed)),
            answer=answer,
            has_version=("header", "If-Match") in given,
            picks=("query", "fields") in given and not is_list,
            is_file=bool(_kinds(said)) and JSON not in _kinds(said),
        )

    def sent(self) -> list[str]:
        """Return the schemas of what is sent."""
        return [name for name in (self.body, self.asked) if name]

    def answered(self) -> list[str]:
        """Return the schema of what is answered."""
        return [self.answer] if self.answer else []


def _done(said: dict[str, Any]) -> Any:
    return [
        answer.get("content")
        for status, answer in said["responses"].items()
        if status.startswith("2")
    ]


def _kinds(said: dict[str, Any]) -> set[str]:
    return {kind for content in _done(said) for kind in content or ()}


def areas_module(tags: list[str]) -> str:
    """Return the module that puts the areas together."""
    imports = "\n".join(f"from .{tag} import {tag.title()}" for tag in tags)
    lines = "\n".join(f"        self.{tag} = {tag.title()}(connection)" for tag in tags)
    return (
        '"""All areas of a workspace.\n\n'
        'Written by tools/client.py from docs/reference/openapi.json.\n"""\n\n'
        "from __future__ import annotations\n\n"
        f"{imports}\nfrom .connection import Connection\n\n\n"
        'class Areas:\n    """What can be asked of a workspace, by area."""\n\n'
        f"    def __init__(self, connection: Connection) -> None:\n{lines}\n"
    )


def area_module(tag: str, operations: list[Operation], homes: dict[str, str]) -> str:
    """Return the module of one tag."""
    methods = "\n\n".join(_method(one) for one in operations)
    used: dict[str, set[str]] = {}
    for one in operations:
        for name in (*one.sent(), *one.answered()):
            used.setdefault(homes[name], set()).add(class_of(name))
    values = [name for name in ("Id", "Seen") if f": {name}" in methods]
    lines = [
        f'"""What a program asks and does: {tag}.\n\n'
        'Written by tools/client.py from docs/reference/openapi.json.\n"""\n',
        "from __future__ import annotations\n",
        "from typing import Unpack\n" if "Unpack" in methods else "",
        "from .connection import Connection",
        "from .pages import Pages" if "Pages[" in methods else "",
        *(f"from .types.{h} import {', '.join(sorted(used[h]))}" for h in sorted(used)),
        f"from .values import {', '.join(values)}" if values else "",
        f'\n\nclass {tag.title()}:\n    """The operations of {tag}."""\n',
        "    def __init__(self, connection: Connection) -> None:",
        "        self._connection = connection\n",
    ]
    return "\n".join(lines) + f"\n{methods}\n"


def _method(one: Operation) -> str:
    ids = [part.strip("{}") for part in one.place if part.startswith("{")]
    given = ["self", *(f"{name}: Id" for name in ids), *(["/"] if ids else [])]
    named = ["seen: Seen = None"] if one.has_version else []
    named += ['key: str = ""'] if one.method == "POST" else []
    named += ['fields: str = ""'] if one.picks else []
    given += ["*", *named] if named else []
    if one.asked or one.body:
        word = "asked" if one.asked else "said"
        given.append(f"**{word}: Unpack[{class_of(one.asked or one.body)}]")
    kind = class_of(one.answer) if one.answer else "bytes" if one.is_file else "None"
    kind = f"Pages[{kind}]" if one.asked else kind
    head = f"    def {one.name}({', '.join(given)}) -> {kind}:"
    return "\n".join([head, docstring(_told(one), 8), *_body(one, kind)]) + "\n"


def _body(one: Operation, kind: str) -> list[str]:
    place = [p.strip("{}") if p[0] == "{" else f'"{p}"' for p in one.place]
    if one.asked:
        return [
            f"        return self._connection.rows({', '.join(place)}, asked=asked)"
        ]
    if one.is_file:
        return [f"        return self._connection.file({', '.join(place)})"]
    if one.method == "GET":
        call = "read(" + ", ".join(place + (["fields=fields"] if one.picks else []))
    else:
        more = ["said=said"] if one.body else []
        more += ["seen=seen"] if one.has_version else []
        more += ["key=key"] if one.method == "POST" else []
        call = "send(" + ", ".join([f'"{one.method}"', *place, *more])
    if kind == "None":
        return [f"        self._connection.{call})"]
    return [
        f"        answer: {kind} = self._connection.{call})",
        "        return answer",
    ]


def _told(one: Operation) -> str:
    told = one.told.replace("`If-Match` with the record's `ETag`", "`seen`")
    told = re.sub(r"`([^`\n]+)`", r"``\1``", told)
    needed, possible = (", ".join(names) for names in one.fields)
    if needed or possible:
        parts = [needed and f"needs {needed}", possible and f"takes {possible}"]
        said = "; ".join(part for part in parts if part)
        told += f" {said[0].upper()}{said[1:]}."
    return told
