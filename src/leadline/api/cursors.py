"""Where a list goes on: opaque, signed, good for the same question only."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core import signing

from leadline.api.problems import Problem
from leadline.foundation.faults import Fault

SALT = "leadline.api.cursor"
UNKNOWN = "This cursor is none of this list, or of other filters. Begin without one."


def question(workspace_id: int, operation: str, asked: dict[str, Any]) -> str:
    """Return by what one question is told from another: where, which list, filters."""
    told = json.dumps([workspace_id, operation, asked], sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def write_cursor(last: int, asked: str) -> str:
    """Return the cursor by which a list goes on after a row."""
    return signing.dumps([last, asked], salt=SALT, compress=False)


def read_cursor(text: str, asked: str) -> int:
    """Return after which row to go on; 0 begins. Raises ``Problem``."""
    if not text:
        return 0
    try:
        last, meant = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        last, meant = 0, ""
    if meant != asked:
        raise Problem(422, UNKNOWN, code="invalid", faults=[Fault("/cursor", UNKNOWN)])
    return int(last)
