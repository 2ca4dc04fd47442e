"""People: the map and list, one person, what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leadline.accounts.queries import list_views
from leadline.decisions.queries import decisions_of_person
from leadline.evidence.queries import find_customer
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.stakeholders import actions, queries
from leadline.stakeholders.types import PersonRow
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast
from leadline.web.stakeholders.forms import (
    ContactForm,
    ListensForm,
    PersonFilterForm,
    PersonForm,
    StanceForm,
)
from leadline.web.stakeholders.map import spots_of, sways_of

HEADER = [
    "name", "position", "company", "function", "influence", "interest", "stance",
    "wanted", "owner", "every days", "last contact", "sway",
]  # fmt: skip
KEPT = (
    "name", "title", "organisation", "function", "email", "is_organisation", "wants",
    "worries", "next_move", "influence", "interest", "wanted", "owner_id",
    "cadence_days",
)  # fmt: skip
SIZE = 30


def address(request: Request, pk: int) -> str:
    """Return where a person has their page."""
    return reverse("stakeholders:person", args=[request.actor.workspace_id, pk])


@require_GET
@in_workspace
def people(request: Request) -> HttpResponse:
    """Show everybody on the map and in the list."""
    form = PersonFilterForm(request.GET, actor=request.actor)
    rows = _found(request, form)
    spots = spots_of(rows)
    listening = queries.list_listening(actor=request.actor)
    page = Paginator(rows, SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "listed": _with_promises(request, list(page.object_list)),
        "total": len(rows),
        "first": queries.first_to_win(actor=request.actor, people=rows)
        or next(iter(rows), None),
        "spots": spots,
        "sways": sways_of(spots, listening),
        "headline": ""
        if form.cleaned_data["gone"]
        else queries.headline(actor=request.actor, people=rows),
        "views": list_views(actor=request.actor, page="stakeholders:people"),
        "is_filtered": any(form.cleaned_data.values()),
    }
    return render(request, "stakeholders/people.html", context, part="rows")


def _with_promises(
    request: Request, people: Sequence[PersonRow]
) -> list[tuple[PersonRow, tuple[int, int]]]:
    """Return people, each with how many promises are open with them, and late."""
    found = queries.open_promises(
        actor=request.actor,
        person_ids=[p.id for p in people],
        on=timezone.localdate(),
    )
    return [(person, found.get(person.id, (0, 0))) for person in people]


@require_GET
@in_workspace
def people_csv(request: Request) -> HttpResponseBase:
    """Give the people of the list as a file."""
    lines = (
        [
            p.name, p.title, p.organisation, p.function.label, p.influence, p.interest,
            p.stance.label, p.wanted.label, p.owner, p.cadence_days, p.last_contact,
            round(p.sway, 3),
        ]
        for p in _found(request, PersonFilterForm(request.GET, actor=request.actor))
    )  # fmt: skip
    return csv_download("stakeholders.csv", HEADER, lines)


def _found(request: Request, form: PersonFilterForm) -> list[PersonRow]:
    if not form.is_valid():
        raise Invalid("That filter cannot be read. Take it out of the address.")
    return queries.list_people(
        actor=request.actor, only=form.only(), on=timezone.localdate()
    )


@require_GET
@in_workspace
def person(request: Request, pk: int) -> HttpResponse:
    """Show one stakeholder; in short when the list asks, for the panel beside it."""
    return _page(request, pk)


def _page(request: Request, pk: int, status: int = 200, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    page = queries.person_page(actor=request.actor, person_id=pk, on=today)
    context = {
        "page": page,
        "row": page.row,
        "promises": queries.list_commitments(
            actor=request.actor, on=today, person_id=pk
        ),
        "words": next((talk for talk in page.contacts if talk.words), None),
        "decisions": decisions_of_person(actor=request.actor, person_id=pk),
        "kept": queries.kept_promises(actor=request.actor, person_id=pk),
        "stance_form": StanceForm(initial={"stance": page.row.stance}),
        "contact_form": ContactForm(initial={"on_date": today}),
        "listens_form": ListensForm(actor=request.actor, person_id=pk),
        **forms,
    }
    return render(
        request, "stakeholders/person.html", context, part="short", status=status
    )


@require_http_methods(["GET", "POST"])
@in_workspace
def new_person(request: Request) -> HttpResponse:
    """Add a stakeholder."""
    request.actor.require("change")
    start = {"owner_id": request.actor.user_id}
    form = PersonForm(request.POST or None, actor=request.actor, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            said = form.person(customer_id=_customer(request, form))
            made = actions.create_person(actor=request.actor, person=said)
        except (Conflict, Invalid, NotFound) as error:
            form.add_error(None, str(error))
        else:
            toast(request, f"{made.name} is on the map.")
            return go(request, address(request, made.pk))
    status = 422 if form.is_bound else 200
    context = {"form": form, "row": None}
    return render(request, "stakeholders/person_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@in_workspace
def change_person(request: Request, pk: int) -> HttpResponse:
    """Say anew who a stakeholder is."""
    request.actor.require("change")
    today = timezone.localdate()
    row = queries.person_page(actor=request.actor, person_id=pk, on=today).row
    initial = {name: getattr(row, name) for name in KEPT} | {"customer": row.customer}
    form = PersonForm(
        request.POST or None, actor=request.actor, is_new=False, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            customer_id = _customer(request, form, row)
            said = form.person(stance=row.stance, customer_id=customer_id)
            actions.change_person(actor=request.actor, person_id=pk, person=said)
        except (Conflict, Invalid, NotFound) as error:
            form.add_error(None, str(error))
        else:
            toast(request, "Kept.")
            return go(request, address(request, pk))
    status = 422 if form.is_bound else 200
    context = {"form": form, "row": row}
    return render(request, "stakeholders/person_form.html", context, status=status)


def _customer(
    request: Request, form: PersonForm, row: PersonRow | None = None
) -> int | None:
    """Return the customer that is named; the known one where its name stays."""
    name = form.cleaned_data["customer"].strip()
    if row is not None and name == row.customer:
        return row.customer_id
    found = find_customer(actor=request.actor, name=name) if name else None
    if name and found is None:
        raise Invalid(f"There is no customer “{name}”. Add it first, or leave it out.")
    return found.pk if found else None


@require_POST
@in_workspace
def place(request: Request, pk: int) -> HttpResponse:
    """Put a stakeholder elsewhere on the map; its script asks for no page."""
    given = [request.POST.get(name, "") for name in ("influence", "interest")]
    if not all(word.isdecimal() for word in given):
        raise Invalid("Influence and interest are whole numbers from 0 to 100.")
    influence, interest = map(int, given)
    actions.move_person(
        actor=request.actor, person_id=pk, influence=influence, interest=interest
    )
    return HttpResponse(status=204)


@require_POST
@in_workspace
def stance(request: Request, pk: int) -> HttpResponse:
    """Say that somebody changed their mind."""
    request.actor.require("change")
    form = StanceForm(request.POST)
    if form.is_valid():
        try:
            actions.set_stance(
                actor=request.actor, person_id=pk, now=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
        except (Conflict, Invalid) as error:
            form.add_error(None, str(error))
        else:
            toast(request, "The change of mind is kept, with why.")
            return go(request, address(request, pk))
    return _page(request, pk, status=422, stance_form=form)


@require_POST
@in_workspace
def contact(request: Request, pk: int) -> HttpResponse:
    """Note that somebody was spoken to."""
    request.actor.require("change")
    form = ContactForm(request.POST)
    if form.is_valid():
        try:
            actions.log_contact(
                actor=request.actor, person_id=pk, today=timezone.localdate(),
                **form.cleaned_data,
            )  # fmt: skip
        except Invalid as error:
            form.add_error(None, str(error))
        else:
            toast(request, "The contact is noted.")
            return go(request, address(request, pk))
    return _page(request, pk, status=422, contact_form=form)


@require_POST
@in_workspace
def listens(request: Request, pk: int) -> HttpResponse:
    """Say who somebody listens to."""
    request.actor.require("change")
    form = ListensForm(request.POST, actor=request.actor, person_id=pk)
    if not form.is_valid():
        return _page(request, pk, status=422, listens_form=form)
    actions.set_listening(actor=request.actor, listener_id=pk, **form.cleaned_data)
    toast(request, "Kept: the map shows who sways whom.")
    return go(request, address(request, pk))


@require_POST
@in_workspace
def remove(request: Request, pk: int) -> HttpResponse:
    """Take a stakeholder off the lists, or put them back."""
    found = actions.remove_person(actor=request.actor, person_id=pk)
    gone = "off the lists; promises and history stay" if found.is_archived else "back"
    toast(request, f"{found.name} is {gone}.")
    return go(request, address(request, pk))
