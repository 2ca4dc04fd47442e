"""Where a person stands, worked out by hand, and the sentence about it."""

from __future__ import annotations

from datetime import date

import pytest

from leadline.growth.types import (
    Competency,
    CyclePage,
    CycleRow,
    Face,
    FrameworkPlan,
    SkillRow,
)
from leadline.growth.types import growth_headline as headline

View = int | None
LEVELS = ("Associate", "Manager", "Senior", "Group", "Leader")
FACES = (Face.ENGINEER, Face.DESIGNER, Face.DIPLOMAT)


def page(*views: tuple[View, float | None, View]) -> CyclePage:
    told = [
        Competency(
            f"k{n}", f"Skill {n}", FACES[n % 3], tuple(f"{n}-{x}" for x in LEVELS)
        )
        for n in range(len(views))
    ]
    return CyclePage(
        row=CycleRow(1, "Autumn", date(2026, 11, 1), False, "Ana", 1),
        framework=FrameworkPlan("Ours", LEVELS, tuple(told)),
        skills=[
            SkillRow(one, *view, record=[], note="")
            for one, view in zip(told, views, strict=True)
        ],
        comments=[], has_enough_peers=True, invited=4, shared_with=[], manager="",
        is_own=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("views", "level", "met", "needed"),
    [
        ([(3, 3.0, 3)] * 4, 3, 0, 3),
        ([(3, 3.0, 3)] * 2 + [(4, 4.0, 4)] * 2, 3, 2, 3),
        ([(3, 3.0, 3)] + [(4, 4.0, 4)] * 3, 4, 0, 3),
        ([(5, 5.0, 5)] * 3, 5, 0, 2),
        ([(5, 2.0, 2)] * 3, 2, 0, 2),  # the middle view counts, not the highest
        ([(None, 3.5, None)], 3, 0, 1),
        ([(None, None, None), (2, None, None)], 2, 0, 1),  # of those with a view
    ],
)
def test_a_level_is_held_where_more_than_half_are_seen(
    views: list[tuple[View, float | None, View]], level: int, met: int, needed: int
) -> None:
    found = page(*views).standing

    assert found is not None
    assert (found.level, found.met, found.needed) == (level, met, needed)
    assert found.next_level == (LEVELS[level] if level < 5 else "")
    assert 0 <= found.percent <= 100


def test_the_next_level_asks_for_what_is_missing_first() -> None:
    found = page((4, 4.0, 4), (3, 3.0, 3), (3, 3.0, 3)).standing

    assert found is not None
    assert [(a.words, a.is_met) for a in found.asks] == [
        ("1-Group", False), ("2-Group", False), ("0-Group", True),
    ]  # fmt: skip
    assert page((None, None, None)).standing is None


def test_each_skill_stands_once_those_that_differ_before_the_faces() -> None:
    shown = page((4, 2.0, 2), (3, 3.0, 3), (3, 3.5, 3), (2, 2.0, 2))

    assert [s.competency.key for s in shown.discrepancies] == ["k0"]
    assert [(f, [s.competency.key for s in rest]) for f, rest in shown.faces] == [
        (Face.ENGINEER, ["k3"]), (Face.DESIGNER, ["k1"]), (Face.DIPLOMAT, ["k2"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ((4, 2.0, 2), "Others see less of your skill 0 than you do."),
        ((2, 4.0, 4), "Others see more of your skill 0 than you do."),
        ((3, 2.0, 4), "Views differ most on skill 0."),
        ((None, 2.0, 4), "Views differ most on skill 0."),
        ((3, 3.0, 3), "All views of you agree within a level."),
    ],
)
def test_the_headline_says_what_stands_out(
    view: tuple[View, float | None, View], words: str
) -> None:
    assert headline(page(view, (5, 5.0, 5))) == f"Strongest in skill 1. {words}"
    assert headline(None) == headline(page((None, None, None)))
