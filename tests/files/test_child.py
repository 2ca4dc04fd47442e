"""The child that reads a file: what it gives back, and how it is ended."""

from __future__ import annotations

import threading
import time
from itertools import islice
from pathlib import Path

import pytest

from leadline.foundation import child
from leadline.foundation.child import Budget, ask
from leadline.foundation.child.ask import Place
from leadline.foundation.child.budget import MEGABYTE, MEMORY, SECONDS
from leadline.foundation.errors import Conflict, Invalid
from tests.files import tasks

QUICK = Budget(seconds=0.3)


def test_what_a_function_returns_or_refuses_comes_back() -> None:
    assert child.run(Budget(), len, "four") == 4

    with pytest.raises(Invalid, match="close the quote"):
        child.run(Budget(), tasks.refuse, "close the quote")


def test_what_nobody_expects_becomes_a_sentence_without_the_cell() -> None:
    with pytest.raises(Invalid) as caught:
        child.run(Budget(), tasks.stumble)

    assert "Save it again as CSV" in str(caught.value)
    assert "somebody" not in str(caught.value)


@pytest.mark.parametrize("task", [tasks.spin, tasks.die], ids=["spins", "dies"])
def test_a_child_that_spins_or_dies_ends_in_a_sentence(task: object) -> None:
    with pytest.raises(Invalid, match="too long to read, or too much memory"):
        child.run(QUICK, task)  # type: ignore[arg-type]

    assert child.run(Budget(), len, "next") == 4


def test_a_child_that_takes_memory_ends_in_a_sentence() -> None:
    with pytest.raises(Invalid, match="memory"):
        child.run(Budget(seconds=5, memory=64 * MEGABYTE), tasks.hoard)


def test_what_a_killed_child_wrote_beside_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask.tempfile, "tempdir", str(tmp_path))

    with pytest.raises(Invalid):
        child.run(QUICK, tasks.litter)
    inside = child.run(Budget(), tasks.where)

    assert Path(inside).parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_of_a_child_that_may_be_nobodys_nothing_is_taken_but_bytes() -> None:
    assert child.run_for_bytes(Budget(), 5, bytes, 5) == bytes(5)
    assert child.run(Budget(), bytes, 5) == bytes(5)
    for most, function, given in (
        (4, bytes, 5),
        (99, str, 5),
        (99, tasks.refuse, "no"),
    ):
        with pytest.raises(Invalid, match="takes too long"):
            child.run_for_bytes(Budget(), most, function, given)


def test_rows_come_in_order_and_those_before_a_fault_come_first() -> None:
    assert list(child.stream(Budget(), tasks.count, 2_000)) == list(range(2_000))

    rows = child.stream(Budget(), tasks.count, 2_000, fault_at=1_500)
    found = list(islice(rows, 1_500))
    assert found == list(range(1_500))
    with pytest.raises(Invalid):
        next(rows)


def test_a_child_whose_rows_nobody_wants_any_more_stops(tmp_path: Path) -> None:
    rows = child.stream(Budget(), tasks.number_and_note, str(tmp_path))
    assert next(rows) == 0
    rows.close()

    time.sleep(1.0)
    last = (tmp_path / "last").read_text()
    time.sleep(0.5)
    assert (tmp_path / "last").read_text() == last
    assert int(last or 0) < 9_000


def test_no_key_and_no_address_of_a_database_is_in_a_child(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LEADLINE_SECRET_KEY", "known to nobody")
    ask._host.end()  # the next one starts after the key was set

    found = child.run(Budget(), tasks.environment)

    assert not [name for name in found if name.startswith(("LEADLINE", "DJANGO"))]


def test_only_so_many_are_read_at_once_and_the_next_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ask, "WAIT_SECONDS", 0.1)
    held = [
        threading.Thread(target=_spin_for, args=(Budget(seconds=1.5),))
        for _ in range(ask.AT_ONCE)
    ]
    for thread in held:
        thread.start()
    time.sleep(0.4)

    with pytest.raises(Conflict, match="Try again in a minute"):
        child.run(Budget(), len, "x")

    for thread in held:
        thread.join()
    assert child.run(Budget(), len, "x") == 1


def _spin_for(budget: Budget) -> None:
    with pytest.raises(Invalid):
        child.run(budget, tasks.spin)


def test_a_file_gets_more_the_larger_it_is_and_never_less_than_any(
    tmp_path: Path,
) -> None:
    text, packed = tmp_path / "a.csv", tmp_path / "b.zip"
    text.write_bytes(b"x" * MEGABYTE)
    packed.write_bytes(b"PK" + b"x" * (MEGABYTE - 2))

    assert child.for_file(tmp_path / "none") == Budget(SECONDS, MEMORY)
    assert SECONDS < child.for_file(text).seconds < child.for_file(packed).seconds
    assert child.for_file(text).memory < child.for_file(packed).memory


def is_loaded() -> bool:
    """Whether a child knows what will be asked for before it is asked."""
    return child.run(Budget(), eval, f"{tasks.__name__!r} in __import__('sys').modules")


def test_what_will_be_asked_for_is_loaded_before() -> None:
    ask._host.end()
    assert not is_loaded()

    child.prepare(tasks.spin)

    assert is_loaded()


def test_nothing_is_prepared_by_a_process_that_reads_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask._host.end()
    monkeypatch.setattr(Place, "inside", True)

    child.prepare(tasks.spin)

    assert ask._host.process is None
