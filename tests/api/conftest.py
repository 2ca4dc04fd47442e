"""Each test begins with a whole minute of requests."""

from __future__ import annotations

import pytest

from leadline.api.limits import forget_limits


@pytest.fixture(autouse=True)
def _whole_minute() -> None:
    forget_limits()
