"""The chair of a decision: whom it touches, who spoke, who is silent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from leadline.accounts.queries import rates_of, rows
from leadline.accounts.types import Actor
from leadline.decisions.bridge import (
    Spoken,
    nearest,
    passage_of,
    scores_of,
)
from leadline.decisions.models import (
    ChairSettings,
    ChairWord,
    DecisionBet,
    DecisionNeed,
    Option,
)
from leadline.decisions.queries.rows import (
    get_decision,
    segments_named,
    words_of_customers,
)
from leadline.decisions.queries.scores import _told_scores
from leadline.decisions.types import (
    Chair,
    ChairVerdict,
    Side,
    SilentSegment,
    WordRow,
    WordState,
)
from leadline.evidence.models import Customer, Feedback, Need
from leadline.evidence.queries.asking import asking_for
from leadline.evidence.types import (
    CustomerState,
    FeedbackSide,
    FeedbackState,
    NeedState,
)
from leadline.foundation.money import Total
from leadline.roadmap.models import BetNeed

DEFAULT_HALF_LIFE = 180
LIKE_THE_QUESTION = 0.6
MORE_NEEDS = 3
PER_NEED = 120
PUT_BY = (WordState.REJECTED, WordState.UNSAID)


def half_life(*, actor: Actor) -> int:
    """Return after how many days a word is worth half here."""
    actor.require("read")
    found = rows(ChairSettings, actor).values_list("half_life_days", flat=True).first()
    return found or DEFAULT_HALF_LIFE


def needs_behind(*, actor: Actor, decision_id: int) -> list[int]:
    """Return the needs a decision touches: its own and those of its bets."""
    actor.require("read")
    own = rows(DecisionNeed, actor).filter(decision_id=decision_id)
    bets = rows(DecisionBet, actor).filter(decision_id=decision_id)
    through = rows(BetNeed, actor).filter(bet_id__in=bets.values("bet_id"))
    found = [*own.values_list("need_id", flat=True)]
    found += through.values_list("need_id", flat=True)
    return list(dict.fromkeys(found))


def looked_through(
    *, actor: Actor, decision_id: int, now: datetime
) -> list[tuple[int, str]]:
    """Return the pieces to look for words in: of its needs, and of needs like it.

    Needs are like it when their statement means about what the question or an option
    does. The newest pieces of each need come; archived ones, those set aside and words
    of ours stay away, and where the decision names segments those of all others.
    """
    actor.require("read")
    decision = get_decision(actor=actor, decision_id=decision_id)
    needs = needs_behind(actor=actor, decision_id=decision_id)
    segments = segments_named(actor=actor, decision_id=decision_id)
    options = rows(Option, actor).filter(decision_id=decision_id)
    asked = [decision.question, *(f"{o.title}. {o.note}" for o in options)]
    others = list(
        rows(Need, actor)
        .filter(state=NeedState.OPEN, demand__pieces__gt=0)
        .exclude(pk__in=needs)
        .values_list("pk", "statement")
    )
    like = nearest([statement for _, statement in others], asked, LIKE_THE_QUESTION)
    chosen = [*needs, *(others[i][0] for i in like[:MORE_NEEDS])]
    found: dict[int, str] = {}
    for need_id in chosen:
        pieces = rows(Feedback, actor).filter(
            need_id=need_id,
            said_at__lte=now,
            side=FeedbackSide.CUSTOMER,
            set_aside="",
        )
        if segments:
            nobody = Q(customer__isnull=True)
            pieces = pieces.filter(nobody | Q(customer__segment__in=segments))
        newest = pieces.exclude(state=FeedbackState.ARCHIVED).order_by("-said_at")
        found |= dict(newest.values_list("pk", "words")[:PER_NEED])
    return list(found.items())


def chair_of(*, actor: Actor, decision_id: int, now: datetime) -> Chair:
    """Return the chair as it stands at a moment; only confirmed words count.

    That of a taken decision is scored as of the day it was taken on: words grow old
    afterwards, and what stood then is not weak for it.
    """
    actor.require("read")
    decision = get_decision(actor=actor, decision_id=decision_id)
    since = max(0, (now - decision.decided_at).days) if decision.decided_at else 0
    words = _words(actor, decision_id, now)
    confirmed = [w for w in words if w.state == WordState.CONFIRMED]
    proposed = [w for w in words if w.state == WordState.PROPOSED]
    speaking = [w for w in confirmed if w.side != Side.NEITHER]
    touched = _touched(actor, decision_id, words)
    days = half_life(actor=actor)
    worth = {pk: float(revenue.amount) for pk, _, revenue in touched}
    counted = [w for w in speaking if w.customer_id is None or w.customer_id in worth]
    scores = scores_of(
        [
            Spoken(
                text=w.words,
                customer=w.customer_id,
                age_days=max(0, w.age_days - since),
                segment=w.segment,
                revenue=worth.get(w.customer_id or 0, 0.0),
            )
            for w in counted
        ],
        [(pk, segment, float(paid.amount)) for pk, segment, paid in touched],
        days,
    )
    spoken, waiting = _segments(speaking), _segments(proposed)
    left = _left_unheard(actor, decision_id)
    waiting |= set(left.values())
    # As in ``silent_on``: whoever was not read may have spoken.
    silent = _silent(touched, spoken | waiting, _segments(confirmed))
    of_touched = {segment for _, segment, _ in touched}
    return Chair(
        verdict=ChairVerdict(scores.verdict),
        scores=_told_scores(scores, counted, days, _unweighed(touched), since),
        words=confirmed,
        proposed=proposed,
        silent=silent,
        unread=sorted((waiting - spoken - {""}) & of_touched),
        touched_customers=len(touched),
        touched_revenue=_sum(actor, (paid for _, _, paid in touched)),
        half_life_days=days,
        looked_at=decision.looked_at,
        left=len(left),
    )


def silent_on(
    *, actor: Actor, decision_id: int
) -> tuple[list[SilentSegment], dict[int, str]]:
    """Return the touched segments no word on the chair is of, the largest first.

    Words that nobody heard count: their segment may have spoken; so before anybody
    looked for words none is named. With them come the touched customers, by id, each
    with its segment. Raises ``NotFound``.
    """
    actor.require("read")
    decision = get_decision(actor=actor, decision_id=decision_id)
    if not decision.looked_at:
        return [], {}
    touched = _touched(actor, decision_id, ())
    words = words_of_customers(actor=actor, decision_id=decision_id)
    words = words.exclude(state__in=PUT_BY).exclude(
        state=WordState.CONFIRMED, side=Side.NEITHER
    )
    heard = words.values_list("feedback__customer__segment", flat=True)
    unheard = _left_unheard(actor, decision_id).values()
    silent = _silent(touched, {*(of or "" for of in heard), *unheard})
    return silent, {pk: of for pk, of, _ in touched}


def _left_unheard(actor: Actor, decision_id: int) -> dict[int, str]:
    """Return the pieces that were found and left without a person having heard them,
    each with the segment of its customer."""
    words = words_of_customers(actor=actor, decision_id=decision_id)
    left = words.filter(state=WordState.UNSAID, set_by=None)
    seen = words.exclude(state=WordState.UNSAID, set_by=None)
    found = left.exclude(feedback_id__in=seen.values("feedback_id"))
    pairs = found.values_list("feedback_id", "feedback__customer__segment")
    return {pk: of or "" for pk, of in pairs}


def _words(actor: Actor, decision_id: int, now: datetime) -> list[WordRow]:
    found = words_of_customers(actor=actor, decision_id=decision_id).exclude(
        state__in=PUT_BY
    )
    listed = found.select_related("option", "feedback__customer", "set_by")
    made = [_word(w, now) for w in listed.order_by("pk")]
    return sorted(made, key=lambda word: word.weight, reverse=True)


def _word(word: ChairWord, now: datetime) -> WordRow:
    piece = word.feedback
    customer = piece.customer
    return WordRow(
        id=word.pk,
        feedback_id=piece.pk,
        option_id=word.option_id,
        option=word.option.title,
        side=Side(word.side),
        state=WordState(word.state),
        words=piece.words,
        passage=word.passage
        or passage_of(piece.words, f"{word.option.title}. {word.option.note}"),
        author=piece.author,
        customer_id=piece.customer_id,
        customer=customer.name if customer else "",
        segment=customer.segment if customer else "",
        source=piece.source,
        said_at=piece.said_at,
        age_days=max(0, (now - piece.said_at).days),
        strength=word.strength,
        set_by=str(word.set_by or ""),
        speech=piece.speech,
        noted_by=piece.noted_by,
    )


Touched = list[tuple[int, str, Total]]


def _touched(actor: Actor, decision_id: int, words: Iterable[WordRow]) -> Touched:
    """Return touched customers with segment and what they pay, converted.

    Those of the segments that the decision names; without any who asks for its needs
    and bets, and who spoke.
    """
    segments = segments_named(actor=actor, decision_id=decision_id)
    if segments:
        held = rows(Customer, actor).filter(segment__in=segments, is_archived=False)
        found = held.exclude(state=CustomerState.LOST)
    else:
        needs = needs_behind(actor=actor, decision_id=decision_id)
        spoke = {w.customer_id for w in words if w.customer_id}
        asking = asking_for(actor=actor, need_ids=needs)
        found = asking | rows(Customer, actor).filter(pk__in=spoke)
    rates = rates_of(actor=actor)
    return [
        (pk, segment, rates.one(amount, currency))
        for pk, segment, amount, currency in found.order_by("pk").values_list(
            "pk", "segment", "revenue_amount", "revenue_currency"
        )
    ]


def _unweighed(touched: Touched) -> int:
    """Return how many pay in a currency without a rate, and so weigh nothing."""
    return sum(any(part.money for part in paid.left) for _, _, paid in touched)


def _sum(actor: Actor, paid: Iterable[Total]) -> Total:
    return sum(paid, rates_of(actor=actor).none)


def _segments(words: Iterable[WordRow]) -> set[str]:
    return {word.segment for word in words}


def _silent(
    touched: Touched, spoken: set[str], heard: Iterable[str] = ()
) -> list[SilentSegment]:
    """Return touched segments nobody of which takes a side, the largest first."""
    found: dict[str, tuple[int, Total]] = {}
    for _, segment, paid in touched:
        if segment and segment not in spoken:
            n, before = found.get(segment, (0, Total(paid.currency)))
            found[segment] = (n + 1, before + paid)
    silent = [
        SilentSegment(name, n, paid, name in heard) for name, (n, paid) in found.items()
    ]
    return sorted(silent, key=lambda s: (-s.revenue.amount, -s.customers, s.name))
