"""Which encoding a text file is in.

UTF-8 tells itself apart: text of another encoding hardly ever is valid UTF-8. So a
file whose odd signs mostly are stays UTF-8, and a bad byte costs one sign. The others
are judged by what they yield: words that people write, in letters of one language.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leadline.foundation.tables.letters import likeliest

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BLOCK = 1 << 20
SAMPLE = 192 * 1024
PART = 16 * 1024
ASCII = bytes(range(128))
LOST = "\ufffd"
LOST_BYTES = LOST.encode()


@dataclass(frozen=True, slots=True)
class Judgement:
    """An encoding, and how many signs of the file are none of it."""

    encoding: str
    lost: int = 0
    line: int = 0


def judge_encoding(path: Path) -> Judgement:
    """Return the encoding: by its mark, UTF-8 if most of it is, else the likeliest.

    A file without a mark in which every second byte is zero is UTF-16. The whole
    file is looked through once: the only odd sign may be its last.
    """
    with path.open("rb") as file:
        head = file.read(64 * 1024)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return Judgement(encoding)
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) * 0.2:
        return Judgement("utf-16-le" if odd > even else "utf-16-be")
    good, lost, line, sample = _look_through(path)
    if not lost or good >= 2 * lost:
        return Judgement("utf-8", lost, line)
    return Judgement(likeliest(sample))


def _look_through(path: Path) -> tuple[int, int, int, bytes]:
    """Return how many odd signs are UTF-8, how many not, the first such line, a sample.

    The sample is made of the lines around odd bytes, a part of each block that has
    some, so that it does not grow with the file.
    """
    good = lost = first = lines = 0
    sample = bytearray()
    for block in _blocks(path):
        if not block.isascii():
            text = block.decode("utf-8", "replace")
            bad = text.count(LOST) - block.count(LOST_BYTES)
            ascii_signs = len(block) - len(block.translate(None, ASCII))
            if bad and not first:
                first = lines + _line_of(block)
            good += len(text) - ascii_signs - bad
            lost += bad
            if len(sample) < SAMPLE:
                sample += _odd_lines(block)
        lines += block.count(b"\n")
    return good, lost, first, bytes(sample[:SAMPLE])


def _blocks(path: Path) -> Iterator[bytes]:
    """Yield the file in blocks that end where a line ends, as far as lines go."""
    with path.open("rb") as file:
        rest = b""
        while block := file.read(BLOCK):
            block = rest + block
            cut = block.rfind(b"\n") + 1
            if not cut:
                cut = len(block) - 4 if len(block) > 4 * BLOCK else 0
            rest = block[cut:]
            yield block[:cut]
        yield rest


def _line_of(block: bytes) -> int:
    """Return the line, from 1, of the first bytes that are no UTF-8."""
    try:
        block.decode("utf-8")
    except UnicodeDecodeError as error:
        return block.count(b"\n", 0, error.start) + 1
    return 0


def _odd_lines(block: bytes) -> bytes:
    found = bytearray()
    for line in block.splitlines(keepends=True):
        if not line.isascii():
            found += line[:2000]
            if len(found) > PART:
                break
    return bytes(found)
