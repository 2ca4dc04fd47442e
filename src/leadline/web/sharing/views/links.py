"""Links as members see them: making one, the list, ending one, the rules."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.accounts.actions import change_sharing, end_share, share_record
from leadline.accounts.queries import get_view, list_shares, sharing_rules
from leadline.accounts.types import Actor, SharedKind, ShareIn, SharingRules
from leadline.foundation.errors import Invalid
from leadline.foundation.paging import PER_PAGE
from leadline.overview.sharing import title_of
from leadline.web.sharing.forms import RulesForm, ShareForm
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, back_to, go, in_workspace, render
from leadline.web.shell.toasts import toast

# The page of each kind of record, which its links lead back to.
HOMES = {
    SharedKind.ROADMAP: "roadmap:plan_detail",
    SharedKind.NEED: "evidence:need",
    SharedKind.GOAL: "strategy:goal",
    SharedKind.DECISION: "decisions:decision",
    SharedKind.PLAN: "roadmap:plan_detail",
    SharedKind.BRIEFING: "stakeholders:briefing",
    SharedKind.REVIEW: "strategy:review",
}


def _home(actor: Actor, kind: SharedKind, pk: int) -> str:
    if kind != SharedKind.LIST:
        return reverse(HOMES[kind], args=[actor.workspace_id, pk])
    view = get_view(actor=actor, view_id=pk)
    return f"{reverse(view.page, args=[actor.workspace_id])}?{view.query}"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def share(request: Request, kind: str, pk: int) -> HttpResponse:
    """Show the links of a record; make one and show it, this once."""
    actor = request.actor
    actor.require("change")
    title = title_of(actor=actor, kind=kind, record_id=pk)
    rules = sharing_rules(actor=actor)
    known = SharedKind(kind)
    form = ShareForm(request.POST or None, kind=known, rules=rules)
    context = {"kind": known, "pk": pk, "title": title, "rules": rules}
    if request.method == "POST" and form.is_valid():
        said = ShareIn(kind=kind, record_id=pk, title=title, **form.cleaned_data)
        try:
            made, token = share_record(actor=actor, share=said, now=timezone.now())
        except Invalid as error:
            show_on(form, error)
        else:
            path = reverse("shared", args=[token])
            context["link"] = request.build_absolute_uri(path)
            if said.may_embed:
                path = reverse("shared_embed", args=[token])
                context["frame"] = request.build_absolute_uri(path)
            context |= {"made": made, "asks_password": bool(said.password)}
            form = ShareForm(kind=known, rules=rules)
    found = list_shares(
        actor=actor,
        now=timezone.now(),
        kind=kind,
        record_id=pk,
        page=request.GET.get("page"),
        size=PER_PAGE,
    )
    home = _home(actor, known, pk)
    context |= {"form": form, "links": found, "home": home}
    status = 422 if form.is_bound else 200
    return render(request, "sharing/share.html", context, status=status)


@require_safe
@in_workspace
def all_links(request: Request) -> HttpResponse:
    """List the links: an owner's page has all, everybody else's their own."""
    return _page(request, _rules_form(sharing_rules(actor=request.actor)))


def _rules_form(rules: SharingRules) -> RulesForm:
    return RulesForm(initial={"is_off": rules.is_off, "sites": "\n".join(rules.sites)})


def _page(request: Request, form: RulesForm, status: int = 200) -> HttpResponse:
    found = list_shares(
        actor=request.actor,
        now=timezone.now(),
        page=request.GET.get("page"),
        size=PER_PAGE,
    )
    context = {
        "links": found,
        "form": form,
        "rules": sharing_rules(actor=request.actor),
        "may_change": request.actor.may("administer"),
    }
    return render(request, "sharing/links.html", context, status=status)


@require_POST
@in_workspace
def rules(request: Request) -> HttpResponse:
    """Say whether the workspace shares by link, and which sites may embed."""
    request.actor.require("administer")
    form = RulesForm(request.POST)
    if form.is_valid():
        try:
            change_sharing(actor=request.actor, **form.cleaned_data)
        except Invalid as error:
            show_on(form, error)
        else:
            toast(request, "What may be shared by link is saved.")
            return go(
                request, reverse("sharing:links", args=[request.actor.workspace_id])
            )
    return _page(request, form, status=422)


@require_POST
@in_workspace
def end(request: Request, share_id: int) -> HttpResponse:
    """Take a link back."""
    ended = end_share(actor=request.actor, share_id=share_id, now=timezone.now())
    toast(request, f"The link to “{ended.name}” opens nothing any more.")
    links = reverse("sharing:links", args=[request.actor.workspace_id])
    return go(request, back_to(request, links))
