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
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings

from leadline.foundation.errors import Invalid

COPY_SECONDS = 86_400.0
TIDY_SECONDS = 3600.0
COMING = ".coming-"
MOST_LISTS, LONGEST_NAME = 4000, 200
GIVEN = "The file is not here now: the store of files does not answer. Try again."
TAKEN = "The file could not be kept: the store of files does not answer. Try again."
LISTED = "The store of files does not say what it holds. Try again."
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
    with _asking(TAKEN, path):
        _client().upload_file(str(path), settings.S3_BUCKET, _key(path))
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
    try:
        return _fetch(path)
    except (FileExistsError, IsADirectoryError, NotADirectoryError):
        raise Invalid(GIVEN) from None  # one name lies below another


def chunks(path: Path, size: int = 1 << 20) -> Iterator[bytes]:
    """Yield what a kept file holds as it lies there for all; nothing is copied here.

    Raises ``Invalid`` where the store does not give it, or not whole, or does not end.
    """
    if not settings.S3_BUCKET:
        with path.open("rb") as file:
            while part := file.read(size):
                yield part
        return
    with _asking(GIVEN, path):
        found = _client().get_object(Bucket=settings.S3_BUCKET, Key=_key(path))
        # What has no length may have been cut off.
        if "ContentLength" not in found:
            raise _Wrong
        yield from found["Body"].iter_chunks(size)


def drop(path: Path) -> None:
    """Let go of a file, here and in the store; one that is gone is no fault.

    Where the store does not answer it stays there as what nobody names, and is swept.
    """
    path.unlink(missing_ok=True)
    if not settings.S3_BUCKET:
        return
    with suppress(Invalid), _asking(TAKEN, path):
        _client().delete_object(Bucket=settings.S3_BUCKET, Key=_key(path))


def lying(folder: Path, *, is_deep: bool = True) -> Iterator[Lying]:
    """Yield every file below a folder, or in it alone, by name.

    Raises ``Invalid`` where the store does not say, or does not come to an end.
    """
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
        from leadline.foundation.store_client import FAILURES, why
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
    except FAILURES as error:
        raise Invalid(
            f"The bucket {settings.S3_BUCKET} of LEADLINE_S3 cannot be written: "
            f"{why(error)}."
        ) from None


def _key(path: Path) -> str:
    return f"{settings.S3_PREFIX}{path.relative_to(root()).as_posix()}"


class _Wrong(Exception):
    """What a store gives is not what it was given."""


class _Gone(Invalid):
    """A store says that it has no such file."""


@contextmanager
def _asking(said: str, path: Path) -> Iterator[None]:
    """Turn whatever a store does instead of answering into a sentence of ours.

    Neither it nor the log repeats what a store says, which may be what we sent.
    """
    from leadline.foundation.store_client import FAILURES, code_of, why

    try:
        yield
    except (*FAILURES, _Wrong) as error:
        if code_of(error) in GONE:
            raise _Gone(said) from None
        log.error("store_of_files_failed", name=_key(path), why=why(error))
        raise Invalid(said) from None


def _fetch(path: Path) -> bool:
    """Bring a file here under another name first, so that it is whole or not there."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{COMING}{secrets.token_hex(12)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    summed = hashlib.sha256()
    try:
        with open(handle, "wb") as file:
            for part in chunks(path):
                summed.update(part)
                file.write(part)
        with _asking(GIVEN, path):
            _need_same(path.name, summed.hexdigest())
        draft.replace(path)
    except _Gone:
        return False
    finally:
        draft.unlink(missing_ok=True)
    return True


def _need_same(name: str, digest: str) -> None:
    """Raise ``_Wrong`` where a file is called by another sum than it has."""
    if len(name) == len(digest) and not set(name) - HEX and name != digest:
        raise _Wrong


def _in_store(folder: Path, *, is_deep: bool) -> Iterator[Lying]:
    begin = f"{_key(folder)}/" if folder != root() else settings.S3_PREFIX
    pages = _client().get_paginator("list_objects_v2")
    how = {} if is_deep else {"Delimiter": "/"}
    with _asking(LISTED, folder):
        found = pages.paginate(Bucket=settings.S3_BUCKET, Prefix=begin, **how)
        for number, page in enumerate(found):
            if number == MOST_LISTS:
                raise _Wrong
            for one in page.get("Contents", ()):
                if _is_ours(one["Key"], begin, is_deep=is_deep):
                    path = root() / one["Key"].removeprefix(settings.S3_PREFIX)
                    yield Lying(path, one["Size"], one["LastModified"].timestamp())


def _is_ours(key: str, begin: str, *, is_deep: bool) -> bool:
    """Return whether a name was asked for, and is one that we give."""
    inside = key.removeprefix(begin).split("/")
    named = key.removeprefix(settings.S3_PREFIX)
    return (
        key.startswith(begin)
        and (is_deep or len(inside) == 1)
        and not ODD & {*named.split("/")}
        and named.isprintable()
        and max(map(len, inside)) <= LONGEST_NAME
    )


def _client() -> Any:
    """Return what speaks to the store, of this process: sockets are not shared."""
    return _client_of(os.getpid())


@lru_cache(maxsize=1)
def _client_of(process: int) -> Any:
    from leadline.foundation.store_client import client

    return client()
