"""Coverage, freshness and diversity of the words on a customer's chair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leadline.engine.errors import EngineError

COVERED = 0.5
FRESH = 0.35
INDEPENDENT = 3.0
EMPTY, WEAK, TAKEN = "empty", "weak", "taken"


@dataclass(frozen=True, slots=True)
class Touched:
    """A customer the decision touches; revenue a year, all in one currency."""

    customer: int
    segment: str = ""
    revenue: float = 0.0


@dataclass(frozen=True, slots=True)
class Word:
    """A confirmed word: who said it, how many days ago, which words it copies.

    ``customer`` is none where nobody knows who spoke. Words of one ``copy`` are one
    voice said again.
    """

    customer: int | None
    age_days: float
    copy: int
    segment: str = ""
    revenue: float = 0.0


@dataclass(frozen=True, slots=True)
class ChairScores:
    """How well the decision has heard those it touches; each with its parts.

    ``coverage`` is the mean of the share of touched segments and of touched revenue
    that have words; ``freshness`` the mean over customers of one half to the power
    of the age of their newest word in half-lives; ``diversity`` the number of
    customers who speak equally that would be as one-sided as these are.
    """

    coverage: float
    freshness: float
    diversity: float
    segments_heard: int
    segments: int
    revenue_share: float | None
    verdict: str
    reasons: tuple[str, ...]


def chair_scores(
    words: Sequence[Word], touched: Iterable[Touched], *, half_life_days: float
) -> ChairScores:
    """Score the words on a chair against those whom the decision touches.

    Copies of one voice count once, for whoever said it first. A customer who speaks
    is touched, also where no link says so.

    Parameters
    ----------
    words : sequence of Word
        Confirmed words, for or against an option.
    touched : iterable of Touched
        Customers behind the needs and bets of the decision.
    half_life_days : float
        Days after which a word is worth half. Unit: days.

    Returns
    -------
    ChairScores
        Coverage and freshness between 0 and 1, diversity in customers, and the
        verdict: empty without words; weak where a score is below its threshold
        (``COVERED``, ``FRESH``, ``INDEPENDENT``); else taken.

    Raises
    ------
    EngineError
        If the half-life is not above 0 or an age or revenue is negative.

    References
    ----------
    Simpson (1949), Measurement of diversity, Nature 163; Hill (1973) for numbers
    equivalent. Choice of scores and thresholds: docs/methods/chair.md.

    Examples
    --------
    >>> said = [Word(1, 0, 1, "Hospitals", 90), Word(2, 90, 2, "Ports", 10)]
    >>> scores = chair_scores(said, [Touched(3, "Clinics", 100)], half_life_days=90)
    >>> round(scores.coverage, 2), scores.freshness, scores.diversity, scores.verdict
    (0.58, 0.75, 2.0, 'weak')
    """
    if not half_life_days > 0:
        raise EngineError("The half-life of words is above 0 days.")
    people = {one.customer: one for one in touched}
    if any(w.age_days < 0 or w.revenue < 0 for w in words):
        raise EngineError("Ages and revenue are not negative.")
    if any(one.revenue < 0 for one in people.values()):
        raise EngineError("Ages and revenue are not negative.")
    voices = _voices(words)
    for voice in voices:
        if voice.customer is not None and voice.customer not in people:
            people[voice.customer] = Touched(
                voice.customer, voice.segment, voice.revenue
            )
    heard = {voice.customer for voice in voices if voice.customer is not None}
    segments = {one.segment for one in people.values() if one.segment}
    with_words = {people[pk].segment for pk in heard} - {""}
    share = _revenue_share(people.values(), heard)
    parts = [len(with_words) / len(segments)] if segments else []
    parts += [] if share is None else [share]
    coverage = sum(parts) / len(parts) if parts else float(bool(heard))
    freshness = _freshness(voices, half_life_days)
    diversity = _diversity(voices)
    reasons = _reasons(coverage, freshness, diversity) if voices else ()
    verdict = EMPTY if not voices else WEAK if reasons else TAKEN
    return ChairScores(
        coverage, freshness, diversity, len(with_words), len(segments), share,
        verdict, reasons,
    )  # fmt: skip


def _voices(words: Sequence[Word]) -> list[Word]:
    """Return one word for each voice: of copies the oldest, which is the first said."""
    first: dict[int, Word] = {}
    for word in words:
        known = first.get(word.copy)
        if known is None or word.age_days > known.age_days:
            first[word.copy] = word
    return list(first.values())


def _revenue_share(people: Iterable[Touched], heard: set[int]) -> float | None:
    whole = spoken = 0.0
    for one in people:
        whole += one.revenue
        spoken += one.revenue if one.customer in heard else 0.0
    return spoken / whole if whole else None


def _by_customer(voices: list[Word]) -> dict[int | None, list[Word]]:
    """Return voices by who spoke; those nobody knows count as one customer."""
    found: dict[int | None, list[Word]] = defaultdict(list)
    for voice in voices:
        found[voice.customer].append(voice)
    return found


def _freshness(voices: list[Word], half_life_days: float) -> float:
    customers = _by_customer(voices).values()
    if not customers:
        return 0.0
    newest = [min(word.age_days for word in said) for said in customers]
    return float(sum(0.5 ** (age / half_life_days) for age in newest) / len(newest))


def _diversity(voices: list[Word]) -> float:
    if not voices:
        return 0.0
    counts = [len(said) for said in _by_customer(voices).values()]
    return len(voices) ** 2 / sum(n * n for n in counts)


def _reasons(coverage: float, freshness: float, diversity: float) -> tuple[str, ...]:
    found = []
    if coverage < COVERED:
        found.append("coverage")
    if freshness < FRESH:
        found.append("freshness")
    if diversity < INDEPENDENT:
        found.append("diversity")
    return tuple(found)
