"""Plain values to the engine and back: scores of a chair, words for its options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from leadline.decisions.types import RangesRecord
from leadline.engine.calibration import ENOUGH
from leadline.engine.chair.asking import AT_ONCE, question_about, sides_answered
from leadline.engine.chair.bar import FEW, LOWEST, USUAL, WANTED, learned_bar
from leadline.engine.chair.passages import passage_about
from leadline.engine.chair.scores import (
    COVERED,
    FRESH,
    INDEPENDENT,
    ChairScores,
    Touched,
    Word,
    chair_scores,
)
from leadline.engine.errors import EngineError
from leadline.foundation.errors import Invalid
from leadline.foundation.language_model import LanguageModel, ask_model
from leadline.foundation.ranges import Asked, SaidRange
from leadline.foundation.slow import takes_long

if TYPE_CHECKING:
    from leadline.engine.calibration.reliability import Bin
    from leadline.engine.chair.asking import Answered
    from leadline.engine.chair.stance import Proposal as Proposal

Scores = ChairScores
THRESHOLDS = {"coverage": COVERED, "freshness": FRESH, "diversity": INDEPENDENT}
SHORTLIST, FEWEST = 48, 8
MOST_HEARD, ASKED_AT_ONCE = 40, AT_ONCE
ENOUGH_FORECASTS = ENOUGH
ENOUGH_ANSWERS, USUAL_BAR, RIGHT_ENOUGH = FEW, USUAL, WANTED


@dataclass(frozen=True, slots=True)
class Spoken:
    """Confirmed words on their way to the engine."""

    text: str
    customer: int | None
    age_days: float
    segment: str = ""
    revenue: float = 0.0


def repeats_in(texts: Sequence[str]) -> int:
    """Return how many texts say again what another of them says."""
    return len(texts) - len(set(_copies(texts)))


def _copies(texts: Sequence[str]) -> list[int]:
    """Return the voice of each text: copies of one text are one voice."""
    from leadline.engine.text.copies import near_copies

    return [int(voice) for voice in near_copies(list(texts))] if texts else []


def scores_of(
    words: Sequence[Spoken],
    touched: Sequence[tuple[int, str, float]],
    half_life_days: int,
) -> ChairScores:
    """Score words against touched customers given as (id, segment, revenue)."""
    copies = _copies([word.text for word in words])
    said = [
        Word(w.customer, max(0.0, w.age_days), copy, w.segment, w.revenue)
        for w, copy in zip(words, copies, strict=True)
    ]
    try:
        return chair_scores(
            said, [Touched(*one) for one in touched], half_life_days=half_life_days
        )
    except EngineError as error:
        raise Invalid(str(error)) from error


@dataclass(frozen=True, slots=True)
class Record:
    """How often proposed sides were right on words that people had labelled."""

    right: int
    proposed: int
    labelled: int
    source: str


PROPOSALS = Record(
    right=28,
    proposed=34,
    labelled=242,
    source="12 invented decisions, 216 labelled words in four languages",
)
"""Measured by the command ``leadline chair``: docs/methods/chair.md."""


@takes_long
def propose(
    words: Sequence[str], question: str, options: Sequence[tuple[str, str]]
) -> list[Proposal]:
    """Propose words about a question, with the likelier side of its options.

    Static vectors choose a shortlist, the models read only that; the surest words come
    first. A word comes beside each option it may take a side on, sure or not; words
    that take none beside the option they are nearest to. Options are given as
    (title, note).
    """
    from leadline.engine.chair.stance import propose_sides
    from leadline.engine.text.clean import clean
    from leadline.engine.text.encode import word_vectors

    if not words or not options:
        return []
    asked = [question, *(f"{title}. {note}" for title, note in options)]
    rough = word_vectors([clean(text) for text in words]) @ word_vectors(asked).T
    best = sorted(range(len(words)), key=lambda i: -float(rough[i].max()))[:SHORTLIST]
    try:
        # They come from the needs in question, so a few are worth a look anyhow.
        found = propose_sides([words[i] for i in best], question, options, FEWEST)
    except EngineError as error:
        raise Invalid(str(error)) from error
    return [replace(one, word=best[one.word]) for one in _worth_a_look(found)]


def _worth_a_look(found: Sequence[Proposal]) -> list[Proposal]:
    """Keep what may take a side, else the nearest option, of the surest words."""
    by_word: dict[int, list[Proposal]] = {}
    for one in found:
        by_word.setdefault(one.word, []).append(one)
    kept: list[Proposal] = []
    for beside in list(by_word.values())[:MOST_HEARD]:
        leaning = [one for one in beside if one.likely >= LOWEST]
        kept += leaning or [max(beside, key=lambda one: one.near)]
    return kept


@takes_long
def sides_by_model(
    model: LanguageModel,
    words: Sequence[str],
    question: str,
    options: Sequence[tuple[str, str]],
) -> list[Answered]:
    """Return the sides that the operator's model is sure of, ``AT_ONCE`` words at most.

    Raises ``Invalid`` when it does not answer, or not exactly as it was asked to.
    """
    try:
        messages = question_about(words, question, options)
        return sides_answered(ask_model(model, messages), words, options)
    except EngineError as error:
        raise Invalid(str(error)) from error


def bar(answers: Sequence[tuple[float, bool]]) -> float | None:
    """Return the chance from which a side is guessed here; none where it does not hold.

    ``answers`` are the chance of earlier guesses and whether people agreed.
    """
    return learned_bar(answers)


def passage_of(words: str, option: str) -> str:
    """Return the part of a customer's words that speaks about an option, or nothing."""
    return passage_about(" ".join(words.split()), option)


@takes_long
def nearest(texts: Sequence[str], others: Sequence[str], least: float) -> list[int]:
    """Return the places of the texts that mean about what one of the others does."""
    from leadline.engine.text.encode import word_vectors

    if not texts or not others:
        return []
    alike = (word_vectors(texts) @ word_vectors(others).T).max(axis=1)
    order = sorted(range(len(texts)), key=lambda i: -float(alike[i]))
    return [i for i in order if alike[i] >= least]


@takes_long
def likenesses(texts: Sequence[str], asked: Sequence[str]) -> list[float]:
    """Return how near each text is to the nearest of what is asked, as cosines."""
    from leadline.engine.text.encode import word_vectors

    alike = (word_vectors(texts) @ word_vectors(asked).T).max(axis=1)
    return [float(one) for one in alike]


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores of events and ranges; none where there are no forecasts of the kind."""

    brier: float | None = None
    base_rate: float | None = None
    skill: float | None = None
    log_score: float | None = None
    error: float | None = None
    bins: tuple[Bin, ...] = ()
    coverage: float | None = None
    low: float | None = None
    high: float | None = None


def scored(
    events: Sequence[tuple[float, bool]],
    ranges: Sequence[tuple[float, float, float, float]],
) -> Scored:
    """Score forecasts of one person or several against what came out."""
    # Imported here: numpy and scipy take a second to load, and most pages do without.
    from leadline.engine.calibration.ranges import range_scores
    from leadline.engine.calibration.reliability import calibration_error, reliability
    from leadline.engine.calibration.scores import brier_score, log_score, skill_score

    found: dict[str, object] = {}
    if events:
        p, y = [p for p, _ in events], [float(y) for _, y in events]
        table = reliability(p, y)
        rate, brier = sum(y) / len(y), brier_score(p, y)
        skill = skill_score(brier, rate * (1 - rate))
        found |= {
            "brier": brier,
            "base_rate": rate,
            "skill": None if skill != skill else skill,
            "log_score": log_score(p, y),
            "error": calibration_error(table),
            "bins": tuple(table),
        }
    if ranges:
        got = range_scores([r[:3] for r in ranges], [r[3] for r in ranges])
        found |= {"coverage": got.coverage, "low": got.low, "high": got.high}
    return Scored(**found)  # type: ignore[arg-type]


def record_of_ranges(
    ranges: Sequence[tuple[float, float, float, float]],
) -> RangesRecord:
    """Return how often ranges held, given as P10, P50, P90 and what came out."""
    from leadline.engine.calibration.record import ENOUGH_RANGES, range_record

    wide = [r for r in ranges if r[0] < r[2]]
    if not wide:
        return RangesRecord(0, 0, 1.0, ENOUGH_RANGES)
    got = range_record([r[:3] for r in wide], [r[3] for r in wide])
    return RangesRecord(got.n, got.held, got.factor, ENOUGH_RANGES)


def ranges_read(said: SaidRange, factor: float, asked: Asked) -> SaidRange:
    """Return a range with its ends as they are read by a factor of its width."""
    from leadline.engine.calibration.record import read_by_record
    from leadline.engine.ranges.said import Range

    lowest, highest = (None if b is None else float(b) for b in asked.bounds)
    try:
        read = read_by_record(
            Range(float(said.low), float(said.mid), float(said.high)),
            factor,
            lowest=lowest,
            highest=highest,
        )
    except EngineError as error:
        raise Invalid(str(error)) from error
    low, high = (Decimal(repr(end)) for end in (read.low, read.high))
    return SaidRange(min(low, said.mid), said.mid, max(high, said.mid), said.nothing)


def drawn_outlines(
    said: SaidRange, read: SaidRange | None, asked: Asked
) -> list[list[tuple[float, float]]]:
    """Return the curve of a range, and that of how it is read where that differs.

    An exact number has none.
    """
    from leadline.engine.ranges.distribution import fit
    from leadline.engine.ranges.outline import outline
    from leadline.engine.ranges.said import Range

    lowest, highest = (None if b is None else float(b) for b in asked.bounds)
    curves = []
    for one in (said, read):
        if one is None or one.is_exact:
            continue
        points = Range(*map(float, (one.low, one.mid, one.high, one.nothing)))
        try:
            got = outline(fit(points, lowest=lowest, highest=highest))
        except EngineError as error:
            raise Invalid(str(error)) from error
        curves.append(list(zip(got.x, got.density, strict=True)))
    return curves
