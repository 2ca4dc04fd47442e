"""Tables of the growth domain."""

from leadline.growth.models.cycles import (
    Cycle,
    EvidenceNote,
    Framework,
    PeerComment,
    PeerLink,
    PeerRating,
    Share,
    Step,
)

__all__ = [
    "Cycle",
    "EvidenceNote",
    "Framework",
    "PeerComment",
    "PeerLink",
    "PeerRating",
    "Share",
    "Step",
]
