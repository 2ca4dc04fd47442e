"""Names on record that a field offers while somebody types."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from leadline.accounts.queries import list_people
from leadline.accounts.types import Actor
from leadline.evidence import queries as evidence
from leadline.foundation.errors import NotFound
from leadline.stakeholders.queries import person_choices
from leadline.web.shell.requests import Request, in_workspace, render

AT_MOST = 8
LONGEST = 80


def _customers(actor: Actor, typed: str) -> Iterable[str]:
    found = evidence.customer_names(actor=actor, text=typed, limit=AT_MOST)
    return [name for _, name in found]


def _people(actor: Actor, typed: str) -> Iterable[str]:
    """Return members and stakeholders by name, without where they work."""
    members = [name for _, name in list_people(actor=actor)]
    return [*members, *(who for _, who in person_choices(actor=actor))]


def _owners(actor: Actor, typed: str) -> Iterable[str]:
    members = [name for _, name in list_people(actor=actor)]
    return [*members, *evidence.said_of_customers(actor=actor, what="owner")]


def _said(what: str) -> Callable[[Actor, str], Iterable[str]]:
    return lambda actor, typed: evidence.said_of_customers(actor=actor, what=what)


def _of_pieces(what: str) -> Callable[[Actor, str], Iterable[str]]:
    return lambda actor, typed: evidence.feedback_choices(actor=actor)[what]


SOURCES: dict[str, Callable[[Actor, str], Iterable[str]]] = {
    "customer": _customers,
    "person": _people,
    "owner": _owners,
    "segment": _said("segment"),
    "plan": _said("plan"),
    "country": _said("country"),
    "source": _of_pieces("source"),
    "area": _of_pieces("area"),
}


@require_safe
@in_workspace
def suggest(request: Request) -> HttpResponse:
    """Give the names on record that hold what was typed; those that begin so first."""
    what = request.GET.get("of", "")
    if what and what not in SOURCES:
        raise NotFound("Nothing is suggested for that.")
    typed = str(request.GET.get("q", ""))[:LONGEST].strip()
    found = SOURCES[what](request.actor, typed) if what else ()
    names = dict.fromkeys(found)
    if what != "customer":  # a customer is found by its domain too
        names = {one: None for one in names if typed.casefold() in one.casefold()}
    begins = sorted(
        names, key=lambda one: not one.casefold().startswith(typed.casefold())
    )
    context = {"names": begins[:AT_MOST], "typed": typed}
    return render(request, "overview/_suggest.html", context)
