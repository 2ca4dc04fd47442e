"""Records as people without an account read them: redacted once, before any page."""

from leadline.overview.sharing.records import (
    SharedRecord,
    shared_decision,
    shared_goal,
    shared_need,
)
from leadline.overview.sharing.roadmap import SharedRoadmap, shared_roadmap
from leadline.overview.sharing.subjects import title_of

__all__ = [
    "SharedRecord",
    "SharedRoadmap",
    "shared_decision",
    "shared_goal",
    "shared_need",
    "shared_roadmap",
    "title_of",
]
