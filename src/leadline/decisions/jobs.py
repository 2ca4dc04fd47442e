"""Background work of decisions: words are looked for, the operator's model is asked."""

from __future__ import annotations

from typing import Any

from leadline.accounts.types import Actor
from leadline.decisions import actions
from leadline.decisions.bridge import ASKED_AT_ONCE, sides_by_model
from leadline.decisions.queries import asked_about
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.jobs import Progress, clock, job
from leadline.foundation.language_model import operators_model

PATIENCE = 2
"""So many answers that fail one after another end the asking."""


@job(actions.SEAT, title="Look for words about a decision")
def look_for_words(
    *, actor: Actor, progress: Progress, decision_id: int
) -> dict[str, Any]:
    """Seat the customer in a decision: its words are looked for and proposed.

    Killed at any moment it may run again: what is proposed is written at once.
    """
    progress.step(0, 0, "Looking for words")
    heard = actions.seat_chair(actor=actor, decision_id=decision_id, now=clock())
    return {"looked_at": heard.looked_at, "proposed": heard.proposed}


@job(actions.ASK_MODEL, title="Ask the operator's language model")
def ask_about_words(
    *, actor: Actor, progress: Progress, decision_id: int
) -> dict[str, Any]:
    """Ask the operator's model about words that wait, a few at a time.

    What cannot be read is no guess. Words that people hear in the meantime stay as
    they said. Killed at any moment it may run again: it asks about what still waits.
    """
    model = operators_model()
    try:
        asked = asked_about(actor=actor, decision_id=decision_id)
    except NotFound:
        return {"asked": 0, "guessed": 0}  # the decision is gone
    if model is None or not asked.words:
        return {"asked": 0, "guessed": 0}
    guessed, failed, done = 0, 0, 0
    for at in range(0, len(asked.words), ASKED_AT_ONCE):
        progress.step(at, len(asked.words), "Asking")
        some = asked.words[at : at + ASKED_AT_ONCE]
        try:
            found = sides_by_model(
                model, [text for _, text in some], asked.question, asked.options
            )
            failed = 0
        except Invalid:
            failed += 1
            if failed == PATIENCE:
                break
            continue
        sides = [
            (some[one.word][0], asked.option_ids[one.option], one.side, one.strength)
            for one in found
        ]
        done += len(some)
        try:
            guessed += actions.take_guesses(
                actor=actor,
                decision_id=decision_id,
                guesses=sides,
                asked=len(some),
                now=clock(),
            )
        except Conflict:
            break  # the decision was taken in the meantime
    progress.step(len(asked.words), len(asked.words), "Asked")
    return {"asked": done, "guessed": guessed}
