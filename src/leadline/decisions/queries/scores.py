"""The three scores of a chair, in words that need no legend."""

from __future__ import annotations

from leadline.decisions.bridge import THRESHOLDS, Scores, repeats_in
from leadline.decisions.types import Score, WordRow


def _told_scores(
    scores: Scores,
    speaking: list[WordRow],
    days: int,
    unweighed: int = 0,
    since: int = 0,
) -> list[Score]:
    """Return coverage, freshness and diversity: what they say and where from.

    ``unweighed`` customers pay in a currency without a rate: they weigh nothing. The
    decision was taken ``since`` days ago, and words are as old as they were then.
    """
    told = (
        ("coverage", "Coverage", scores.coverage, f"{scores.coverage:.0%}",
         f"{THRESHOLDS['coverage']:.0%}", _coverage(scores) + _not_weighed(unweighed),
         "Halfway between two shares of those it touches: their segments with somebody "
         "heard, and their yearly revenue with somebody heard"),
        ("freshness", "Freshness", scores.freshness, f"{scores.freshness:.0%}",
         f"{THRESHOLDS['freshness']:.0%}", _freshness(speaking, since),
         "What the newest words of each customer still count, on average: all on the "
         f"day they are said, half after {days} days, a quarter after {2 * days}"),
        ("diversity", "Diversity", scores.diversity,
         _voices(scores.diversity), f"{THRESHOLDS['diversity']:g}",
         _diversity(speaking),
         "As many customers as there would be if each had said the same amount: one "
         "who says much counts little more, copies of a text count once"),
    )  # fmt: skip
    return [
        Score(name, label, value, shown, needed, formula, reason,
              value < THRESHOLDS[name], THRESHOLDS[name])
        for name, label, value, shown, needed, reason, formula in told
    ]  # fmt: skip


def _coverage(scores: Scores) -> str:
    of = f"Voices of {scores.segments_heard} of {scores.segments} segments take a side"
    if not scores.segments:
        of = "Nobody it touches is in a segment"
    elif not scores.segments_heard:
        whole = "the one segment" if scores.segments == 1 else "any segment"
        of = f"Nobody of {whole} it touches takes a side"
    if not scores.revenue_share:
        return f"{of}."
    share = f"{scores.revenue_share:.0%} of the revenue it touches"
    return f"{of}; those who take one bring {share}."


def _not_weighed(customers: int) -> str:
    """Return how many customers are in no share of revenue, and why."""
    if not customers:
        return ""
    if customers == 1:
        return (
            " 1 customer it touches pays in a currency without a rate and is not "
            "weighed."
        )
    return (
        f" {customers:,} customers it touches pay in a currency without a rate and are "
        "not weighed."
    )


def _freshness(speaking: list[WordRow], since: int) -> str:
    ages = sorted(max(0, word.age_days - since) for word in speaking)
    if not ages:
        return "No word takes a side yet."
    then, verb = ("On the day it was taken the", "was") if since else ("The", "is")
    return (
        f"{then} newest word {verb} {_days(ages[0])} old, the oldest {_days(ages[-1])}."
    )


def _diversity(speaking: list[WordRow]) -> str:
    """Return who spoke; words on several options are said once."""
    speakers = {word.customer_id for word in speaking if word.customer_id}
    said = {word.feedback_id: word.words for word in speaking}
    words, people = len(said), len(speakers)
    again = repeats_in(list(said.values()))
    repeat = "repeats another and counts" if again == 1 else "repeat others and count"
    return (
        f"{words} word{'' if words == 1 else 's'} for an option or against one, of "
        f"{people} known customer{'' if people == 1 else 's'}"
        + (f"; {again} {repeat} for whoever said it first." if again else ".")
    )


def _days(n: int) -> str:
    return f"{n} day{'' if n == 1 else 's'}"


def _voices(n: float) -> str:
    return f"{n:.1f}".removesuffix(".0") + (" voice" if n == 1 else " voices")
