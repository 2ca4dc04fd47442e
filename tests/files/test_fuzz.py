"""Files that were spoilt by chance are read, or refused with a sentence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from leadline.foundation.child.ask import Place
from tests.files.fuzz import fuzz, outcome
from tests.files.samples import samples

CASES = 132


@pytest.mark.parametrize("kind", samples())
def test_each_sample_is_good_before_it_is_spoilt(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"good.{kind}"
    path.write_bytes(samples()[kind])

    assert outcome(kind, path) == ("read", "")


def test_spoilt_files_end_in_no_traceback_and_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Place, "inside", True)

    found, bad = fuzz(CASES, 2, tmp_path)

    assert bad == []
    results = Counter[str]()
    for (_, result), count in found.items():
        results[result] += count
    assert results["read"] > CASES // 10
    assert results["refused"] > CASES // 10
