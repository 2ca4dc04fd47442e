"""The workspace's money: its currency, and the rates by which others are converted."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leadline.accounts.actions import (
    remove_rate,
    save_rates,
    set_rate,
    settle_currency,
    settle_timezone,
)
from leadline.accounts.queries import history_of, list_rates, rates_of, workspace_of
from leadline.accounts.types import RatesSaved
from leadline.evidence.queries import currencies_in_use, customers_without_rate
from leadline.foundation.errors import Invalid
from leadline.foundation.money import Rates
from leadline.foundation.paging import PER_PAGE
from leadline.importing.rates import BANK, LARGEST, RatesRead, read_rates
from leadline.web.accounts.forms import (
    CurrencyForm,
    RateForm,
    RatesFileForm,
    currency_form,
)
from leadline.web.accounts.views.workspace import address
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast

NAMED = 5


@require_POST
@in_workspace
def currency(request: Request) -> HttpResponse:
    """Say for the first time which currency and which time zone count."""
    request.actor.require("change")
    form = CurrencyForm(request.POST)
    if "timezone" in form.errors:
        raise Invalid("There is no such time zone. Choose one of the list.")
    if not form.is_valid():
        raise Invalid("Choose the currency that the workspace counts in.")
    zone = form.cleaned_data["timezone"]
    settled = settle_currency(
        actor=request.actor, currency=form.cleaned_data["currency"]
    )
    if zone:
        settled = settle_timezone(actor=request.actor, timezone=zone)
    clock = f" and keeps {settled.timezone} time" if zone else ""
    toast(request, f"{settled.name} counts in {settled.currency}{clock}.")
    back = "overview:today" if request.POST.get("back") == "today" else "accounts:money"
    return go(request, reverse(back, args=[request.actor.workspace_id]))


@require_safe
@in_workspace
def rates(request: Request) -> HttpResponse:
    """List the rates with their age, and which currencies have none."""
    return _page(request)


def _page(
    request: Request,
    form: RateForm | None = None,
    file_form: RatesFileForm | None = None,
) -> HttpResponse:
    actor = request.actor
    known = rates_of(actor=actor)
    in_use = currencies_in_use(actor=actor)
    missing = customers_without_rate(actor=actor)
    start = {
        "base": missing[0][0] if missing else "",
        "quote": known.own,
        "on_date": timezone.localdate(),
    }
    context = {
        "tab": "money",
        "rates": list_rates(actor=actor, page=request.GET.get("page"), size=PER_PAGE),
        "used": _used(known, [code for code, _ in in_use]),
        "missing": missing,
        "form": form or RateForm(initial=start),
        "file_form": file_form or RatesFileForm(),
        "currency_form": currency_form(actor),
    }
    status = 422 if form or file_form else 200
    return render(request, "accounts/money.html", context, status=status)


def _used(known: Rates, codes: list[str]) -> list[tuple[str, object]]:
    """Return the currencies customers pay in, each with what one is worth now."""
    found = [(code, known.factor(code)) for code in codes if code != known.own]
    return [(code, factor) for code, factor in found if factor]


@require_POST
@in_workspace
def rate_add(request: Request) -> HttpResponse:
    """Write a rate by hand."""
    request.actor.require("plan")
    form = RateForm(request.POST)
    if form.is_valid():
        try:
            kept = set_rate(
                actor=request.actor, rate=form.rate(), today=timezone.localdate()
            )
        except Invalid as error:
            show_on(form, error)
        else:
            toast(request, f"{kept.name}. Every figure is converted at it from now on.")
            return go(request, address(request, "money"))
    return _page(request, form=form)


@require_POST
@in_workspace
def rates_file(request: Request) -> HttpResponse:
    """Write the rates of a file."""
    request.actor.require("plan")
    form = RatesFileForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            read = _read(request, upload)
            saved = save_rates(
                actor=request.actor,
                rates=read.rates,
                file_name=str(upload.name or "")[:100],
                today=timezone.localdate(),
            )
        except Invalid as error:
            show_on(form, error)
        else:
            toast(request, _receipt(read, saved))
            return go(request, address(request, "money"))
    return _page(request, file_form=form)


def _read(request: Request, upload: UploadedFile[bytes]) -> RatesRead:
    if (upload.size or 0) > LARGEST:
        raise Invalid("This file is larger than 40 MB. Bring the rates of fewer days.")
    name = str(upload.name or "")[:100]
    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as kept:
        for block in upload.chunks():
            kept.write(block)
        kept.flush()
        read = read_rates(
            Path(kept.name),
            own=workspace_of(actor=request.actor).currency,
            source=name,
            today=timezone.localdate(),
        )
    if read.refused:
        lines = [f"line {number}: {why}" for number, why in read.refused[:NAMED]]
        more = len(read.refused) - NAMED
        also = f" And {more} more lines." if more > 0 else ""
        raise Invalid(f"Nothing was written. In {'; in '.join(lines)}{also}")
    if not read.rates and read.older:
        raise Invalid("All rates of this file are more than three years old.")
    return read


def _receipt(read: RatesRead, saved: RatesSaved) -> str:
    newest = max(read.rates, key=lambda rate: rate.on_date)
    whose = f"Read as the file of the {BANK}. " if read.is_bank else ""
    older = f", {read.older:,} older than three years left out" if read.older else ""
    return (
        f"{whose}{saved.created:,} rates are new, {saved.updated:,} changed, "
        f"{saved.unchanged:,} as before{older}. The newest: 1 {newest.base} is "
        f"{newest.value:f} {newest.quote} on {newest.on_date:%-d %B %Y}."
    )


@require_safe
@in_workspace
def history(request: Request, base: str, quote: str) -> HttpResponse:
    """List the rates of a pair, the newest first."""
    at = request.GET.get("page")
    found = history_of(
        actor=request.actor, base=base, quote=quote, page=at, size=PER_PAGE
    )
    context = {"tab": "money", "base": base, "quote": quote, "rates": found}
    return render(request, "accounts/rate_history.html", context)


@require_POST
@in_workspace
def rate_remove(request: Request, rate_id: int) -> HttpResponse:
    """Take a rate away."""
    base, quote = remove_rate(actor=request.actor, rate_id=rate_id)
    toast(request, f"The rate of {base} in {quote} is gone.")
    return go(request, address(request, "money"))
