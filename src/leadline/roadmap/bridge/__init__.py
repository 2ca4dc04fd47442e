"""Plan files ↔ the engine: the only package of the domain that imports it."""

from leadline.roadmap.bridge.futures import (
    WEIGHED,
    InFutures,
    in_futures,
    weigh_in_futures,
    worth_knowing,
)
from leadline.roadmap.bridge.plans import (
    SolvedClash,
    SolvedOut,
    SolvedPlan,
    Tell,
    Weighed,
    by_order,
    find_plan,
    in_titles,
    key_of,
    keys_of,
    pk_of,
    read_wider,
    weigh,
    weigh_all,
)
from leadline.roadmap.bridge.weeks import week_prices

__all__ = [
    "WEIGHED",
    "InFutures",
    "SolvedClash",
    "SolvedOut",
    "SolvedPlan",
    "Tell",
    "Weighed",
    "by_order",
    "find_plan",
    "in_futures",
    "in_titles",
    "key_of",
    "keys_of",
    "pk_of",
    "read_wider",
    "week_prices",
    "weigh",
    "weigh_all",
    "weigh_in_futures",
    "worth_knowing",
]
