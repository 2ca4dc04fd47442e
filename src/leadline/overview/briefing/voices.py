"""The customers' words behind a briefing: whole sentences, their own ones first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions.models import ChairWord
from leadline.decisions.types import Side, WordState
from leadline.evidence.models import Feedback
from leadline.evidence.types import FeedbackSide, FeedbackState
from leadline.overview.briefing.quoting import (
    MOST_SIGNS,
    whole_sentences,
    without_frame,
)
from leadline.overview.briefing.record import Record
from leadline.overview.briefing.types import News, Source, Words
from leadline.overview.trace import Voice, voices_of

MOST = 2
NEWEST = 40
RECENT = timedelta(days=270)
FEWEST_SIGNS = 40


def words_behind(actor: Actor, record: Record, told: Iterable[News]) -> list[Words]:
    """Return the words behind the news told, one for each, of different customers."""
    found: list[Words] = []
    speakers: set[int | None] = set()
    for news in told:
        voice = _best(_voices(actor, record, news), speakers)
        if voice is not None:
            speakers.add(voice.customer_id)
            found.append(_words(voice))
        if len(found) == MOST:
            break
    return found


def _voices(actor: Actor, record: Record, news: News) -> list[Voice]:
    """Return the words on the chair of a decision, else those of the needs."""
    if news.decision_id is not None:
        heard = rows(ChairWord, actor).filter(
            decision_id=news.decision_id, state=WordState.CONFIRMED
        )
        ids = list(
            heard.exclude(side=Side.NEITHER)
            .order_by("-feedback__said_at", "-pk")
            .values_list("feedback_id", flat=True)[:NEWEST]
        )
        if ids:
            return voices_of(actor=actor, ids=ids)
    said = rows(Feedback, actor).filter(
        need_id__in=news.need_ids,
        side=FeedbackSide.CUSTOMER,
        set_aside="",
        said_at__gte=record.now - RECENT,
        said_at__lte=record.now,
    )
    newest = said.exclude(state=FeedbackState.ARCHIVED).order_by("-said_at", "-pk")
    ids = list(newest.values_list("pk", flat=True)[:NEWEST])
    return voices_of(actor=actor, ids=ids)


def _best(voices: list[Voice], taken: set[int | None]) -> Voice | None:
    """Return the newest that can be quoted whole, a customer's own words first."""
    fit = [
        voice
        for voice in voices
        if voice.customer_id is not None
        and voice.customer_id not in taken
        and FEWEST_SIGNS <= len(_quoted(voice)) <= MOST_SIGNS
    ]
    return min(fit, key=lambda voice: voice.is_reported, default=None)


def _quoted(voice: Voice) -> str:
    return whole_sentences(without_frame(voice.words))


def _words(voice: Voice) -> Words:
    return Words(
        words=_quoted(voice),
        speaker=", ".join(filter(None, [voice.author, voice.customer])),
        where=", ".join(filter(None, [voice.source, f"{voice.said_at:%-d %b %Y}"])),
        noted_by=voice.noted_by if voice.is_reported else "",
        source=Source(
            f"feedback:{voice.id}", f"evidence/feedback/{voice.id}/", voice.customer
        ),
    )
