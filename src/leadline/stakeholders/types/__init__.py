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
    PersonRow,
)
from leadline.stakeholders.types.promises import (
    MOVES,
    STILL_OPEN,
    CommitmentIn,
    CommitmentRow,
    CommitmentState,
    Direction,
    Kept,
    Part,
    PromisesHeld,
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
    "Kept",
    "ListensRow",
    "Part",
    "PersonFilter",
    "PersonIn",
    "PersonPage",
    "PersonRow",
    "PromisesHeld",
    "Reading",
    "Stance",
    "StanceRow",
    "StepKind",
    "StepRow",
    "letter_of",
]
