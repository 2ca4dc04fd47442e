"""The export of a chat: a ZIP with a folder a channel and a file of messages a day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZipFile

from leadline.foundation.archives import Member, members, opened, read_member
from leadline.foundation.errors import Invalid
from leadline.foundation.tables.chats import COLUMNS, left_out, read_chat
from leadline.foundation.tables.json_text import mended
from leadline.foundation.tables.shapes import Row, TableShape

DAYS = "*/[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9].json"
LISTS = frozenset(("channels.json", "users.json", "org_users.json"))
FILE_LIMIT = 64 * 1024**2


def is_chat_export(found: list[Member]) -> bool:
    """Return whether the files of a ZIP are those of a chat's export."""
    has_lists = any(member.base in LISTS for member in found)
    return has_lists and any(fnmatchcase(member.name, DAYS) for member in found)


def sniff_chat_export(path: Path) -> TableShape:
    """Return the shape of a chat's export; ``Invalid`` when no person wrote in it."""
    messages = left = 0
    for row, more in chat_rows(path):
        messages += row is not None
        left += more
    if not messages:
        raise Invalid("The ZIP is a chat in which no person wrote a message.")
    told = "The ZIP is the export of a chat: each message of a person is a row."
    return TableShape(
        format="chat",
        encoding="utf-8",
        header_at=-1,
        columns=COLUMNS,
        member=DAYS,
        notes=(told, *left_out(left)),
    )


def chat_rows(path: Path) -> Iterator[tuple[Row | None, int]]:
    """Yield the messages of people day by day; ``None`` and a count for the others."""
    found = members(path)
    days = sorted(m.name for m in found if fnmatchcase(m.name, DAYS))
    before = 0
    with opened(path) as archive:
        people = _people(archive, found)
        for name in days:
            items = _loaded(archive, name)
            channel = PurePosixPath(name).parent.name
            rows, left = read_chat(items, people, channel, before)
            yield from ((row, 0) for row in rows)
            if left:
                yield None, left
            before += len(items)


def _people(archive: ZipFile, found: list[Member]) -> dict[str, str]:
    people: dict[str, str] = {}
    for member in found:
        if member.base not in {"users.json", "org_users.json"}:
            continue
        for user in _loaded(archive, member.name):
            if isinstance(user, dict) and isinstance(user.get("id"), str):
                people[user["id"]] = _name(user)
    return {key: name for key, name in people.items() if name}


def _name(user: dict[str, Any]) -> str:
    profile = user.get("profile")
    inner = profile if isinstance(profile, dict) else {}
    names = (inner.get("real_name"), user.get("real_name"), user.get("name"))
    return next((name for name in names if isinstance(name, str) and name), "")


def _loaded(archive: ZipFile, name: str) -> list[Any]:
    try:
        items = mended(json.loads(read_member(archive, name, FILE_LIMIT)))
    except (ValueError, RecursionError) as error:
        raise Invalid(f"{name} in this ZIP is not JSON that can be read.") from error
    return items if isinstance(items, list) else []
