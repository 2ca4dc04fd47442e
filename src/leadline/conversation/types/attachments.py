"""Files of comments as they come, as pages show them, and as they are given out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from leadline.foundation.attached import FileKind

MOST_FILES = 5
"""The files that come with one comment."""
MOST_BYTES = 2 * 1024**3
"""The bytes that all files of a workspace may take."""


@dataclass(frozen=True, slots=True)
class Came:
    """A file that came and is kept, and hangs on no comment yet."""

    name: str
    kind: FileKind
    size: int
    width: int
    height: int
    digest: str
    preview: str = ""


@dataclass(frozen=True, slots=True)
class AttachedRow:
    """A file under a comment; ``is_drawn`` where a page may show it as a picture.

    ``has_preview`` where a picture of its first page is kept; ``lacks`` says what is
    not installed that would have made one.
    """

    id: int
    name: str
    kind: FileKind
    size: int
    width: int
    height: int
    has_preview: bool = False
    lacks: str = ""

    @property
    def is_drawn(self) -> bool:
        """Whether there is a picture of a size that a browser is given to draw."""
        is_picture = self.kind.is_picture or self.has_preview
        return is_picture and self.width > 0 and self.height > 0


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file to be saved: where it lies, and as what it is sent."""

    path: Path
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class AttachedState:
    """What a look at all files found, by name; ``extra`` hang on nothing."""

    whole: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    extra: int
