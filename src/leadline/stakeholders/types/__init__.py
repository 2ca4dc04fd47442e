"""Words of the stakeholders domain that surfaces may use."""

from leadline.stakeholders.types.judgements import (
    Judged,
    JudgementIn,
    ListensRow,
    Reading,
    Stance,
    StanceRow,
)
from leadline.stakeholders.types.letters import letter_of
from leadline.stakeholders.types.people import (
    PARTNERS,
    ContactKind,
    ContactRow,
    Function,
    PersonFilter,
    PersonIn,
    PersonPage,
    PersonRemoved,
    PersonRow,
)
from leadline.stakeholders.types.promises import (
    MOVES,
    STILL_OPEN,
    CommitmentIn,
    CommitmentRow,
    CommitmentState,
    Direction,
    Part,
    PromisesHeld,
    PromisesKept,
    StepKind,
    StepRow,
)
from leadline.stakeholders.types.telling import Audience, BriefingRow, BriefingState

__all__ = [
    "MOVES",
    "PARTNERS",
    "STILL_OPEN",
    "Audience",
    "BriefingRow",
    "BriefingState",
    "CommitmentIn",
    "CommitmentRow",
    "CommitmentState",
    "ContactKind",
    "ContactRow",
    "Direction",
    "Function",
    "Judged",
    "JudgementIn",
    "ListensRow",
    "Part",
    "PersonFilter",
    "PersonIn",
    "PersonPage",
    "PersonRemoved",
    "PersonRow",
    "PromisesHeld",
    "PromisesKept",
    "Reading",
    "Stance",
    "StanceRow",
    "StepKind",
    "StepRow",
    "letter_of",
]
