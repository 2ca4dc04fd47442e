"""Here files are read in a child, as they are where people bring them."""

from __future__ import annotations

import pytest

from leadline.foundation.child.ask import Place


@pytest.fixture(autouse=True)
def _read_here() -> None:
    """Read nothing in this process: the opposite of the fixture of all other tests."""
    assert not Place.inside
