"""Lines that could be somebody's name."""

from __future__ import annotations

import re
from functools import lru_cache

_PARTICLES = frozenset(
    "de del della di da do dos du van von der den ter ten la le el y e und bin al "
    "zu".split()
)
_AROUND = " \t\xa0*_~-\u2013—•|,.!;:()\"'“”"
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019.\-][^\W\d_]+)*\.?")


@lru_cache(maxsize=2048)
def is_name_like(text: str, most: int = 4) -> bool:
    """Return whether a line could be a person's or firm's name and nothing else.

    Examples
    --------
    >>> [is_name_like(t) for t in ("Sanne de Wit", "- Max", "Add a dark mode", "Jo 🐾")]
    [True, True, False, True]
    """
    bare = "".join(c for c in text if ord(c) < 0x2000 or c in "\u2019\u2013—•“”").strip(
        _AROUND
    )
    if not bare or len(bare) > 60 or bare[-1] in "?":
        return False
    words = bare.replace("/", " ").replace("&", " ").split()
    named = 0
    for word in words:
        core = word.strip(_AROUND)
        if not core or core.casefold() in _PARTICLES:
            continue
        if not _WORD.fullmatch(core) or not core[0].isupper():
            return False
        named += 1
    return 0 < named <= most and len(words) <= most + 3
