"""Launches as a file: a line for each step, one for a launch that has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from leadline.launches.types import BuiltBy, LaunchRow, LaunchStepRow

HEADER = [
    "launch", "kind", "state", "day", "launched on", "bet", "leads", "go or wait",
    "by the plan", "odds to be built by the day", "planned to be built by",
    "function", "step", "owner", "due", "step is", "what shows it", "why",
]  # fmt: skip
NO_STEP: list[object] = [""] * 7


def launch_lines(
    launches: Iterable[LaunchRow],
    steps: Iterable[LaunchStepRow],
    built: Mapping[int, BuiltBy],
) -> Iterator[list[object]]:
    """Yield the lines of a file; ``built`` is by the number of an open launch.

    Odds are a share of one, and empty where no plan gives any: what the plan says of
    the launch stands beside them.
    """
    of_launch: dict[int, list[LaunchStepRow]] = {}
    for step in steps:
        of_launch.setdefault(step.launch_id, []).append(step)
    for row in launches:
        about = [
            row.title, row.kind.label, row.state.label, row.day, row.launched_on,
            row.bet, row.owner, row.verdict.label, *_planned(built.get(row.id)),
        ]  # fmt: skip
        told = [_told(step) for step in of_launch.get(row.id, [])]
        yield from (about + line for line in told or [NO_STEP])


def _told(step: LaunchStepRow) -> list[object]:
    return [
        step.part.label, step.title, step.owner, step.due, step.state.label,
        step.proof, step.why,
    ]  # fmt: skip


def _planned(plan: BuiltBy | None) -> list[object]:
    if plan is None:  # it went to market, or was called off
        return ["", "", ""]
    odds = "" if plan.odds is None else f"{plan.odds:.2f}"
    return [plan.state.label, odds, plan.finish]
