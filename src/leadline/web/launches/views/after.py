"""The day of a launch and afterwards: whom to tell, and what came of it."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.paging import PER_PAGE
from leadline.launches import actions, queries
from leadline.launches.types import LetterRow
from leadline.web.launches.after_forms import LetterForm, OutcomeForm, ToldForm
from leadline.web.launches.views.launches import address, launch_page
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, is_number, render
from leadline.web.shell.toasts import toast


def _place(request: Request, pk: int, letter: int | None = None) -> str:
    here = [request.actor.workspace_id, pk]
    if letter is None:
        return reverse("launches:letters", args=here)
    return reverse("launches:letter", args=[*here, letter])


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def letters(request: Request, pk: int) -> HttpResponse:
    """Show the letters of a launch, and draft those that are missing."""
    actor = request.actor
    if request.method == "POST":
        n = actions.draft_letters(actor=actor, launch_id=pk)
        say = (
            "Each who asked has a letter."
            if not n
            else f"Drafted: {n}. Nothing was sent."
        )
        toast(request, say)
        return go(request, _place(request, pk))
    context = {
        "row": queries.launch_row(actor=actor, launch_id=pk),
        "page": queries.list_letters(
            actor=actor, launch_id=pk, page=request.GET.get("page"), size=PER_PAGE
        ),
        "held": queries.letters_held(actor=actor, launch_id=pk),
    }
    return render(request, "launches/letters.html", context)


def _letter(request: Request, pk: int, letter_id: int) -> LetterRow:
    row = queries.letter_row(actor=request.actor, letter_id=letter_id)
    if row.launch_id != pk:
        raise NotFound("There is no such letter.")
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def letter(request: Request, pk: int, letter_id: int) -> HttpResponse:
    """Show one letter, and keep how it is written."""
    row = _letter(request, pk, letter_id)
    form = LetterForm(request.POST or None, letter=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_letter(
                actor=request.actor, letter_id=row.id, seen=form.saw(),
                text=form.cleaned_data["text"],
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "Saved.")
            return go(request, _place(request, pk, row.id))
    return _shown(request, row, form, ToldForm(), 422 if form.is_bound else 200)


@require_POST
@in_workspace
def told(request: Request, pk: int, letter_id: int) -> HttpResponse:
    """Note that somebody was told, or need not be."""
    row = _letter(request, pk, letter_id)
    form = ToldForm(request.POST)
    if form.is_valid():
        try:
            actions.mark_letter(
                actor=request.actor, letter_id=row.id, now=timezone.now(),
                how=form.cleaned_data["how"],
                is_needless=request.POST.get("do") == "needless",
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "Noted.")
            return go(request, _place(request, pk))
    return _shown(request, row, LetterForm(None, letter=row), form, 422)


def _shown(
    request: Request, row: LetterRow, form: LetterForm, told_form: ToldForm, status: int
) -> HttpResponse:
    launch = queries.launch_row(actor=request.actor, launch_id=row.launch_id)
    context = {
        "letter": row, "row": launch, "form": form, "told_form": told_form,
        "mail": _mail_of(row),
    }  # fmt: skip
    return render(request, "launches/letter.html", context, status=status)


def _mail_of(row: LetterRow) -> str:
    """Return the address that opens the letter in one's own program of mail."""
    if not row.email:
        return ""
    subject, body = quote(row.launch), quote(row.text.replace("\n", "\r\n"))
    return f"mailto:{quote(row.email, safe='@')}?subject={subject}&body={body}"


@require_POST
@in_workspace
def outcome(request: Request, pk: int) -> HttpResponse:
    """Say what came of a launch."""
    request.actor.require("change")
    given = request.POST.get("after", "")
    asked = queries.afterwards_of(actor=request.actor, launch_id=pk)
    one = next((a for a in asked if is_number(given) and a.after == int(given)), None)
    if one is None:
        raise Invalid("One asks after 30 and after 90 days.")
    form = OutcomeForm(request.POST, asked=one)
    if form.is_valid():
        try:
            actions.say_outcome(
                actor=request.actor, launch_id=pk, today=timezone.localdate(),
                said=form.said(one.after),
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "Noted, with the day.")
            return go(request, address(request, pk))
    return launch_page(request, pk, status=422, outcome_form=(one.after, form))
