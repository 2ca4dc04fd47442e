"""Dark differs from light in colours alone, so one tree of elements serves both."""

from __future__ import annotations

import re
from pathlib import Path

import leadline
from tests.each import of_each

WEB = Path(leadline.__file__).parent / "web"
SHEETS = sorted((WEB / "static" / "web" / "css").rglob("*.css"))
# A colour for the light and one for the dark, with or without a way through.
COLOURS = re.compile(r"light-dark\(\s*(?:#\w+|rgb\([^)]*\)|var\([^)]*\)),")


@of_each(SHEETS, lambda path: path.name)
def test_a_sheet_tells_light_from_dark_by_colours_only(path: Path) -> None:
    text = path.read_text()

    assert len(re.findall(r"light-dark\((?!\))", text)) == len(COLOURS.findall(text))
    assert "prefers-color-scheme" not in text
    chosen = re.findall(r"\[data-theme[^{]*\{([^}]*)\}", text)
    said = {line.split(":")[0].strip() for body in chosen for line in body.split(";")}
    assert all(name in {"", "color-scheme"} or name[:2] == "--" for name in said)
