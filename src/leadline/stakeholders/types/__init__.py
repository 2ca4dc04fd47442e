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
    Direction,
    Part,
    PromiseIn,
    PromiseRow,
    PromisesHeld,
    PromisesKept,
    PromiseState,
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
    "PromiseIn",
    "PromiseRow",
    "PromiseState",
    "PromisesHeld",
    "PromisesKept",
    "Reading",
    "Stance",
    "StanceRow",
    "StepKind",
    "StepRow",
    "letter_of",
]
