"""Every sentence of a review reads as one, whatever the record holds."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest

from leadline.decisions.types import ChairVerdict
from leadline.overview.review import changed_since
from leadline.overview.review.asked import ahead_part, decisions_part, promises_part
from leadline.overview.review.facts import _growth, _way
from leadline.overview.review.figures import bets_part, forecasts_part, readings_part
from leadline.overview.review.goals import goals_part
from leadline.overview.review.month import (
    BetNews,
    CheckedIn,
    GoalSeen,
    MetricSeen,
    MonthRecord,
    Stand,
)
from leadline.overview.review.settled import NOT_SAID, Settled
from leadline.overview.review.span import Span
from leadline.overview.review.taken import Owed, Question, Risky
from leadline.overview.review.words import change_words
from leadline.roadmap.types import Trouble
from leadline.stakeholders.types import PromiseState
from leadline.strategy.types import (
    Direction,
    GoalKind,
    GoalLine,
    GoalOdds,
    GoalRow,
    GoalState,
    Line,
    Mark,
    MeasureRow,
    MetricRow,
    ReadingRow,
    ReviewFacts,
)

ON = date(2026, 11, 3)
SPAN = Span(
    "2026-10", date(2026, 10, 1), date(2026, 10, 31), ON,
    datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC),
)  # fmt: skip
UNITS = (("", "EUR"), ("days", ""), ("%", ""), ("", ""), ("NPS", ""))
WRONG = (
    (
        r"(?<![\d.,])1 (?:points|days|ports|promises|decisions|words|people)\b",
        "one",
    ),
    (
        r"(?:(?<![\d.,])[02-9]|\d[\d.,]*\d) (?:point|day|port|promise|decision|word)\b",
        "many",
    ),
    (r"\b(\w+) of \d+ \1\b", "a unit said twice"),
    (r"[€$]\S+ of [€$]", "money of money"),
    (r"\bNone\b(?! (?:was|fell|of ours))", "a missing value"),
    (r"[,;:] *[.,;:]|\( *\)|  |“”| [.,;]", "a hole"),
    (r":\s*$", "an end that is missing"),
    ("\N{EN DASH}", "a value that is missing"),
    (r"\b1 of 1\b", "one of one"),
    (r"\bwas \S+ (?:days|ports) of\b", "broken"),
)


def reading(value: Decimal, day: date) -> ReadingRow:
    return ReadingRow(id=1, on_date=day, value=value, source="Finance", note="")


def goal(
    unit: tuple[str, str], way: int, kind: GoalKind, state: GoalState,
    target: Decimal | None, latest: ReadingRow | None,
) -> GoalRow:  # fmt: skip
    measure = MeasureRow(
        id=1, goal_id=7, kind=kind, measure="Time to answer", metric_id=3,
        unit=unit[0], currency=unit[1],
        direction=Direction.UP if way > 0 else Direction.DOWN,
        baseline=None if target is None else target - way * 10,
        baseline_date=date(2026, 1, 1), target=target,
        target_date=date(2027, 12, 31), since=date(2026, 1, 1), latest=latest,
    )  # fmt: skip
    return GoalRow(
        id=7, version=1, name="Answer soon", kind=kind, state=state, depth=0,
        parent_id=None, parent="", measures=(measure,), owner="", owner_id=None,
        product="", product_id=None, set_on=date(2026, 1, 1),
    )  # fmt: skip


def record(**parts: object) -> MonthRecord:
    names = ("goals", "metrics", "settled", "to_settle", "finished", "taken",
             "waiting", "due", "late", "coming", "lessons", "risky")  # fmt: skip
    empty: dict[str, object] = dict.fromkeys(names, ())
    said = {"span": SPAN, "product": "", "kept_in_year": (0, 0)} | empty | parts
    return MonthRecord(**said)  # type: ignore[arg-type]


def check(words: str) -> None:
    for pattern, why in WRONG:
        assert not re.search(pattern, words), f"{why}: {words}"


def read(line: Line) -> None:
    check(line.words)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize("kind", [GoalKind.GROWTH, GoalKind.GUARDRAIL])
def test_sentences_of_goals(unit: tuple[str, str], way: int, kind: GoalKind) -> None:
    """Above and below its target, on it, by one, unread, without a target, ended."""
    values = [Decimal(v) for v in ("0", "1", "12", "17")]
    days = (date(2026, 9, 30), date(2026, 10, 30), date(2026, 6, 30))
    for value, day, target, state in product(
        [*values, None], days, (Decimal(12), Decimal(0), None), GoalState
    ):
        now = None if value is None else reading(value, day)
        for before in (None, Decimal(1), value):
            stand = Stand(
                now,
                None if before is None else reading(before, date(2026, 8, 31)),
                None if before is None else reading(before, date(2025, 10, 31)),
            )
            seen = GoalSeen(
                goal(unit, way, kind, state, target, now), stand, 0,
                (BetNews(1, "Quick notes", "is finished"),), ((4, "Buy it"),),
                CheckedIn("It goes", 60, ""),
            )  # fmt: skip
            said(record(goals=(seen,)), seen)


def said(of: MonthRecord, seen: GoalSeen) -> None:
    """Read everything a review makes of one goal."""
    odds = {7: GoalOdds(0.43, 0.42)}
    before = ReviewFacts(
        month="2026-08", made_on=ON, until=ON,
        goals=(GoalLine("goal:7", "", "Answer soon", "growth", "1", "", "", "",
                        Line(()), odds=42),),
    )  # fmt: skip
    part = goals_part(of, odds, before)
    for line in part.lines:
        for text in (line.now, line.change, line.pace, line.read, line.moved.words):
            check(text)
    for claim in part.claims:
        read(claim.clause)
    for mark in part.marks.values():
        check(mark.how)
    for claim in _growth(of):
        read(claim.clause)
    if seen.stand.now is not None:
        read(_way(seen, of))
    for line in ahead_part(of).lines:
        read(line)


@pytest.mark.parametrize("unit", UNITS)
def test_sentences_of_other_figures(unit: tuple[str, str]) -> None:
    metric = MetricRow(
        id=3, version=1, name="Calls", unit=unit[0], currency=unit[1],
        direction=Direction.DOWN, product="", product_id=None, readings=2, recent=(),
        latest=None,
    )  # fmt: skip
    for now, before in product((None, 0, 1, 2), (None, 1, 2)):
        stand = Stand(
            None if now is None else reading(Decimal(now), date(2026, 10, 30)),
            None if before is None else reading(Decimal(before), date(2026, 9, 30)),
        )
        part = readings_part(record(metrics=(MetricSeen(metric, stand),)))
        for line in part.lines:
            read(line)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_sentences_of_decisions(n: int) -> None:
    for verdict, override, choice, is_back in product(
        ChairVerdict, ("", "Too few spoke in time."), ("Buy it", ""), (False, True)
    ):
        one = Question(1, "Buy or build?", choice, verdict, override, ON, 0, is_back)
        asks = Question(2, "Now?", "", verdict, "", ON + timedelta(days=n), n)
        part = decisions_part(record(taken=(one,) * n, waiting=(asks,)))
        for line in (*part.lines, *(claim.clause for claim in part.claims)):
            read(line)


@pytest.mark.parametrize(
    ("verdicts", "told"),
    [
        (["weak"], "1 was taken in October, with a weak chair."),
        (["empty"], "1 was taken in October, without the customer\u2019s chair."),
        (["taken"], "1 was taken in October, with the customer\u2019s chair."),
    ],
)
def test_a_weak_chair_is_not_none(verdicts: list[str], told: str) -> None:
    taken = tuple(
        Question(1, "Buy?", "", ChairVerdict(one), "", ON, 0) for one in verdicts
    )
    assert decisions_part(record(taken=taken)).lines[0].words == told


@pytest.mark.parametrize("n", [0, 1, 2])
def test_sentences_of_promises(n: int) -> None:
    for state, trouble, why, due, year in product(
        PromiseState,
        Trouble,
        ("", "“Gate” is in no plan"),
        (None, ON),
        ((0, 0), (1, 2)),
    ):
        owed = Owed(1, "A list", "Rita", date(2026, 10, 30), state, None)
        risky = Risky(2, "A gate", "Rita", due, trouble, why)
        part = promises_part(
            record(due=(owed,) * n, late=(owed,) * n, risky=(risky,) * n,
                   kept_in_year=year)
        )  # fmt: skip
        for line in (*part.lines, *(claim.clause for claim in part.claims)):
            read(line)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_sentences_of_forecasts_and_bets(n: int) -> None:
    for bet, held, said_, verdict in product(
        (None, 5), (None, True, False), (NOT_SAID, "14 to 31 calls (2 people)"),
        ("", "inside"),
    ):  # fmt: skip
        one = Settled(1, "How many calls?", bet, "Gate" if bet else "", ON, said_,
                      "19 calls", verdict, held, False, "")  # fmt: skip
        news = BetNews(9, "Yard", "is finished", "It was to bring €1 of growth a year")
        of = record(settled=(one,) * n, finished=(news,) * n)
        for part in (forecasts_part(of), bets_part(of)):
            for claim in part.claims:
                read(claim.clause)
        for line in bets_part(of).lines:
            read(line)


@pytest.mark.parametrize(("size", "unit", "words"), [
    ("1", "%", "1 point"), ("1.00004", "%", "1 point"), ("0.996", "%", "0.996 points"),
    ("1.00004", "days", "1 day"), ("-1", "days", "1 day"), ("2", "days", "2 days"),
])  # fmt: skip
def test_a_unit_is_one_where_the_figure_reads_one(
    size: str, unit: str, words: str
) -> None:
    assert change_words(Decimal(size), unit) == words


def facts(mark: Mark) -> ReviewFacts:
    return ReviewFacts(month="2026-10", made_on=ON, until=ON, marks={"goal:7": mark})


def test_an_old_mark_is_the_same_fact_and_is_told_in_whole_words() -> None:
    """The first reviews kept "17 days of 12 days", which is no sentence."""
    was = "17 days of 12 days, read on 30 September 2026"
    new = "17 days, read on 30 September 2026; the aim is at most 12 days"
    old = facts(Mark("Answer soon", was))

    assert changed_since(old, facts(Mark("Answer soon", new, was))) == []

    moved = Mark(
        "Answer soon", "9 days; the aim is at most 12 days", "9", " of 12 days"
    )
    (found,) = changed_since(old, facts(moved))
    assert found.was == "17 days, read on 30 September 2026"
    assert found.now == moved.how
