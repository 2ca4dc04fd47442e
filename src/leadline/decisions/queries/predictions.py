"""Reads of predictions and of how good forecasts were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Case, Count, DateField, F, Min, Q, QuerySet, When

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import (
    ChairWord,
    Decision,
    DecisionPerson,
    Forecast,
    Option,
    Prediction,
    Review,
)
from leadline.decisions.queries.rows import get_prediction
from leadline.decisions.queries.settling import may_settle, settler_of
from leadline.decisions.types import (
    ChairVerdict,
    DecisionState,
    ForecastRow,
    Part,
    PredictionKind,
    PredictionPage,
    PredictionRow,
    PredictionsHeld,
    PredictionState,
    Result,
    ReviewRow,
    Side,
    Way,
    WordState,
)
from leadline.foundation.errors import NotFound
from leadline.foundation.measures import measured
from leadline.foundation.paging import Listed, Page, listed
from leadline.strategy.models import Reading

RIGHT = {"leaned right", "inside the range"}


def list_predictions(
    *,
    actor: Actor,
    state: str = "",
    text: str = "",
    page: Page = 1,
    size: int | None = None,
) -> Listed[PredictionRow]:
    """Return predictions: open ones by their day, then what came out last first.

    The words of others stay hidden.
    """
    actor.require("read")
    found = _ordered(_found(actor, state, text))
    return listed(found, lambda part: _rows(actor, part), page, size)


def predictions_held(
    *, actor: Actor, on: date, state: str = "", text: str = ""
) -> PredictionsHeld:
    """Return how many that match are due, still to come and settled."""
    actor.require("read")
    is_open, is_due = Q(state=PredictionState.OPEN), Q(resolve_on__lte=on)
    return PredictionsHeld(
        **_found(actor, state, text).aggregate(
            due=Count("pk", filter=is_open & is_due),
            coming=Count("pk", filter=is_open & ~is_due),
            settled=Count("pk", filter=~is_open),
            next_on=Min("resolve_on", filter=is_open & ~is_due),
        )
    )


def _found(actor: Actor, state: str, text: str) -> QuerySet[Prediction]:
    found = rows(Prediction, actor)
    if state:
        found = found.filter(state=state)
    return found.filter(text__icontains=text) if text else found


def _ordered(found: QuerySet[Prediction]) -> QuerySet[Prediction]:
    """Order by the day, what came out backwards and last."""
    opened = When(state=PredictionState.OPEN, then=F("resolve_on"))
    until = Case(opened, output_field=DateField())
    return found.order_by(until.asc(nulls_last=True), "-resolve_on", "id")


def due_predictions(
    *, actor: Actor, on: date, size: int | None = 50
) -> Listed[PredictionRow]:
    """Return open predictions whose day has come."""
    actor.require("read")
    found = rows(Prediction, actor).filter(
        state=PredictionState.OPEN, resolve_on__lte=on
    )
    due = found.order_by("resolve_on", "id")
    return listed(due, lambda part: _rows(actor, part), size=size)


def predictions_of(
    *,
    actor: Actor,
    decision_ids: Iterable[int] = (),
    bet_ids: Iterable[int] = (),
    goal_ids: Iterable[int] = (),
) -> list[PredictionRow]:
    """Return the predictions about decisions, bets or goals."""
    actor.require("read")
    about = (
        Q(decision_id__in=list(decision_ids))
        | Q(bet_id__in=list(bet_ids))
        | Q(goal_id__in=list(goal_ids))
    )
    found = rows(Prediction, actor).filter(about)
    return _rows(actor, found.order_by("resolve_on", "id"))


def prediction_row(*, actor: Actor, prediction_id: int) -> PredictionRow:
    """Return one prediction as a list shows it, or raise ``NotFound``."""
    actor.require("read")
    found = _rows(actor, rows(Prediction, actor).filter(pk=prediction_id))
    if not found:
        raise NotFound("There is no such prediction.")
    return found[0]


def prediction_page(*, actor: Actor, prediction_id: int) -> PredictionPage:
    """Return a prediction; the forecasts of others stay hidden while they might lead.

    On an open decision until it is taken, else until one has answered; nobody answers
    after that, so everybody may see them.
    """
    actor.require("read")
    found = get_prediction(actor=actor, prediction_id=prediction_id)
    row = _rows(actor, rows(Prediction, actor).filter(pk=prediction_id))[0]
    is_open = found.state == PredictionState.OPEN
    is_locked = not is_open or _is_locked(found)
    is_shown = is_locked or (row.mine is not None and found.decision is None)
    metric = found.metric
    reading = _reading(actor, found)
    return PredictionPage(
        row=row,
        rule=found.rule,
        metric=metric.name if metric else "",
        metric_id=found.metric_id,
        forecasts=_last_words(actor, [found])[found.pk] if is_shown else None,
        is_locked=is_locked,
        bar=_bar(found),
        reading=f"{_read(found, reading)} on {reading.on_date}" if reading else "",
        would_be=_would_be(found, reading) if reading else "",
        settler=settler_of(actor=actor, prediction=found),
        may_settle=may_settle(actor=actor, prediction=found),
    )


def _bar(prediction: Prediction) -> str:
    if prediction.bar is None:
        return ""
    way = Way(prediction.way).label
    return f"{way} {measured(prediction.bar, prediction.unit, is_exact=True)}"


def _read(prediction: Prediction, reading: Reading) -> str:
    return measured(reading.value, prediction.unit, is_exact=True)


def _would_be(prediction: Prediction, reading: Reading) -> str:
    """Return what came out if the reading is taken, in words."""
    if prediction.kind == PredictionKind.RANGE:
        return f"it came out at {_read(prediction, reading)}"
    happened = _reached(prediction, reading.value)
    return (
        "" if happened is None else "it happened" if happened else "it did not happen"
    )


def _reached(prediction: Prediction, value: Decimal) -> bool | None:
    """Return whether a value is on the side of the bar; none where there is no bar."""
    if prediction.bar is None:
        return None
    if prediction.way == Way.AT_LEAST:
        return value >= prediction.bar
    return value <= prediction.bar


def _is_locked(prediction: Prediction) -> bool:
    decision = prediction.decision
    return decision is not None and decision.decided_at is not None


def _reading(actor: Actor, prediction: Prediction) -> Reading | None:
    """Return the first reading of the metric on or after the day."""
    if prediction.metric_id is None:
        return None
    found = rows(Reading, actor).filter(
        metric_id=prediction.metric_id, on_date__gte=prediction.resolve_on
    )
    return found.order_by("on_date").first()


def _rows(actor: Actor, found: QuerySet[Prediction]) -> list[PredictionRow]:
    listed = list(found.select_related("decision", "bet", "goal"))
    words = _last_words(actor, listed)
    made = []
    for p in listed:
        mine = [w for w in words[p.pk] if w.user_id == actor.user_id]
        made.append(
            PredictionRow(
                id=p.pk,
                text=p.text,
                kind=PredictionKind(p.kind),
                state=PredictionState(p.state),
                unit=p.unit,
                resolve_on=p.resolve_on,
                decision_id=p.decision_id,
                decision=p.decision.question if p.decision else "",
                bet_id=p.bet_id,
                bet=p.bet.title if p.bet else "",
                goal_id=p.goal_id,
                goal=p.goal.name if p.goal else "",
                mine=mine[0] if mine else None,
                people=len(words[p.pk]),
                happened=p.happened,
                value=p.value,
                source=p.source,
                lesson=p.lesson,
            )
        )
    return made


def _last_words(
    actor: Actor, predictions: Iterable[Prediction]
) -> dict[int, list[ForecastRow]]:
    """Return, for each prediction, the last forecast of each person."""
    by_id = {p.pk: p for p in predictions}
    said = rows(Forecast, actor).filter(prediction_id__in=by_id).select_related("user")
    last: dict[tuple[int, int], Forecast] = {}
    times: Counter[tuple[int, int]] = Counter()
    for forecast in said.order_by("said_at", "pk"):
        key = (forecast.prediction_id, forecast.user_id)
        last[key] = forecast
        times[key] += 1
    found: dict[int, list[ForecastRow]] = {pk: [] for pk in by_id}
    for key, forecast in last.items():
        found[key[0]].append(_forecast(forecast, by_id[key[0]], times[key]))
    return found


def _forecast(forecast: Forecast, of: Prediction, times: int) -> ForecastRow:
    return ForecastRow(
        person=str(forecast.user),
        user_id=forecast.user_id,
        probability=forecast.probability,
        p10=forecast.p10,
        p50=forecast.p50,
        p90=forecast.p90,
        said_at=forecast.said_at,
        times=times,
        verdict=_verdict(forecast, of),
        unit=of.unit,
    )


def _verdict(forecast: Forecast, of: Prediction) -> str:
    """Return how a forecast stands beside what came out, in words."""
    if of.state != PredictionState.RESOLVED:
        return ""
    if forecast.probability is not None:
        right = forecast.probability if of.happened else 100 - forecast.probability
        return (
            "leaned right" if right > 50 else "leaned wrong" if right < 50 else "even"
        )
    if of.value is None or forecast.p10 is None or forecast.p90 is None:
        return ""
    if of.value < forecast.p10:
        return "below the range"
    return "above the range" if of.value > forecast.p90 else "inside the range"


def outcomes_of(*, actor: Actor) -> tuple[int, int]:
    """Return how many of one's last words leaned right or held, and of how many."""
    actor.require("read")
    found = rows(Forecast, actor).filter(
        user_id=actor.user_id, prediction__state=PredictionState.RESOLVED
    )
    last: dict[int, Forecast] = {}
    for said in found.select_related("prediction").order_by("said_at", "pk"):
        last[said.prediction_id] = said
    verdicts = [_verdict(said, said.prediction) for said in last.values()]
    return sum(verdict in RIGHT for verdict in verdicts), len(verdicts)


def review_checks(*, actor: Actor, decision_id: int) -> list[tuple[str, bool]]:
    """Return what the record says about how a decision was taken."""
    actor.require("read")
    decision = rows(Decision, actor).get(pk=decision_id)
    options = rows(Option, actor).filter(decision_id=decision_id).count()
    words = rows(ChairWord, actor).filter(
        decision_id=decision_id, state=WordState.CONFIRMED
    )
    sides = set(words.values_list("side", flat=True))
    asked = rows(DecisionPerson, actor).filter(decision_id=decision_id, part=Part.ASKED)
    predicted = rows(Prediction, actor).filter(
        decision_id=decision_id, forecasts__isnull=False
    )
    return [
        ("Three options or more were weighed", options >= 3),
        ("The chair was taken", decision.chair_verdict == ChairVerdict.TAKEN),
        ("Words for and against were read", {Side.FOR, Side.AGAINST} <= sides),
        ("Somebody predicted what would come of it", predicted.exists()),
        ("Somebody was asked before", bool(decision.consulted) or asked.exists()),
        ("Somebody imagined beforehand why it goes badly", bool(decision.premortem)),
    ]


def review_of(*, actor: Actor, decision_id: int) -> ReviewRow | None:
    """Return what was learned of a decision, if it was reviewed."""
    actor.require("read")
    found = rows(Review, actor).filter(decision_id=decision_id)
    review = found.select_related("user").first()
    if review is None:
        return None
    return ReviewRow(
        process=review.process,
        checks=[(str(name), bool(held)) for name, held in review.checks],
        result=Result(review.result),
        lesson=review.lesson,
        at=review.at,
        person=str(review.user or ""),
        surprise=_surprise(actor, decision_id),
    )


def _surprise(actor: Actor, decision_id: int) -> str:
    """Return how surprising it was, by what people said before."""
    came = rows(Prediction, actor).filter(
        decision_id=decision_id, state=PredictionState.RESOLVED
    )
    words = [w for said in _last_words(actor, came).values() for w in said if w.verdict]
    if not words:
        return "Nobody had predicted it, so nobody can say how surprising it was."
    right, n = sum(w.verdict in RIGHT for w in words), len(words)
    if n == 1:
        return f"The one forecast was {'right' if right else 'wrong'}."
    of_them = {0: f"None of {n}", n: f"All {n}"}.get(right, f"{right} of {n}")
    return f"{of_them} forecasts {'was' if right < 2 else 'were'} right."


REVIEWABLE = (DecisionState.DECIDED, DecisionState.REVIEWED)
