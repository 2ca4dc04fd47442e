"""What can be done with a line of Today where it stands, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django import forms

from leadline.accounts.types import Actor
from leadline.conversation import actions as conversation
from leadline.decisions import actions as decisions
from leadline.decisions.queries import hearing_of, prediction_page
from leadline.decisions.types import DecisionRow, PredictionRow
from leadline.foundation.errors import NotFound
from leadline.foundation.words import day
from leadline.launches import actions as launches
from leadline.launches.types import LaunchStepRow, StepState
from leadline.overview.asks import Ask, AskKind
from leadline.overview.telling import ToTell
from leadline.stakeholders import actions as stakeholders
from leadline.stakeholders.types import PromiseRow, PromiseState
from leadline.strategy import actions as strategy
from leadline.strategy.types import GoalRow
from leadline.web.decisions.prediction_forms import ForecastForm, OutcomeForm
from leadline.web.overview.ask_forms import (
    AgreeForm,
    BlockedForm,
    CheckInForm,
    DoneForm,
    KeepForm,
    MoveForm,
    NeedlessForm,
    SnoozeForm,
    TellForm,
    WordForm,
)

T = TypeVar("T")
SNOOZE = "snooze"


@dataclass(frozen=True, slots=True)
class When:
    """Who does it, and when."""

    actor: Actor
    now: datetime
    on: date


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in the words of the row; ``undo`` is what takes it back.

    ``undo`` is the id that was made, or the version that was left behind, 0 where the
    line itself is enough, none where it stays done.
    """

    said: str
    undo: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do: what its button and its key are, what it asks, what it does."""

    name: str
    label: str
    ask: Callable[[When, Ask, Any], Any]
    do: Callable[[When, Ask, Any], Done]
    key: str = "e"


def _is(ask: Ask, kind: type[T]) -> T:
    assert isinstance(ask.of, kind)
    return ask.of


def _plain(form: type[forms.Form]) -> Callable[[When, Ask, Any], Any]:
    return lambda when, ask, data: form(data)


def _keep(when: When, ask: Ask, form: KeepForm) -> Done:
    kept = stakeholders.move_promise(
        actor=when.actor, promise_id=_is(ask, PromiseRow).id, state=PromiseState.KEPT,
        now=when.now, on=when.on, proof=form.cleaned_data["proof"],
    )  # fmt: skip
    return Done("kept", kept.version)


def _agree(when: When, ask: Ask, form: AgreeForm) -> Done:
    kept = stakeholders.move_promise(
        actor=when.actor, promise_id=_is(ask, PromiseRow).id,
        state=PromiseState.AGREED, now=when.now, on=when.on,
    )  # fmt: skip
    return Done("agreed", kept.version)


def _move(when: When, ask: Ask, form: MoveForm) -> Done:
    until = form.cleaned_data["due_date"]
    stakeholders.set_promise_date(
        actor=when.actor, promise_id=_is(ask, PromiseRow).id, now=when.now,
        due_date=until, why=form.cleaned_data["why"],
    )  # fmt: skip
    return Done(f"moved to {day(until, when.on)}")


def _tell(when: When, ask: Ask, form: TellForm) -> Done:
    return _told(when, ask, form.how(), is_needless=False)


def _needless(when: When, ask: Ask, form: NeedlessForm) -> Done:
    return _told(when, ask, form.cleaned_data["how"], is_needless=True)


def _told(when: When, ask: Ask, how: str, *, is_needless: bool) -> Done:
    one = _is(ask, ToTell)
    kept = stakeholders.mark_told(
        actor=when.actor, person_id=one.person_id, subject=one.change.subject,
        how=how, now=when.now, is_needless=is_needless,
    )  # fmt: skip
    return Done("need not know" if is_needless else "told", kept.id)


def _ask_forecast(when: When, ask: Ask, data: Any) -> ForecastForm:
    row = _is(ask, PredictionRow)
    return ForecastForm(data, kind=row.kind, unit=row.unit)


def _answer(when: When, ask: Ask, form: ForecastForm) -> Done:
    row = _is(ask, PredictionRow)
    decisions.answer_prediction(
        actor=when.actor, prediction_id=row.id, forecast=form.forecast(), now=when.now
    )
    return Done("answered")


def _ask_outcome(when: When, ask: Ask, data: Any) -> OutcomeForm:
    row = _is(ask, PredictionRow)
    page = prediction_page(actor=when.actor, prediction_id=row.id)
    reads = page.can_be_read and bool(page.reading)
    form = OutcomeForm(data, kind=row.kind, can_be_read=reads, unit=row.unit)
    del form.fields["lesson"]
    return form


def _settle(when: When, ask: Ask, form: OutcomeForm) -> Done:
    row = _is(ask, PredictionRow)
    decisions.resolve_prediction(
        actor=when.actor, prediction_id=row.id, outcome=form.outcome(), now=when.now
    )
    return Done("void" if form.cleaned_data["is_void"] else "it is on record")


def _finish(when: When, ask: Ask, form: DoneForm) -> Done:
    return _step(when, ask, StepState.DONE, proof=form.cleaned_data["proof"])


def _block(when: When, ask: Ask, form: BlockedForm) -> Done:
    return _step(when, ask, StepState.BLOCKED, why=form.cleaned_data["why"])


def _step(
    when: When, ask: Ask, state: StepState, proof: str = "", why: str = ""
) -> Done:
    step = _is(ask, LaunchStepRow)
    launches.answer_step(
        actor=when.actor,
        step_id=step.id,
        state=state,
        today=when.on,
        proof=proof,
        why=why,
    )
    return Done(state.label.lower(), 0)


def _ask_word(when: When, ask: Ask, data: Any) -> WordForm:
    row = _is(ask, DecisionRow)
    shown = data.get("word", "") if data else ""
    at = int(shown) if shown.isdecimal() and len(shown) < 19 else None
    hearing = hearing_of(actor=when.actor, decision_id=row.id, now=when.now, at=at)
    if hearing.word is None:
        raise NotFound("No word of this decision waits any more.")
    return WordForm(data, hearing=hearing)


def _hear(when: When, ask: Ask, form: WordForm) -> Done:
    kept = decisions.say_words(
        actor=when.actor, decision_id=_is(ask, DecisionRow).id, told=form.told(),
        now=when.now,
    )  # fmt: skip
    return Done("heard", kept.id)


def _check_in(when: When, ask: Ask, form: CheckInForm) -> Done:
    kept = strategy.check_in(
        actor=when.actor, goal_id=_is(ask, GoalRow).id, said=form.said(), today=when.on
    )
    return Done("checked in", kept.id)


def _ask_until(when: When, ask: Ask, data: Any) -> SnoozeForm:
    return SnoozeForm(data, on=when.on)


def _snooze(when: When, ask: Ask, form: SnoozeForm) -> Done:
    until = conversation.put_to_sleep(
        actor=when.actor, key=ask.key, until=form.cleaned_data["until"], on=when.on
    )
    return Done(f"back on {day(until, when.on)}", 0)


SLEEP = Act(SNOOZE, "Snooze", _ask_until, _snooze, "s")
ACTS: dict[AskKind, tuple[Act, ...]] = {
    AskKind.PROMISE: (
        Act("keep", "Kept", _plain(KeepForm), _keep),
        Act("move", "Move date", _plain(MoveForm), _move, "m"),
    ),
    AskKind.TELL: (
        Act("tell", "Told", _plain(TellForm), _tell),
        Act("needless", "Need not know", _plain(NeedlessForm), _needless, "m"),
    ),
    AskKind.ANSWER: (Act("answer", "Answer", _ask_forecast, _answer),),
    AskKind.OUTCOME: (Act("settle", "Say what came out", _ask_outcome, _settle),),
    AskKind.STEP: (
        Act("done", "Done", _plain(DoneForm), _finish),
        Act("blocked", "Blocked", _plain(BlockedForm), _block, "m"),
    ),
    AskKind.WORD: (Act("hear", "Hear", _ask_word, _hear),),
    AskKind.CHECK_IN: (Act("check-in", "Check in", _plain(CheckInForm), _check_in),),
    AskKind.DECISION: (),
}
AGREED = Act("agree", "Agreed", _plain(AgreeForm), _agree)


def acts_of(ask: Ask) -> tuple[Act, ...]:
    """Return what can be done with a line, its plain meaning first."""
    acts = ACTS[ask.kind]
    if isinstance(ask.of, PromiseRow) and ask.of.state == PromiseState.OFFERED:
        return (AGREED, *acts[1:])
    return acts


def act_named(ask: Ask, name: str) -> Act:
    """Return one of them, or raise ``NotFound``."""
    for act in (*acts_of(ask), SLEEP):
        if act.name == name:
            return act
    raise NotFound("That cannot be done here.")


def take_back(when: When, key: str, name: str, made: int) -> None:
    """Take back what was done with a line; raises what the actions raise.

    Raises ``NotFound`` for what stays done.
    """
    first, *_, last = key.split("-")
    if name == SNOOZE:
        conversation.wake_up(actor=when.actor, key=key)
    elif name in ("keep", "agree") and first == AskKind.PROMISE and last.isdecimal():
        stakeholders.take_promise_back(
            actor=when.actor, promise_id=int(last), seen=made, now=when.now
        )
    elif name in ("tell", "needless"):
        stakeholders.take_back_told(actor=when.actor, told_id=made)
    elif name == "check-in":
        strategy.take_back_check_in(actor=when.actor, check_in_id=made)
    elif name in ("done", "blocked") and first == AskKind.STEP and last.isdecimal():
        launches.answer_step(
            actor=when.actor, step_id=int(last), state=StepState.OPEN, today=when.on
        )
    elif name == "hear" and first == AskKind.WORD and last.isdecimal():
        decisions.take_back(
            actor=when.actor, decision_id=int(last), saying_id=made, now=when.now
        )
    else:
        raise NotFound("That cannot be taken back here.")
