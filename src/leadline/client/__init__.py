"""Leadline for Python programs and notebooks: typed, over the API alone.

This package knows nothing else of Leadline and needs only Python's own library, so
that it can be copied to wherever it is of use.
"""

from .core import Leadline
from .errors import (
    Busy,
    Conflict,
    Fault,
    Invalid,
    LeadlineError,
    NotAllowed,
    NotFound,
    NotPossible,
    Refused,
    TooMany,
    Unreachable,
    WrongToken,
)
from .frames import frame
from .pages import Pages

__all__ = [
    "Busy",
    "Conflict",
    "Fault",
    "Invalid",
    "Leadline",
    "LeadlineError",
    "NotAllowed",
    "NotFound",
    "NotPossible",
    "Pages",
    "Refused",
    "TooMany",
    "Unreachable",
    "WrongToken",
    "frame",
]
