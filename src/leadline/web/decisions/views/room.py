"""What is put before the room: the meeting, and the card on the empty chair."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from leadline.decisions import queries
from leadline.decisions.types import WordRow, sentences, telling_of
from leadline.web.decisions.views.decisions import seating
from leadline.web.decisions.voices import Card, stages_of
from leadline.web.shell.requests import Request, in_workspace, is_number, render


@require_safe
@in_workspace
def meeting(request: Request, pk: int) -> HttpResponse:
    """Put the voices before the room: one for beside one against, then the others."""
    page = queries.decision_page(actor=request.actor, decision_id=pk)
    chair = queries.chair_of(actor=request.actor, decision_id=pk, now=timezone.now())
    stages = stages_of(page.options, chair.speaking)
    context = {
        "page": page,
        "row": page.row,
        "chair": chair,
        "stages": stages,
        **({} if stages else seating(request, pk)),
        "pairs": sum(stage.is_pair for stage in stages),
        "although": [(o, chair.although(o.id)) for o in page.options],
    }
    template = "decisions/meeting.html" if stages else "decisions/meeting_empty.html"
    return render(request, template, context)


@require_safe
@in_workspace
def card(request: Request, pk: int) -> HttpResponse:
    """Show the card that stands on the chair, or all of them, as pages to print."""
    page = queries.decision_page(actor=request.actor, decision_id=pk)
    chair = queries.chair_of(actor=request.actor, decision_id=pk, now=timezone.now())
    voices, asked = chair.speaking, request.GET.get("voice", "1")
    n = max(1, min(int(asked) if is_number(asked) else 1, len(voices)))
    shown = voices if asked == "all" else voices[n - 1 : n]
    part = request.GET.get("part", "")
    context = {
        "page": page,
        "row": page.row,
        "chair": chair,
        "cards": [_card(word, part if len(shown) == 1 else "") for word in shown],
        "voices": len(voices),
        "place": n,
        "after": n % len(voices) + 1 if voices else 1,
    }
    return render(request, "decisions/card.html", context)


def _card(word: WordRow, part: str) -> Card:
    """Return a card; ``part`` is the sentence chosen where the passage is too long."""
    said = sentences(word.words)
    if is_number(part) and 0 < int(part) <= len(said):
        return Card(word, telling_of(word.words, said[int(part) - 1]))
    telling = word.telling
    return Card(word, telling, said if telling.is_too_long else [])
