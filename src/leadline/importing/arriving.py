"""What other programs send, and what is read at an address, as a file like any other.

Both become a file of the data folder and then an import: read by the same readers,
listed with the others, taken back like them. Where a person has to settle something
first, such as which comes first in its dates, it waits as a draft; the next of the same
columns is read as that one was.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from leadline.accounts.types import Actor
from leadline.evidence.actions import change_import, queue_import
from leadline.evidence.queries import import_card
from leadline.foundation import child
from leadline.foundation.errors import Invalid
from leadline.importing.drafts import check_mapping, keep_upload, start_draft
from leadline.importing.feeds import entries_of
from leadline.importing.reading import Asked

UNSETTLED = (
    "What came waits as a draft under Imports: settle it there once, and what comes "
    "later is read alike."
)


def bring_in(
    *,
    actor: Actor,
    name: str,
    kind: str,
    content: bytes,
    suffix: str,
    now: dt.datetime,
) -> str:
    """Make an import of what came and queue it; return what a person has to settle.

    Raises ``Invalid`` for what cannot be read.
    """
    file_name = f"{name}{suffix}"
    path = keep_upload(actor=actor, file_name=file_name, chunks=[content])
    pk = start_draft(
        actor=actor, path=path, file_name=file_name, kind=kind, asked=Asked(kind=kind),
        now=now,
    )  # fmt: skip
    draft = import_card(actor=actor, import_id=pk)
    if kind == "feedback":
        options = {**draft.options, "source": name}
        change_import(actor=actor, import_id=pk, options=options)
    try:
        check_mapping(kind, dict(draft.mapping))
    except Invalid:
        return UNSETTLED
    if not draft.options.get("is_day_first_sure", True):
        return UNSETTLED
    queue_import(actor=actor, import_id=pk)
    return ""


def records_of(bodies: tuple[str, ...]) -> bytes:
    """Return messages as one JSON list of records.

    A message is a record, a list of them, or an envelope with either under ``data``.

    >>> records_of(('{"words": "Yes"}', '{"type": "a", "data": [{"words": "No"}]}'))
    b'[{"words": "Yes"}, {"words": "No"}]'
    """
    found: list[dict[str, Any]] = []
    for body in bodies:
        said = json.loads(body)
        inner = said.get("data") if isinstance(said, dict) else None
        said = inner if isinstance(inner, dict | list) else said
        said = said if isinstance(said, list) else [said]
        found += [one for one in said if isinstance(one, dict)]
    if not found:
        raise Invalid("There is no record in what came.")
    return json.dumps(found).encode()


def file_of_feed(content: bytes) -> tuple[bytes, str]:
    """Return what was read at an address as a file, with what its name ends in.

    JSON and CSV stay as they are; RSS and Atom become the list of their entries, in a
    child with limits. Raises ``Invalid`` for what is none, or takes too much.
    """
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<":
        entries = child.run(child.for_size(len(content)), entries_of, content)
        return json.dumps(entries).encode(), ".json"
    return content, ".json" if start in (b"{", b"[") else ".csv"
