"""Lines of Today that ask for somebody: opened, done and undone where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.overview.asks import Ask, Asks, ask_of
from leadline.web.overview.ask_acts import (
    SLEEP,
    Act,
    Done,
    When,
    act_named,
    acts_of,
    take_back,
)
from leadline.web.overview.page import today_page
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import (
    Request,
    back_to,
    go,
    in_workspace,
    render,
    wants_part,
)
from leadline.web.shell.toasts import toast


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is drawn: at rest, open with the form of an act, or done.

    ``undo`` is the address that takes it back; ``is_more`` where the same line asks
    again at once, as the next word of a decision does.
    """

    ask: Ask
    acts: tuple[Act, ...]
    act: Act | None = None
    form: Any = None
    done: Done | None = None
    undo: str = ""
    is_more: bool = False

    @property
    def tick(self) -> Act | None:
        """The plain meaning of the row, where it has one."""
        return self.acts[0] if self.acts else None

    @property
    def sleep(self) -> Act:
        """Letting it sleep, which every row can."""
        return SLEEP


def rows_of(asks: Asks, opened: Row | None = None) -> list[Row]:
    """Return the lines as they are drawn; one that is open stands in its place."""
    rows = [Row(ask, acts_of(ask)) for ask in asks.shown]
    if opened is None:
        return rows
    keys = [row.ask.key for row in rows]
    if opened.ask.key not in keys:
        return [opened, *rows]
    rows[keys.index(opened.ask.key)] = opened
    return rows


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def ask(request: Request, key: str) -> HttpResponse:
    """Open a line with what an act asks, close it again, or do what was said."""
    when = _when(request)
    found = ask_of(actor=when.actor, key=key, now=when.now, on=when.on)
    given = request.POST if request.method == "POST" else None
    name = (given or request.GET).get("act", "")
    if given is None and not name:
        return _show(request, Row(found, acts_of(found)))
    act = act_named(found, name)
    form = _in_row(act.ask(when, found, given), key)
    if given is not None and form.is_valid():
        try:
            done = act.do(when, found, form)
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            return _done(request, when, found, act, done)
    status = 422 if form.is_bound else 200
    return _show(request, Row(found, acts_of(found), act, form), status)


@require_POST
@in_workspace
def undo(request: Request, key: str, act: str, made: int) -> HttpResponse:
    """Take back what was done with a line; it stands there again."""
    when = _when(request)
    take_back(when, key, act, made)
    toast(request, "Undone.")
    if wants_part(request):
        try:
            found = ask_of(actor=when.actor, key=key, now=when.now, on=when.on)
        except NotFound:
            return go(request, _today(request))
        return _show(request, Row(found, acts_of(found)))
    return go(request, back_to(request, _today(request)))


def _in_row(form: forms.Form, key: str) -> forms.Form:
    """Give a form ids of its own beside others, and the focus to its first field."""
    form.auto_id = f"{key}-%s"
    for field in form.visible_fields()[:1]:
        field.field.widget.attrs |= {"autofocus": True, "data-focus": True}
    return form


def _when(request: Request) -> When:
    now = timezone.now()
    return When(request.actor, now, timezone.localdate(now))


def _done(
    request: Request, when: When, found: Ask, act: Act, done: Done
) -> HttpResponse:
    """Leave the line struck with its way back; without a script, Today anew."""
    undo_url = ""
    if done.undo is not None:
        args = [when.actor.workspace_id, found.key, act.name, done.undo]
        undo_url = reverse("overview:ask_undo", args=args)
    toast(request, f"{found.title[:80]}: {done.said}.", undo_url or None)
    if not wants_part(request):
        return go(request, _today(request))
    row = Row(found, acts_of(found), None, None, done, undo_url, _again(when, found))
    return _show(request, row)


def _again(when: When, found: Ask) -> bool:
    """Whether the same line asks for something more, awake."""
    try:
        ask_of(actor=when.actor, key=found.key, now=when.now, on=when.on)
    except NotFound:
        return False
    return found.kind == "word"


def _show(request: Request, row: Row, status: int = 200) -> HttpResponse:
    """Show the line alone where htmx asks for it, else the page with it.

    Once something was done with it, the head of the page says what asks now.
    """
    if wants_part(request):
        context: dict[str, Any] = {"row": row}
        if request.method == "POST" and status < 400:
            context |= today_page(request, rows_of)
        return render(
            request, "overview/today.html", context, part="ask", status=status
        )
    return render(
        request,
        "overview/today.html",
        today_page(request, lambda asks: rows_of(asks, row)),
        status=status,
    )


def _today(request: Request) -> str:
    return reverse("overview:today", args=[request.actor.workspace_id])
