"""One value of a record, edited where it stands: its field and its way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpResponse
from django.utils.http import urlencode

from leadline.foundation.errors import Stale
from leadline.web.shell.requests import Request, render
from leadline.web.shell.seen import SeenForm

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
