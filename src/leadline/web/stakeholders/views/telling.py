"""To tell, and briefings."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leadline.accounts.actions import start_job
from leadline.foundation.errors import Conflict, Invalid
from leadline.overview.briefing import draft_briefing
from leadline.overview.telling import ToTell, to_tell
from leadline.stakeholders import actions, queries
from leadline.stakeholders.types import Audience
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast
from leadline.web.stakeholders.telling_forms import (
    AudienceForm,
    BriefingForm,
    SendForm,
)

SIZE = 30


def address(request: Request, name: str, *ids: int) -> str:
    """Return an address of the stakeholders area."""
    return reverse(f"stakeholders:{name}", args=[request.actor.workspace_id, *ids])


@require_GET
@in_workspace
def tell(request: Request) -> HttpResponse:
    """Show who is to be told of what."""
    waiting = to_tell(actor=request.actor, now=timezone.now())
    people: dict[int, list[ToTell]] = {}
    for one in waiting:
        people.setdefault(one.person_id, []).append(one)
    page = Paginator(list(people.values()), SIZE).get_page(request.GET.get("page"))
    context = {"waiting": waiting, "page": page}
    return render(request, "stakeholders/tell.html", context)


@require_POST
@in_workspace
def told(request: Request) -> HttpResponse:
    """Note that somebody was told of one change or several, or need not know."""
    actor = request.actor
    actor.require("change")
    given = request.POST.get("person", "")
    if not given.isdecimal():
        raise Invalid("Choose who was told.")
    queries.get_person(actor=actor, person_id=int(given))
    subjects = request.POST.getlist("subject")
    for subject in subjects:
        actions.mark_told(
            actor=actor,
            person_id=int(given),
            subject=subject,
            how=request.POST.get("how", ""),
            now=timezone.now(),
            is_needless=request.POST.get("do") == "needless",
        )
    toast(request, f"{len(subjects)} noted.")
    return go(request, address(request, "tell"))


@require_http_methods(["GET", "POST"])
@in_workspace
def briefings(request: Request) -> HttpResponse:
    """Show briefings; make a draft of one from the facts."""
    actor, now = request.actor, timezone.now()
    form = AudienceForm(request.POST or None)
    if request.method == "POST":
        actor.require("change")
        if form.is_valid():
            audience = form.cleaned_data["audience"]
            draft = draft_briefing(actor=actor, audience=audience, now=now)
            base = request.build_absolute_uri(f"/w/{actor.workspace_id}/")
            made = actions.create_briefing(
                actor=actor,
                audience=audience,
                title=draft.title,
                body=draft.markdown(base),
                facts=draft.facts,
                now=now,
            )
            toast(request, "A draft from the facts. Make it yours.")
            return go(request, address(request, "briefing", made.pk))
    status = 422 if form.is_bound else 200
    context = {
        "form": form,
        "briefings": queries.list_briefings(actor=actor),
        "audiences": Audience,
    }
    return render(request, "stakeholders/briefings.html", context, status=status)


@require_http_methods(["GET", "POST"])
@in_workspace
def briefing(request: Request, pk: int) -> HttpResponse:
    """Show a briefing; edit it while it is a draft."""
    actor = request.actor
    row = queries.get_briefing(actor=actor, briefing_id=pk)
    form = BriefingForm(
        request.POST or None, initial={"title": row.title, "body": row.body}
    )
    if request.method == "POST":
        actor.require("change")
        if form.is_valid():
            try:
                actions.change_briefing(
                    actor=actor, briefing_id=pk, **form.cleaned_data
                )
            except (Conflict, Invalid) as error:
                form.add_error(None, str(error))
            else:
                toast(request, "The draft is kept.")
                return go(request, address(request, "briefing", pk))
    return _briefing(request, pk, form, SendForm(), 422 if form.is_bound else 200)


def _briefing(
    request: Request, pk: int, form: BriefingForm, send_form: SendForm, status: int
) -> HttpResponse:
    row = queries.get_briefing(actor=request.actor, briefing_id=pk)
    context = {"row": row, "form": form, "send_form": send_form}
    return render(request, "stakeholders/briefing.html", context, status=status)


@require_POST
@in_workspace
def send(request: Request, pk: int) -> HttpResponse:
    """Mail a briefing: a job does it, each address once."""
    actor = request.actor
    actor.require("change")
    row = queries.get_briefing(actor=actor, briefing_id=pk)
    form = SendForm(request.POST)
    if form.is_valid():
        try:
            actions.send_briefing(
                actor=actor,
                briefing_id=pk,
                addresses=form.addresses(),
                now=timezone.now(),
            )
        except (Conflict, Invalid) as error:
            form.add_error("to", str(error))
        else:
            args = {"briefing_id": pk}
            start_job(actor=actor, kind="stakeholders.mail_briefing", args=args)
            toast(request, "It is on its way; this page tells who has got it.")
            return go(request, address(request, "briefing", pk))
    kept = BriefingForm(initial={"title": row.title, "body": row.body})
    return _briefing(request, pk, kept, form, 422)


@require_GET
@in_workspace
def briefing_file(request: Request, pk: int) -> HttpResponse:
    """Give a briefing as Markdown."""
    row = queries.get_briefing(actor=request.actor, briefing_id=pk)
    text = f"# {row.title}\n\n{row.body}\n"
    answer = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="briefing-{pk}.md"'
    return answer
