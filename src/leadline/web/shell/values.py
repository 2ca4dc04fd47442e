"""One value of a record, edited where it stands: its field and its way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpResponse
from django.utils.http import urlencode

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
