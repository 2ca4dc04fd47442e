"""A demand that clashes, as it is kept with a plan that is impossible."""

from __future__ import annotations

from leadline.foundation.words import money_exact
from leadline.roadmap.bridge import SolvedClash, in_titles, pk_of
from leadline.roadmap.queries.plan_file import PlanFile


def kept_clash(
    clash: SolvedClash, written: PlanFile, currency: str
) -> dict[str, object]:
    """Return a demand that clashes, with the row to change: a bet or a goal.

    What is asked of a goal is money; the engine knows no currency.
    """
    bet_id: int | None = None
    goal_id: int | None = None
    if clash.kind == "goal":
        measure = clash.names[0]
        goal_id = pk_of(measure) if measure in written.titles else None
    elif clash.kind != "capacity":
        bet_id = pk_of(clash.names[0])
    words = in_titles(clash.words, written.titles)
    if clash.kind == "goal":
        asked = next(
            goal["at_least"]
            for goal in written.file["goals"]
            if goal["measure"] == clash.names[0]
        )
        name = in_titles(clash.names[0], written.titles)
        words = f"{name} is at least {money_exact(asked, currency)}"
    by = written.because.get((bet_id or 0, clash.kind), "")
    if by:
        words = f"{words} ({by})"
    team, period = clash.names if clash.kind == "capacity" else ("", "")
    return {
        "words": words,
        "kind": clash.kind,
        "bet_id": bet_id,
        "goal_id": goal_id,
        "team": team,
        "period": period,
        "by": by,
    }
