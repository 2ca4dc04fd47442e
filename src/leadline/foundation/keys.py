"""Files of keys: the key of today, and below it those it took the place of.

A key that was exchanged still verifies or opens what it was used for before. The file
holds it on a line of its own, behind a word, the oldest last::

    <the key of today>
    retired: <the key before it>
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

MARK = "retired:"


def current_of(text: str) -> str:
    """Return the key of today; a text without the mark is one key, however long.

    >>> current_of("new\\nretired: old"), current_of("one\\ntwo")
    ('new', 'one\\ntwo')
    """
    return text.partition(f"\n{MARK}")[0].strip()


def retired_of(text: str) -> list[str]:
    """Return the keys before the one of today, the oldest first.

    >>> retired_of("third\\nretired: second\\nretired: first")
    ['first', 'second']
    """
    _, *earlier = text.split(f"\n{MARK}")
    return [key.strip() for key in reversed(earlier)]


def with_new_key(text: str) -> str:
    """Return the text of a key file with a new key above those it has."""
    below = [current_of(text), *reversed(retired_of(text))]
    return "\n".join([secrets.token_urlsafe(48), *(f"{MARK} {key}" for key in below)])


def write_key(path: Path, text: str) -> None:
    """Write a key file, mode 600, whole or not at all."""
    draft = path.with_name(f"{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
