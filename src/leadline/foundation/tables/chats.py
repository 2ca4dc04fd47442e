"""Messages of a chat's export: what people wrote, marks of the chat resolved."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Mapping
from typing import Any

from leadline.foundation.tables.shapes import Row

COLUMNS = ("id", "author", "text", "created_at", "thread_id", "channel")
MARK = re.compile(r"<([@#!]?)([^<>|]{1,2000})(?:\|([^<>]{0,2000}))?>")
STAMP = re.compile(r"\d{9,11}\.\d{3,6}")
# Kinds of message that a person wrote; every other subtype is the chat's own.
BY_PEOPLE = frozenset(("", "thread_broadcast", "file_share", "me_message", "reply"))


def is_chat(items: list[Any]) -> bool:
    """Return whether most objects are messages with a stamp and a text."""
    looked = items[:200]
    fit = sum(
        isinstance(item, dict)
        and isinstance(item.get("text"), str)
        and bool(STAMP.fullmatch(str(item.get("ts", ""))))
        for item in looked
    )
    return bool(looked) and fit >= 0.8 * len(looked)


def read_chat(
    items: list[Any], people: Mapping[str, str], channel: str = "", before: int = 0
) -> tuple[list[Row], int]:
    """Return the messages of people as rows, and how many others were left out.

    ``people`` are names by their id; rows are numbered on from ``before``, messages
    left out counted in.
    """
    rows: list[Row] = []
    left = 0
    for number, item in enumerate(items, start=before + 1):
        if not isinstance(item, dict) or not _is_by_a_person(item):
            left += 1
            continue
        text = plain_message(str(item.get("text") or ""), people)
        if not text:
            left += 1
            continue
        rows.append(Row(number, _cells(item, text, people, channel)))
    return rows, left


def left_out(left: int) -> tuple[str, ...]:
    """Return a note on the messages that no person wrote, if there are any."""
    if left == 1:
        return ("One message of the chat itself (a join, a topic, a bot) is left out.",)
    note = f"{left:,} messages of the chat itself (joins, topics, bots) are left out."
    return (note,) if left else ()


def plain_message(text: str, people: Mapping[str, str]) -> str:
    """Return a message with links by their label, people and channels by their name.

    >>> plain_message("See <https://a.example|the map> &amp; ask <@U1>", {"U1": "Ada"})
    'See the map & ask @Ada'
    """

    def said(mark: re.Match[str]) -> str:
        sign, target, label = mark.groups()
        if sign == "@":
            return f"@{label or people.get(target, target)}"
        if sign == "#":
            return f"#{label or target}"
        if sign == "!":
            return f"@{label or target.partition('^')[0]}".replace("@subteam", "@team")
        return str(label or target.removeprefix("mailto:"))

    return html.unescape(MARK.sub(said, text)).strip()


def _is_by_a_person(item: Mapping[str, Any]) -> bool:
    is_message = item.get("type", "message") == "message"
    is_bot = bool(item.get("bot_id")) or item.get("user") == "USLACKBOT"
    return is_message and not is_bot and str(item.get("subtype") or "") in BY_PEOPLE


def _cells(
    item: Mapping[str, Any], text: str, people: Mapping[str, str], channel: str
) -> tuple[str, ...]:
    stamp = str(item["ts"]) if STAMP.fullmatch(str(item.get("ts", ""))) else ""
    moment = dt.datetime.fromtimestamp(float(stamp), dt.UTC) if stamp else None
    profile = item.get("user_profile")
    named = profile.get("real_name") if isinstance(profile, dict) else ""
    user = str(item.get("user") or "")
    return (
        stamp,
        people.get(user) or str(named or "") or user,
        text,
        moment.isoformat(timespec="seconds") if moment else "",
        str(item.get("thread_ts") or ""),
        channel,
    )
