"""People: the map and list, one person, the facts of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.accounts.queries import list_views
from leadline.decisions.queries import decisions_of_person
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.paging import Listed, listed
from leadline.overview.around import AroundPart, Whom, all_around
from leadline.roadmap.queries import promises_ahead
from leadline.roadmap.types import Trouble
from leadline.stakeholders import actions, queries
from leadline.stakeholders.types import PersonFilter, PersonIn, PersonRow
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.forms import show_on
from leadline.web.shell.peek import nothing_yet
from leadline.web.shell.requests import Request, go, in_workspace, render, wants_part
from leadline.web.shell.toasts import toast
from leadline.web.stakeholders.forms import (
    ContactForm,
    PersonFilterForm,
    PersonForm,
)
from leadline.web.stakeholders.judgement_forms import ListensForm, StanceForm
from leadline.web.stakeholders.map import spots_of, sways_of

HEADER = [
    "name", "position", "company", "function", "owner", "every days", "last contact",
]  # fmt: skip
JUDGED = ["influence", "interest", "stance", "wanted", "sway", "in the eyes of"]
SIZE = 30
AROUND = (
    AroundPart.NEEDS, AroundPart.WORDS, AroundPart.BETS, AroundPart.LAUNCHES,
    AroundPart.TOLD,
)  # fmt: skip
NEWEST = 12  # of the decisions somebody has a say in


def address(request: Request, pk: int) -> str:
    """Return where a person has their page."""
    return reverse("stakeholders:person", args=[request.actor.workspace_id, pk])


@require_safe
@in_workspace
def people(request: Request) -> HttpResponse:
    """Show everybody in the list, and whom one may judge on the map."""
    form = _form(request)
    rows = _found(request, form)
    reading = form.reading
    spots = spots_of(rows)
    page = listed(rows, list, request.GET.get("page"), SIZE)
    first = queries.first_to_win(actor=request.actor, people=rows)
    listening = (
        queries.list_listening(actor=request.actor, author_id=reading.author_id)
        if reading
        else []
    )
    context = {
        "form": form,
        "page": page,
        "listed": _with_promises(request, list(page.items)),
        "total": len(rows),
        "reading": reading,
        "first": first or next(iter(rows), None),
        "spots": spots,
        "named": sum(spot.is_named for spot in spots),
        "sways": sways_of(spots, listening),
        "counts": Counter(spot.judged.stance.value for spot in spots),
        "headline": ""
        if form.cleaned_data["gone"]
        else queries.headline(actor=request.actor, people=rows, ties=listening),
        "views": list_views(actor=request.actor, page="stakeholders:people"),
        "is_new": nothing_yet(
            rows, any(form.cleaned_data.values()), partial(_off_the_lists, request)
        ),
    }
    return render(request, "stakeholders/people.html", context, part="rows")


def _with_promises(
    request: Request, people: Sequence[PersonRow]
) -> list[tuple[PersonRow, tuple[int, int, int, int]]]:
    """Return people, each with how many promises are open with them, how many of those
    are late, will be late, and are at risk."""
    actor, today = request.actor, timezone.localdate()
    found = queries.open_promises(
        actor=actor, person_ids=[p.id for p in people], on=today
    )
    ahead = promises_ahead(actor=actor, on=today)
    bad = Counter((one.person_id, one.trouble) for one in ahead.troubled)
    return [
        (
            person,
            (
                *found.get(person.id, (0, 0)),
                bad[person.id, Trouble.WILL_BE_LATE],
                bad[person.id, Trouble.AT_RISK],
            ),
        )
        for person in people
    ]


@require_safe
@in_workspace
def people_csv(request: Request) -> HttpResponseBase:
    """Give the people of the list as a file."""
    form = _form(request)
    people = _found(request, form)
    header = [*HEADER, *JUDGED] if form.reading else HEADER
    lines = ([*_facts(p), *_judged(p)] for p in people)
    return csv_download("stakeholders.csv", header, lines)


def _facts(p: PersonRow) -> list[object]:
    return [
        p.name, p.title, p.organisation, p.function.label, p.owner, p.cadence_days,
        p.last_contact,
    ]  # fmt: skip


def _judged(p: PersonRow) -> list[object]:
    """Return what the reader may know of somebody; nothing where it is nothing."""
    one = p.judged
    if one is None:
        return []
    return [
        one.influence, one.interest, one.stance.label, one.wanted.label,
        round(one.sway, 3), one.author,
    ]  # fmt: skip


def _form(request: Request) -> PersonFilterForm:
    readings = queries.list_readings(actor=request.actor)
    form = PersonFilterForm(request.GET, actor=request.actor, readings=readings)
    if not form.is_valid():
        raise Invalid("That filter cannot be read. Take it out of the address.")
    return form


def _off_the_lists(request: Request) -> Listed[PersonRow]:
    return queries.list_people(
        actor=request.actor, only=PersonFilter(gone=True), on=timezone.localdate()
    )


def _found(request: Request, form: PersonFilterForm) -> Listed[PersonRow]:
    return queries.list_people(
        actor=request.actor, only=form.only(), on=timezone.localdate()
    )


@require_safe
@in_workspace
def person(request: Request, pk: int) -> HttpResponse:
    """Show one stakeholder; in short when the list asks, for the panel beside it."""
    return person_page(request, pk)


def person_page(
    request: Request, pk: int, status: int = 200, **forms: Any
) -> HttpResponse:
    """Show one stakeholder, with forms that could not be kept as they were sent."""
    today = timezone.localdate()
    page = queries.person_page(actor=request.actor, person_id=pk, on=today)
    context = {
        "page": page,
        "row": page.row,
        "promises": queries.list_promises(actor=request.actor, on=today, person_id=pk),
        "ahead": promises_ahead(actor=request.actor, on=today, person_id=pk),
        "words": next((talk for talk in page.contacts if talk.words), None),
        "decisions": decisions_of_person(
            actor=request.actor, person_id=pk, size=NEWEST
        ),
        "kept": queries.kept_promises(actor=request.actor, person_id=pk),
        "around": {}
        if wants_part(request)
        else all_around(actor=request.actor, whom=Whom.PERSON, pk=pk, parts=AROUND),
        "stance_form": StanceForm(
            initial={"stance": page.mine.stance if page.mine else ""}
        ),
        "contact_form": ContactForm(initial={"on_date": today}),
        "listens_form": ListensForm(actor=request.actor, person_id=pk),
        **forms,
    }
    return render(
        request, "stakeholders/person.html", context, part="short", status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def new_person(request: Request) -> HttpResponse:
    """Add a stakeholder."""
    request.actor.require("change")
    start = {"owner_id": request.actor.user_id}
    form = PersonForm(request.POST or None, actor=request.actor, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            said = PersonIn(**form.cleaned_data)
            made = actions.create_person(actor=request.actor, person=said)
        except (Conflict, Invalid, NotFound) as error:
            show_on(form, error)
        else:
            toast(request, f"{made.name} is in the list.")
            return go(request, address(request, made.pk))
    status = 422 if form.is_bound else 200
    return render(
        request, "stakeholders/person_form.html", {"form": form}, status=status
    )


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
            show_on(form, error)
        else:
            toast(request, "The contact is noted.")
            return go(request, address(request, pk))
    return person_page(request, pk, status=422, contact_form=form)


@require_POST
@in_workspace
def remove(request: Request, pk: int) -> HttpResponse:
    """Take a stakeholder off the lists, or put them back."""
    found = actions.remove_person(actor=request.actor, person_id=pk)
    gone = "off the lists; promises and history stay" if found.is_archived else "back"
    toast(request, f"{found.name} is {gone}.")
    return go(request, address(request, pk))
