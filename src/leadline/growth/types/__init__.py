"""Words of the growth domain that surfaces may use."""

from leadline.growth.types.cycles import (
    FEWEST_PEERS,
    CyclePage,
    CycleRow,
    OwnCycle,
    PeerPage,
    RecordRow,
    SkillRow,
    StepIn,
    StepRow,
    StepState,
)
from leadline.growth.types.framework import (
    Competency,
    Face,
    FrameworkPlan,
    parse_framework,
)
from leadline.growth.types.headline import growth_headline

__all__ = [
    "FEWEST_PEERS",
    "Competency",
    "CyclePage",
    "CycleRow",
    "Face",
    "FrameworkPlan",
    "OwnCycle",
    "PeerPage",
    "RecordRow",
    "SkillRow",
    "StepIn",
    "StepRow",
    "StepState",
    "growth_headline",
    "parse_framework",
]
