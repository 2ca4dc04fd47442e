"""One value of a record, edited where it stands: its field and its way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from leadline.accounts.types import Actor
from leadline.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import (
    Request,
    back_to,
    go,
    in_workspace,
    is_number,
    render,
    wants_part,
)
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.toasts import toast

T = TypeVar("T")
LONGEST = 1500
TAKEN_BACK = "Taken back"


@dataclass(frozen=True, slots=True)
class Edit:
    """One value of a record, about to be said anew.

    ``about`` is what was read of the record, itself as ``row``, with the ``version`` of
    what it is a part of, where it has none; ``is_back`` tells that it is to say again
    what it said before.
    """

    actor: Actor
    name: str
    about: dict[str, Any]
    is_back: bool = False

    @property
    def row(self) -> Any:
        """The record as it stands."""
        return self.about["row"]

    @property
    def version(self) -> int:
        """The version that a change of it has to name."""
        part_of: int | None = self.about.get("version")
        own: int = self.row.version if part_of is None else part_of
        return own


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record, each value of which is edited where it stands.

    ``word`` is what it is called, ``labels`` what its values are; ``fields`` names
    those that are several fields, ``why`` the field of a reason that is asked with each
    value whose form has it. ``url_name`` is that of a value, and with "_back" that of
    its way back; ``own`` that of the record's page, or of the page of which it is
    a part, by the id in ``of``. ``read`` returns what ``template`` shows, the record
    itself as ``row``, whose ``title`` names it; ``form`` the form of a record, filled
    with what stands; ``keep`` keeps what was said on top of a version. ``undo`` returns
    the address that takes back what ``keep`` returned, where there is one of its own;
    ``for_good`` tells of a value whether more goes with what stands than its way back
    could bring, so that there is none; and more of the record's own page hangs on those
    in ``redraws``: it is read again.
    """

    word: str
    labels: Mapping[str, str]
    url_name: str
    own: str
    template: str
    title: str
    read: Callable[[Request, int], dict[str, Any]]
    form: Callable[[Edit, Any], SeenForm]
    keep: Callable[[Edit, SeenForm, int | None], object]
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    why: str = ""
    of: str = "id"
    undo: Callable[[Request, Any], str | None] | None = None
    for_good: Callable[[Edit], bool] = lambda _edit: False
    redraws: tuple[str, ...] = ()
    may: str = "change"

    def paths(self, route: str) -> list[URLPattern]:
        """Return the address of a value and of its way back, below a record's."""
        at, name = f"{route}values/<str:name>/", self.url_name.partition(":")[2]
        value = require_http_methods(["GET", "HEAD", "POST"])(in_workspace(self.value))
        back = require_POST(in_workspace(self.value_back))
        return [
            path(at, value, name=name),
            path(f"{at}back/", back, name=f"{name}_back"),
        ]

    def label_of(self, name: str) -> str:
        """Return what a value is called; raise ``NotFound`` for one there is not."""
        if name not in self.labels:
            raise NotFound(f"A {self.word} has no such value.")
        return self.labels[name]

    def form_of(self, edit: Edit, data: Any) -> SeenForm:
        """Return the form of one value, filled with what stands."""
        form = self.form(edit, data)
        left = (*self.fields.get(edit.name, (edit.name,)), self.why, "seen")
        for name in list(form.fields):
            if not any(fnmatchcase(name, pattern) for pattern in left):
                del form.fields[name]
        part = "" if self.of == "id" else f"{edit.row.id}-"
        form.auto_id = f"value-{part}%s"
        form.watch(edit.version)
        return form

    def value(self, request: Request, pk: int, name: str) -> HttpResponse:
        """Give the field of one value, keep it, or give the value as it stands.

        What it refuses stands at the field, with what was typed.
        """
        actor, label = request.actor, self.label_of(name)
        edit = Edit(actor, name, self.read(request, pk))
        if "shown" in request.GET:
            return self._shown(request, edit, label)
        actor.require(self.may)
        form = self.form_of(edit, request.POST or None)
        if request.method == "POST" and form.is_valid():
            is_final = self.for_good(edit)
            try:
                kept = keep_on_top(form, partial(self.keep, edit, form))
            except (Conflict, Invalid, NotAllowed, NotFound) as error:
                show_on(form, error)
            else:
                now = Edit(actor, name, self.read(request, pk))
                back = self.undo and self.undo(request, kept)
                if not back and not is_final:
                    back = self._way_back(now, pk, form)
                toast(request, f"The {label} is changed.", back)
                own_page = self._own_page(now)
                if not wants_part(request):
                    return go(request, own_page)
                if name in self.redraws and _is_on(request, own_page):
                    return HttpResponseClientRefresh()
                return self._shown(request, now, label)
        return self._asked(request, edit, form, label)

    def value_back(self, request: Request, pk: int, name: str) -> HttpResponse:
        """Put back what one value said, unless somebody changed the record since.

        Raises ``Invalid`` for an address that cannot be read, ``Conflict`` where more
        would go than comes back, and what ``keep`` raises.
        """
        actor, label = request.actor, self.label_of(name)
        actor.require(self.may)
        edit = Edit(actor, name, self.read(request, pk), is_back=True)
        if self.for_good(edit):
            raise Conflict(f"More hangs on the {label} now. Edit them instead.")
        form, version = self.form_of(edit, request.GET), request.GET.get("version", "")
        if not form.is_valid() or not is_number(version):
            raise Invalid("What it said before cannot be read. Edit the value instead.")
        self.keep(edit, form, int(version))
        toast(request, f"Undone: the {label} is what it was.")
        return go(request, back_to(request, self._own_page(edit)))

    def _own_page(self, edit: Edit) -> str:
        return reverse(
            self.own, args=[edit.actor.workspace_id, getattr(edit.row, self.of)]
        )

    def _way_back(self, edit: Edit, pk: int, form: SeenForm) -> str | None:
        args = [edit.actor.workspace_id, pk, edit.name]
        also = {self.why: TAKEN_BACK} if self.why in form.fields else {}
        address = reverse(f"{self.url_name}_back", args=args)
        return way_back(address, form, edit.version, **also)

    def _asked(
        self, request: Request, edit: Edit, form: SeenForm, label: str
    ) -> HttpResponse:
        """Render the field in its place; without script as a page of its own."""
        context = {
            "form": form, "address": request.get_full_path(), "label": label,
            "own_page": self._own_page(edit), "record": getattr(edit.row, self.title),
        }  # fmt: skip
        status = 422 if form.errors else 200
        return render(
            request, "shell/value_page.html", context, part="field", status=status
        )

    def _shown(self, request: Request, edit: Edit, label: str) -> HttpResponse:
        """Render the value as it stands; a list beside it is told of a change."""
        context = {
            **edit.about, "name": edit.name, "label": label, "template": self.template,
            "level": request.GET.get("level", ""),
        }  # fmt: skip
        response = render(request, "shell/value.html", context, part="value")
        if request.method == "POST":
            response["HX-Trigger-After-Settle"] = "leadline:changed"
        return response


def _is_on(request: Request, page: str) -> bool:
    return urlsplit(request.htmx.current_url or "").path == page


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

    There is none for words that are too long to stand in an address, and none where
    nothing stood that the field would take.
    """
    said = {**form.stood(), "version": str(version), **also}
    needed = [name for name, asked in form.fields.items() if asked.required]
    if not all(any(said[name]) for name in needed):
        return None
    back = f"{address}?{urlencode(said, doseq=True)}"
    return back if len(back) <= LONGEST else None
