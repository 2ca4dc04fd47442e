"""Groups of pieces that say the same: the candidates for needs."""

from leadline.engine.text.group.assign import assign, centroids_of, propose
from leadline.engine.text.group.grouping import Grouping, GroupSettings, group
from leadline.engine.text.group.regroup import regroup

__all__ = [
    "GroupSettings",
    "Grouping",
    "assign",
    "centroids_of",
    "group",
    "propose",
    "regroup",
]
