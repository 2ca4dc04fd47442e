"""The first page of a PDF as a picture, drawn in a child that the kernel ends.

PDF is a language that anybody can write anything in. What draws it is pdfium as
browsers have it, built without scripts; it is given the file and nothing else, for two
seconds of the processor. What it cannot draw by then has no picture, and is saved as
any other file.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from leadline.foundation import child
from leadline.foundation.attached.kinds import FileKind, kind_of, size_of
from leadline.foundation.errors import Conflict, Invalid

WIDTH, HEIGHT = 640, 906
"""The pixels that a page is drawn in, at most: those of A4."""
MOST_PIXELS = (WIDTH + 1) * (HEIGHT + 1)
LARGEST = 2 * 1024 * 1024
LARGEST_SCALE, QUALITY = 4.0, 80
BUDGET = child.Budget(seconds=2.0, memory=160 * 1024 * 1024)
ODD = "It has no page that can be drawn."


@dataclass(frozen=True, slots=True)
class Preview:
    """A picture in WebP, with its pixels."""

    content: bytes
    width: int
    height: int


@lru_cache(maxsize=1)
def can_preview() -> bool:
    """Return whether what draws a PDF is installed: the extra ``documents``."""
    return all(find_spec(name) is not None for name in ("pypdfium2", "PIL"))


def preview_of(path: Path) -> Preview | None:
    """Return the first page of a PDF; nothing where it cannot be drawn, or in time."""
    if not can_preview():
        return None
    try:
        content = child.run_for_bytes(BUDGET, LARGEST, draw, path)
    except (Invalid, Conflict):
        return None
    width, height = size_of(FileKind.WEBP, content)
    if kind_of(content) is not FileKind.WEBP or not 0 < width * height <= MOST_PIXELS:
        return None
    return Preview(content, width, height)


def draw(path: Path) -> bytes:
    """Return the first page as WebP; called in a child.

    Raises ``Invalid`` for a page that cannot be drawn: the file is damaged, wants a
    password, or has none.
    """
    # Imported here: nothing but the child may load what reads hostile files.
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PdfDocument(path) as pdf:
            return _drawn(pdf[0])
    except (PdfiumError, IndexError) as error:
        raise Invalid(ODD) from error


def _drawn(page: Any) -> bytes:
    width, height = page.get_size()
    if not (math.isfinite(width * height) and width > 0 and height > 0):
        raise Invalid(ODD)
    scale = min(WIDTH / width, HEIGHT / height, LARGEST_SCALE)
    drawn = page.render(scale=scale, may_draw_forms=False).to_pil()
    written = io.BytesIO()
    drawn.convert("RGB").save(written, "WEBP", quality=QUALITY)
    return written.getvalue()
