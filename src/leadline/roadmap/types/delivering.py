"""How likely bets are finished by a day, and what that rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leadline.foundation.periods import period_end
from leadline.foundation.words import in_ten
from leadline.roadmap.types.bets import BetName


@dataclass(frozen=True, slots=True)
class FinishOdds:
    """A bet of a plan: when it is to be finished, and how likely it is by then.

    ``by`` has the share of futures in which it is finished by the end of each quarter
    from the planned one on. ``is_range`` says whether its effort is one: an exact
    effort alone makes no day uncertain. ``is_said`` is false where nobody said one.
    """

    bet: BetName
    finish: str
    by: tuple[tuple[str, float], ...]
    is_range: bool
    is_said: bool

    @property
    def odds(self) -> float:
        """By the end of the quarter the plan has it in."""
        return self.by[0][1]

    @property
    def short(self) -> str:
        """The odds beside the date in a list: "odds 2 in 10"; "" where nobody said what
        it takes, or nothing makes its day uncertain."""
        is_sure = not self.is_range and self.odds == 1
        return "" if is_sure or not self.is_said else f"odds {in_ten(self.odds)}"

    @property
    def day(self) -> date:
        """The last day of that quarter."""
        return period_end(self.finish)

    @property
    def later(self) -> tuple[str, float] | None:
        """The next quarter and the share finished by its end; none after the plan."""
        return self.by[1] if len(self.by) > 1 else None


@dataclass(frozen=True, slots=True)
class Delivery:
    """The odds of every date of a plan, the least likely first.

    ``due`` bets of earlier plans were to be finished by now, ``done`` of them are.
    ``by_record`` counts the bets whose effort
    was read by the record of who leads them.
    """

    rows: tuple[FinishOdds, ...]
    due: int = 0
    done: int = 0
    by_record: int = 0

    @property
    def exact(self) -> int:
        """Bets whose effort is one number, so that only others can delay them."""
        return sum(row.is_said and not row.is_range for row in self.rows)

    @property
    def unsaid(self) -> int:
        """Bets of which nobody said what they take."""
        return sum(not row.is_said for row in self.rows)
