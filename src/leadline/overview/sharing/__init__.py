"""Records as people without an account read them: redacted once, before any page."""

from leadline.overview.sharing.lists import MOST, shared_list
from leadline.overview.sharing.plans import shared_plan
from leadline.overview.sharing.records import (
    SharedLine,
    SharedRecord,
    shared_decision,
    shared_goal,
    shared_need,
)
from leadline.overview.sharing.roadmap import SharedRoadmap, shared_roadmap
from leadline.overview.sharing.sent import shared_briefing, shared_review
from leadline.overview.sharing.subjects import LISTED, title_of

__all__ = [
    "LISTED",
    "MOST",
    "SharedLine",
    "SharedRecord",
    "SharedRoadmap",
    "shared_briefing",
    "shared_decision",
    "shared_goal",
    "shared_list",
    "shared_need",
    "shared_plan",
    "shared_review",
    "shared_roadmap",
    "title_of",
]
