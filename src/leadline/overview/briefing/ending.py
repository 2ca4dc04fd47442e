"""How things came out that the last briefing told of as open."""

from __future__ import annotations

from collections.abc import Iterable

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import Decision
from leadline.overview.briefing.record import TAKEN
from leadline.roadmap.models import Bet
from leadline.roadmap.types import BetState
from leadline.stakeholders.models import Commitment
from leadline.stakeholders.types import PromiseState


def ended_of(actor: Actor, keys: Iterable[str]) -> dict[str, str]:
    """Return, by key, what became of what is not open any more, to follow its name.

    What was dropped, broken or taken back is not here: it is out.
    """
    ids: dict[str, set[int]] = {"promise": set(), "decision": set(), "bet": set()}
    for key in keys:
        kind, _, number = key.partition(":")
        if kind in ids and number.isdigit():
            ids[kind].add(int(number))
    kept = rows(Commitment, actor).filter(
        pk__in=ids["promise"], state=PromiseState.KEPT
    )
    taken = rows(Decision, actor).filter(pk__in=ids["decision"], state__in=TAKEN)
    done = rows(Bet, actor).filter(pk__in=ids["bet"], state=BetState.DONE)
    found = {f"promise:{pk}": ", kept" for pk in kept.values_list("pk", flat=True)}
    for pk, choice in taken.values_list("pk", "choice__title"):
        found[f"decision:{pk}"] = f" {choice}"
    found |= {f"bet:{pk}": ", in use" for pk in done.values_list("pk", flat=True)}
    return found
