"""One value of a record, edited where it stands: its field and its way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from leadline.accounts.types import Actor
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import (
    Request,
    back_to,
    go,
    is_number,
    render,
    wants_part,
)
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.toasts import toast

T = TypeVar("T")
LONGEST = 1500


def leave_only(form: SeenForm, *names: str) -> None:
    """Leave of a form the fields of one value, with ids that the page knows."""
    for name in form.fields.keys() - {*names, "seen"}:
        del form.fields[name]
    form.auto_id = "value-%s"


def keep_on_top(form: SeenForm, act: Callable[[int | None], T]) -> T:
    """Keep a value by ``act``, which is given the version that was seen.

    Where somebody changed something else of the record meanwhile, it is kept on top of
    that. Raises ``Stale`` where this very value is not any more what was seen.
    """
    try:
        return act(form.saw())
    except Stale:
        if not form.stands_as_seen():
            raise
        return act(form.version)


def way_back(address: str, form: SeenForm, version: int, **also: str) -> str | None:
    """Return the address whose POST puts back what stood before the form was kept.

    There is none for words that are too long to stand in an address.
    """
    said = {**form.stood(), "version": str(version), **also}
    back = f"{address}?{urlencode(said, doseq=True)}"
    return back if len(back) <= LONGEST else None


def asked(
    request: Request, form: SeenForm, own_page: str, record: str, label: str
) -> HttpResponse:
    """Render the field of a value in its place; 422 with what it refuses.

    Without script it is a page of its own. ``own_page`` is that of the record.
    """
    context = {
        "form": form, "address": request.get_full_path(), "own_page": own_page,
        "record": record, "label": label,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(
        request, "shell/value_page.html", context, part="field", status=status
    )


def shown(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    """Render a value as it stands; a list beside it is told of a change."""
    response = render(request, template, context, part="value")
    if request.method == "POST":
        response["HX-Trigger-After-Settle"] = "leadline:changed"
    return response


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a record: what it is called, and how it is kept and shown.

    ``keep`` is given the version that was seen; ``back`` returns the address whose POST
    takes it back, where there is one; ``show`` renders it as it stands then.
    """

    label: str
    record: str
    own_page: str
    keep: Callable[[int | None], object]
    back: Callable[[], str | None]
    show: Callable[[], HttpResponse]


def edited(request: Request, form: SeenForm, value: Value) -> HttpResponse:
    """Give the field of a value; keep what was said and show what stands.

    What it refuses stands at the field, with what was typed.
    """
    if request.method == "POST" and form.is_valid():
        try:
            keep_on_top(form, value.keep)
        except (Conflict, Invalid, NotAllowed, NotFound) as error:
            show_on(form, error)
        else:
            toast(request, f"The {value.label} is changed.", value.back())
            if not wants_part(request):
                return go(request, value.own_page)
            return value.show()
    return asked(request, form, value.own_page, value.record, value.label)


def put_back(
    request: Request,
    form: SeenForm,
    label: str,
    own_page: str,
    keep: Callable[[int], object],
) -> HttpResponse:
    """Keep again what stood before, at the version that the change left behind.

    Raises ``Invalid`` for an address that cannot be read, and what ``keep`` raises.
    """
    version = request.GET.get("version", "")
    if not form.is_valid() or not is_number(version):
        raise Invalid("What it said before cannot be read. Edit the value instead.")
    keep(int(version))
    toast(request, f"The {label} is what it was.")
    return go(request, back_to(request, own_page))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record, each value of which is edited where it stands.

    ``word`` is what it is called, ``labels`` what its values are; ``fields`` names
    those that are several fields, ``always`` what is asked with each, ``also`` what
    the way back says there. ``address`` is the name of that of a value, and of its way
    back with "_back"; ``own`` that of the record's page. ``read`` returns what
    ``template`` shows, the record itself as ``row``; ``form`` the form of a record,
    filled with what stands; ``keep`` keeps what was said on top of a version.
    """

    word: str
    labels: Mapping[str, str]
    address: str
    own: str
    template: str
    title: str
    read: Callable[[Request, int], dict[str, Any]]
    form: Callable[[Actor, Any, Any], SeenForm]
    keep: Callable[[Actor, int, dict[str, Any], int | None], object]
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    always: tuple[str, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)
    may: str = "change"

    def label_of(self, name: str) -> str:
        """Return what a value is called; raise ``NotFound`` for one there is not."""
        if name not in self.labels:
            raise NotFound(f"A {self.word} has no such value.")
        return self.labels[name]

    def form_of(self, actor: Actor, row: Any, name: str, data: Any) -> SeenForm:
        """Return the form of one value, filled with what stands."""
        form = self.form(actor, row, data)
        leave_only(form, *self.fields.get(name, (name,)), *self.always)
        return form

    def value(self, request: Request, pk: int, name: str) -> HttpResponse:
        """Give the field of one value, keep it, or give the value as it stands."""
        actor, label = request.actor, self.label_of(name)
        row = self.read(request, pk)["row"]
        args = [actor.workspace_id, pk]

        def show() -> HttpResponse:
            context = {**self.read(request, pk), "name": name, "label": label}
            return shown(request, self.template, context)

        if "shown" in request.GET:
            return show()
        actor.require(self.may)
        form = self.form_of(actor, row, name, request.POST or None)

        def back() -> str | None:
            address = reverse(f"{self.address}_back", args=[*args, name])
            stands = self.read(request, pk)["row"]
            return way_back(address, form, stands.version, **self.also)

        def keep(seen: int | None) -> object:
            return self.keep(actor, pk, form.cleaned_data, seen)

        own_page, title = reverse(self.own, args=args), getattr(row, self.title)
        return edited(request, form, Value(label, title, own_page, keep, back, show))

    def value_back(self, request: Request, pk: int, name: str) -> HttpResponse:
        """Put back what one value said, unless somebody changed the record since."""
        actor, label = request.actor, self.label_of(name)
        actor.require(self.may)
        row = self.read(request, pk)["row"]
        form = self.form_of(actor, row, name, request.GET)
        own_page = reverse(self.own, args=[actor.workspace_id, pk])

        def keep(seen: int) -> object:
            return self.keep(actor, pk, form.cleaned_data, seen)

        return put_back(request, form, label, own_page, keep)
