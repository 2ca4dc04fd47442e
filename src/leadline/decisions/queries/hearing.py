"""Hearing words one by one: which comes next, what is guessed, how guesses did."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from leadline.accounts.queries import rates_of, rows
from leadline.accounts.types import Actor
from leadline.decisions.bridge import ENOUGH_ANSWERS, PROPOSALS, bar
from leadline.decisions.models import ChairWord
from leadline.decisions.queries.chair import chair_of
from leadline.decisions.queries.decisions import decision_page
from leadline.decisions.queries.rows import OPEN, words_of_customers
from leadline.decisions.types import (
    AskedAbout,
    EarlierWord,
    Guess,
    Guesser,
    GuessRecord,
    HeardWord,
    Hearing,
    Side,
    WordState,
)
from leadline.evidence.models import Feedback
from leadline.evidence.types import FeedbackSide
from leadline.foundation.money import Rates

EARLIER = 2
SIDES = (Side.FOR, Side.AGAINST)
Beside = list[ChairWord]


def hearing_of(
    *,
    actor: Actor,
    decision_id: int,
    now: datetime,
    later: Sequence[int] = (),
    at: int | None = None,
    customer_id: int | None = None,
) -> Hearing:
    """Return the word to hear next, or all that wait of one customer.

    Words surely about the question come first; those left for ``later`` at the end, in
    their order. ``at`` keeps a word that somebody is still speaking to. Raises
    ``NotFound``.
    """
    actor.require("read")
    page = decision_page(actor=actor, decision_id=decision_id)
    by_word = _by_word(actor, decision_id)
    waiting = _in_order(by_word, later)
    chosen = _chosen(by_word, waiting, at, customer_id)
    records = guess_records(actor=actor)
    rates = rates_of(actor=actor)
    words = tuple(_heard(by_word[pk], records, rates, now) for pk in chosen)
    whose = words[0].customer_id if words else None
    of_customer = [pk for pk in waiting if _customer(by_word[pk]) == whose]
    earlier, total = _earlier(actor, by_word, words)
    return Hearing(
        decision_id=decision_id,
        question=page.row.question,
        is_open=page.row.state in OPEN,
        options=page.options,
        words=words,
        seen=seen_of(actor=actor, words=[w for pk in chosen for w in by_word[pk]]),
        left=len(waiting),
        total=len(by_word),
        of_customer=len(of_customer) if whose else 0,
        records=records,
        earlier=earlier,
        earlier_total=total,
        chair=chair_of(actor=actor, decision_id=decision_id, now=now),
    )


def guess_records(*, actor: Actor) -> dict[Guesser, GuessRecord]:
    """Return how often guesses of each model were right here, from their bar on.

    A guess is answered when a person said where those words stand towards that option,
    or that they are off the subject. What was heard and not spoken to is no answer.
    """
    actor.require("read")
    answered = rows(ChairWord, actor).filter(
        state__in=[WordState.CONFIRMED, WordState.REJECTED],
        guess__in=SIDES,
        set_by__isnull=False,
    )
    told = list(answered.values_list("guess_by", "chance", "guess", "side", "state"))
    found = {}
    for by in Guesser:
        answers = [
            (chance, guess == side and state == WordState.CONFIRMED)
            for whose, chance, guess, side, state in told
            if whose == by
        ]
        from_there = bar(answers)
        counted = [right for chance, right in answers if chance >= (from_there or 0.0)]
        known = PROPOSALS if by == Guesser.OURS else None
        found[by] = GuessRecord(
            by=by,
            right=sum(counted),
            answered=len(counted),
            bar=from_there,
            few=ENOUGH_ANSWERS,
            known_right=known.right if known else 0,
            known=known.proposed if known else 0,
        )
    return found


def asked_about(*, actor: Actor, decision_id: int) -> AskedAbout:
    """Return the words that wait, and the decision, as a language model is asked.

    Nobody's name goes with them. Raises ``NotFound``.
    """
    actor.require("change")
    page = decision_page(actor=actor, decision_id=decision_id)
    by_word = _by_word(actor, decision_id)
    return AskedAbout(
        question=page.row.question,
        options=tuple((option.title, option.note) for option in page.options),
        option_ids=tuple(option.id for option in page.options),
        words=tuple(
            (pk, by_word[pk][0].feedback.words) for pk in _in_order(by_word, ())
        ),
    )


def seen_of(*, actor: Actor, words: Iterable[ChairWord]) -> str:
    """Return a name for exactly what stands on the chair of some words."""
    actor.require("read")
    stands = sorted((w.pk, w.side, w.state, w.set_by_id or 0) for w in words)
    return hashlib.sha256(repr(stands).encode()).hexdigest()[:16]


def _by_word(actor: Actor, decision_id: int) -> dict[int, Beside]:
    found: dict[int, Beside] = {}
    listed = words_of_customers(actor=actor, decision_id=decision_id)
    related = ("option", "feedback__customer", "feedback__contact", "set_by")
    for word in listed.select_related(*related).order_by("pk"):
        found.setdefault(word.feedback_id, []).append(word)
    return found


def _in_order(by_word: dict[int, Beside], later: Sequence[int]) -> list[int]:
    waits = [
        pk
        for pk, beside in by_word.items()
        if any(w.state == WordState.PROPOSED for w in beside)
    ]
    place = {pk: at for at, pk in enumerate(later)}
    strength = {pk: max(w.strength for w in by_word[pk]) for pk in waits}
    return sorted(waits, key=lambda pk: (place.get(pk, -1), -strength[pk], pk))


def _chosen(
    by_word: dict[int, Beside],
    waiting: list[int],
    at: int | None,
    customer_id: int | None,
) -> list[int]:
    if customer_id is not None:
        return [pk for pk in waiting if _customer(by_word[pk]) == customer_id]
    if at in by_word:
        return [at]
    return waiting[:1]


def _customer(beside: Beside) -> int | None:
    return beside[0].feedback.customer_id


def _heard(
    beside: Beside,
    records: dict[Guesser, GuessRecord],
    rates: Rates,
    now: datetime,
) -> HeardWord:
    piece, customer = beside[0].feedback, beside[0].feedback.customer
    guesses = sorted(_guesses(beside, records), key=lambda g: -g.chance)
    # One model speaks at a time: its record stands beside what it guesses.
    guesses = [g for g in guesses if g.by == guesses[0].by]
    telling = {w.option_id: w.passage for w in beside}
    surest = max(beside, key=lambda w: (w.chance, w.strength))
    first = telling.get(guesses[0].option_id) if guesses else surest.passage
    contact = piece.contact
    said = {
        w.option_id: Side(w.side)
        for w in beside
        if w.state == WordState.CONFIRMED and w.set_by_id
    }
    return HeardWord(
        feedback_id=piece.pk,
        words=piece.words,
        passage=first or "",
        author=piece.author,
        customer_id=piece.customer_id,
        customer=customer.name if customer else "",
        position=contact.title if contact else "",
        segment=customer.segment if customer else "",
        revenue=rates.one(customer.revenue_amount, customer.revenue_currency)
        if customer and customer.revenue_amount
        else None,
        source=piece.source,
        said_at=piece.said_at,
        age_days=max(0, (now - piece.said_at).days),
        side=piece.side,
        speech=piece.speech,
        noted_by=piece.noted_by,
        said=said,
        guesses=tuple(guesses),
    )


def _guesses(beside: Beside, records: dict[Guesser, GuessRecord]) -> Iterable[Guess]:
    """Yield guesses above the bar for options nobody spoke to yet."""
    for word in beside:
        if word.state != WordState.PROPOSED or word.guess not in SIDES:
            continue
        by = Guesser(word.guess_by)
        least = records[by].bar
        if least is not None and word.chance >= least:
            yield Guess(
                word.option_id, word.option.title, Side(word.guess), word.chance, by
            )


def _earlier(
    actor: Actor, by_word: dict[int, Beside], words: tuple[HeardWord, ...]
) -> tuple[tuple[EarlierWord, ...], int]:
    """Return what the customer said before, what was heard here first."""
    whose = words[0].customer_id if words else None
    if whose is None:
        return (), 0
    pieces = rows(Feedback, actor).filter(
        customer_id=whose, side=FeedbackSide.CUSTOMER, set_aside=""
    )
    pieces = pieces.exclude(pk__in=[w.feedback_id for w in words])
    heard = [pk for pk, beside in by_word.items() if _stands(beside)]
    first = pieces.filter(pk__in=heard).select_related("customer").order_by("-said_at")
    found = list(first[:EARLIER])
    if len(found) < EARLIER:
        waiting = pieces.exclude(pk__in=by_word).select_related("customer")
        found += waiting.order_by("-said_at", "-pk")[: EARLIER - len(found)]
    told = tuple(_said_before(piece, by_word.get(piece.pk, [])) for piece in found)
    return told, pieces.count()


def _stands(beside: Beside) -> tuple[tuple[Side, str], ...]:
    return tuple(
        (Side(w.side), w.option.title)
        for w in beside
        if w.state == WordState.CONFIRMED and w.side != Side.NEITHER
    )


def _said_before(piece: Feedback, beside: Beside) -> EarlierWord:
    return EarlierWord(
        feedback_id=piece.pk,
        words=piece.words,
        passage=beside[0].passage if beside else "",
        author=piece.author,
        customer=piece.customer.name if piece.customer else "",
        source=piece.source,
        said_at=piece.said_at,
        side=piece.side,
        speech=piece.speech,
        noted_by=piece.noted_by,
        stands=_stands(beside),
    )
