"""Which encoding a text file is in."""

from __future__ import annotations

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ["cp1252", "cp1250", "cp1251", "shift_jis", "gb18030", "cp949", "cp1253"]


def guess_encoding(path: Path) -> str:
    """Return the encoding: by its mark, else UTF-8 if all of it is, else the likeliest.

    A file without a mark in which every second byte is zero is UTF-16.
    """
    with path.open("rb") as file:
        head = file.read(256 * 1024)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) * 0.2:
        return "utf-16-le" if odd > even else "utf-16-be"
    if _is_utf8(path):
        return "utf-8"
    match = from_bytes(head, cp_isolation=CANDIDATES).best()
    return match.encoding if match else "cp1252"


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
