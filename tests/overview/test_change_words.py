"""What changed is told two ways from the same facts, whatever its name holds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadline.overview.telling import Change

AT = datetime(2027, 1, 4, tzinfo=UTC)
NAME = "Taken back: at risk: moved?"


@pytest.mark.parametrize(
    ("kind", "now", "holds", "what", "news"),
    [
        ("decision", "", False, NAME, f" what was decided on “{NAME}”"),
        (
            "decision", "taken back", False,
            f"Taken back: {NAME}", f" that “{NAME}” was taken back",
        ),
        (
            "decision", "looked at again on 9 May 2027", True,
            f"Looked at again on 9 May 2027: {NAME}",
            f" that “{NAME}” is looked at again on 9 May 2027",
        ),
        (
            "promise", "at risk", True,
            f"{NAME}: at risk", f" that “{NAME}” is at risk",
        ),
        ("promise", "moved", False, f"{NAME}: moved", f" that “{NAME}” was moved"),
        (
            "bet", "put in for Q2 2027", False,
            f"{NAME}: put in for Q2 2027", f" that “{NAME}” was put in for Q2 2027",
        ),
    ],
)  # fmt: skip
def test_a_change_is_one_line_and_the_end_of_a_sentence(
    kind: str, now: str, holds: bool, what: str, news: str
) -> None:
    change = Change(f"{kind}:1", kind, 1, NAME, "", AT, now, holds)

    assert (change.what, change.news) == (what, news)
