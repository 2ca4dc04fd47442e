"""Tables of the stakeholders domain."""

from leadline.stakeholders.models.judgements import (
    Judgement,
    JudgementShare,
    Listening,
    StanceChange,
)
from leadline.stakeholders.models.people import ContactNote, Person
from leadline.stakeholders.models.promises import Commitment, CommitmentStep
from leadline.stakeholders.models.telling import Briefing, Mailing, Told

__all__ = [
    "Briefing",
    "Commitment",
    "CommitmentStep",
    "ContactNote",
    "Judgement",
    "JudgementShare",
    "Listening",
    "Mailing",
    "Person",
    "StanceChange",
    "Told",
]
