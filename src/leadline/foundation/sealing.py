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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from leadline.foundation.errors import Invalid
from leadline.foundation.keys import current_of, retired_of

FILE = "record.key"
SHORTEST_KEY = 16
_INSTEAD: list[str] = []


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


def key_name(ring: str = "") -> str:
    """Return by what a key is told from another; it gives nothing of it away.

    Of the key at hand, or of the text of another key file.
    """
    return sealer("name", _digest(current_of(ring)) if ring else None)()[:8]


def earlier_sealers(kind: str) -> list[Callable[..., str]]:
    """Return what sealed a kind of thing before the key of today, the oldest first."""
    return [sealer(kind, _digest(text)) for text in retired_of(_text())]


@contextmanager
def sealing_with(ring: str) -> Iterator[None]:
    """Seal with the key of another key file while the block runs."""
    _INSTEAD.append(ring)
    try:
        yield
    finally:
        _INSTEAD.pop()


def seal(kind: str, *parts: Any) -> str:
    """Return the seal of some plain values, 64 hexadecimal digits.

    ``kind`` keeps a seal of one kind of thing from standing for another's.
    """
    return sealer(kind)(*parts)


def sealer(kind: str, key: bytes | None = None) -> Callable[..., str]:
    """Return what seals many things of a kind; the key is looked up once."""
    key = key or _digest(current_of(_text()))

    def of(*parts: Any) -> str:
        text = json.dumps([kind, *parts], sort_keys=True, separators=(",", ":"))
        return hmac.digest(key, text.encode(), "sha256").hex()

    return of


def is_sealed(given: str, kind: str, *parts: Any) -> bool:
    """Return whether a seal is that of these values."""
    return hmac.compare_digest(given.encode(), seal(kind, *parts).encode())


def _text() -> str:
    """Return the key with those before it, as their file holds them."""
    if _INSTEAD:
        return _INSTEAD[-1]
    if settings.RECORD_KEY:
        return str(settings.RECORD_KEY)
    path = key_file()
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> str:
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def _digest(text: str) -> bytes:
    if len(text.strip()) < SHORTEST_KEY:
        raise Invalid(
            f"The key of the record has fewer than {SHORTEST_KEY} characters. Make one "
            "with: openssl rand -hex 32"
        )
    return hashlib.sha256(text.strip().encode()).digest()
