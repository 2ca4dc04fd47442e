"""Here files are read in a child, as they are where people bring them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from leadline.foundation.child import ask
from leadline.foundation.child.ask import Place
from leadline.foundation.child.budget import Budget
from tests.files.tasks import Weighed

# Two seconds on a machine of its own; a busy one may take several times as long.
MOST_SECONDS, MOST_MEGABYTES = 30.0, 200


@pytest.fixture(autouse=True)
def _read_in_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read nothing in this process: the opposite of all other tests."""
    monkeypatch.setattr(Place, "inside", False)


@pytest.fixture
def light(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Fail a test whose children and itself take more than a file may, together.

    Seconds are those of the processor: others work on the machine of the tests too.
    """
    folder = tmp_path_factory.mktemp("weights")
    real = ask._child

    @contextmanager
    def weighed(
        budget: Budget, function: Callable[..., object], *given: object
    ) -> Iterator[object]:
        file = folder / str(len(list(folder.iterdir())))
        file.touch()
        heavy = Weighed(function, str(file), budget.seconds)
        with real(budget, heavy, *given) as line:  # type: ignore[arg-type]
            yield line

    monkeypatch.setattr(ask, "_child", weighed)
    begun = time.process_time()
    yield
    taken = [_read(file) for file in folder.iterdir()]
    seconds = time.process_time() - begun + sum(took for took, _ in taken)
    assert seconds < MOST_SECONDS, taken
    assert all(megabytes < MOST_MEGABYTES for _, megabytes in taken), taken


def _read(file: Path) -> tuple[float, int]:
    seconds, _, megabytes = file.read_text().partition(" ")
    return float(seconds or 0), int(megabytes or 0)
