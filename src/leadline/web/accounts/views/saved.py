"""Saved views of lists: keep a filter under a name, forget it."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from leadline.accounts.actions import delete_view, save_view
from leadline.foundation.errors import Invalid
from leadline.web.accounts.forms import ViewForm
from leadline.web.shell.requests import Request, go, in_workspace
from leadline.web.shell.toasts import toast


def _list_address(request: Request, page: str) -> str:
    try:
        return reverse(page, kwargs={"workspace_id": request.actor.workspace_id})
    except NoReverseMatch:
        raise Invalid("There is no such list.") from None


@require_POST
@in_workspace
def view_save(request: Request) -> HttpResponse:
    """Keep a list's filter under a name and go back to the list."""
    form = ViewForm(request.POST)
    if not form.is_valid():
        raise Invalid("A view needs a list and a name of at most 80 characters.")
    wanted = form.cleaned_data
    back = _list_address(request, wanted["page"])
    query = QueryDict(wanted["query"], mutable=True)
    for apart in ("page", "open"):
        query.pop(apart, None)
    save_view(
        actor=request.actor,
        page=wanted["page"],
        name=wanted["name"],
        query=query.urlencode(),
        is_shared=wanted["is_shared"],
    )
    toast(request, f"The view “{wanted['name']}” is saved.")
    return go(request, f"{back}?{query.urlencode()}")


@require_POST
@in_workspace
def view_delete(request: Request, view_id: int) -> HttpResponse:
    """Forget a saved view and go back to its list."""
    view = delete_view(actor=request.actor, view_id=view_id)
    toast(request, f"The view “{view.name}” is forgotten.")
    return go(request, _list_address(request, view.page))
