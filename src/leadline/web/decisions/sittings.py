"""A sitting of hearing words: what one person did since they began, for a while.

It lives in the session: the option last chosen, words left for later, what can be
undone, the pace, and the scores before. It holds nothing that counts on the chair.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from statistics import median
from typing import Any

from leadline.decisions.types import Chair

OVER_AFTER = 30 * 60
"""Seconds without a word after which a new sitting begins."""
A_PAUSE = 60
PACE_OF, PACE_FROM, TRAIL = 20, 3, 200


@dataclass
class Sitting:
    """What a person did with the words of one decision since they sat down.

    ``trail`` holds ("said", saying) and ("later", word), the newest last; ``beats``
    are the seconds of the last words.
    """

    seen_at: float
    before: dict[str, float]
    option: int | None = None
    at: int | None = None
    later: list[int] = field(default_factory=list)
    trail: list[tuple[str, int]] = field(default_factory=list)
    beats: list[float] = field(default_factory=list)
    last: dict[str, Any] = field(default_factory=dict)

    def note(self, kind: str, what: int) -> None:
        """Remember a step, so that it can be undone."""
        self.trail = [*self.trail, (kind, what)][-TRAIL:]

    def beat(self, now: datetime) -> None:
        """Remember how long the word took; a pause is no pace."""
        seconds = now.timestamp() - self.seen_at
        if 0 < seconds < A_PAUSE:
            self.beats = [*self.beats, round(seconds, 2)][-PACE_OF:]

    @property
    def pace(self) -> float | None:
        """Seconds a word takes, once there are a few to tell by."""
        return median(self.beats) if len(self.beats) >= PACE_FROM else None


def going_on(session: Any, decision_id: int, now: datetime) -> Sitting | None:
    """Return the sitting that goes on, if there is one."""
    kept = session.get(_key(decision_id))
    if kept and 0 <= now.timestamp() - kept["seen_at"] < OVER_AFTER:
        return Sitting(**kept)
    return None


def begun(chair: Chair, now: datetime) -> Sitting:
    """Return a sitting that begins with the chair as it stands."""
    scores = {score.name: score.value for score in chair.scores}
    return Sitting(now.timestamp(), scores)


def keep_sitting(
    session: Any, decision_id: int, sitting: Sitting, now: datetime
) -> None:
    """Keep the sitting; its next word is shown from now on."""
    sitting.seen_at = now.timestamp()
    session[_key(decision_id)] = asdict(sitting)


def _key(decision_id: int) -> str:
    return f"hearing-{decision_id}"
