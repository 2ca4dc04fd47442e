"""Which documents go into the wheel, and where they lie in it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PLACE = Path("leadline") / "web" / "docs" / "pages"


def packed() -> dict[str, str]:
    """Return each file of the documents with its place in the wheel."""
    return {
        str(path): str(PLACE / path.relative_to(DOCS))
        for path in sorted(DOCS.rglob("*"))
        if path.is_file()
    }
