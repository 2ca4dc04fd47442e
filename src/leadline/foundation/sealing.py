"""Seals: what only who holds the record's key can make, and everybody may compare.

The key is what ``LEADLINE_RECORD_KEY`` says, or the file that
``LEADLINE_RECORD_KEY_FILE`` names; without either ``record.key`` in the data folder.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from leadline.foundation.errors import Invalid

FILE = "record.key"
SHORTEST_KEY = 16


def key_file() -> Path:
    """Return where the key lies unless a setting says it."""
    return Path(settings.DATA_DIR) / FILE


def has_key() -> bool:
    """Return whether there is a key, without making one."""
    return bool(settings.RECORD_KEY) or key_file().is_file()


def make_key() -> None:
    """Write a new key into the data folder, mode 600, unless there is one.

    Two processes may try at once: the second finds the file of the first whole,
    because it is linked into its place only once it is written.
    """
    if has_key():
        return
    target = key_file()
    draft = target.with_name(f"{FILE}.{os.getpid()}-{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(draft, target)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def key_name() -> str:
    """Return by what a key is told from another; it gives nothing of it away."""
    return seal("name")[:8]


def seal(kind: str, *parts: Any) -> str:
    """Return the seal of some plain values, 64 hexadecimal digits.

    ``kind`` keeps a seal of one kind of thing from standing for another's.
    """
    return sealer(kind)(*parts)


def sealer(kind: str) -> Callable[..., str]:
    """Return what seals many things of a kind; the key is looked up once."""
    key = _key()

    def of(*parts: Any) -> str:
        text = json.dumps([kind, *parts], sort_keys=True, separators=(",", ":"))
        return hmac.digest(key, text.encode(), "sha256").hex()

    return of


def is_sealed(given: str, kind: str, *parts: Any) -> bool:
    """Return whether a seal is that of these values."""
    return hmac.compare_digest(given.encode(), seal(kind, *parts).encode())


def _key() -> bytes:
    if settings.RECORD_KEY:
        return _digest(settings.RECORD_KEY)
    path = key_file()
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> bytes:
    return _digest(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def _digest(text: str) -> bytes:
    if len(text.strip()) < SHORTEST_KEY:
        raise Invalid(
            f"The key of the record has fewer than {SHORTEST_KEY} characters. Make one "
            "with: openssl rand -hex 32"
        )
    return hashlib.sha256(text.strip().encode()).digest()
