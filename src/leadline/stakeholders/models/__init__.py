"""Tables of the stakeholders domain."""

from leadline.stakeholders.models.people import (
    ContactNote,
    Listening,
    Person,
    StanceChange,
)
from leadline.stakeholders.models.promises import Commitment, CommitmentStep
from leadline.stakeholders.models.telling import Briefing, Mailing, Told

__all__ = [
    "Briefing",
    "Commitment",
    "CommitmentStep",
    "ContactNote",
    "Listening",
    "Mailing",
    "Person",
    "StanceChange",
    "Told",
]
