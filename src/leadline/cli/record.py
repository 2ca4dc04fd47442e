"""What ``leadline check`` says of the record: key, lines, rows and heads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leadline.cli.witness import Heads, read_heads, witness_file
from leadline.foundation.words import plural

if TYPE_CHECKING:
    from leadline.accounts.types import RecordReport


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found: fine, worth knowing, or wrong."""

    check: str
    state: str
    line: str


# What reading a row raises that holds what no column of its kind can.
UNREAD = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
OUTSIDE = (
    "The record is sealed with a key outside the data folder ({where}). Whoever "
    "changes the database without that key is found."
)
INSIDE = (
    "The record is sealed with {where}, which lies in the data folder: whoever changes "
    "the database alone is found. Who can read the folder has the key, and can write a "
    "record that holds; only a head kept elsewhere finds that. To do better, move the "
    "key out of the folder and name its place in LEADLINE_RECORD_KEY_FILE."
)


def key_of_record(home: Path) -> Iterator[Finding]:
    """Say where the key lies, and what that is worth."""
    from leadline.foundation.sealing import has_key, key_file, key_name

    named = os.environ.get("LEADLINE_RECORD_KEY_FILE", "")
    place = Path(named).expanduser().resolve() if named else key_file()
    if not has_key():
        line = f"There is no key of the record yet; the first change makes {place}."
        yield Finding("key", "note", line)
    elif named and not place.is_relative_to(home):
        yield Finding("key", "ok", OUTSIDE.format(where=f"{place}, {key_name()}"))
    elif named or not os.environ.get("LEADLINE_RECORD_KEY"):
        yield Finding("key", "note", INSIDE.format(where=f"{place} ({key_name()})"))
    else:
        where = f"LEADLINE_RECORD_KEY, {key_name()}"
        yield Finding("key", "ok", OUTSIDE.format(where=where))


def record_holds(against: tuple[str, ...]) -> Iterator[Finding]:
    """Verify every workspace's log, the rows it vouches for, and earlier heads."""
    from django.db import DatabaseError

    from leadline.accounts.queries import logged_workspace_ids, verify_record

    witness = witness_file()
    is_kept = witness is not None and witness.exists() and witness.stat().st_size
    heads = read_heads([*against, *([str(witness)] if is_kept else [])])
    ids = logged_workspace_ids()
    lines = rows = 0
    for workspace_id in ids:
        try:
            if other := _other_key(workspace_id):
                yield other
                continue
            report = verify_record(
                workspace_id=workspace_id, heads=heads.get(workspace_id, {})
            )
        except (DatabaseError, *UNREAD) as error:
            yield _unread(workspace_id, error)
            continue
        lines, rows = lines + report.chain.good, rows + report.rows
        yield from _faults(workspace_id, report)
        yield from _old(workspace_id, report)
        yield from _waiting(report)
        yield _head(workspace_id, report)
    for gone in sorted(set(heads) - set(ids)):
        line = f"Workspace {gone}, of which a head was written down, is gone."
        yield Finding("audit", "wrong", line)
    yield Finding(
        "audit",
        "ok",
        f"{plural(lines, 'audit line', 'audit lines')} of "
        f"{plural(len(ids), 'workspace', 'workspaces')} read, "
        f"{plural(rows, 'row', 'rows')} compared with what the lines say.",
    )
    yield from _against(heads)


def _other_key(workspace_id: int) -> Finding | None:
    """Return what is wrong where the key at hand is not the record's."""
    from leadline.accounts.queries import is_other_key, key_of_head

    if not is_other_key(workspace_id=workspace_id):
        return None
    name = key_of_head(workspace_id=workspace_id)
    return Finding(
        "audit",
        "wrong",
        f"The end of the log of workspace {workspace_id} bears the seal of a key named "
        f"{name}, which is not at hand: nothing of it can be verified. Put that key "
        "back; if there never was one of that name, the database was rewritten.",
    )


def _faults(workspace_id: int, report: RecordReport) -> Iterator[Finding]:
    if not report.chain.is_whole:
        line = (
            f"The audit log of workspace {workspace_id} breaks at line "
            f"{report.chain.broken_at}: {report.chain.why}."
        )
        yield Finding("audit", "wrong", line)
    for fault in report.faults:
        yield Finding("record", "wrong", f"Workspace {workspace_id}: {fault}")


def _old(workspace_id: int, report: RecordReport) -> Iterator[Finding]:
    if not report.old or not report.chain.is_whole:
        return
    since = report.sealed_since
    then = f"sealed since {since:%-d %B %Y %H:%M} UTC" if since else "not sealed yet"
    yield Finding(
        "old",
        "note",
        f"Lines 1 to {report.old} of workspace {workspace_id} are older than the key "
        f"({then}): that nobody rewrote them before that, nothing here can say.",
    )


def _waiting(report: RecordReport) -> Iterator[Finding]:
    if report.waiting:
        line = (
            f"The log is older than the seals of {', '.join(report.waiting)}: the next "
            "start writes the line that vouches for what is there."
        )
        yield Finding("waiting", "note", line)


def _unread(workspace_id: int, error: Exception) -> Finding:
    """Say that a value which nobody can read stands in the way of the rest."""
    line = (
        f"The record of workspace {workspace_id} cannot be read to its end: "
        f"{' '.join(str(error).split())[:200]}. Restore a backup."
    )
    return Finding("record", "wrong", line)


def _head(workspace_id: int, report: RecordReport) -> Finding:
    """Say where a log ends; of one that does not hold there is no such place."""
    if report.is_whole:
        return Finding("head", "note", f"Head, to be kept elsewhere: {report.head}")
    what = "record" if report.chain.is_whole else "log"
    line = (
        f"No head is given of workspace {workspace_id}: its {what} does not hold. An "
        "earlier head or a backup says since when."
    )
    return Finding("head", "note", line)


def _against(heads: Heads) -> Iterator[Finding]:
    if heads:
        n = sum(map(len, heads.values()))
        were = "1 earlier head was" if n == 1 else f"{n} earlier heads were"
        yield Finding("against", "ok", f"{were} looked for in the log.")
