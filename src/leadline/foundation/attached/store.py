"""Where attached files lie: by the hash of their content, a folder for each workspace.

A workspace has a folder of its own, so that nobody learns from what is kept already
what another workspace holds.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from leadline.foundation import shelf
from leadline.foundation.errors import Invalid

LARGEST = 10 * 1024 * 1024
"""The bytes of one file."""
HASH_LENGTH = 64
COMING = ".coming-"


def folder_of(workspace_id: int) -> Path:
    """Return the folder of a workspace's attached files, which may not be there."""
    return Path(settings.MEDIA_ROOT) / "attached" / str(int(workspace_id))


def path_of(workspace_id: int, digest: str) -> Path:
    """Return where the content of a hash lies.

    Raises ``ValueError`` for what is no hash, so that nothing leads elsewhere.
    """
    if len(digest) != HASH_LENGTH or set(digest) - set("0123456789abcdef"):
        raise ValueError("no hash")
    return folder_of(workspace_id) / digest[:2] / digest


def arrive(workspace_id: int, chunks: Iterable[bytes]) -> Path:
    """Write what comes beside the kept files, under a name of our own.

    Raises ``Invalid`` when it is over the limit; nothing stays then.
    """
    folder = folder_of(workspace_id)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{COMING}{secrets.token_hex(12)}"
    size = 0
    try:
        with path.open("xb") as target:
            path.chmod(0o600)
            for chunk in chunks:
                size += len(chunk)
                if size > LARGEST:
                    raise Invalid(f"It is over {LARGEST // 1024**2} MB.")
                target.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def keep(workspace_id: int, path: Path) -> str:
    """Put what came at its place, where it lies once, and return its hash.

    Raises ``Invalid`` where the store of files cannot take it.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    place = path_of(workspace_id, digest)
    place.parent.mkdir(exist_ok=True, mode=0o700)
    os.utime(path)  # it is as young as this moment, for who sweeps old ones
    path.replace(place)
    shelf.put(place)
    return digest


def kept_files(workspace_id: int) -> Iterator[shelf.Lying]:
    """Yield every file of a workspace, also what never arrived whole."""
    yield from shelf.lying(folder_of(workspace_id))
