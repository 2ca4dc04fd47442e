"""A review as full as one can be, to see that it stays on its page."""

from __future__ import annotations

from datetime import date

from leadline.strategy.types import ForecastLine, GoalLine, Line, Piece, ReviewFacts

WORDS = (
    "Pilots asked for a quieter watch list before the tide turned and the crane "
    "crews, who had waited since spring, took the first shift that was offered; nobody "
    "at the gate had been told, so the lorries stood until noon and again at six."
)
# As many lines as the sections keep at most, of each kind one more than it cuts at.
LINES = {
    "readings": 4,
    "bets": 7,
    "decisions": 11,
    "promises": 14,
    "learned": 4,
    "ahead": 5,
}


def line(length: int) -> Line:
    return Line((Piece(WORDS[: length // 3], "decisions/1/"), Piece(WORDS[:length])))


def full_facts(month: str, length: int, share: float = 1.0) -> ReviewFacts:
    """Return facts that fill every section, each line about so many characters.

    ``share`` is how many of the lines that a section may have are there.
    """
    goals = tuple(
        GoalLine(
            key=f"goal:{n}", path=f"strategy/goals/{n}/", name=f"{n} {WORDS[:30]}",
            kind="growth", now="€7.04m", read="31 Oct, Monthly accounts, 28 days old",
            change="+€100k", pace="behind by €257k", moved=line(length // 2),
            value="7040000", is_bad=bool(n % 2), odds=61, odds_before=57,
        )
        for n in range(round(7 * share))
    )  # fmt: skip
    forecasts = tuple(
        ForecastLine(
            f"prediction:{n}", f"decisions/predictions/{n}/", WORDS[: length // 2],
            "14 to 31 calls (4 people)", "19 calls", "inside",
        )
        for n in range(round(6 * share))
    )  # fmt: skip
    return ReviewFacts(
        month=month, made_on=date(2026, 11, 3), until=date(2026, 10, 31),
        headline=line(150), opening=(line(150), line(150), line(150)),
        goals=goals, forecasts=forecasts, of_forecasts=line(100), notes=(line(60),),
        more=dict.fromkeys(("goals", "forecasts", *LINES), 9) if share == 1 else {},
        **{name: (line(length),) * round(n * share) for name, n in LINES.items()},
    )  # fmt: skip
