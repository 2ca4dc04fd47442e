"""JSON of other programs, which cut characters in two."""

from __future__ import annotations

import json
import re
from typing import Any

from leadline.foundation.text import whole

HALF = re.compile(r"\\ud[89a-f]", re.I)


def read_json_text(text: str) -> Any:
    r"""Return what JSON says, with a mark where half of a character stood.

    Raises ``ValueError`` or ``RecursionError`` as ``json.loads`` does.

    >>> read_json_text('["so \\ud83d", 1]')
    ['so �', 1]
    """
    found = json.loads(text.lstrip("\ufeff"))
    return mended(found) if HALF.search(text) else found


def mended(value: Any) -> Any:
    """Return plain values with a mark where half of a character stands."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list):
        return [mended(part) for part in value]
    if isinstance(value, dict):
        return {whole(key): mended(part) for key, part in value.items()}
    return value
