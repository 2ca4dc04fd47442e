"""Votes, ratings, recommendations and tags as sources write them."""

from __future__ import annotations

import json
import re

from leadline.foundation.text import whole
from leadline.importing.blanks import is_nothing

_COUNT = re.compile(r"^\+?\d{1,3}([.,\s'\u2019]?\d{3})*$")
_NUMBER = r"\d{1,3}(?:[.,]\d+)?"
_OUT_OF = re.compile(
    rf"^({_NUMBER})\s*(?:/|of|out of|von|sur|de|van|su)\s*(\d{{1,3}})\b"
)
_STARS = re.compile(rf"^({_NUMBER})\s*(?:stars?|sterne?|étoiles?|estrellas?|estrelas?|"
                    r"sterren|stelle|★|⭐|points?|pts?)?$", re.I)  # fmt: skip
_NPS = re.compile(r"^(\d{1,2})(?:\.0+)?(?:\s*[-\u2013\u2014:(].*)?$")
_FULL = re.compile(r"[★⭐]\ufe0f?")
_EMPTY = re.compile(r"☆")
GOOD = frozenset(
    "good great positive satisfied happy yes like liked thumbs_up 👍 gut zufrieden bon "
    "satisfait bueno satisfecho bom satisfeito goed tevreden buono soddisfatto".split()
)
BAD = frozenset(
    "bad poor negative dissatisfied unsatisfied unhappy disliked thumbs_down 👎 "
    "schlecht unzufrieden mauvais insatisfait malo insatisfecho ruim insatisfeito "
    "slecht ontevreden cattivo insoddisfatto".split()
)
NOT_ASKED = frozenset("offered unoffered".split())
SCALES = (5, 10, 100)
TAG_LENGTH, MOST_TAGS = 80, 50
_SLUGS = re.compile(r"[a-z0-9_:/.-]+( [a-z0-9_:/.-]+)+")


def read_count(text: str) -> int | None:
    """Return a number of votes, or ``None`` when the cell is no such number.

    >>> read_count("1,204"), read_count("48"), read_count("12.5"), read_count("many")
    (1204, 48, None, None)
    """
    bare = re.sub(r"\.0$", "", text.strip())
    if not _COUNT.match(bare):
        return None
    return int(re.sub(r"\D", "", bare))


def read_rating(text: str) -> tuple[float, int] | None:
    """Return a rating and the scale it names (0: none), or ``None`` if it is none.

    Good and bad are 1 and 0 of 1.

    >>> read_rating("4/5"), read_rating("4,5"), read_rating("★★★☆☆"), read_rating("Bad")
    ((4.0, 5), (4.5, 0), (3.0, 5), (0.0, 1))
    """
    bare = " ".join(text.split())
    if len(bare) > 40:
        return None
    if found := _OUT_OF.match(bare.lower()):
        value, scale = _float(found.group(1)), int(found.group(2))
        return (value, scale) if scale > 0 and value <= scale else None
    if found := _STARS.match(bare):
        return _float(found.group(1)), 0
    if full := len(_FULL.findall(bare)):
        empty = len(_EMPTY.findall(bare))
        is_bare = not _EMPTY.sub("", _FULL.sub("", bare)).strip()
        return (float(full), max(5, full + empty)) if is_bare else None
    first = bare.lower().replace("-", " ").split(" ")[0].strip(",.:;")
    if first in GOOD:
        return 1.0, 1
    return (0.0, 1) if first in BAD else None


def scale_of(largest: float) -> int:
    """Return the usual scale that a column's largest rating fits.

    >>> scale_of(4.5), scale_of(9), scale_of(87)
    (5, 10, 100)
    """
    return next((scale for scale in SCALES if largest <= scale), round(largest))


def read_nps(text: str) -> int | None:
    """Return how likely somebody is to recommend, 0 to 10, or ``None``.

    >>> read_nps("9"), read_nps("10 - Extremely likely"), read_nps("11")
    (9, 10, None)
    """
    found = _NPS.match(" ".join(text.split()))
    if not found or int(found.group(1)) > 10:
        return None
    return int(found.group(1))


def read_tags(text: str) -> list[str]:
    """Return the tags in a cell: a JSON list, or parted by commas and the like.

    >>> read_tags('["map", "slow"]'), read_tags("dark mode, map"), read_tags("a_b c_d")
    (['map', 'slow'], ['dark mode', 'map'], ['a_b', 'c_d'])
    """
    bare = text.strip()
    parts: list[str] = []
    if bare.startswith("["):
        try:
            found = json.loads(bare)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, list):
            parts = [_tag_of(item) for item in found]
    if not parts:
        parts = re.split(r"[,;|\n]", bare.strip("[]{}"))
        if len(parts) == 1 and "_" in bare and _SLUGS.fullmatch(bare):
            parts = bare.split(" ")
    kept: dict[str, None] = {}
    for part in parts:
        tag = " ".join(part.strip(" \"'").lstrip("#").split())[:TAG_LENGTH]
        tag = tag.replace('"', "'")  # SQLite finds no key with a quote in it
        if tag and not is_nothing(tag):
            kept[tag] = None
    return list(kept)[:MOST_TAGS]


def _tag_of(item: object) -> str:
    if isinstance(item, dict):
        item = item.get("name") or item.get("label") or item.get("title") or ""
    return whole(str(item))


def _float(text: str) -> float:
    return float(text.replace(",", "."))
