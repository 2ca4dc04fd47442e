"""A plan file's ranges as futures, loaded when somebody looks: numpy takes its time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from leadline.roadmap.bridge.plans import SolvedPlan, Tell
from leadline.roadmap.types import AimOfPlan, InFutures, PlanFutures


def in_futures(
    *,
    file: Mapping[str, Any],
    solved: SolvedPlan,
    known: PlanFutures,
    time_limit: float,
    before: Mapping[str, str] | None = None,
    tell: Tell | None = None,
) -> tuple[SolvedPlan, PlanFutures]:
    """Choose over the futures of a plan file, as ``drawing`` does."""
    from leadline.roadmap.bridge import drawing

    return drawing.in_futures(
        file=file, solved=solved, known=known, time_limit=time_limit, before=before,
        tell=tell,
    )  # fmt: skip


def worth_knowing(
    *, file: Mapping[str, Any], known: PlanFutures, tell: Tell | None = None
) -> PlanFutures:
    """Say what knowing each range is worth, as ``drawing`` does."""
    from leadline.roadmap.bridge import drawing

    return drawing.worth_knowing(file=file, known=known, tell=tell)


def ends_in_futures(
    *, file: Mapping[str, Any], chosen: Mapping[str, str]
) -> Mapping[int, tuple[float, ...]]:
    """Say when bets are finished in the futures of a plan file, as ``drawing`` does.

    What is asked for again is not drawn again: pages say the odds beside each date.
    """
    return _drawn(json.dumps(file, sort_keys=True), tuple(sorted(chosen.items())))


@lru_cache(maxsize=32)
def _drawn(
    file: str, chosen: tuple[tuple[str, str], ...]
) -> Mapping[int, tuple[float, ...]]:
    from leadline.roadmap.bridge import drawing

    found = drawing.ends_in_futures(file=json.loads(file), chosen=dict(chosen))
    return MappingProxyType(found)


def weigh_in_futures(
    *,
    file: Mapping[str, Any],
    choices: Sequence[Mapping[str, str]],
    aims: Sequence[AimOfPlan] = (),
) -> list[InFutures]:
    """Weigh choices of bets in the same futures, as ``drawing`` does.

    What is asked for again is not drawn again: a page of a plan says it at each look.
    """
    # In the order they stand in: it is that in which they are drawn.
    return list(_weighed(json.dumps([file, choices]), tuple(aims)))


@lru_cache(maxsize=32)
def _weighed(asked: str, aims: tuple[AimOfPlan, ...]) -> tuple[InFutures, ...]:
    from leadline.roadmap.bridge import drawing

    file, choices = json.loads(asked)
    return tuple(drawing.weigh_in_futures(file=file, choices=choices, aims=aims))
