"""Tables of the stakeholders domain."""

from leadline.stakeholders.models.people import (
    ContactNote,
    Listening,
    Person,
    StanceChange,
)
from leadline.stakeholders.models.promises import Commitment, CommitmentStep

__all__ = [
    "Commitment",
    "CommitmentStep",
    "ContactNote",
    "Listening",
    "Person",
    "StanceChange",
]
