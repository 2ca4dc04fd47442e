"""Plan files ↔ the engine: the only package of the domain that imports it."""

from leadline.roadmap.bridge.ahead import (
    A_YEAR,
    Turned,
    brings_alone,
    starts_of,
    turned_beside,
)
from leadline.roadmap.bridge.bounds import UsedLimit, limits_plain, limits_used
from leadline.roadmap.bridge.futures import (
    ends_in_futures,
    in_futures,
    weigh_in_futures,
    worth_knowing,
)
from leadline.roadmap.bridge.limits import limits_of
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
from leadline.roadmap.bridge.ways import (
    find_ways,
    is_another_kind,
    point_of,
    solved_way,
)
from leadline.roadmap.bridge.weeks import week_prices
from leadline.roadmap.bridge.written import finishes_in, spread, work_in

__all__ = [
    "A_YEAR",
    "SolvedClash",
    "SolvedOut",
    "SolvedPlan",
    "Tell",
    "Turned",
    "UsedLimit",
    "Weighed",
    "brings_alone",
    "by_order",
    "ends_in_futures",
    "find_plan",
    "find_ways",
    "finishes_in",
    "in_futures",
    "in_titles",
    "is_another_kind",
    "key_of",
    "keys_of",
    "limits_of",
    "limits_plain",
    "limits_used",
    "pk_of",
    "point_of",
    "read_wider",
    "solved_way",
    "spread",
    "starts_of",
    "turned_beside",
    "week_prices",
    "weigh",
    "weigh_all",
    "weigh_in_futures",
    "work_in",
    "worth_knowing",
]
