from __future__ import annotations

import logging

import pytest

from leadline.foundation.errors import Invalid
from leadline.foundation.tables.borders import said_plainly


@pytest.mark.parametrize("kind", [ValueError, KeyError])
def test_the_log_tells_the_kind_of_an_error_and_no_cell(
    kind: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    with (
        caplog.at_level(logging.WARNING),
        pytest.raises(Invalid, match="cannot be read"),
        said_plainly(),
    ):
        raise kind("Ann Example owes 12")

    assert kind.__name__ in caplog.text
    assert "Ann" not in caplog.text
    assert all(not record.exc_info for record in caplog.records)
