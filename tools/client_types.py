"""The types of the client: a TypedDict for each schema of the description."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from textwrap import wrap
from typing import Any

WIDTH = 80
DECIMAL = r"^-?[0-9]{1,18}(\.[0-9]{1,12})?$"
PLAIN = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
}
FORMATS = {"date": "date", "date-time": "datetime"}


def used_by(names: Iterable[str], schemas: dict[str, Any]) -> set[str]:
    """Return these schemas and all that they are made of."""
    found: set[str] = set()
    asked = list(names)
    while asked:
        if (name := asked.pop()) not in found:
            found.add(name)
            asked += references(schemas[name])
    return found


def references(said: Any) -> list[str]:
    """Return the names of the schemas that something speaks of."""
    if isinstance(said, dict):
        inner = [name for value in said.values() for name in references(value)]
        return [said["$ref"].split("/")[-1], *inner] if "$ref" in said else inner
    if isinstance(said, list):
        return [name for value in said for name in references(value)]
    return []


def class_of(schema: str) -> str:
    """Return the type's name of a schema.

    >>> class_of("list_check_ins_query"), class_of("BetRow")
    ('ListCheckIns', 'BetRow')
    """
    if schema.islower():
        return schema.removesuffix("_query").title().replace("_", "")
    return schema


def annotation(said: dict[str, Any], *, is_sent: bool) -> str:
    """Return the type of a value.

    >>> annotation({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
    ...            is_sent=True)
    'str | date | None'
    >>> annotation({"enum": ["a", "b"], "type": "string"}, is_sent=False)
    'Literal["a", "b"]'
    """
    if "$ref" in said:
        return class_of(references(said)[0])
    if parts := said.get("anyOf") or said.get("allOf"):
        kinds = [annotation(part, is_sent=is_sent) for part in parts]
        return " | ".join(dict.fromkeys(kinds))
    if "enum" in said:
        return f"Literal[{', '.join(json.dumps(word) for word in said['enum'])}]"
    if said.get("type") == "array":
        return f"list[{annotation(said['items'], is_sent=is_sent)}]"
    if said.get("type") == "object":
        inner = said.get("additionalProperties")
        kind = annotation(inner, is_sent=is_sent) if isinstance(inner, dict) else "Any"
        return f"dict[str, {kind or 'Any'}]"
    kind = PLAIN.get(said.get("type", ""), "Any")
    if is_sent and said.get("pattern") == DECIMAL:
        return f"{kind} | Decimal"
    if is_sent and said.get("format") in FORMATS:
        return f"{kind} | {FORMATS[said['format']]}"
    return kind


def docstring(text: str, indent: int) -> str:
    """Return a text as a docstring at its place, paragraphs folded, no examples.

    Those that stand in it are run where it comes from.
    """
    before = " " * indent
    safe = text.replace("\\", "\\\\").replace('"""', "'''").strip()
    told = (part for part in safe.split("\n\n") if not part.startswith(">>>"))
    parts = [" ".join(part.split()) for part in told]
    if len(parts) > 1 and len(parts[0]) > WIDTH - indent:
        first, _, rest = parts[0].partition(". ")
        parts[:1] = [f"{first}.", rest] if rest else [first]
    folded = ["\n".join(wrap(part, WIDTH - indent)) for part in parts]
    lines = "\n\n".join(folded).splitlines()
    body = "\n".join(f"{before}{line}" if line else "" for line in lines).strip()
    close = f'\n{before}"""' if len(lines) > 1 else '"""'
    return f'{before}"""{body}{close}'


def types_module(
    home: str, names: list[str], schemas: dict[str, Any], homes: dict[str, str]
) -> str:
    """Return the module of some types, those that it takes from beside imported."""
    area, is_sent = home.removeprefix("sent."), home.startswith("sent.")
    body = "\n\n\n".join(_type(name, schemas[name], is_sent) for name in names)
    beside: dict[str, set[str]] = {}
    for other in references([schemas[name] for name in names]):
        if homes[other] != home:
            beside.setdefault(homes[other], set()).add(class_of(other))
    dots = ".." if is_sent else "."
    lines = [
        f'"""What is {"sent" if is_sent else "answered"}: {area}.\n\n'
        'Written by tools/client.py from docs/reference/openapi.json.\n"""\n',
        "from __future__ import annotations\n",
        *_imports(body),
        *(
            f"from {dots}{other} import {', '.join(sorted(some))}"
            for other, some in sorted(beside.items())
        ),
    ]
    return "\n".join(lines) + f"\n\n\n{body}\n"


def _imports(body: str) -> list[str]:
    days = [name for name in ("date", "datetime") if re.search(rf"\| {name}\b", body)]
    words = ("Any", "Literal", "NotRequired", "TypeAlias", "TypedDict")
    typing = [w for w in words if f"{w}[" in body or f" {w}" in body or f"({w}" in body]
    typing += ["Any"] if "[str, Any]" in body and "Any" not in typing else []
    return [
        f"from datetime import {', '.join(days)}" if days else "",
        "from decimal import Decimal" if "| Decimal" in body else "",
        f"from typing import {', '.join(typing)}" if typing else "",
    ]


def _type(name: str, schema: dict[str, Any], is_sent: bool) -> str:
    said = class_of(name)
    if "properties" not in schema:
        return f"{said}: TypeAlias = {annotation(schema, is_sent=is_sent)}"
    required = set(schema.get("required", ()))
    fields = schema["properties"]
    total = "" if required else ", total=False"
    lines = [f"class {said}(TypedDict{total}):"]
    told = schema.get("description") or _told(name)
    lines += [docstring(told, 4) + "\n"]
    for field, value in fields.items():
        kind = annotation(value, is_sent=is_sent)
        if required and field not in required:
            kind = f"NotRequired[{kind}]"
        lines.append(f"    {field}: {kind}")
    return "\n".join(lines)


def _told(name: str) -> str:
    if name.endswith("_query"):
        what = name.removesuffix("_query").removeprefix("list_").replace("_", " ")
        return f"Which {what} a list is of."
    return "The fields of a request."
