"""Records as people without an account read them: redacted once, before any page."""

from leadline.overview.sharing.roadmap import SharedRoadmap, shared_roadmap
from leadline.overview.sharing.subjects import title_of

__all__ = ["SharedRoadmap", "shared_roadmap", "title_of"]
