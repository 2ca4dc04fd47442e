"""Whether the files of comments are in the data folder, and are what they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from leadline.cli.record import Finding
from leadline.foundation.words import plural

NAMED = 5


def files_are_there(home: Path) -> Iterator[Finding]:
    """Read every file that hangs on a comment, in every workspace."""
    from django.db import DatabaseError

    from leadline.accounts.queries import owners
    from leadline.conversation.queries import check_attached

    whole, extra, missing, changed = 0, 0, list[str](), list[str]()
    try:
        for owner in owners(surface="cli"):
            found = check_attached(actor=owner)
            whole, extra = whole + found.whole, extra + found.extra
            missing += found.missing
            changed += found.changed
    except DatabaseError:  # tables of another version, which another look says
        return
    for names, what in ((missing, "missing"), (changed, "not what they were")):
        if names:
            line = f"{len(names)} files of comments are {what}: {_some(names)}."
            yield Finding("files", "wrong", f"{line} Restore a backup.")
    if not missing and not changed:
        left = f"; {extra} that hang on nothing are swept" if extra else ""
        count = plural(whole, "file of comments is", "files of comments are")
        yield Finding("files", "ok", f"{count} whole{left}.")


def _some(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"
