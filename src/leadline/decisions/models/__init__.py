"""Tables of the decisions domain."""

from leadline.decisions.models.chair import ChairSettings, ChairWord, Saying
from leadline.decisions.models.comparing import Comparison, Criterion
from leadline.decisions.models.decisions import (
    Decision,
    DecisionBet,
    DecisionChange,
    DecisionGoal,
    DecisionNeed,
    DecisionSegment,
    Option,
)
from leadline.decisions.models.people import DecisionPerson
from leadline.decisions.models.predictions import (
    Forecast,
    Prediction,
    Review,
    Sharing,
)

__all__ = [
    "ChairSettings",
    "ChairWord",
    "Comparison",
    "Criterion",
    "Decision",
    "DecisionBet",
    "DecisionChange",
    "DecisionGoal",
    "DecisionNeed",
    "DecisionPerson",
    "DecisionSegment",
    "Forecast",
    "Option",
    "Prediction",
    "Review",
    "Saying",
    "Sharing",
]
