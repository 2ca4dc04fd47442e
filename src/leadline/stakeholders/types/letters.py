"""A briefing as a letter: Markdown for a mail, a file or the clipboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from leadline.stakeholders.types.telling import Audience, BriefingRow

HOW = {
    "later": "Later", "earlier": "Earlier", "done": "Done", "new": "New", "out": "Out",
}  # fmt: skip


def letter_of(row: BriefingRow, base: str = "") -> str:
    """Return a briefing as Markdown; ``base`` is put before each record's address.

    A partner has no way into the workspace, so their letter has no links.
    """
    at = "" if row.audience == Audience.PARTNERS else base
    lines = [row.body] if row.body else []
    lines += _figures(row.parts, at)
    lines += _words(row.parts)
    lines += _asks(row.parts, at)
    lines += _times(row.parts, at)
    return "\n".join(lines).strip() or row.title


def _named(part: dict[str, Any], words: str, base: str) -> str:
    path = part.get("source", {}).get("path", "")
    safe = words.replace("[", "(").replace("]", ")")
    return f"[{safe}]({base}{path})" if base and path else words


def _figures(parts: dict[str, Any], base: str) -> Iterator[str]:
    if parts.get("figures"):
        yield ""
        for one in parts["figures"]:
            value = _named(one, f"{one['value']} {one['unit']}".strip(), base)
            note = f" ({one['note']})" if one["note"] else ""
            yield f"- {one['label']}: **{value}**{note}"


def _words(parts: dict[str, Any]) -> Iterator[str]:
    if parts.get("words"):
        yield from ("", "## In customers' words", "")
        for one in parts["words"]:
            noted = f", reported, noted by {one['noted_by']}" if one["noted_by"] else ""
            yield f"“{one['words']}”"
            yield f"{one['speaker']}, {one['where']}{noted}"
            yield ""


def _asks(parts: dict[str, Any], base: str) -> Iterator[str]:
    if parts.get("asks"):
        yield from ("", "## What is asked of you", "")
        for one in parts["asks"]:
            by = f", by {one['by']}" if one["by"] else ""
            why = f" {one['why']}" if one["why"] else ""
            yield f"- {_named(one, one['what'], base)}{by}.{why}"
        if parts.get("more_asks"):
            yield f"- and {parts['more_asks']} more in Leadline"


def _times(parts: dict[str, Any], base: str) -> Iterator[str]:
    for stretch in parts.get("stretches", []):
        yield from ("", f"## {stretch['label']}", "")
        for one in stretch["entries"]:
            when = f"{one['when']}: " if one["when"] else ""
            note = f", {one['note']}" if one["note"] else ""
            yield f"- {when}{_named(one, one['what'], base)}{note}"
    if parts.get("moves"):
        yield from ("", "## Since the last one", "")
        for move in parts["moves"]:
            yield f"- {HOW[move['how']]}: {move['what']}"
