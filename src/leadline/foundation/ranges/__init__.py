"""Ranges as people say them: one grammar wherever a number is asked.

``read_range`` builds on ``foundation/amounts.py``, the one reader of numbers;
``written_range`` writes what is read back as just that, ``range_in_words`` says it.
"""

from leadline.foundation.ranges.reading import read_range
from leadline.foundation.ranges.said import Asked, SaidRange, about, between
from leadline.foundation.ranges.writing import (
    ends_and_likely,
    range_in_words,
    written_range,
)

__all__ = [
    "Asked",
    "SaidRange",
    "about",
    "between",
    "ends_and_likely",
    "range_in_words",
    "read_range",
    "written_range",
]
