"""The inbox: everything that was said, narrowed, sorted and worked through."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leadline.accounts.queries import list_views
from leadline.accounts.types import Actor
from leadline.evidence import actions, queries
from leadline.evidence.types import (
    FeedbackFilter,
    FeedbackRow,
    FeedbackSide,
    FeedbackState,
    Receipt,
    SetAside,
)
from leadline.foundation.errors import Invalid
from leadline.foundation.paging import Listed
from leadline.foundation.text import in_one_run
from leadline.foundation.words import plural
from leadline.web.evidence.addresses import here, undo_of, whole
from leadline.web.evidence.forms import (
    ASIDE_REASONS,
    FeedbackFilterForm,
    needs_to_choose,
)
from leadline.web.evidence.piece import piece_peek
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.peek import beside, nothing_yet, render_list
from leadline.web.shell.requests import (
    Request,
    back_to,
    in_workspace,
    is_number,
)
from leadline.web.shell.several import Standing, chosen_of
from leadline.web.shell.toasts import toast

EXPORT_UP_TO = 200_000
CHANGE_UP_TO = 20_000
HEADER = ["id", "words", "source", "said", "author", "customer", "segment", "need",
          "kind", "area", "state", "language", "side", "speech", "noted by",
          "set aside"]  # fmt: skip
ONE_BY_ONE = {
    "triage": FeedbackState.TRIAGED,
    "archive": FeedbackState.ARCHIVED,
    "unarchive": FeedbackState.NEW,
}


@require_safe
@in_workspace
def feedback(request: Request) -> HttpResponse:
    """List what was said; htmx asks for the rows alone."""
    # Rows alone come without the form, so nothing has to be read to choose from.
    offers = not request.headers.get("HX-Request")
    form = FeedbackFilterForm(request.GET, actor=request.actor, offers=offers)
    wanted = form.wanted()
    turn = partial(_turn, request.actor, wanted)
    page = turn(_page(request))
    context = {
        "form": form,
        "page": page,
        "wanted": wanted,
        "is_new": nothing_yet(
            page,
            form.given().keys() - {"sort"},
            partial(_turn, request.actor, FeedbackFilter(state="all"), 1),
        ),
        "waiting": queries.count_waiting(actor=request.actor),
        "aside": _aside(request.actor),
        "reasons": ASIDE_REASONS,
        "is_grouping": queries.grouping_job(actor=request.actor) is not None,
        "needs": needs_to_choose(request.actor),
        "views": list_views(actor=request.actor, page="evidence:feedback"),
    }
    context |= beside(request, page, turn, partial(piece_peek, request))
    return render_list(request, "evidence/feedback.html", context)


def _turn(actor: Actor, wanted: FeedbackFilter, page: int) -> Listed[FeedbackRow]:
    return queries.list_feedback(actor=actor, wanted=wanted, page=page)


def _aside(actor: Actor) -> dict[str, Any]:
    """Return how many pieces are set aside, by reason and in all, or are ours."""
    counts = queries.count_aside(actor=actor)
    by_reason = [(r.value, r.label, counts[r.value]) for r in SetAside]
    return {
        "ours": counts[FeedbackSide.OURS.value],
        "all": sum(n for *_, n in by_reason),
        "by_reason": [one for one in by_reason if one[2]],
    }


def _page(request: Request) -> int:
    number = request.GET.get("page", "1")
    return int(number) if is_number(number) else 1


@require_safe
@in_workspace
def feedback_csv(request: Request) -> HttpResponseBase:
    """Give everything the filter means as a file."""
    wanted = FeedbackFilterForm(request.GET, actor=request.actor).wanted()
    rows = queries.export_feedback(
        actor=request.actor, wanted=wanted, limit=EXPORT_UP_TO
    )
    lines = (
        (
            row.id, row.words, row.source,
            row.said_at.date().isoformat() if row.is_dated else "", row.author,
            row.customer, row.segment, row.need, row.kind, row.area, row.state,
            row.language, row.side, row.speech, row.noted_by, row.set_aside,
        )
        for row in rows
    )  # fmt: skip
    return csv_download("feedback.csv", HEADER, lines)


@require_POST
@in_workspace
def feedback_bulk(request: Request) -> HttpResponse:
    """Triage, archive or assign the chosen pieces, or the one whose button it was.

    The answer always leads back to the list; htmx follows and takes its rows.
    """
    do, ids = _asked(request)
    chosen = chosen_of(request.POST, ids, partial(_standing, request.actor))
    receipt, done = _do(request, do, chosen.ids)
    said = f"{plural(receipt.count, 'piece', 'pieces')} {done}."
    toast(request, chosen.told(said), undo_of(request, receipt))
    return HttpResponseRedirect(back_to(request, here(request, "feedback")))


def _standing(actor: Actor, ids: list[int]) -> Standing:
    found = queries.feedback_by_id(actor=actor, feedback_ids=ids)
    return {piece.id: (piece.version, in_one_run(piece.words)) for piece in found}


def _asked(request: Request) -> tuple[str, list[int]]:
    """Return what to do and with which pieces."""
    for name in ONE_BY_ONE:
        if one := whole(request.POST.getlist(name)):
            return name, one
    if request.POST.get("everything"):
        form = FeedbackFilterForm(
            QueryDict(request.POST.get("query", "")), actor=request.actor
        )
        ids = queries.feedback_ids(
            actor=request.actor, wanted=form.wanted(), limit=CHANGE_UP_TO
        )
    else:
        ids = whole(request.POST.getlist("piece"))
    return request.POST.get("do", ""), ids


def _do(request: Request, do: str, ids: list[int]) -> tuple[Receipt, str]:
    """Do it; return the receipt and how to say it."""
    actor, now = request.actor, timezone.now()
    if do in ONE_BY_ONE:
        state = ONE_BY_ONE[do]
        receipt = actions.triage_feedback(
            actor=actor, feedback_ids=ids, state=state, now=now
        )
        return receipt, f"marked as {state.label.lower()}"
    if do == "aside":
        receipt = actions.set_aside_feedback(
            actor=actor,
            feedback_ids=ids,
            reason=request.POST.get("reason", ""),
            now=now,
        )
        return receipt, "set aside"
    if do == "count":
        receipt = actions.bring_back_feedback(actor=actor, feedback_ids=ids, now=now)
        return receipt, "counted again"
    if do == "need":
        need = request.POST.get("need", "")
        if need != "none" and not is_number(need):
            raise Invalid("Choose the need that the pieces belong to.")
        receipt = actions.move_feedback(
            actor=actor,
            feedback_ids=ids,
            need_id=None if need == "none" else int(need),
            now=now,
        )
        where = "left without a need" if need == "none" else "put into the need"
        return receipt, where
    raise Invalid("Choose what to do with the pieces.")
