"""Work in parts by the workers of a real scheduler, some of which are killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from leadline.engine.economics.levers import levers
from leadline.engine.economics.parse import parse_model
from leadline.engine.spreading import spread_by
from leadline.engine.text import encode
from leadline.engine.text.encode import sentence_vectors
from leadline.engine.text.kept import KeptRows
from leadline.foundation import crew
from leadline.foundation.crew import many_hands, need_crew, shared_work
from leadline.foundation.errors import Invalid
from tests.crew import LATE, Crew, running, squared
from tests.machines import free_ports

pytestmark = pytest.mark.sqlite  # no table is asked: once is enough
TEXTS = [
    f"The export of report {n} stops at line {n * 7} of {n % 5}" for n in range(400)
]
MODEL = {
    "periods": ["Q1", "Q2"],
    "segments": [
        {"id": "clinic", "price": 10, "churn": {"p10": 0.05, "p50": 0.1, "p90": 0.2},
         "customers": {"p10": 80, "p50": 100, "p90": 120}}
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> Iterator[Crew]:
    with running(free_ports(1)[0]) as started:
        started.wait()
        yield started


@pytest.fixture
def hands(found: Crew, settings: Any) -> Crew:
    settings.DASK = found.address
    return found


def here_alone(function: Any, parts: Any) -> Any:
    raise AssertionError("nothing was to be left for this machine")


def test_workers_come_to_the_same_figures_as_this_machine(
    hands: Crew, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = parse_model(MODEL)
    monkeypatch.setattr(encode, "_KEPT", KeptRows())
    alone = sentence_vectors(TEXTS), levers(model, ["churn:clinic"])
    monkeypatch.setattr(encode, "_KEPT", KeptRows())

    with shared_work() as shared, spread_by(many_hands):
        together = sentence_vectors(TEXTS), levers(model, ["churn:clinic"])

    assert np.array_equal(alone[0], together[0])
    assert alone[1] == together[1]
    assert shared.parts == shared.elsewhere > crew.FEWEST
    assert shared.facts()["shared_work"].endswith("parts by the workers of dask.")


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """A file without which the later half of the parts is not done."""
    return tmp_path / "gate"


def parts(gate: Path) -> list[tuple[int, str]]:
    return [(number, str(gate)) for number in range(2 * LATE)]


def test_one_is_killed_in_the_middle_and_nothing_is_lost_or_doubled(
    hands: Crew, gate: Path
) -> None:
    made = []
    with shared_work() as shared:
        for one in many_hands(squared, parts(gate), here_alone):
            made.append(one)
            if len(made) == 5:
                hands.kill(0)
                gate.touch()

    assert made == [n * n for n in range(2 * LATE)]
    assert (shared.parts, shared.elsewhere, shared.lost) == (80, 80, "")


def test_all_are_killed_in_the_middle_and_the_rest_is_done_here(
    hands: Crew, gate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "PART_SECONDS", 3)
    made = []
    with shared_work() as shared:
        for one in many_hands(squared, parts(gate), map):
            made.append(one)
            if len(made) == 5:
                hands.kill_all()
                gate.touch()

    assert made == [n * n for n in range(2 * LATE)]
    assert 5 <= shared.elsewhere < 2 * LATE
    assert "the rest on this machine: " in shared.facts()["shared_work"]


def test_nobody_answers_and_all_is_done_here(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(crew, "CONNECT_SECONDS", 0.3)
    settings.DASK = f"tcp://127.0.0.1:{free_ports(1)[0]}"

    with shared_work() as shared:
        made = list(many_hands(abs, range(8), map))

    assert made == list(range(8))
    assert shared.facts() == {
        "shared_work": "0 of 8 parts by the workers of dask, the rest on this machine: "
        f"{settings.DASK} did not answer."
    }


def test_without_an_address_or_with_few_parts_nobody_is_asked(settings: Any) -> None:
    with shared_work() as shared:
        assert list(many_hands(abs, [-1] * 20, map)) == [1] * 20
        settings.DASK = "tcp://127.0.0.1:1"
        assert list(many_hands(abs, [-1] * (crew.FEWEST - 1), map)) == [1] * 7

    assert shared.facts() == {}


def test_a_start_says_what_is_missing(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_crew()  # nobody named one
    settings.DASK = "tcp://127.0.0.1:1"
    monkeypatch.setattr(crew, "find_spec", lambda name: None)

    with pytest.raises(Invalid, match=r'pip install "leadline\[dask\]"'):
        need_crew()
