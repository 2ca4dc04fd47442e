"""Files lie by their hash, apart for each workspace, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from leadline.foundation.attached import LARGEST, arrive, keep, kept_files, path_of
from leadline.foundation.errors import Invalid


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_the_same_content_lies_once_in_a_workspace_and_apart_in_another() -> None:
    digests = {keep(1, arrive(1, [b"so"])), keep(1, arrive(1, [b"s", b"o"]))}
    assert len(digests) == 1
    keep(2, arrive(2, [b"so"]))
    assert [len(list(kept_files(n))) for n in (1, 2, 3)] == [1, 1, 0]
    place = path_of(1, digests.pop())
    assert place.read_bytes() == b"so"
    assert place.stat().st_mode & 0o077 == 0
    assert place.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("size", "fits"), [(LARGEST, True), (LARGEST + 1, False)])
def test_a_file_is_so_large_at_most(size: int, fits: bool) -> None:
    chunks = [bytes(size // 2), bytes(size - size // 2)]
    if fits:
        assert arrive(1, chunks).stat().st_size == size
    else:
        with pytest.raises(Invalid, match="over 10 MB"):
            arrive(1, chunks)
        assert not list(kept_files(1))


@pytest.mark.parametrize(
    "digest", ["", "..", "../" * 21 + "x", "A" * 64, "0" * 63, "0" * 63 + "/"]
)
def test_what_is_no_hash_leads_nowhere(digest: str) -> None:
    with pytest.raises(ValueError, match="no hash"):
        path_of(1, digest)
