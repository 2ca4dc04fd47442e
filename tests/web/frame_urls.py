"""The product's addresses, and a few pages that only the tests of the frame need."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path
from django_cotton.compiler_regex import CottonCompiler

from leadline.config.urls import handler400, handler403, handler404, handler500
from leadline.config.urls import urlpatterns as product
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast

FAILURES = {
    "not_found": NotFound("There is no such need."),
    "not_allowed": NotAllowed("As a reader you cannot do this."),
    "invalid": Invalid("That filter cannot be read."),
    "conflict": Conflict("Ben renamed this need a minute ago."),
}
ROWS = """<div id="rows" data-announce="{{ rows|length }} needs">
<ul class="rows" data-list>{% for row in rows %}<li data-item>
<input type="checkbox" aria-label="Choose {{ row }}">
<a class="cover" href="../there/?{{ row }}">{{ row }}</a>
<button class="btn" type="button" hx-post="../archive/{{ row }}/" hx-target="#rows"
 hx-swap="outerHTML" data-key="e">Archive</button></li>{% endfor %}</ul>
<form data-bulk hidden><span data-count>0</span> chosen</form></div>"""
LIST = f"""{{% extends "shell/page.html" %}}{{% block title %}}List{{% endblock %}}
{{% block main %}}<h1>Three needs.</h1>
<c-filters target="rows"><c-field label="Words" for="q">
<input class="input" id="q" type="search" name="q" value="{{{{ q }}}}"></c-field>
</c-filters>
<p><a class="btn" href="../there/" data-shortcut="c">Create a need</a></p>{ROWS}
<form method="post" action="../receipt/" data-confirm="Remove all three needs?"
 data-confirm-word="Remove them">{{% csrf_token %}}
<button class="btn">Remove all</button></form>
<button class="btn" hx-get="../fail/conflict/">Break by rule</button>
<button class="btn" hx-get="/fault/">Break by fault</button>{{% endblock %}}"""
NEEDS = ["Swaps", "Sign-on", "Tides"]
archived: list[str] = []


@in_workspace
def fail(request: Request, kind: str) -> HttpResponse:
    """Raise one of the failures, or a fault of ours."""
    raise FAILURES[kind]


@in_workspace
def page(request: Request) -> HttpResponse:
    """Show a page that has a part."""
    return render(request, "shell/toasts.html", {}, part="receipts")


@in_workspace
def there(request: Request) -> HttpResponse:
    """Show an empty page inside the frame."""
    source = (
        '{% extends "shell/page.html" %}{% block title %}There{% endblock %}'
        "{% block main %}<h1>You are there.</h1>{% endblock %}"
    )
    return HttpResponse(Template(source).render(RequestContext(request)))


def _rows(request: Request) -> HttpResponse:
    q = request.GET.get("q", "")
    rows = [n for n in NEEDS if q.lower() in n.lower() and n not in archived]
    source = CottonCompiler().process(ROWS if request.htmx else LIST)
    context = RequestContext(request, {"rows": rows, "q": q})
    return HttpResponse(Template(source).render(context))


@in_workspace
def rows(request: Request) -> HttpResponse:
    """Show a list with a filter, a bulk bar and keys."""
    return _rows(request)


@in_workspace
def archive(request: Request, name: str) -> HttpResponse:
    """Take a row away and give the rest."""
    archived.append(name)
    return _rows(request)


@in_workspace
def receipt(request: Request) -> HttpResponse:
    """Leave a toast with a way back and go on."""
    toast(request, "Need merged.", undo_url="/undo/")
    return go(request, f"/w/{request.actor.workspace_id}/frame/there/")


def outside(request: Any) -> HttpResponse:
    """Fail outside a workspace."""
    raise RuntimeError("a fault of ours")


here = [
    path("fail/<str:kind>/", fail),
    path("page/", page),
    path("there/", there),
    path("list/", rows),
    path("archive/<str:name>/", archive),
    path("receipt/", receipt),
]
urlpatterns = [
    *product,
    path("w/<int:workspace_id>/frame/", include(here)),
    path("fault/", outside),
]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
