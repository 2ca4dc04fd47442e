"""Words of the decisions domain that surfaces may use."""

from leadline.decisions.types.chair import (
    Chair,
    ChairVerdict,
    Heard,
    Score,
    Side,
    SilentSegment,
    WordRow,
    WordState,
)
from leadline.decisions.types.decisions import (
    ChangeRow,
    DecisionFilter,
    DecisionIn,
    DecisionPage,
    DecisionRow,
    DecisionState,
    Door,
    LinkedRow,
    OptionIn,
    OptionRow,
)

__all__ = [
    "Chair",
    "ChairVerdict",
    "ChangeRow",
    "DecisionFilter",
    "DecisionIn",
    "DecisionPage",
    "DecisionRow",
    "DecisionState",
    "Door",
    "Heard",
    "LinkedRow",
    "OptionIn",
    "OptionRow",
    "Score",
    "Side",
    "SilentSegment",
    "WordRow",
    "WordState",
]
