"""Work beside this process: it is heard, it can be ended, and it never stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from leadline.foundation.beside import Line, Side, hands

OUTLIVED = """
import os, sys, time
from leadline.foundation.beside import Side
side = Side(lambda line: time.sleep(60))
print(side.number, flush=True)
os.kill(os.getpid(), 9)
"""


def is_there(number: int) -> bool:
    """Return whether a process lives; one that only waits to be buried does not."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


def test_both_ends_hear_each_other() -> None:
    def double(line: Line) -> None:
        for number in line.take(5):
            line.send(2 * number)
        line.take(60)

    side = Side(double)
    try:
        side.send(21)
        assert side.take(5) == [42]
    finally:
        side.end()


def test_work_that_has_ended_is_told_as_an_end() -> None:
    side = Side(lambda line: line.send("last"))
    try:
        assert side.take(5) == ["last"]
        with pytest.raises(EOFError):
            side.take(5)
    finally:
        side.end()


def test_work_that_fails_is_an_end_too_and_leaves_no_process() -> None:
    def fail(line: Line) -> None:
        raise MemoryError

    side = Side(fail)
    with pytest.raises(EOFError):
        side.take(5)
    number = side.number
    side.end()

    assert number is not None
    with pytest.raises(ChildProcessError):
        os.waitpid(number, os.WNOHANG)


def test_work_that_never_listens_is_ended_at_once() -> None:
    def deaf(line: Line) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        line.send("deaf")
        time.sleep(60)

    side = Side(deaf)
    assert side.take(5) == ["deaf"]
    number = side.number
    began = time.monotonic()
    side.end()

    assert time.monotonic() - began < 30
    assert number is not None
    assert not is_there(number)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel is asked on Linux")
def test_work_ends_with_whoever_started_it_even_if_that_is_killed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OUTLIVED], capture_output=True, text=True, timeout=30
    )
    number = int(done.stdout)
    until = time.monotonic() + 30
    while is_there(number) and time.monotonic() < until:
        time.sleep(0.05)

    assert done.returncode == -signal.SIGKILL
    assert not is_there(number)


def test_there_is_at_least_one_hand() -> None:
    assert hands() >= 1
