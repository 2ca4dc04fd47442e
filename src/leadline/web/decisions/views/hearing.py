"""Hearing the words of a decision one by one, by key or by button."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leadline.decisions import actions, queries
from leadline.decisions.types import Hearing, Side, Told
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.language_model import operators_model
from leadline.web.decisions.charts import live_scores
from leadline.web.decisions.sittings import Sitting, begun, going_on, keep_sitting
from leadline.web.decisions.views.decisions import address, seating
from leadline.web.shell.requests import (
    Request,
    go,
    in_workspace,
    is_number,
    render,
    wants_part,
)
from leadline.web.shell.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def hear(request: Request, pk: int) -> HttpResponse:
    """Show the word to hear next; a POST says that the room has heard the chair."""
    request.actor.require("change")
    now = timezone.now()
    if request.method == "POST":
        return _room_has_heard(request, pk, now)
    return _show(request, pk, _sitting(request, pk, now), now)


@require_POST
@in_workspace
def say(request: Request, pk: int) -> HttpResponse:
    """Say where the word shown stands, leave it for later, or undo."""
    request.actor.require("change")
    now = timezone.now()
    sitting = _sitting(request, pk, now)
    option = request.POST.get("option", "")
    sitting.option = int(option) if is_number(option) else sitting.option
    try:
        _do(request, pk, sitting, now)
    except Conflict as error:
        sitting.at, sitting.last = None, {"text": str(error), "is_fault": True}
    if wants_part(request):
        return _show(request, pk, sitting, now)
    keep_sitting(request.session, pk, sitting, now)
    return go(request, address(request, pk, "hear"))


def _sitting(request: Request, pk: int, now: datetime) -> Sitting:
    found = going_on(request.session, pk, now)
    if found is None:
        chair = queries.chair_of(actor=request.actor, decision_id=pk, now=now)
        found = begun(chair, now)
    return found


def _room_has_heard(request: Request, pk: int, now: datetime) -> HttpResponse:
    try:
        found = actions.hear_chair(actor=request.actor, decision_id=pk, now=now)
    except Conflict as error:
        toast(request, str(error))
        return go(request, address(request, pk))
    toast(
        request, f"Heard: {found.verdict.label.lower()}. Finish the sentence together."
    )
    return go(request, f"{address(request, pk)}#sentence")


def _show(request: Request, pk: int, sitting: Sitting, now: datetime) -> HttpResponse:
    whose = request.GET.get("customer", "")
    hearing = queries.hearing_of(
        actor=request.actor,
        decision_id=pk,
        now=now,
        later=sitting.later,
        at=sitting.at,
        customer_id=int(whose) if is_number(whose) else None,
    )
    if sitting.option not in {option.id for option in hearing.options}:
        sitting.option = hearing.options[0].id if hearing.options else None
    keep_sitting(request.session, pk, sitting, now)
    context = {
        "hearing": hearing,
        "word": hearing.word,
        "sitting": sitting,
        **({} if hearing.total else seating(request, pk)),
        "last": _last(hearing, sitting),
        "given": ",".join(str(one.feedback_id) for one in hearing.words),
        "guess": ",".join(f"{g.option_id}-{g.side}" for g in hearing.guesses),
        "rows": _rows(hearing, sitting),
        "seconds_left": sitting.pace * hearing.left if sitting.pace else None,
        "asked_too": asked.host if (asked := operators_model()) else "",
        "scores": live_scores(hearing.chair.scores, sitting.before),
    }
    return render(request, "decisions/hear.html", context, part="hearing")


def _last(hearing: Hearing, sitting: Sitting) -> dict[str, object]:
    """Return the last thing that was done, with options by their names."""
    names = {option.id: option.title for option in hearing.options}
    told = [
        (side, names[option])
        for option, side in sitting.last.get("sides", ())
        if option in names
    ]
    return {**sitting.last, "told": told}


def _rows(hearing: Hearing, sitting: Sitting) -> list[dict[str, object]]:
    """Return each option with its three buttons: pressed, guessed, or plain."""
    guessed = {(g.option_id, g.side) for g in hearing.guesses}
    said = hearing.word.said if hearing.word and len(hearing.words) == 1 else {}
    return [
        {
            "option": option,
            "is_chosen": option.id == sitting.option,
            "buttons": [
                (side, key, said.get(option.id) == side, (option.id, side) in guessed)
                for side, key in zip(Side, "FAN", strict=True)
            ],
        }
        for option in hearing.options
    ]


def _do(request: Request, pk: int, sitting: Sitting, now: datetime) -> None:
    told, given = request.POST.get("side", ""), request.POST.get("go", "")
    if told:
        _say(request, pk, sitting, told, now)
    elif given == "next":
        _later(request, pk, sitting, now)
    elif given == "undo":
        _undo(request, pk, sitting, now)
    elif given.startswith("choose-") and is_number(given[7:]):
        sitting.option = int(given[7:])
    else:
        raise Invalid("Say for, against, neither or off the subject, or go on.")


def _words(request: Request) -> tuple[int, ...]:
    given = request.POST.get("words", "").split(",")
    if not all(is_number(one) for one in given):
        raise Invalid("The form names no words; open the page anew.")
    return tuple(int(one) for one in given)


def _say(request: Request, pk: int, sitting: Sitting, told: str, now: datetime) -> None:
    words, stays = _words(request), "stay" in request.POST
    said = Told(
        feedback_ids=words,
        seen=request.POST.get("seen", ""),
        sides=() if told == "off" else _sides(told),
        is_off=told == "off",
        stays=stays and told != "off",
    )
    saying = actions.say_words(actor=request.actor, decision_id=pk, told=said, now=now)
    sitting.note("said", saying.pk)
    sitting.beat(now)
    sitting.at = words[0] if said.stays and len(words) == 1 else None
    sitting.later = [one for one in sitting.later if one not in words]
    sitting.last = {
        "who": request.POST.get("who", "")[:160],
        "sides": said.sides,
        "is_off": said.is_off,
    }


def _sides(told: str) -> tuple[tuple[int, str], ...]:
    """Return what a button says: "12-for", or for a guess "12-for,15-against"."""
    pairs = [one.partition("-")[::2] for one in told.split(",")]
    if not all(is_number(option) for option, _ in pairs):
        raise Invalid("Say for, against, neither or off the subject, or go on.")
    return tuple((int(option), side) for option, side in pairs)


def _later(request: Request, pk: int, sitting: Sitting, now: datetime) -> None:
    """Go on; a word that something was said of is done, any other comes back."""
    words = _words(request)
    if sitting.at in words:
        said = Told(feedback_ids=words, seen=request.POST.get("seen", ""))
        saying = actions.say_words(
            actor=request.actor, decision_id=pk, told=said, now=now
        )
        sitting.note("said", saying.pk)
        sitting.at = None
        return
    for word in words:
        sitting.later = [*(one for one in sitting.later if one != word), word]
        sitting.note("later", word)
    sitting.last = {"text": "Left for later; it comes back at the end."}


def _undo(request: Request, pk: int, sitting: Sitting, now: datetime) -> None:
    if not sitting.trail:
        sitting.last = {"text": "There is nothing more to undo in this sitting."}
        return
    kind, what = sitting.trail.pop()
    if kind == "later":
        sitting.later = [one for one in sitting.later if one != what]
        sitting.at = what
    else:
        back = actions.take_back(
            actor=request.actor, decision_id=pk, saying_id=what, now=now
        )
        sitting.at = back[0] if len(back) == 1 else None
    sitting.last = {"text": "Taken back."}
