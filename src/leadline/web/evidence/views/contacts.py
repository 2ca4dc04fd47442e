"""The people known at a customer: one more, one less."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from leadline.evidence import actions, queries
from leadline.foundation.errors import Conflict, Invalid
from leadline.web.evidence.addresses import here
from leadline.web.evidence.forms import ContactForm
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def contact_add(request: Request, pk: int) -> HttpResponse:
    """Add a person at a customer."""
    request.actor.require("change")
    customer = queries.customer_card(actor=request.actor, customer_id=pk)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_contact(
                actor=request.actor, customer_id=pk, **form.cleaned_data
            )
        except (Invalid, Conflict) as error:
            show_on(form, error)
        else:
            toast(request, f"{saved.name} is saved.")
            return go(request, here(request, "customer", pk))
    status = 422 if form.errors else 200
    context = {"form": form, "customer": customer}
    return render(request, "evidence/contact_form.html", context, status=status)


@require_POST
@in_workspace
def contact_remove(request: Request, pk: int) -> HttpResponse:
    """Remove a person; their feedback stays with the customer."""
    found = queries.contact_card(actor=request.actor, contact_id=pk)
    actions.remove_contact(actor=request.actor, contact_id=pk)
    toast(request, f"{found.name} is removed; what they said stays.")
    return go(request, here(request, "customer", found.customer_id))
