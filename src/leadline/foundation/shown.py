"""What a terminal or another program is given: no sign that commands, no false number.

A name in somebody's file may hold signs that a terminal obeys, half a character, or
marks that turn the order of letters round. None of them is printed as it is.
"""

from __future__ import annotations

import json
import re
from typing import Any

from leadline.foundation.errors import Invalid

# Controls but for tab and new line, marks that turn reading round, halves of letters.
COMMANDS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
NOT_FINITE = (
    "A figure of the result is too large to be written down; the numbers it is made "
    "of are. Write smaller ones."
)


def shown(text: str) -> str:
    r"""Return a text with each sign that a terminal would obey written out.

    >>> print(shown("Acme\x1b[2J\u202e"))
    Acme\x1b[2J\u202e
    """
    return COMMANDS.sub(lambda found: repr(found[0])[1:-1], text)


def json_text(value: Any, *, indent: int | None = None) -> str:
    r"""Return plain values as JSON that every reader takes and no terminal obeys.

    Raises ``Invalid`` where a number is none (infinite, or not a number).

    >>> print(json_text({"name": "Größe\x9b2J"}))
    {"name": "Größe\u009b2J"}
    """
    try:
        text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    except ValueError:
        raise Invalid(NOT_FINITE) from None
    return COMMANDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
