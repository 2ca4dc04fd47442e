"""Where the audit logs ended, kept outside the database that could be rewritten."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from leadline.foundation.errors import Invalid

HEAD = re.compile(r"\b(\d{1,18})-(\d{1,18})-([0-9a-f]{64})\b")
MOST_BYTES = 50_000_000
Heads = dict[int, dict[int, str]]


def read_heads(given: Iterable[str]) -> Heads:
    """Return heads by workspace and line, from heads themselves or files with them.

    A file is a backup, whose manifest names them, or any text they stand in. Raises
    ``Invalid`` for what holds none, and for two heads that contradict each other.
    """
    found: Heads = defaultdict(dict)
    for one in given:
        several = list(HEAD.finditer(_text(one)))
        if not several:
            raise Invalid(
                f"{one} is no head and holds none. A head looks like "
                "1-4812- and 64 digits, as leadline check prints it."
            )
        for head in several:
            workspace, line, digest = int(head[1]), int(head[2]), head[3]
            if found[workspace].setdefault(line, digest) != digest:
                raise Invalid(
                    f"Two of these heads say different things of line {line} of "
                    f"workspace {workspace}: one of them was not written by Leadline."
                )
    return dict(found)


def _text(one: str) -> str:
    from leadline.foundation.backups import heads_of

    if HEAD.fullmatch(one.strip()):
        return one
    path = Path(one).expanduser()
    if not path.is_file():
        raise Invalid(f"{one} is neither a head nor a file.")
    with path.open("rb") as file:
        if file.read(2) == b"\x1f\x8b":
            return " ".join(heads_of(path))
    if path.stat().st_size > MOST_BYTES:
        raise Invalid(f"{path} is too long to be read for heads.")
    return path.read_text(encoding="utf-8", errors="replace")


def witness_file() -> Path | None:
    """Return the file that keeps heads, where the operator named one."""
    from django.conf import settings

    named = settings.RECORD_WITNESS
    return Path(named).expanduser() if named else None


def write_witness(heads: Iterable[str], at: datetime) -> None:
    """Add heads to the operator's file, those that do not stand in it yet."""
    path = witness_file()
    if path is None:
        return
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    stamp = at.isoformat(timespec="seconds")
    fresh = [f"{stamp} {head}\n" for head in heads if head not in known]
    with path.open("a", encoding="utf-8") as file:
        file.writelines(fresh)


def seal_and_witness() -> None:
    """Seal logs of an earlier release; write down where every log ends."""
    from leadline.accounts.actions import seal_records
    from leadline.accounts.queries import list_heads
    from leadline.foundation.jobs import clock

    seal_records()
    write_witness(list_heads(), clock())
