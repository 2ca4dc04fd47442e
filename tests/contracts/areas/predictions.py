"""Examples for the addresses of predictions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from leadline.decisions import actions
from leadline.decisions.models import Prediction
from leadline.decisions.types import ForecastIn, PredictionIn
from tests.contracts.areas.decisions import decided
from tests.contracts.examples import Examples
from tests.factories import as_row


def prediction_of(e: Examples) -> Prediction:
    """A prediction of a bet that its owner has answered."""

    def make() -> Prediction:
        now = datetime.now(UTC)
        asked = PredictionIn(
            "Thirty accounts sign in by June",
            resolve_on=now.date() + timedelta(days=90),
            bet_id=e.bet.pk,
        )
        made = actions.create_prediction(actor=e.actor, prediction=asked, on=now.date())
        said = ForecastIn(probability=70)
        actions.answer_prediction(
            actor=e.actor, prediction_id=made.pk, forecast=said, now=now
        )
        return as_row(Prediction, made)

    return e.once("prediction", make)


def reviewing(e: Examples) -> dict[str, object]:
    decided(e)
    return {"process": 3, "result": "better", "lesson": "Ask the ports first"}


def settling(e: Examples) -> dict[str, object]:
    """Its day has come: before it nobody says what came out."""
    due = Prediction.objects.filter(pk=prediction_of(e).pk)
    due.update(resolve_on=datetime.now(UTC).date())
    return {"happened": "yes", "source": "Counted"}


def later() -> str:
    return (datetime.now(UTC).date() + timedelta(days=30)).isoformat()


THINGS: dict[str, Callable[[Examples], object]] = {
    "predictions": lambda e: prediction_of(e).pk,
}
BODIES: dict[str, Callable[[Examples], dict[str, object]]] = {
    "decisions:prediction_new": lambda e: {
        "text": "Ten accounts", "kind": "event", "resolve_on": later(),
    },
    "decisions:answer": lambda e: {"probability": 60},
    "decisions:resolve": settling,
    "decisions:review": reviewing,
    "decisions:calibration_share": lambda e: {"share": "yes"},
}  # fmt: skip
PUBLIC: set[str] = set()
READERS_OWN: set[str] = {"decisions:answer", "decisions:calibration_share"}
