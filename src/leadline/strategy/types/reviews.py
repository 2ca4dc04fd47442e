"""The business review of a month: what the record said, and what a person wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any

from django.db import models

from leadline.foundation.months import month_label
from leadline.foundation.words import MINUS

NAME = "Business review"


class ReviewState(models.TextChoices):
    """How far a review is."""

    DRAFT = "draft", "Draft"
    FINISHED = "finished", "Finished"


class Section(models.TextChoices):
    """The parts of a review, in the order of the page."""

    HEADLINE = "headline", "The sentence on top"
    OPENING = "opening", "The opening"
    GOALS = "goals", "Goals, and what moved them"
    READINGS = "readings", "Other figures"
    FORECASTS = "forecasts", "Forecast against what happened"
    BETS = "bets", "Bets against what was said"
    DECISIONS = "decisions", "Decisions"
    PROMISES = "promises", "Promises"
    LEARNED = "learned", "What we learned"
    AHEAD = "ahead", "Before the next review"


# What stands alone: a person's words are there instead of the computed ones.
ALONE = (Section.HEADLINE, Section.OPENING)
LONGEST = {Section.HEADLINE: 200, Section.OPENING: 500}
LONGEST_NOTE = 400


class ReviewDeed(models.TextChoices):
    """What made a version of a review."""

    MADE = "made", "Made from the record"
    WRITTEN = "written", "Written by hand"
    TAKEN_IN = "taken_in", "What changed was taken in"
    FINISHED = "finished", "Finished"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; a figure or a name leads to the record it comes from."""

    words: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or a line of a list, in pieces; ``is_bad`` where it asks for care.

    ``stands_for`` is more than one where it counts lines that are left out.
    """

    pieces: tuple[Piece, ...]
    is_bad: bool = False
    stands_for: int = 1

    @property
    def words(self) -> str:
        """The line as plain text."""
        return "".join(piece.words for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal in the month: where it stood, how sure it is, and what moved it.

    ``value`` is the reading as a plain number, to hold months side by side;
    ``odds`` are percent, none where nobody worked them out.
    """

    key: str
    path: str
    name: str
    kind: str
    now: str
    read: str
    change: str
    pace: str
    moved: Line
    value: str = ""
    is_bad: bool = False
    odds: int | None = None
    odds_before: int | None = None
    odds_without: int | None = None

    @property
    def odds_change(self) -> int | None:
        """By how many points the odds moved since the review before."""
        if self.odds is None or self.odds_before is None:
            return None
        return self.odds - self.odds_before

    @property
    def odds_moved(self) -> str:
        """The same with its sign: "+4", or nothing where it cannot be said."""
        moved = self.odds_change
        if moved is None:
            return ""
        return f"{MINUS}{-moved}" if moved < 0 else f"+{moved}" if moved else "0"


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """A prediction that came out: what was said, what was, and how the two stand."""

    key: str
    path: str
    text: str
    said: str
    was: str
    verdict: str
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """A month in counts, to hold months side by side.

    ``settled`` forecasts came out, of which ``inside`` held; promises that fell ``due``
    of which ``kept``; decisions ``taken`` of which ``heard`` with the chair taken.
    """

    settled: int = 0
    inside: int = 0
    due: int = 0
    kept: int = 0
    taken: int = 0
    heard: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a fact stood when a review was made, to tell what changed since.

    ``how`` says it to people; ``key`` is what two marks are told apart by, where the
    words are not: words may become better without the fact being another. ``aim`` is
    how the first reviews wrote the target behind the figure of a goal.
    """

    what: str
    how: str
    key: str = ""
    aim: str = ""

    def is_as(self, other: Mark) -> bool:
        """Return whether the fact stands as in another mark, old or new."""
        return (self.key or self.how) == (other.key or other.how)

    def said_as(self, other: Mark) -> str:
        """Return what it says, without the target in the middle that no sentence has:
        "17 days, read on 2 October 2026" for "17 days of 12 days, read on ...".
        """
        return self.how if self.key else self.how.replace(other.aim, "", 1)


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What the record says of a month: computed once, kept as it was.

    ``made_on`` is the day it was computed; facts reach to ``until``, the last day of
    the month or that day, whichever came first. ``more`` counts rows of the tables that
    are left out; in lists a line of their own does.
    """

    month: str
    made_on: date
    until: date
    headline: Line = Line(())
    opening: tuple[Line, ...] = ()
    goals: tuple[GoalLine, ...] = ()
    readings: tuple[Line, ...] = ()
    forecasts: tuple[ForecastLine, ...] = ()
    of_forecasts: Line = Line(())
    bets: tuple[Line, ...] = ()
    decisions: tuple[Line, ...] = ()
    promises: tuple[Line, ...] = ()
    learned: tuple[Line, ...] = ()
    ahead: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()
    more: Mapping[str, int] = field(default_factory=dict)
    tally: Tally = Tally()
    marks: Mapping[str, Mark] = field(default_factory=dict)

    @property
    def kept(self) -> dict[str, Any]:
        """The facts in plain values, as they are kept."""
        days = {"made_on": self.made_on.isoformat(), "until": self.until.isoformat()}
        return {**asdict(self), **days}

    @property
    def has_odds(self) -> bool:
        """Whether the odds of any goal are known."""
        return any(goal.odds is not None for goal in self.goals)

    @property
    def has_odds_before(self) -> bool:
        """Whether any goal's odds can be held against those of the review before."""
        return any(goal.odds_change is not None for goal in self.goals)

    def lines_of(self, section: str) -> tuple[str, ...]:
        """Return what was computed for a section, as plain lines."""
        if section == Section.HEADLINE:
            return (self.headline.words,) if self.headline.words else ()
        if section == Section.OPENING:
            return (" ".join(line.words for line in self.opening),)
        if section == Section.GOALS:
            return tuple(_goal_words(goal) for goal in self.goals)
        if section == Section.FORECASTS:
            return tuple(
                f"{one.text}: said {one.said}; came out: {one.was}, {one.verdict}"
                for one in self.forecasts
            )
        return tuple(line.words for line in getattr(self, section))


def _goal_words(goal: GoalLine) -> str:
    parts = [goal.now]
    if goal.odds is not None:
        moved = goal.odds_change
        unit = "point" if moved in (1, -1) else "points"
        since = f" ({goal.odds_moved} {unit})" if moved else ""
        parts.append(f"odds {goal.odds}%{since}")
    parts += [part for part in (goal.change, goal.pace, goal.read) if part]
    why = f". {goal.moved.words}" if goal.moved.words else ""
    return f"{goal.name}: {', '.join(parts)}{why}"


def facts_from(kept: Mapping[str, Any]) -> ReviewFacts:
    """Return facts as they were kept; what an earlier release did not know is empty."""
    lists = ("opening", "readings", "bets", "decisions", "promises", "learned",
             "ahead", "notes")  # fmt: skip
    return ReviewFacts(
        month=kept["month"],
        made_on=date.fromisoformat(kept["made_on"]),
        until=date.fromisoformat(kept["until"]),
        headline=_line(kept.get("headline", {})),
        goals=tuple(
            GoalLine(**_known(GoalLine, one) | {"moved": _line(one["moved"])})
            for one in kept.get("goals", ())
        ),
        of_forecasts=_line(kept.get("of_forecasts", {})),
        forecasts=tuple(
            ForecastLine(**_known(ForecastLine, one))
            for one in kept.get("forecasts", ())
        ),
        more=dict(kept.get("more", {})),
        tally=Tally(**_known(Tally, kept.get("tally", {}))),
        marks={key: Mark(**one) for key, one in kept.get("marks", {}).items()},
        **{name: tuple(map(_line, kept.get(name, ()))) for name in lists},
    )


def _line(kept: Mapping[str, Any]) -> Line:
    pieces = tuple(Piece(**_known(Piece, one)) for one in kept.get("pieces", ()))
    return Line(pieces, bool(kept.get("is_bad")), int(kept.get("stands_for", 1)))


def _known(kind: type, kept: Mapping[str, Any]) -> dict[str, Any]:
    names: Iterable[str] = (one.name for one in fields(kind))
    return {name: kept[name] for name in names if name in kept}


@dataclass(frozen=True, slots=True)
class Written:
    """What a person wrote into a section, and whether it stands for the computed."""

    words: str
    is_instead: bool
    person: str
    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review in a list."""

    id: int
    version: int
    month: str
    product: str
    product_id: int | None
    state: ReviewState
    title: str
    changed_at: datetime
    changed_by: str
    finished_at: datetime | None
    tally: Tally

    @property
    def label(self) -> str:
        """The month, with the product where it is of one."""
        month = month_label(self.month)
        return f"{month}, {self.product}" if self.product else month

    @property
    def is_draft(self) -> bool:
        """Whether it may still be edited."""
        return self.state == ReviewState.DRAFT


@dataclass(frozen=True, slots=True)
class ReviewStepRow:
    """A version of a review: what made it, who, when; the words where any."""

    number: int
    deed: ReviewDeed
    section: str
    words: str
    is_instead: bool
    computed: tuple[str, ...]
    person: str
    at: datetime

    @property
    def title(self) -> str:
        """What made it, in words."""
        if self.deed != ReviewDeed.WRITTEN:
            return self.deed.label
        name = Section(self.section).label
        return f"“{name}” {'written' if self.words else 'as computed again'}"


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A review at one of its versions: what was computed, and what was written."""

    row: ReviewRow
    facts: ReviewFacts
    written: Mapping[str, Written]
    number: int
    at: datetime
    person: str

    @property
    def is_newest(self) -> bool:
        """Whether it is the version that stands."""
        return self.number == self.row.version

    @property
    def by(self) -> str:
        """Who wrote what is by hand: "Ines Moreau and Petra Lang"."""
        names = dict.fromkeys(one.person for one in self.written.values())
        *most, last = names or [""]
        return f"{', '.join(most)} and {last}" if most else last

    @property
    def title(self) -> str:
        """The sentence on top, as it stands."""
        own = self.written.get(Section.HEADLINE)
        return own.words if own else self.facts.headline.words

    @property
    def shown(self) -> dict[str, bool]:
        """By section, whether what was computed for it is shown."""
        return {str(section): self.shows(section) for section in Section}

    def shows(self, section: str) -> bool:
        """Return whether what was computed for a section is shown."""
        own = self.written.get(section)
        return own is None or not own.is_instead
