"""What lies in a ZIP: looked at without trusting its names, sizes or paths."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from leadline.foundation.errors import Invalid

MEMBERS_LIMIT = 20_000
UNPACKED_LIMIT = 2 * 1024**3
RATIO_LIMIT = 400
SMALL = 4 * 1024**2
BLOCK = 1 << 20
NOT_MEANT = ("__MACOSX/", ".", "~$")


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a ZIP: its whole name there, and its size once unpacked."""

    name: str
    size: int

    @property
    def suffix(self) -> str:
        """The ending of the name in small letters, with its dot."""
        return PurePosixPath(self.name.replace("\\", "/")).suffix.lower()

    @property
    def base(self) -> str:
        """The last part of the name."""
        return PurePosixPath(self.name.replace("\\", "/")).name


def is_zip(path: Path) -> bool:
    """Return whether a file begins as a ZIP does."""
    with path.open("rb") as file:
        return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP once for many of its files; ``Invalid`` when it is damaged.

    Its list of files is read at each opening, so whoever reads many hands it on.
    """
    with _said_plainly():
        archive = zipfile.ZipFile(path)
    with archive:
        yield archive


def members(path: Path) -> list[Member]:
    """Return the files of a ZIP; folders and what systems add are passed over.

    Raises ``Invalid`` with what to do when the ZIP is damaged, locked by a password,
    or would unpack to far more than a person's file holds.
    """
    with opened(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MEMBERS_LIMIT:
            raise Invalid(
                f"This ZIP holds more than {MEMBERS_LIMIT:,} files. "
                "Unpack it and bring the file that you mean."
            )
        unpacked = sum(entry.file_size for entry in entries)
        packed = path.stat().st_size
        if unpacked > UNPACKED_LIMIT or unpacked > max(packed * RATIO_LIMIT, SMALL):
            raise Invalid(
                "This ZIP unpacks to far too much. "
                "Unpack it and bring the file that you mean."
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise Invalid(
                "This ZIP is locked by a password. Unpack it and bring what is inside."
            )
        found = [Member(entry.filename, entry.file_size) for entry in entries]
    return [
        member
        for member in found
        if not member.name.startswith(NOT_MEANT[0])
        and not member.base.startswith(NOT_MEANT[1:])
    ]


def calendars_in(path: Path) -> list[Member]:
    """Return the calendars of a ZIP: its .ics files, else the tables in it.

    Raises ``Invalid`` where there is none, and what ``members`` raises.
    """
    inside = members(path)
    for ending in (".ics", ".csv"):
        if found := [one for one in inside if one.suffix == ending]:
            return found
    raise Invalid(
        "There is no calendar in this ZIP. Unpack it and give the .ics file of it."
    )


def read_member(path: Path | zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Return the content of one file of a ZIP; ``Invalid`` over ``limit`` bytes.

    The bytes are counted while they are unpacked, whatever the ZIP says of them.
    """
    content = bytearray()
    for block in _blocks(path, name, limit):
        content += block
    return bytes(content)


@contextmanager
def unpacked(
    path: Path | zipfile.ZipFile, name: str, limit: int = UNPACKED_LIMIT
) -> Iterator[Path]:
    """Unpack one file into a place of our own, and remove it afterwards."""
    with TemporaryDirectory(prefix="leadline-") as folder:
        place = Path(folder) / "member"
        with place.open("wb") as target:
            for block in _blocks(path, name, limit):
                target.write(block)
        yield place


def _blocks(path: Path | zipfile.ZipFile, name: str, limit: int) -> Iterator[bytes]:
    """Yield the blocks of a file; a ZIP that is open already stays so."""
    if isinstance(path, Path):
        with opened(path) as archive:
            yield from _blocks(archive, name, limit)
        return
    with _said_plainly(), path.open(name) as member:
        size = 0
        while block := member.read(BLOCK):
            size += len(block)
            if size > limit:
                raise Invalid(
                    f"{PurePosixPath(name).name} in this ZIP is too large. "
                    "Unpack it and bring a part of it."
                )
            yield block


@contextmanager
def _said_plainly() -> Iterator[None]:
    """Turn whatever goes wrong inside of a ZIP into a sentence."""
    try:
        yield
    except (Invalid, GeneratorExit):
        raise
    except Exception as error:
        raise Invalid(
            "This ZIP is damaged or packed in a way that cannot be read. "
            "Unpack it and bring what is inside."
        ) from error
