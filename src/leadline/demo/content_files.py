"""The files that the example company is written in."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

CONTENT = files("leadline.demo") / "content"


def content(name: str) -> dict[str, Any]:
    """Read one content file."""
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))
