"""What is said about a record: a page of its own, and a part of the record's page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.accounts.queries import list_people
from leadline.conversation import actions, queries
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.matching import find_in
from leadline.web.conversation.forms import CommentForm
from leadline.web.conversation.views.attachments import files_of
from leadline.web.shell.addresses import PAGES
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import (
    Request,
    back_to,
    counted,
    go,
    in_workspace,
    render,
    wants_part,
)
from leadline.web.shell.requests import is_number as is_id
from leadline.web.shell.toasts import toast, undone

MOST_OFFERED = 8
Place = tuple[str, int]


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def talk(request: Request, kind: str, pk: int) -> HttpResponse:
    """Show what is said about a record, and take something new."""
    form = CommentForm(request.POST or None)
    if request.method != "POST":
        return _talk(request, (kind, pk))
    queries.subject_of(actor=request.actor, about=kind, record_id=pk)
    if form.is_valid():
        try:
            made = actions.begin_thread(
                actor=request.actor, about=kind, record_id=pk,
                text=form.cleaned_data["text"], now=timezone.now(),
                files=files_of(request),
            )  # fmt: skip
        except Invalid as error:
            show_on(form, error)
        else:
            return _back(request, (kind, pk), made.id)
    return _talk(request, (kind, pk), status=422, form=form)


def _talk(
    request: Request, place: Place, status: int = 200, **given: Any
) -> HttpResponse:
    kind, pk = place
    page = given.pop("page", None) or request.GET.get("page")
    thread = request.GET.get("thread", "")
    if page is None and is_id(thread):
        page = queries.page_of_thread(actor=request.actor, thread_id=int(thread))
    talk = queries.talk_of(actor=request.actor, about=kind, record_id=pk, page=page)
    context = {
        "talk": talk,
        "form": CommentForm(),
        "record_url": reverse(PAGES[kind], args=[request.actor.workspace_id, pk]),
        **given,
    }
    return render(
        request, "conversation/talk.html", context, part="talk", status=status
    )


def _back(
    request: Request, place: Place, comment_id: int | None = None
) -> HttpResponse:
    """Show the threads anew: as a part where they stand, else on their page."""
    if wants_part(request):
        return _talk(request, place, spoken=comment_id, talk_moved=True)
    url = reverse("conversation:talk", args=[request.actor.workspace_id, *place])
    return go(request, f"{url}#comment-{comment_id}" if comment_id else url)


def _place(request: Request, thread_id: int) -> Place:
    return queries.place_of_thread(actor=request.actor, thread_id=thread_id)


@require_safe
@in_workspace
def record_page(request: Request, kind: str, pk: int) -> HttpResponse:
    """Lead to the page of a record that one was told of."""
    about, record_id, place = queries.place_of_record(
        actor=request.actor, about=kind, record_id=pk
    )
    url = reverse(PAGES[about], args=[request.actor.workspace_id, record_id])
    return redirect(f"{url}{place}")


@require_safe
@in_workspace
def people(request: Request) -> HttpResponse:
    """Return the members whose name fits what was typed after an @."""
    names = [name for _, name in list_people(actor=request.actor)]
    typed = request.GET.get("q", "")[:80]
    places = [found.place for found in find_in(typed, names)] if typed else []
    fitting = [names[place] for place in places] if typed else names
    context = {"names": fitting[:MOST_OFFERED], "typed": typed}
    return render(request, "conversation/people.html", context)


@require_POST
@in_workspace
def watch(request: Request, kind: str, pk: int) -> HttpResponse:
    """Watch a record, or watch it no more."""
    is_on = request.POST.get("on") == "yes"
    actions.set_watching(actor=request.actor, about=kind, record_id=pk, is_on=is_on)
    if wants_part(request):
        place = {"kind": kind, "record": pk}
        return render(request, "conversation/_watch.html", place)
    record = reverse(PAGES[kind], args=[request.actor.workspace_id, pk])
    return go(request, back_to(request, record))


@require_POST
@in_workspace
def read(request: Request, kind: str, pk: int) -> HttpResponse:
    """Mark one's notes of a record as read, since its comments are open."""
    queries.subject_of(actor=request.actor, about=kind, record_id=pk)
    actions.read_notes_of(
        actor=request.actor, about=kind, record_id=pk, now=timezone.now()
    )
    return counted(request)


@require_POST
@in_workspace
def answer(request: Request, pk: int) -> HttpResponse:
    """Answer in a thread."""
    place = _place(request, pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            made = actions.answer_thread(
                actor=request.actor, thread_id=pk, text=form.cleaned_data["text"],
                now=timezone.now(), files=files_of(request),
            )  # fmt: skip
        except Invalid as error:
            show_on(form, error)
        else:
            return _back(request, place, made.id)
    page = queries.page_of_thread(actor=request.actor, thread_id=pk)
    return _talk(request, place, 422, answer_form=form, answer_to=pk, page=page)


@require_POST
@in_workspace
def resolve(request: Request, pk: int) -> HttpResponse:
    """Say that a thread has its answer."""
    place = _place(request, pk)
    actions.resolve_thread(actor=request.actor, thread_id=pk, now=timezone.now())
    undo = reverse("conversation:reopen", args=[request.actor.workspace_id, pk])
    toast(request, "The thread is resolved.", undo)
    return _back(request, place)


@require_POST
@in_workspace
def reopen(request: Request, pk: int) -> HttpResponse:
    """Take a resolved thread up again."""
    place = _place(request, pk)
    actions.reopen_thread(actor=request.actor, thread_id=pk)
    undone(request, "the thread is open.")
    return _back(request, place)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit(request: Request, pk: int) -> HttpResponse:
    """Change a comment of one's own."""
    card = queries.own_comment(actor=request.actor, comment_id=pk)
    stands = {"text": card.comment.text}
    form = CommentForm(request.POST or None, initial=stands)
    form.watch(card.comment.version)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_comment(
                actor=request.actor, comment_id=pk, text=form.cleaned_data["text"],
                now=timezone.now(), seen=form.saw(),
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            place = [request.actor.workspace_id, card.about, card.record_id]
            url = reverse("conversation:talk", args=place)
            return go(request, f"{url}?thread={card.thread_id}#comment-{pk}")
    status = 422 if form.is_bound else 200
    context = {"form": form, "card": card}
    return render(request, "conversation/edit.html", context, status=status)


@require_POST
@in_workspace
def delete(request: Request, pk: int) -> HttpResponse:
    """Take a comment of one's own back."""
    card = queries.own_comment(actor=request.actor, comment_id=pk)
    actions.delete_comment(actor=request.actor, comment_id=pk, now=timezone.now())
    toast(request, "The comment is gone.")
    return _back(request, (card.about, card.record_id))


@require_POST
@in_workspace
def detach(request: Request, pk: int) -> HttpResponse:
    """Take a file off a comment of one's own."""
    comment_id = actions.remove_attachment(actor=request.actor, attachment_id=pk)
    place = queries.place_of_comment(actor=request.actor, comment_id=comment_id)
    toast(request, "The file is off the comment.")
    return _back(request, place, comment_id)


@require_POST
@in_workspace
def sign(request: Request, pk: int) -> HttpResponse:
    """Leave a sign under a comment, or take it away."""
    place = queries.place_of_comment(actor=request.actor, comment_id=pk)
    actions.sign_comment(
        actor=request.actor, comment_id=pk, sign=request.POST.get("sign", "")
    )
    return _back(request, place, pk)
