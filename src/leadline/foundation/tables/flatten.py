"""A JSON object as text cells: what it holds inside is brought up, lists are told."""

from __future__ import annotations

import json
from typing import Any

from leadline.foundation.tables.workbooks import cell_text

# Wrappers that interfaces put around the fields of a record.
WRAPPERS = ("attributes", "fields", "properties", "node")
NAMES = ("name", "label", "title", "value", "display_name", "displayName", "key", "tag")
LABEL = frozenset(("label", "attributes"))
SHORT_NAME = 80
DEEPEST = 40


def flat(item: dict[str, Any], depth: int = 0) -> dict[str, str]:
    """Return the cells of an object; keys of inner objects are joined by dots.

    A list of plain values becomes one cell, a list of named things their names, any
    other list of things stays JSON. A field called ``label`` alone is its object.

    >>> flat({"id": 1, "user": {"name": "Ada"}, "tags": [{"id": 5, "name": "map"}]})
    {'id': '1', 'user.name': 'Ada', 'tags': 'map'}
    >>> flat({"id": "r1", "attributes": {"body": "Slow"}, "title": {"label": "Map"}})
    {'id': 'r1', 'title': 'Map', 'body': 'Slow'}
    """
    if depth > DEEPEST:
        raise RecursionError("nested too deeply")
    cells: dict[str, str] = {}
    for key, value in _fields(item).items():
        name = str(key)
        value = _plain(value)
        if isinstance(value, dict) and isinstance(value.get(name), list):
            # {"tags": {"type": "list", "tags": [...]}}: the list is what is meant.
            cells[name] = _listed(value[name])
        elif isinstance(value, dict):
            inner = flat(value, depth + 1)
            cells.update({f"{name}.{part}": cell for part, cell in inner.items()})
        elif isinstance(value, list):
            cells[name] = _listed(value)
        else:
            cells[name] = cell_text(value).replace("\x00", "")
    return cells


def is_listing(cell: str) -> bool:
    """Return whether a cell holds a list of things as JSON.

    >>> is_listing('[{"id": 1}]'), is_listing("[see below]")
    (True, False)
    """
    return cell.startswith('[{"') and cell.endswith("}]")


def _fields(item: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a record with those of its wrapper brought up."""
    for wrapper in WRAPPERS:
        inner = item.get(wrapper)
        if isinstance(inner, dict) and inner and not set(item) <= LABEL:
            rest = {key: value for key, value in item.items() if key != wrapper}
            clash = {f"{wrapper}.{k}": v for k, v in inner.items() if k in rest}
            return {
                **rest,
                **{k: v for k, v in inner.items() if k not in rest},
                **clash,
            }
    return item


def _plain(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "label" in value and set(value) <= LABEL:
        return value["label"]
    if value.get("type") == "doc" and isinstance(value.get("content"), list):
        return _document_text(value).strip()
    return value


def _document_text(node: Any, depth: int = 0) -> str:
    """Return the words of a document kept as a tree, one paragraph a line."""
    if not isinstance(node, dict) or depth > DEEPEST:
        return ""
    parts = [_document_text(part, depth + 1) for part in node.get("content") or ()]
    text = str(node.get("text") or "") + "".join(parts)
    is_block = node.get("type") in {"paragraph", "heading", "listItem", "hardBreak"}
    return f"{text}\n" if is_block else text


def _listed(values: list[Any]) -> str:
    things = [value for value in values if isinstance(value, dict | list)]
    if not things:
        return ", ".join(cell_text(value) for value in values if value is not None)
    names = [_name(value) for value in values]
    if all(names):
        return ", ".join(names)
    return json.dumps(values, ensure_ascii=False)


def _name(value: Any) -> str:
    """Return the name of a thing that is little more than its name, or nothing."""
    if not isinstance(value, dict):
        return cell_text(value) if isinstance(value, str | int) else ""
    for key in NAMES:
        name = value.get(key)
        if isinstance(name, str) and 0 < len(name.strip()) <= SHORT_NAME:
            is_alone = not any(
                isinstance(v, str) and (len(v) > SHORT_NAME or v.count(" ") > 8)
                for k, v in value.items()
                if k != key
            )
            return name.strip() if is_alone and "body" not in value else ""
    return ""
