"""What a file is by its first bytes, and what to do with those that are no table."""

from __future__ import annotations

import re

from leadline.foundation.errors import Invalid

OTHERS: tuple[tuple[bytes, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        "This is an old .xls workbook. Save it as .xlsx or CSV first.",
    ),
    (b"%PDF", "This is a PDF. Export the table behind it as CSV or XLSX."),
    (b"\x1f\x8b", "This file is packed by gzip. Unpack it and bring what is inside."),
    (
        b"7z\xbc\xaf",
        "This file is packed by 7-Zip. Unpack it and bring what is inside.",
    ),
    (b"Rar!", "This file is packed by RAR. Unpack it and bring what is inside."),
    (
        b"\x28\xb5\x2f\xfd",
        "This file is packed by zstd. Unpack it, bring what is inside.",
    ),
    (b"\x89PNG", "This is a picture. Bring the table or the text as a file."),
    (b"\xff\xd8\xff", "This is a picture. Bring the table or the text as a file."),
    (b"GIF8", "This is a picture. Bring the table or the text as a file."),
    (b"{\\rtf", "This is rich text (RTF). Save it as plain text or CSV."),
    (b"SQLite format 3", "This is a database. Export the table in it as CSV."),
    (
        b"BEGIN:VCALENDAR",
        "This is a calendar. Bring it where hours are read, not here.",
    ),
    (b"BEGIN:VCARD", "These are contacts (vCard). Export them as CSV."),
)
INSIDE_ZIP: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "This is a Word document. Save its table as CSV or XLSX."),
    (
        "ppt/presentation.xml",
        "These are slides. Save the table in them as CSV or XLSX.",
    ),
    ("xl/workbook.bin", "This is a binary workbook (.xlsb). Save it as .xlsx or CSV."),
    ("META-INF/manifest.xml", "This is an OpenDocument file. Save it as .xlsx or CSV."),
    ("index/document.iwa", "This is a Numbers or Pages file. Export it as CSV."),
)
HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|table|head|body|meta)\b", re.I | re.S
)
XML = re.compile(r"\s*<\?xml\b|\s*<[A-Za-z][\w.-]*(?::[\w.-]+)?(?:\s+xmlns\b|>\s*<)")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def refuse_others(head: bytes) -> None:
    """Raise ``Invalid`` with what to do for files that are known to be no table."""
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    for start, sentence in OTHERS:
        if head.startswith(start) or bare.startswith(start):
            raise Invalid(sentence)


def refuse_documents(names: frozenset[str]) -> None:
    """Raise ``Invalid`` for a ZIP that is a document of another program."""
    lower = {name.lower() for name in names}
    for name, sentence in INSIDE_ZIP:
        if name.lower() in lower:
            raise Invalid(sentence)


def refuse_no_text(start: str) -> None:
    """Raise ``Invalid`` where the beginning is neither text nor a table."""
    if len(CONTROL.findall(start)) > max(2, len(start) // 50):
        raise Invalid(
            "This file is no text and no table that can be read. "
            "Export it as CSV, XLSX or JSON."
        )
    if XML.match(start) and not HTML.match(start):
        raise Invalid(
            "This is an XML file, no table. Export it as CSV, XLSX or JSON instead."
        )
