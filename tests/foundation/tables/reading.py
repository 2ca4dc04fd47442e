"""How the tests of this folder bring a file and read it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from leadline.foundation.tables import Row, read_table, sniff_table


def brought(folder: Path, content: str | bytes, name: str = "file") -> Path:
    """Write a file as somebody would bring it."""
    path = folder / name
    data = content if isinstance(content, bytes) else content.encode()
    path.write_bytes(data)
    return path


def packed(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write a ZIP of files."""
    path = folder / "packed"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def rows_of(path: Path) -> list[Row]:
    """Read all rows of a file."""
    return list(read_table(path, sniff_table(path)))


def cells_of(path: Path) -> list[list[str]]:
    """Read the cells of all ordinary rows."""
    return [list(row.cells) for row in rows_of(path) if not row.aside]
