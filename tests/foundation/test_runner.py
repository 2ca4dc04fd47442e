"""The child that runs jobs: what it is given, and when no child will take it."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leadline.foundation import runner as module
from leadline.foundation.runner import MOST_MEMORY, REST_SECONDS, Runner


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Runner]:
    """A runner whose tasks write their name and their process into a file."""
    # A process that has run thousands of tests has grown, and so have its children.
    monkeypatch.setattr(module, "memory_held", lambda: 0)

    def run(task: str) -> None:
        if task == "fail":
            raise ValueError(task)
        (tmp_path / task).write_text(str(os.getpid()))

    one = Runner(run, lambda: None)
    yield one
    one.end()


def test_one_child_runs_one_task_after_another(runner: Runner, tmp_path: Path) -> None:
    for task in ("first", "second"):
        runner.give(task)
        assert runner.is_done(30)

    pids = {(tmp_path / task).read_text() for task in ("first", "second")}
    assert len(pids) == 1
    assert (runner.died, runner.reference) == (False, "")


def test_a_task_that_fails_is_told_by_its_reference_and_the_next_one_runs(
    runner: Runner, tmp_path: Path
) -> None:
    runner.give("fail")
    assert runner.is_done(30)
    assert (runner.died, len(runner.reference)) == (False, 8)

    runner.give("next")
    assert runner.is_done(30)
    assert (runner.reference, (tmp_path / "next").exists()) == ("", True)


def test_a_child_that_ended_between_two_tasks_is_replaced(
    runner: Runner, tmp_path: Path
) -> None:
    runner.give("first")
    assert runner.is_done(30)
    for child in multiprocessing.active_children():
        if child.name == "jobs":
            child.kill()
            child.join()

    runner.give("second")
    assert runner.is_done(30)

    assert (tmp_path / "first").read_text() != (tmp_path / "second").read_text()


@pytest.mark.parametrize(("beyond", "children"), [(0, 1), (1, 2)])
def test_a_child_that_grew_beyond_its_memory_is_replaced(
    runner: Runner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    beyond: int,
    children: int,
) -> None:
    monkeypatch.setattr(module, "memory_held", lambda: MOST_MEMORY + beyond)
    for task in ("first", "second"):
        runner.give(task)
        assert runner.is_done(30)
        assert not runner.died

    pids = {(tmp_path / task).read_text() for task in ("first", "second")}
    assert len(pids) == children


def test_a_child_with_nothing_to_do_keeps_what_it_loaded_for_a_while_only(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [1_000.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: moment[0])
    runner.rest()
    runner.give("first")
    assert runner.is_done(30)

    for seconds, living in ((REST_SECONDS, 1), (0.1, 0)):
        moment[0] += seconds
        runner.rest()
        named = [c.name for c in multiprocessing.active_children()]
        assert named.count("jobs") == living


def test_the_memory_held_is_what_was_written_to() -> None:
    before = module.memory_held()
    block = bytearray(os.urandom(64 * 1024**2))

    assert module.memory_held() - before > 48 * 1024**2
    assert len(block) == 64 * 1024**2


class Wire:
    """A wire whose other side is gone so many times, then takes what it is given."""

    def __init__(self, broken: int) -> None:
        self.broken, self.sent = broken, list[Any]()

    def send(self, task: object) -> None:
        if self.broken:
            self.broken -= 1
            raise BrokenPipeError
        self.sent.append(task)

    def close(self) -> None:
        """Nothing to close."""


def wired(broken: int) -> tuple[Runner, Wire, list[int]]:
    """A runner that speaks to a wire instead of to a child, and its starts."""
    wire, starts = Wire(broken), list[int]()

    class Wired(Runner):
        def _start(self) -> None:
            starts.append(1)
            self._wire = wire  # type: ignore[assignment]

    return Wired(_nothing, lambda: None), wire, starts


def _nothing(task: object) -> None:
    """Run nothing."""


@pytest.mark.parametrize(("broken", "starts"), [(0, 1), (1, 2)])
def test_a_task_is_given_once_more_where_the_wire_broke(
    broken: int, starts: int
) -> None:
    runner, wire, begun = wired(broken)

    runner.give("task")

    assert (wire.sent, len(begun)) == (["task"], starts)


def test_after_two_broken_wires_it_is_said_that_no_process_starts() -> None:
    runner, wire, begun = wired(2)

    with pytest.raises(ChildProcessError, match="could be started"):
        runner.give("task")

    assert (wire.sent, len(begun)) == ([], 2)
