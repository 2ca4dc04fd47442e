"""A folder or a ZIP with a workspace in it: written whole, and read without trust.

``manifest.json`` says what is there, with the sum of each file; ``schema.json`` what a
row may hold; ``data/TABLE.jsonl`` has a row a line, ``csv/TABLE.csv`` the same for
sheets; ``files/`` what was uploaded.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from leadline.foundation.errors import Conflict, Invalid

FORMAT = 1
MANIFEST, SCHEMA = "manifest.json", "schema.json"
LONGEST_LINE = 64 * 1024**2
LONGEST_MANIFEST = 64 * 1024**2
BLOCK = 1 << 20
RATIO_LIMIT, SMALL = 400, 64 * 1024**2


@dataclass
class Writer:
    """Puts files into a folder or a ZIP, and keeps the sum of each."""

    place: Path
    archive: zipfile.ZipFile | None
    sums: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def file(self, name: str) -> Iterator[IO[bytes]]:
        """Open a new file in it; its sum is kept once the block ends."""
        if self.archive is not None:
            opened: Any = self.archive.open(name, "w", force_zip64=True)
        else:
            path = self.place / name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            opened = path.open("xb")
            path.chmod(0o600)
        with opened as raw:
            summed = _Summed(raw)
            yield summed  # type: ignore[misc]
        self.sums[name] = summed.sum.hexdigest()


class _Summed:
    """A file that is written to, and what was written summed up."""

    def __init__(self, raw: IO[bytes]) -> None:
        self.raw, self.sum = raw, hashlib.sha256()

    def write(self, block: bytes) -> int:
        """Write a block."""
        self.sum.update(block)
        return self.raw.write(block)


@contextmanager
def written(target: Path) -> Iterator[Writer]:
    """Write a folder, or a ZIP where the name says so; half of one is no parcel.

    Raises ``Conflict`` where something is there already.
    """
    if target.exists() and (target.is_file() or any(target.iterdir())):
        raise Conflict(f"{target} is there already. Name a new folder or ZIP.")
    if not target.parent.is_dir():
        raise Invalid(f"There is no folder {target.parent}. Make it first.")
    draft = target.with_name(f"{target.name}.part")
    try:
        if target.suffix.lower() == ".zip":
            draft.touch(mode=0o600)
            with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
                yield Writer(draft, archive)
        else:
            draft.mkdir(mode=0o700)
            yield Writer(draft, None)
        if target.is_dir():
            target.rmdir()
        draft.replace(target)
    finally:
        shutil.rmtree(draft) if draft.is_dir() else draft.unlink(missing_ok=True)


@dataclass(frozen=True)
class Reader:
    """Reads what a manifest names, and nothing else."""

    place: Path
    archive: zipfile.ZipFile | None
    about: dict[str, Any]

    @contextmanager
    def file(self, name: str) -> Iterator[IO[bytes]]:
        """Open one of its files; raise ``Invalid`` where it is missing."""
        try:
            if self.archive is not None:
                with self.archive.open(name) as raw:
                    yield raw
            else:
                with (self.place / name).open("rb") as raw:
                    yield raw
        except (KeyError, FileNotFoundError):
            raise Invalid(f"{name} is missing in {self.place}.") from None

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a file of lines; raise ``Invalid`` that names its line."""
        with self.file(name) as raw:
            number = 0
            while line := raw.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    raise Invalid(f"Line {number} of {name} is too long.")
                try:
                    row = json.loads(line)
                except (ValueError, RecursionError):
                    raise Invalid(f"Line {number} of {name} is no JSON.") from None
                if not isinstance(row, dict):
                    raise Invalid(f"Line {number} of {name} is no object.")
                yield row

    def verify(self) -> None:
        """Raise ``Invalid`` for a file that is not what the manifest says of it."""
        for name, expected in self.about["sums"].items():
            digest = hashlib.sha256()
            with self.file(name) as raw:
                while block := raw.read(BLOCK):
                    digest.update(block)
            if digest.hexdigest() != expected:
                raise Invalid(f"{name} was changed after it was exported.")


@contextmanager
def opened(source: Path) -> Iterator[Reader]:
    """Open a folder or ZIP that holds a workspace; raise ``Invalid`` for another."""
    wrong = Invalid(f"{source} holds no workspace that Leadline exported.")
    try:
        if source.is_dir():
            yield Reader(source, None, _about(source / MANIFEST))
            return
        with zipfile.ZipFile(source) as archive:
            if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
                raise wrong
            unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > max(source.stat().st_size * RATIO_LIMIT, SMALL):
                raise Invalid(f"{source} unpacks to far too much. Unpack it yourself.")
            about = _checked(json.loads(archive.read(MANIFEST)))
            yield Reader(source, archive, about)
    except (zipfile.BadZipFile, KeyError, FileNotFoundError, ValueError) as error:
        raise wrong from error


def _about(path: Path) -> dict[str, Any]:
    if path.stat().st_size > LONGEST_MANIFEST:
        raise ValueError("too long")
    return _checked(json.loads(path.read_bytes()))


def _checked(about: dict[str, Any]) -> dict[str, Any]:
    """Return a manifest whose names lead nowhere else."""
    if about["format"] != FORMAT:
        raise Invalid("This export is of a later Leadline. Install that version.")
    kinds = {"sums": dict, "tables": dict, "workspace": int, "with_private": bool}
    if not all(isinstance(about[name], kind) for name, kind in kinds.items()):
        raise ValueError("no manifest")
    for name in about["sums"]:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or str(path) != name:
            raise Invalid(f"This export is not safe: it names {name!r}.")
    return about
