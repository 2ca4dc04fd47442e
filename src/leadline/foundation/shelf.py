"""Files that every machine of an installation has to find.

Each lies below ``uploads/`` of the data folder. Where ``LEADLINE_S3`` names a bucket it
lies there too, under the same name: it is put there before anybody is told of it, and
fetched by a machine that lacks it. What lies in the folder is a copy then, which goes a
day after it was last asked for. A name never stands for other content than before.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import structlog
from django.conf import settings

from leadline.foundation.errors import Invalid

COPY_SECONDS = 86_400.0
TIDY_SECONDS = 3600.0
COMING = ".coming-"
FETCH_SECONDS, LARGEST = 300.0, 2 * 1024**3
GIVEN = "The file is not here now: the store of files does not answer. Try again."
TAKEN = "The file could not be kept: the store of files does not answer. Try again."
ODD = {"", ".", ".."}
HEX = frozenset("0123456789abcdef")
GONE = {"404", "NoSuchKey", "NotFound"}

log = structlog.get_logger(__name__)
_tidied = [0.0]


@dataclass(frozen=True, slots=True)
class Lying:
    """A file that is kept: its place here, its size, and when it was put there."""

    path: Path
    size: int
    at: float


def root() -> Path:
    """Return the folder below which all of them lie."""
    return Path(settings.MEDIA_ROOT)


def put(path: Path) -> None:
    """Keep a file that was written whole at its place.

    Raises ``Invalid`` where the store cannot take it; the file stays here then.
    """
    if not settings.S3_BUCKET:
        return
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        _client().upload_file(str(path), settings.S3_BUCKET, _key(path))
    except (BotoCoreError, Boto3Error, ClientError) as error:
        log.exception("file_not_kept", name=_key(path))
        raise Invalid(TAKEN) from error
    tidy()


def here(path: Path) -> bool:
    """Return whether a file is kept; fetch it where another machine put it there.

    Raises ``Invalid`` where the store does not give it, or gives what it is not.
    """
    if path.is_file():
        if settings.S3_BUCKET:
            os.utime(path)
        return True
    if not settings.S3_BUCKET:
        return False
    tidy()
    return _fetch(path)


def chunks(path: Path, size: int = 1 << 20) -> Iterator[bytes]:
    """Yield what a kept file holds as it lies there for all; nothing is copied here."""
    if not settings.S3_BUCKET:
        with path.open("rb") as file:
            while part := file.read(size):
                yield part
        return
    found = _client().get_object(Bucket=settings.S3_BUCKET, Key=_key(path))
    yield from found["Body"].iter_chunks(size)


def drop(path: Path) -> None:
    """Let go of a file, here and in the store; one that is gone is no fault.

    Where the store does not answer it stays there as what nobody names, and is swept.
    """
    path.unlink(missing_ok=True)
    if not settings.S3_BUCKET:
        return
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        _client().delete_object(Bucket=settings.S3_BUCKET, Key=_key(path))
    except (BotoCoreError, ClientError):
        log.exception("file_not_dropped", name=_key(path))


def lying(folder: Path, *, is_deep: bool = True) -> Iterator[Lying]:
    """Yield every file below a folder, or in it alone, by name."""
    if settings.S3_BUCKET:
        yield from _in_store(folder, is_deep=is_deep)
    else:
        yield from in_folder(folder, is_deep=is_deep)


def in_folder(folder: Path, *, is_deep: bool = True) -> Iterator[Lying]:
    """Yield what lies on this machine, whatever the store has; no links."""
    found = folder.rglob("*") if is_deep else folder.glob("*")
    for path in sorted(found) if folder.is_dir() else ():
        with suppress(OSError):
            if path.is_file() and not path.is_symlink():
                about = path.stat()
                yield Lying(path, about.st_size, about.st_mtime)


def tidy() -> None:
    """Remove copies that nobody asked for in a day; where there is no store, nothing.

    Once an hour at most in a process: whoever puts or fetches a file does it.
    """
    moment = time.time()
    if not settings.S3_BUCKET or moment - _tidied[0] < TIDY_SECONDS:
        return
    _tidied[0] = moment
    for file in in_folder(root()):
        if file.at < moment - COPY_SECONDS:
            file.path.unlink(missing_ok=True)


def need_store() -> None:
    """Raise ``Invalid`` where a store is named that cannot be used."""
    if not settings.S3_BUCKET:
        return
    try:
        from botocore.exceptions import BotoCoreError, ClientError
    except ModuleNotFoundError as error:
        raise Invalid(
            "LEADLINE_S3 names a store, and what speaks to it is missing. Do: "
            'pip install "leadline[s3]"'
        ) from error
    trial = f"{settings.S3_PREFIX}.trial-{secrets.token_hex(6)}"
    named = {"Bucket": settings.S3_BUCKET, "Key": trial}
    try:
        _client().put_object(**named, Body=b"")
        _client().delete_object(**named)
    except (BotoCoreError, ClientError) as error:
        raise Invalid(
            f"The bucket {settings.S3_BUCKET} of LEADLINE_S3 cannot be written: {error}"
        ) from error


def _key(path: Path) -> str:
    return f"{settings.S3_PREFIX}{path.relative_to(root()).as_posix()}"


def _fetch(path: Path) -> bool:
    """Bring a file here under another name first, so that it is whole or not there."""
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{COMING}{secrets.token_hex(12)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "wb") as file:
            coming = _Coming(file, time.monotonic() + FETCH_SECONDS)
            _client().download_fileobj(settings.S3_BUCKET, _key(path), coming)
        coming.need_same(path.name)
        draft.replace(path)
    except (BotoCoreError, Boto3Error, ClientError, _Wrong) as error:
        code = getattr(error, "response", {}).get("Error", {}).get("Code")
        if code in GONE:
            return False
        log.exception("file_not_fetched", name=_key(path))
        raise Invalid(GIVEN) from error
    finally:
        draft.unlink(missing_ok=True)
    return True


class _Wrong(Exception):
    """What a store gives is not what it was given."""


class _Coming:
    """What a store gives is written while it is no more, and no later, than it may be.

    A file is written in its order, and summed up where its name is its sum.
    """

    def __init__(self, file: IO[bytes], until: float) -> None:
        self.file, self.until, self.left = file, until, LARGEST
        self.sum = hashlib.sha256()

    def write(self, part: bytes) -> int:
        """Write a part; raise ``_Wrong`` where it came too late or is too much."""
        self.left -= len(part)
        if self.left < 0 or time.monotonic() > self.until:
            raise _Wrong("the store gives too much, or too slowly")
        self.sum.update(part)
        return self.file.write(part)

    def need_same(self, name: str) -> None:
        """Raise ``_Wrong`` where a file is called by another sum than it has."""
        is_sum = len(name) == self.sum.digest_size * 2 and not set(name) - HEX
        if is_sum and name != self.sum.hexdigest():
            raise _Wrong("the store gives something else")


def _in_store(folder: Path, *, is_deep: bool) -> Iterator[Lying]:
    begin = f"{_key(folder)}/" if folder != root() else settings.S3_PREFIX
    pages = _client().get_paginator("list_objects_v2")
    how = {} if is_deep else {"Delimiter": "/"}
    for page in pages.paginate(Bucket=settings.S3_BUCKET, Prefix=begin, **how):
        for one in page.get("Contents", ()):
            name = one["Key"].removeprefix(settings.S3_PREFIX)
            if ODD & {*name.split("/")} or "\0" in name:
                continue  # not ours: it would lead out of the folder
            path = root() / name
            yield Lying(path, one["Size"], one["LastModified"].timestamp())


def _client() -> Any:
    """Return what speaks to the store, of this process: sockets are not shared."""
    return _client_of(os.getpid())


@lru_cache(maxsize=1)
def _client_of(process: int) -> Any:
    import boto3
    from botocore.config import Config

    return boto3.client(
        "s3",
        config=Config(
            connect_timeout=5,
            read_timeout=30,
            retries={"mode": "standard", "total_max_attempts": 3},
            # Stores of others than Amazon's do not know the newer sums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )
