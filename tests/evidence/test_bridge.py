"""The seam to the engine: weeks, trends, languages, crumbs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leadline.evidence.bridge import (
    Said,
    Standing,
    group_pieces,
    languages_of,
    last_weeks,
    nearest_groups,
    trend_of,
)

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def weeks(*counts: int) -> dict[str, int]:
    """Return counts by Monday, the last one for the week of NOW."""
    monday = datetime(2026, 11, 23, tzinfo=UTC).date()
    back = range(len(counts) - 1, -1, -1)
    days = [(monday - timedelta(weeks=n)).isoformat() for n in back]
    return dict(zip(days, counts, strict=True))


def test_weeks_are_read_oldest_first_with_gaps_as_nothing() -> None:
    assert last_weeks(weeks(9, 0, 4), NOW, 2) == [0, 4]
    assert last_weeks({"2026-11-23": 2}, NOW, 3) == [0, 0, 2]


@pytest.mark.parametrize(
    ("counts", "direction"),
    [
        ([2] * 12 + [9, 9, 9, 9], "rising"),
        ([9] * 12 + [1, 1, 1, 0], "falling"),
        ([5] * 12 + [5, 5, 5, 2], "flat"),
        ([0] * 14 + [3, 4], "unknown"),
    ],
)
def test_a_trend_weighs_this_week_as_far_as_it_has_come(
    counts: list[int], direction: str
) -> None:
    trend, recent, before = trend_of(weeks(*counts), NOW)

    assert (trend.direction, recent, before) == (
        direction,
        sum(counts[12:]),
        sum(counts[:12]),
    )


def test_languages_are_told_only_where_one_can() -> None:
    assert languages_of(
        ["The export does not work for us", "Der Export funktioniert nicht", "ok", ""]
    ) == ["en", "de", "", ""]


def test_pieces_that_say_nothing_belong_to_no_group() -> None:
    said = [Said(n, words) for n, words in enumerate(["", "  ", "n/a", "?!"])]

    found = group_pieces(said)

    assert (found.groups, sorted(found.loose)) == ([], [0, 1, 2, 3])


def test_copies_alone_are_one_group() -> None:
    found = group_pieces([Said(n, "The export fails every Monday") for n in range(30)])

    assert [len(group.members) for group in found.groups] == [30]


def test_progress_is_told_and_can_stop_the_work() -> None:
    class Stop(Exception):
        pass

    def report(done: int, total: int, message: str) -> None:
        assert 0 <= done <= total
        if message == "Grouping":
            raise Stop

    with pytest.raises(Stop):
        group_pieces([Said(1, "The export fails"), Said(2, "Dark mode")], report)


STANDING = [
    Standing(7, ["Where is my invoice for May?", "The bill of last month is missing"]),
    Standing(3, ["Add a dark mode please", "A dark theme would help at night", " "]),
    Standing(5, []),
]


def test_new_pieces_find_the_group_that_stands_or_none() -> None:
    found = nearest_groups(
        ["I cannot find my invoice", "We want a dark theme", "Rome is warm", "n/a"],
        STANDING,
    )

    assert [key for key, _ in found] == [7, 3, None, None]
    assert all(0.5 <= sure <= 1 for _, sure in found[:2])
    assert [sure for _, sure in found[2:]] == [0.0, 0.0]


def test_no_new_piece_and_no_group_that_stands_are_taken() -> None:
    assert nearest_groups([], STANDING) == []
    assert nearest_groups(["Dark mode"], []) == [(None, 0.0)]
    assert nearest_groups(["Dark mode"], [Standing(1, [""])]) == [(None, 0.0)]
