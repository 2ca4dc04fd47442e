"""The exact search and the improvement side by side, each telling the other its best.

How work comes to run beside is told from outside: the engine itself starts nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

import numpy as np

from leadline.engine.portfolio.bounding import Bounding
from leadline.engine.portfolio.improve import improved
from leadline.engine.portfolio.model import Floats, PlanModel
from leadline.engine.portfolio.solver import Answer, Solved, Watch, maximise

STAGE = "finding the best plan"
WAIT_SECONDS = 0.05
BOUND_AFTER = 6.0


class Line(Protocol):
    """A line to whoever works at the other end."""

    def send(self, news: object) -> None:
        """Send something; raises an error if nobody is there any more."""

    def take(self, seconds: float = 0.0) -> list[Any]:
        """Return what came, or raise ``EOFError`` if nobody is there any more."""


class Side(Line, Protocol):
    """Work that goes on beside."""

    def end(self) -> None:
        """End the work at once."""


Work = Callable[[Line], None]
Beside = Callable[[Work], Side]


@dataclass
class _Teller:
    """Tells whoever waits what a search finds, and hears what others found."""

    line: Line

    def found(self, x: Floats) -> None:
        self.line.send(("plan", np.packbits(x > 0.5)))

    def bounded(self, bound: float) -> None:
        self.line.send(("bound", bound))

    def better(self) -> Floats | None:
        if not (came := self.line.take()):
            return None
        self.line.send(("heard", None))
        packed, size = came[-1]
        return np.unpackbits(packed, count=size).astype(np.float64)


@dataclass
class _Desk:
    """What is known of a search that several work on."""

    model: PlanModel
    best: Floats | None
    value: float = -np.inf
    bound: float = np.inf
    answer: Answer = Answer.STOPPED
    sides: list[Side] = field(default_factory=list)
    told: dict[int, float] = field(default_factory=dict)
    waiting: set[int] = field(default_factory=set)

    def add(self, side: Side) -> None:
        """Take in somebody who knows the best plan so far."""
        self.told[len(self.sides)] = self.value
        self.sides.append(side)

    def hear(self, at: int, seconds: float) -> None:
        """Take what a side tells; forget it if it has ended."""
        try:
            for kind, what in self.sides[at].take(seconds):
                match kind:
                    case "plan":
                        self._weigh(at, what)
                    case "bound":
                        self.bound = min(self.bound, what)
                    case "heard":
                        self.waiting.discard(at)
                    case "answer":
                        self.answer = what
        except EOFError:
            self.told[at] = np.inf

    def _weigh(self, at: int, packed: Any) -> None:
        size = self.model.gain.size
        x = np.unpackbits(packed, count=size).astype(np.float64)
        value = float(self.model.gain @ x)
        self.told[at] = max(self.told[at], value)
        if value > self.value:
            self.best, self.value = x, value

    def tell(self) -> None:
        """Tell each side the best plan, one at a time: it may be slow to listen."""
        for at, side in enumerate(self.sides):
            if at in self.waiting or self.best is None or self.told[at] >= self.value:
                continue
            packed = np.packbits(self.best > 0.5)
            try:
                side.send((packed, self.best.size))
            except OSError:
                self.told[at] = np.inf
                continue
            self.told[at] = self.value
            self.waiting.add(at)


@dataclass(frozen=True)
class Team:
    """How a search is shared out.

    ``beside`` starts work beside; ``improvers`` are so many that make plans better,
    with seeds from ``seed`` on; ``gap`` is what a plan may fall short by.
    """

    beside: Beside
    improvers: int = 1
    seed: int = 0
    gap: float = 0.0


def side_by_side(
    model: PlanModel, plan: Mapping[str, str] | None, watch: Watch, team: Team
) -> tuple[Solved, dict[str, str] | None]:
    """Search exactly and improve at the same time.

    Parameters
    ----------
    model : PlanModel
    plan : mapping of bet to period, or None
        A plan that can be done, to begin with.
    watch : Watch
        Until when to search; what its listener raises ends all of it.
    team : Team

    Returns
    -------
    Solved, dict of bet to period or None
        What the exact search can say, with the least bound told, and the best plan
        that anybody found.
    """
    x = None if plan is None else model.columns_of(plan)
    desk = _Desk(model, x, -np.inf if x is None else float(model.gain @ x))
    began, length = watch.clock(), max(watch.left, 1e-9)
    is_improving, is_bounding = False, len(model.problem.periods) == 1
    try:
        desk.add(team.beside(partial(_search, model, x, length, team.gap)))
        while watch.left > 0 and not _is_done(desk, team.gap):
            watch.report(STAGE, (watch.clock() - began) / length)
            if desk.best is not None and not is_improving:
                is_improving = True
                for number in range(team.improvers):
                    known = model.chosen(desk.best)
                    seed = team.seed + number
                    desk.add(team.beside(partial(_improve, model, known, length, seed)))
            if not is_bounding and watch.clock() - began > BOUND_AFTER:
                is_bounding = True
                desk.add(team.beside(partial(_bound, model, desk.best, watch.left)))
            for at in range(len(desk.sides)):
                desk.hear(at, WAIT_SECONDS)
            desk.tell()
    finally:
        for side in desk.sides:
            side.end()
    found = None if desk.best is None else model.chosen(desk.best)
    # The last bound may come, and prove the plan, before the answer does.
    is_proven = desk.answer is Answer.STOPPED and _is_done(desk, team.gap)
    answer = Answer.SOLVED if is_proven else desk.answer
    return Solved(answer, desk.best, desk.bound), found


def _is_done(desk: _Desk, gap: float) -> bool:
    if desk.answer is not Answer.STOPPED:
        return True
    slack = max(gap * abs(desk.value), 1e-9 * max(1.0, abs(desk.value)))
    return desk.best is not None and desk.bound - desk.value <= slack


def _search(
    model: PlanModel, x: Floats | None, seconds: float, gap: float, line: Line
) -> None:
    """Search exactly; tell each plan and bound, and at the end the answer."""
    mate = _Teller(line)
    watch = Watch(time.monotonic() + seconds)
    solved = maximise(model.program, watch, gap=gap, start=x, mate=mate)
    if solved.x is not None:
        mate.found(solved.x)
    mate.bounded(solved.bound)
    line.send(("answer", solved.answer))
    line.take(seconds)


def _bound(model: PlanModel, x: Floats | None, seconds: float, line: Line) -> None:
    """Bring the bound down until the time ends."""
    watch = Watch(time.monotonic() + seconds)
    bounding = Bounding(model, _Teller(line))
    if x is not None:
        bounding.best = float(model.gain @ x)
    bounding.search(watch)
    line.take(watch.left)


def _improve(
    model: PlanModel, plan: Mapping[str, str], seconds: float, seed: int, line: Line
) -> None:
    """Make the plan better until the time ends."""
    watch = Watch(time.monotonic() + seconds)
    rng = np.random.default_rng(seed)
    improved(model, plan, watch, rng=rng, mate=_Teller(line))
