"""The chair: seating, looking at words, hearing it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leadline.decisions import actions, queries
from leadline.decisions.types import Side, WordState
from leadline.evidence.queries import search_words
from leadline.foundation.errors import Invalid
from leadline.web.decisions.forms import AgeingForm, WordForm
from leadline.web.decisions.views.decisions import address, word_form
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast

HITS = 8
THEN = ("hear", "meeting")


@require_POST
@in_workspace
def seat(request: Request, pk: int) -> HttpResponse:
    """Let words for and against each option be looked for; the page shows how far."""
    actions.start_seating(actor=request.actor, decision_id=pk)
    then = request.POST.get("then", "")
    return go(request, address(request, pk, then if then in THEN else "decision"))


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def words(request: Request, pk: int) -> HttpResponse:
    """Look at proposed words, and put others on the chair by hand."""
    page = queries.decision_page(actor=request.actor, decision_id=pk)
    if request.method == "POST":
        form = WordForm(request.POST, page=page)
        if not form.is_valid():
            raise Invalid("Say which option the words speak about, and on which side.")
        actions.add_word(
            actor=request.actor, decision_id=pk, now=timezone.now(), **form.cleaned_data
        )
        toast(request, "The words are on the chair.")
        return go(request, address(request, pk, "words"))
    text = request.GET.get("q", "")[:120]
    hits = (
        search_words(actor=request.actor, text=text, limit=HITS, only_customers=True)
        if text
        else []
    )
    chair = queries.chair_of(actor=request.actor, decision_id=pk, now=timezone.now())
    context = {
        "page": page,
        "row": page.row,
        "chair": chair,
        "sides": Side,
        "text": text,
        "hits": [(hit, word_form(page, hit.id)) for hit in hits],
    }
    return render(request, "decisions/words.html", context, part="list")


@require_POST
@in_workspace
def word(request: Request, pk: int, word_id: int) -> HttpResponse:
    """Confirm a word, correct its side or option, or turn it down."""
    side = request.POST.get("side", "")
    is_down = side == WordState.REJECTED
    option = request.POST.get("option", "")
    actions.set_word(
        actor=request.actor,
        decision_id=pk,
        word_id=word_id,
        now=timezone.now(),
        side="" if is_down else side,
        option_id=int(option) if is_number(option) else None,
        state=WordState.REJECTED if is_down else WordState.CONFIRMED,
    )
    return go(request, address(request, pk, "words"))


@require_POST
@in_workspace
def reject(request: Request, pk: int) -> HttpResponse:
    """Turn down every word that waits."""
    n = actions.reject_the_rest(actor=request.actor, decision_id=pk, now=timezone.now())
    toast(request, f"{n} words turned down.")
    return go(request, address(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def ageing(request: Request) -> HttpResponse:
    """Say how fast words age in this workspace."""
    days = queries.half_life(actor=request.actor)
    form = AgeingForm(request.POST or None, initial={"days": days})
    if request.method == "POST":
        request.actor.require("administer")
        if form.is_valid():
            actions.set_half_life(actor=request.actor, **form.cleaned_data)
            toast(request, "Words age anew from now on.")
            return go(request, request.path)
    status = 422 if form.is_bound else 200
    context = {"form": form, "days": days}
    return render(request, "decisions/ageing.html", context, status=status)
