"""What to do next on a decision: the first of five steps that is not done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from leadline.decisions.types import (
    Chair,
    CriterionRow,
    DecisionPage,
    DecisionState,
    Part,
    PredictionRow,
    SayRow,
)
from leadline.foundation.words import plural

SECONDS_A_WORD = 2
FEWEST_OPTIONS = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps, as it is written on the page."""

    label: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next: ``name`` is the page it leads to, or the act it asks for."""

    name: str
    title: str
    why: str
    label: str
    steps: tuple[Step, ...] = ()
    at: int = 0


def next_step(
    page: DecisionPage,
    chair: Chair,
    criteria: Sequence[CriterionRow],
    people: Sequence[SayRow],
    predictions: Sequence[PredictionRow],
    today: date,
) -> NextStep | None:
    """Return the next step of an open decision, or of one that is to be looked at."""
    if not page.row.is_open:
        return _look_back(page, today)
    found = (
        _options(page, criteria),
        _hearing(page, chair),
        _asking(people),
        _predicting(predictions),
        (Step("The sentence", is_done=False), NextStep(
            "sentence", "finish the sentence",
            "Together: what you choose, who is against it, and why you go on.",
            "Finish the sentence",
        )),
    )  # fmt: skip
    steps = tuple(step for step, _ in found)
    at = next(n for n, step in enumerate(steps) if not step.is_done)
    act = found[at][1]
    return NextStep(act.name, act.title, act.why, act.label, steps, at)


def _look_back(page: DecisionPage, today: date) -> NextStep | None:
    day = page.row.review_date
    if page.row.state != DecisionState.DECIDED or day is None or day > today:
        return None
    return NextStep(
        "review", "look back at it",
        "The day has come: how was it taken, how did it go, what do you learn?",
        "Review it",
    )  # fmt: skip


def _options(
    page: DecisionPage, criteria: Sequence[CriterionRow]
) -> tuple[Step, NextStep]:
    gaps = sum(one.gaps for one in criteria)
    if len(page.options) < FEWEST_OPTIONS:
        return Step("Options", is_done=False), NextStep(
            "change", "name two options at least",
            "A question with one answer is not a decision; doing nothing is one too.",
            "Add options",
        )  # fmt: skip
    if not criteria:
        return Step("Options compared", is_done=False), NextStep(
            "compare", "compare the options",
            "Say by what they differ, a few words or a figure each: then all of you "
            "look at the same table.",
            "Compare the options",
        )  # fmt: skip
    cells = len(criteria) * len(page.options)
    label = (
        f"Options compared, {cells - gaps} of {cells}" if gaps else ("Options compared")
    )
    return Step(label, is_done=not gaps), NextStep(
        "compare", f"fill {plural(gaps, 'gap', 'gaps')} of the comparison",
        "Where nobody knows, say so: that is an answer too.", "Fill the gaps",
    )  # fmt: skip


def _hearing(page: DecisionPage, chair: Chair) -> tuple[Step, NextStep]:
    waiting, is_heard = chair.waiting, page.row.state == DecisionState.HEARD
    heard = (
        f"Customers heard, {chair.heard} of {chair.found}"
        if chair.found
        else ("Customers heard")
    )
    step = Step(heard, is_done=is_heard and not waiting)
    if waiting:
        last = "last " if chair.words else ""
        title = f"hear the {last}{plural(waiting, 'word', 'words')}"
        return step, NextStep(
            "words", title, f"{_time(waiting)}. Only words that a person heard count.",
            f"Hear {plural(waiting, 'word', 'words')}",
        )  # fmt: skip
    if not chair.looked_at and not chair.words:
        return step, NextStep(
            "seat", "seat the customer",
            "Leadline looks for what customers said about this question; where their "
            "words stand is yours to say.",
            "Seat the customer",
        )  # fmt: skip
    if not chair.speaking:
        return step, NextStep(
            "hear", "say that nobody took a side",
            "No word heard is for an option or against one; going on without is "
            "written down as such.",
            "Nobody took a side",
        )  # fmt: skip
    both = chair.has_both_sides
    title = "hear both sides together" if both else "hear the voices together"
    how = "one voice for beside one against" if both else "voice by voice"
    return step, NextStep(
        "hear", title,
        f"Go through the meeting, {how}; then say that the room has heard it.",
        "The room has heard it",
    )  # fmt: skip


def _time(words: int) -> str:
    seconds = words * SECONDS_A_WORD
    if seconds <= 40:
        return "About half a minute"
    return "About a minute" if seconds <= 90 else f"About {round(seconds / 60)} minutes"


def _asking(people: Sequence[SayRow]) -> tuple[Step, NextStep]:
    asked = [one for one in people if one.part == Part.ASKED]
    silent = [one for one in asked if one.stance is None]
    label = "Nobody named to be asked"
    if asked:
        label = f"Everybody asked, {len(asked) - len(silent)} of {len(asked)}"
    name = silent[0].name if silent else ""
    more = f" and {plural(len(silent) - 1, 'other', 'others')}" if silent[1:] else ""
    return Step(label, is_done=not silent), NextStep(
        "people", f"ask {name}{more}",
        "They have a say, and nobody knows yet where they stand.", f"Ask {name}",
    )  # fmt: skip


def _predicting(predictions: Sequence[PredictionRow]) -> tuple[Step, NextStep]:
    mine = sum(one.mine is not None for one in predictions)
    left = len(predictions) - mine
    why = "Before it is taken; the others\u2019 are shown when you decide."
    if not predictions:
        return Step("Predictions", is_done=False), NextStep(
            "predict", "say what will come of it", why, "Predict"
        )
    return Step(f"Predictions, {mine} of {len(predictions)} yours", not left), NextStep(
        "answer", f"answer {plural(left, 'prediction', 'predictions')}", why, "Answer"
    )
