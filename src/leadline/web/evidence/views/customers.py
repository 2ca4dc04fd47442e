"""Customers: the list, one of them, adding and mending."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leadline.accounts.queries import list_views
from leadline.accounts.types import Actor
from leadline.evidence import actions, queries
from leadline.evidence.types import CustomerFilter, CustomerRow, FeedbackFilter
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.paging import Listed
from leadline.overview.around import AroundPart, Whom, all_around
from leadline.web.evidence.addresses import here, whole
from leadline.web.evidence.forms import CustomerFilterForm, NewCustomerForm
from leadline.web.evidence.peek import customer_peek
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.forms import show_on
from leadline.web.shell.peek import beside, render_list
from leadline.web.shell.requests import Request, go, in_workspace, render, wants_part
from leadline.web.shell.toasts import toast

EXPORT_UP_TO = 100_000
ON_THE_PAGE = (AroundPart.NEEDS, AroundPart.WORDS)
AROUND = [part for part in AroundPart if part not in ON_THE_PAGE]
PER_PAGE = 20
HEADER = ["id", "name", "domain", "segment", "plan", "state", "owner",
          "revenue a year", "currency", "converted", "into", "pieces",
          "last heard"]  # fmt: skip


def _page(request: Request) -> int:
    return (whole([request.GET.get("page", "1")]) or [1])[0]


@require_safe
@in_workspace
def customers(request: Request) -> HttpResponse:
    """List the customers; htmx asks for the rows alone."""
    form = CustomerFilterForm(request.GET, actor=request.actor)
    wanted = form.wanted()
    turn = partial(_turn, request.actor, wanted)
    page = turn(_page(request))
    counts = queries.count_customers(actor=request.actor)
    context = {
        "form": form,
        "page": page,
        **beside(request, page, turn, partial(customer_peek, request)),
        "sort": wanted.sort,
        "columns": form.shown,
        "dense": bool(form.cleaned_data.get("dense")),
        "counts": counts,
        "is_new": not (page.items or counts["all"] or form.given().keys() - {"sort"}),
        "views": list_views(actor=request.actor, page="evidence:customers"),
    }
    return render_list(request, "evidence/customers.html", context)


def _turn(actor: Actor, wanted: CustomerFilter, page: int) -> Listed[CustomerRow]:
    return queries.list_customers(actor=actor, wanted=wanted, page=page)


@require_safe
@in_workspace
def customers_csv(request: Request) -> HttpResponseBase:
    """Give every customer that the filter means as a file."""
    rows = queries.export_customers(
        actor=request.actor,
        wanted=CustomerFilterForm(request.GET, actor=request.actor).wanted(),
        limit=EXPORT_UP_TO,
    )
    lines = (
        (
            row.id, row.name, row.domain, row.segment, row.plan, row.state_label,
            row.owner, row.revenue, row.currency,
            "" if row.revenue is None or row.paid.left else round(row.paid.amount, 2),
            row.paid.currency, row.pieces,
            row.last_at.date().isoformat() if row.last_at else "",
        )
        for row in rows
    )  # fmt: skip
    return csv_download("customers.csv", HEADER, lines)


@require_safe
@in_workspace
def customer(request: Request, pk: int) -> HttpResponse:
    """Show one customer: worth, people, needs, words, and all that is around it."""
    found = queries.customer_card(actor=request.actor, customer_id=pk)
    context = {
        "customer": found,
        "heard": queries.heard_of_customer(actor=request.actor, customer_id=pk),
        "needs": queries.needs_of_customer(actor=request.actor, customer_id=pk),
        "contacts": queries.contacts_of(actor=request.actor, customer_id=pk),
        "page": queries.list_feedback(
            actor=request.actor,
            wanted=FeedbackFilter(customer_id=pk),
            page=_page(request),
            per_page=PER_PAGE,
        ),
        "around": {}
        if wants_part(request)
        else all_around(actor=request.actor, whom=Whom.CUSTOMER, pk=pk, parts=AROUND),
    }
    return render(request, "evidence/customer.html", context, part="quotes")


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def customer_add(request: Request) -> HttpResponse:
    """Add a customer by hand."""
    request.actor.require("change")
    start = {"state": "active"}
    form = NewCustomerForm(request.POST or None, actor=request.actor, initial=start)
    same = None
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_customer(
                actor=request.actor, now=timezone.now(), values=form.cleaned_data
            )
        except (Invalid, Conflict) as error:
            show_on(form, error)
            if isinstance(error, Conflict) and error.field == "name":
                form.ask_whether_another()
                name = str(form["name"].value())
                same = queries.customer_named(actor=request.actor, name=name)
        else:
            toast(request, f"{saved.name} is saved.")
            return go(request, here(request, "customer", saved.pk))
    context = {"form": form, "same": same}
    status = 422 if form.errors else 200
    return render(request, "evidence/customer_form.html", context, status=status)
