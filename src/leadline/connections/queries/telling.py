"""What a line of the audit log says to other programs: what, when and where, no more.

No word of the record leaves by itself: whoever is told reads it by the API, with the
rights of a token.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from leadline.accounts.types import Actor, LogLine
from leadline.conversation.queries.subjects import KIND_OF
from leadline.conversation.types import About


def body_of_line(*, actor: Actor, line: LogLine, base: str) -> str:
    """Return the body of the message that tells of a line."""
    actor.require("administer")
    pk, about = line.pk, KIND_OF.get(line.table)
    data = {
        "workspace": str(actor.workspace_id),
        "line": line.sequence,
        "kind": about.value if about else line.table.partition(".")[2],
        "id": pk,
        "version": line.detail.get("version"),
        "url": _url(actor, about, pk, line, base),
    }
    return body_of(actor=actor, type=line.verb, at=line.at, data=data)


def body_of(*, actor: Actor, type: str, at: datetime, data: dict[str, object]) -> str:
    """Return a message as the convention shapes it."""
    actor.require("administer")
    stamp = at.astimezone(UTC).isoformat(timespec="milliseconds")
    said = {"type": type, "timestamp": stamp.replace("+00:00", "Z"), "data": data}
    return json.dumps(said, ensure_ascii=False)


def _url(
    actor: Actor, about: About | None, pk: str, line: LogLine, base: str
) -> str | None:
    """Return where the record stands; a comment stands where its record does."""
    if about is None and line.detail.get("about") in About.values:
        about, pk = About(line.detail["about"]), str(line.detail.get("record", ""))
    if about is None or not pk.isdecimal():
        return None
    return f"{base}/w/{actor.workspace_id}/talk/{about.value}/{pk}/page/"
