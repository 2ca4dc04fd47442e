"""Charts of the decisions area, drawn on the server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from leadline.decisions.types import (
    BinRow,
    PredictionRow,
    Score,
    Span,
    WordRow,
)
from leadline.foundation.words import plural

SIZE, EDGE = 320, 48
BAR = 240
OLDEST_AT, NEWEST_AT = 8, 352
ROOM = 56


@dataclass(frozen=True, slots=True)
class Dot:
    """A bin as a dot with its interval, in units of the drawing."""

    x: float
    y: float
    top: float
    bottom: float
    radius: float
    label: str


def place(share: float) -> float:
    """Return where a share from 0 to 1 stands on an axis.

    >>> place(0), place(1)
    (48.0, 272.0)
    """
    return round(float(EDGE + share * (SIZE - 2 * EDGE)), 1)


def reliability_chart(bins: Sequence[BinRow]) -> list[Dot]:
    """Return the dots of a reliability diagram; said goes right, came true goes up.

    >>> reliability_chart([BinRow(4, 0.5, 0.25, 0.05, 0.7, True)])[0].x
    160.0
    """
    return [
        Dot(
            x=place(b.said),
            y=SIZE - place(b.came),
            top=SIZE - place(b.high),
            bottom=SIZE - place(b.low),
            radius=round(3 + min(6.0, b.n**0.5), 1),
            label=f"said {b.said:.0%}, came true {b.came:.0%}, "
            f"{plural(b.n, 'forecast', 'forecasts')}",
        )
        for b in bins
    ]


@dataclass(frozen=True, slots=True)
class LiveScore:
    """A score while words are heard: as it was, as it is, what a chair needs."""

    score: Score
    was: float
    now: float
    least: float
    needs: str
    moved: str
    is_up: bool


def live_scores(scores: Sequence[Score], before: dict[str, float]) -> list[LiveScore]:
    """Return the bars of scores, ``BAR`` wide, beside what they were before.

    Shares run to 1; a count of customers to five times what a chair needs.
    """
    found = []
    for score in scores:
        full = 1.0 if score.name != "diversity" else 5 * score.least
        was = before.get(score.name, 0.0)
        change = score.value - was
        if score.name == "diversity":
            needs, moved = f"{score.least:g}", f"{change:+.1f}"
        else:
            needs, moved = f"{score.least:.0%}", f"{100 * change:+.0f} points"
        is_still = moved in ("+0.0", "-0.0", "+0 points", "-0 points")
        found.append(
            LiveScore(
                score=score,
                was=_wide(min(was, score.value) / full),
                now=_wide(score.value / full),
                least=_wide(score.least / full),
                needs=needs,
                moved="" if is_still else moved.replace("-", "\u2212"),
                is_up=change > 0,
            )
        )
    return found


def _wide(share: float) -> float:
    return round(BAR * min(1.0, max(0.0, share)), 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A word by its age, and whether it is worth less than half."""

    x: float
    is_old: bool


@dataclass(frozen=True, slots=True)
class Ages:
    """Words by age, today to the right, in units of the drawing.

    ``fresh`` is where a word is worth half, ``width`` from there to today; ``oldest``
    names the left end where there is room.
    """

    ticks: list[Tick]
    fresh: float
    width: float
    labels: list[tuple[float, str]]
    oldest: str
    summary: str
    rows: tuple[tuple[str, int], ...]


def ages_chart(words: Sequence[WordRow], half_life: int) -> Ages | None:
    """Return the words by age, each once however many options it speaks to.

    None without words.
    """
    if not words:
        return None
    ages = list({word.feedback_id: word.age_days for word in words}.values())
    span = max(*ages, round(1.2 * half_life))
    wide = NEWEST_AT - OLDEST_AT

    def at(days: int) -> float:
        return round(NEWEST_AT - wide * days / span, 1)

    young = sum(age <= half_life for age in ages)
    words_by_age = f"{plural(len(ages), 'word', 'words')} by age"
    return Ages(
        ticks=[Tick(at(age), age > half_life) for age in sorted(ages)],
        fresh=at(half_life),
        width=round(NEWEST_AT - at(half_life), 1),
        labels=_labels([(at(d), f"{d} days") for d in (half_life, half_life // 2)]),
        oldest=f"{span} days" if at(half_life) > OLDEST_AT + 2 * ROOM else "",
        summary=(
            f"{words_by_age}, {young} of them at most {half_life} days old, after "
            f"which a word is worth half; the newest is {min(ages)} days old, the "
            f"oldest {max(ages)}"
        ),
        rows=_rows(ages, half_life),
    )


def _rows(ages: Sequence[int], half_life: int) -> tuple[tuple[str, int], ...]:
    """Return how many words are of which age, in steps of half a half-life."""
    step = max(1, half_life // 2)
    counted = Counter(age // step for age in ages)
    return tuple(
        (f"{at * step} to {(at + 1) * step - 1} days", counted[at])
        for at in sorted(counted)
    )


def shared_axis(spans: Sequence[Span]) -> tuple[float, float]:
    """Return the ends of an axis that ranges share; at least one range."""
    ends = [
        float(n)
        for span in spans
        for n in (span.p10, span.p90, span.p50 if span.actual is None else span.actual)
    ]
    room = 0.1 * (max(ends) - min(ends)) or 1.0
    return min(ends) - room, max(ends) + room


def axes_by_unit(rows: Sequence[PredictionRow]) -> dict[str, tuple[float, float]]:
    """Return the axis of each unit, so that bars of one unit can be compared.

    A number without a unit is compared with nothing: it keeps a scale of its own.

    >>> axes_by_unit([])
    {}
    """
    found: dict[str, list[Span]] = {}
    for row in rows:
        if row.unit and row.span:
            found.setdefault(row.unit, []).append(row.span)
    return {unit: shared_axis(spans) for unit, spans in found.items()}


def _labels(places: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """Return the labels that have room beside each other and beside today."""
    kept: list[tuple[float, str]] = []
    for x, label in places:
        others = [NEWEST_AT - ROOM / 4, *(other for other, _ in kept)]
        if all(abs(x - other) >= ROOM for other in others):
            kept.append((x, label))
    return kept
