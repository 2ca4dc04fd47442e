"""The name of a file that somebody else is to save: nothing in it misleads."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 120
# What separates folders or means something to a system, and signs that are not seen.
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f]')
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.I)


def harmless_name(name: str, ending: str, fitting: tuple[str, ...]) -> str:
    """Return a name without folders and signs that mislead, whose ending is true.

    ``ending`` is put behind a name that ends in none of ``fitting``.

    >>> harmless_name("../../etc/report.pdf", ".pdf", (".pdf",))
    'report.pdf'
    >>> harmless_name("invoice.pdf.exe", ".pdf", (".pdf",))
    'invoice.pdf.exe.pdf'
    >>> harmless_name("page.html", ".txt", (".txt", ".md"))
    'page.html.txt'
    >>> harmless_name("NUL.txt", ".txt", (".txt",)), harmless_name("..", ".png", ())
    ('file NUL.txt', 'file.png')
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(
        sign for sign in last if unicodedata.category(sign) not in {"Cf", "Cs", "Co"}
    )
    plain = " ".join(FORBIDDEN.sub(" ", seen).split()).strip(". ")
    if not plain or plain.startswith("-") or DEVICES.match(plain):
        plain = f"file {plain}".strip()
    if not plain.lower().endswith(fitting or (ending,)):
        plain += ending
    stem, dot, end = plain.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(end) - 1].rstrip()}{dot}{end}"
