"""Opening an XLSX file within a budget, and only what its cells need of it.

Fonts, fills, themes, charts and names are never built: a small file may hold millions.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from zipfile import ZipFile, ZipInfo

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import (
    builtin_format_code,
    is_date_format,
    is_timedelta_format,
)
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml.constants import ARC_CONTENT_TYPES, ARC_STYLE, ARC_WORKBOOK
from openpyxl.xml.constants import SHARED_STRINGS as STRINGS_TYPE
from openpyxl.xml.functions import iterparse

from leadline.foundation.archives import members
from leadline.foundation.errors import Invalid

LISTS_LIMIT = 1024**2
STYLES_LIMIT = 8 * 1024**2
STRINGS_LIMIT = 256 * 1024**2
SHEETS_LIMIT = 200
RATIO_LIMIT = 100
SMALL = 4 * 1024**2
LONGEST_FORMAT = 1_000
NOT_OPENED = "This workbook cannot be read. Save it again as .xlsx or as CSV."
TOO_MUCH = (
    "This workbook unpacks to far too much. Save the sheet that you mean as CSV and "
    "bring that one."
)
LOOKS = frozenset(("font", "fill", "border", "dxf", "cellStyle", "cellStyleXfs"))


@contextmanager
def opened_book(path: Path) -> Iterator[Any]:
    """Open a workbook; whatever its reader stumbles over becomes a sentence."""
    members(path)
    # Held here: the library forgets an open sheet where its first bytes are broken.
    with path.open("rb") as file:
        try:
            yield _Reader(file).read()
        except (Invalid, GeneratorExit):
            raise
        except Exception as error:
            raise Invalid(NOT_OPENED) from error


class _Reader(ExcelReader):  # type: ignore[misc]  # the library has no types
    """Reads the list of sheets, the shared words and which formats are dates."""

    archive: ZipFile

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file, read_only=True, data_only=True, keep_links=False)

    def read(self) -> Any:
        self._check_lists()
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        self._read_dates()
        self.read_worksheets()
        return self.wb

    def _check_lists(self) -> None:
        for entry in self.archive.infolist():
            name = entry.filename
            if name.endswith(".rels") or name in {ARC_CONTENT_TYPES, ARC_WORKBOOK}:
                _check(entry, LISTS_LIMIT)

    def read_strings(self) -> None:
        part = self.package.find(STRINGS_TYPE)
        if part is None:
            return
        entry = self.archive.getinfo(part.PartName[1:])
        _check(entry, STRINGS_LIMIT)
        with self.archive.open(entry) as source:
            self.shared_strings = list(_strings(source))

    def read_workbook(self) -> None:
        for part in self.package.Override:
            name = part.PartName[1:]
            if part.ContentType.endswith(".main+xml") and name in self.valid_files:
                _check(self.archive.getinfo(name), LISTS_LIMIT)
        super().read_workbook()
        if len(self.parser.sheets) > SHEETS_LIMIT:
            raise Invalid(
                f"This workbook has more than {SHEETS_LIMIT} sheets. Save the one "
                "that you mean as CSV and bring that one."
            )

    def _read_dates(self) -> None:
        if ARC_STYLE not in self.valid_files:
            return
        entry = self.archive.getinfo(ARC_STYLE)
        _check(entry, STYLES_LIMIT)
        with self.archive.open(entry) as source:
            formats = _formats(source)
        dates = {f for f in set(formats) if is_date_format(f)}
        spans = {f for f in set(formats) if is_timedelta_format(f)}
        places = list(enumerate(formats))
        self.wb._date_formats = {n for n, f in places if f in dates}
        self.wb._timedelta_formats = {n for n, f in places if f in spans}

    def read_worksheets(self) -> None:
        seen = set()
        for sheet, rel in self.parser.find_sheets():
            is_chart = "chartsheet" in rel.Type
            if is_chart or rel.target in seen or rel.target not in self.valid_files:
                continue
            seen.add(rel.target)
            _check(self.archive.getinfo(rel.target))
            page = ReadOnlyWorksheet(
                self.wb, sheet.name, rel.target, self.shared_strings
            )
            page.sheet_state = sheet.state
            self.wb._sheets.append(page)


def _check(entry: ZipInfo, limit: int | None = None) -> None:
    """Refuse a part over its limit, or packed closer than what people write."""
    size = entry.file_size
    is_bomb = size > max(entry.compress_size * RATIO_LIMIT, SMALL)
    if is_bomb or (limit is not None and size > limit):
        raise Invalid(TOO_MUCH)


def _strings(source: IO[bytes]) -> Iterator[str]:
    """Yield the shared words; how they are to be spoken is passed over."""
    root = None
    for event, node in iterparse(source, ("start", "end")):
        if root is None:
            root = node
        if event == "end" and _local(node) == "si":
            texts = []
            for child in node:
                inner = child if _local(child) == "r" else (child,)
                if _local(child) in {"r", "t"}:
                    texts += [t.text or "" for t in inner if _local(t) == "t"]
            yield "".join(texts).replace("x005F_", "")
            root.clear()


def _formats(source: IO[bytes]) -> list[str | None]:
    """Return the format of numbers of each style that cells may name."""
    own: dict[int, str] = {}
    numbers: list[int] = []
    for _, node in iterparse(source):
        name = _local(node)
        if name == "numFmt":
            code = node.get("formatCode", "")
            own[int(node.get("numFmtId", 0))] = code[:LONGEST_FORMAT]
        elif name == "cellXfs":
            numbers = [int(xf.get("numFmtId", 0)) for xf in node]
        elif name in LOOKS:
            node.clear()
    return [own[n] if n in own else builtin_format_code(n) for n in numbers]


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]
