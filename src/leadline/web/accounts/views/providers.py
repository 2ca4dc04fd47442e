"""Signing in by the provider of a company: there, and back."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import Any

import structlog
from allauth.account.utils import get_next_redirect_url
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from leadline.accounts.actions import enter_by_provider, take_passkey_try
from leadline.accounts.queries import provider_of
from leadline.foundation.errors import Invalid, NotAllowed
from leadline.foundation.openid import Asked, Provider, begin, finish
from leadline.web.accounts.views.sign_in import wait_page, welcome

log = structlog.get_logger(__name__)
ASKED = "asked_of_provider"
ASKED_LASTS_SECONDS = 600


@never_cache
@require_safe
def there(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the provider."""
    provider = provider_of(provider_id=provider_id)
    onward = get_next_redirect_url(request) or "/"
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward)
    ip = request.META.get("REMOTE_ADDR", "")
    if wait := take_passkey_try(address=ip, now=timezone.now()):
        return wait_page(request, wait)
    try:
        address, asked = begin(provider, back=_back(request, provider))
    except Invalid as error:
        return _refused(request, provider, error)
    request.session[ASKED] = {
        "provider": provider.id,
        "onward": onward,
        "at": time.time(),
        **asdict(asked),
    }
    return HttpResponseRedirect(address)


@never_cache
@require_safe
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take who comes back, and let in whom the provider's word signs in."""
    provider = provider_of(provider_id=provider_id)
    kept: dict[str, Any] = request.session.pop(ASKED, None) or {}
    is_ours = (
        kept.get("provider") == provider.id
        and constant_time_compare(kept["state"], request.GET.get("state", ""))
        and 0 <= time.time() - kept["at"] < ASKED_LASTS_SECONDS
    )
    if not is_ours and request.user.is_authenticated:
        return HttpResponseRedirect("/")
    if not is_ours or "code" not in request.GET:
        return _refused(request, provider, request.GET.get("error", "no such state"))
    asked = Asked(kept["state"], kept["nonce"], kept["verifier"])
    try:
        said = finish(
            provider,
            code=request.GET["code"],
            back=_back(request, provider),
            asked=asked,
        )
    except Invalid as error:
        return _refused(request, provider, error)
    try:
        user_id = enter_by_provider(provider=provider, said=said, now=timezone.now())
    except (Invalid, NotAllowed) as error:
        return _refused(request, provider, error, says=str(error))
    return welcome(
        request, user_id, "provider", kept["onward"], provider_id=provider.id
    )


def _back(request: HttpRequest, provider: Provider) -> str:
    return request.build_absolute_uri(reverse("sign_in_back", args=[provider.id]))


def _refused(
    request: HttpRequest, provider: Provider, why: object, says: str = ""
) -> HttpResponse:
    log.warning("provider_refused", provider=provider.id, why=str(why))
    context = {"provider": provider, "says": says}
    return render(request, "accounts/provider_refused.html", context, status=403)
