"""The second step of a sign-in, and signing in by a passkey alone."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from leadline.accounts.actions import (
    forget_code_tries,
    take_code_try,
    take_passkey_try,
)
from leadline.accounts.queries import count_passkeys, enforced_for
from leadline.foundation.errors import NotAllowed
from leadline.web.accounts.known import known_browser
from leadline.web.accounts.stages import SecondStepStage, begin_sign_in
from leadline.web.accounts.step_forms import CodeForm, PasskeyForm, PasskeySignInForm
from leadline.web.accounts.views.sign_in import arrive, by_provider_alone, wait_page


def passkey_options(user: Any = None) -> str:
    """Return what a browser asks a passkey, as JSON; the session keeps its riddle."""
    return json.dumps(begin_authentication(user))


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_stage_required(  # type: ignore[untyped-decorator]
    stage=SecondStepStage.key, redirect_urlname="account_login"
)
def code(request: Any) -> HttpResponse:
    """Ask for a code or a passkey, and let the person in."""
    stage = request._login_stage
    user, state = stage.login.user, stage.login.state
    form = CodeForm(user=user)
    if request.method == "POST":
        browser, now = known_browser(request, user.email), timezone.now()
        if wait := take_code_try(user_id=user.pk, browser=browser, now=now):
            return wait_page(request, wait)
        by_key = "credential" in request.POST
        form = (PasskeyForm if by_key else CodeForm)(request.POST, user=user)
        if form.is_valid():
            forget_code_tries(user_id=user.pk, browser=browser)
            post_authentication(request, form.step)
            how, made_by = state.get("how", "password"), state.get("made_by", "")
            response = stage.exit()
            return arrive(request, response, how, made_by, form.step.type)
    keys = count_passkeys(user_id=user.pk)
    context = {"form": form, "options": passkey_options(user) if keys else ""}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/code.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """Give a browser what it asks a passkey, and sign in whose passkey answers."""
    ip = request.META.get("REMOTE_ADDR", "")
    if wait := take_passkey_try(address=ip, now=timezone.now()):
        return wait_page(request, wait)
    if request.method != "POST":
        return JsonResponse({"options": passkey_options()})
    if request.user.is_authenticated:
        return HttpResponseRedirect("/")
    form = PasskeySignInForm(request.POST)
    if not form.is_valid() or not form.step.user.is_active:
        return render(request, "accounts/passkey_refused.html", status=422)
    if elsewhere := enforced_for(email=form.step.user.email):
        raise NotAllowed(by_provider_alone(elsewhere))
    post_authentication(request, form.step, passwordless=True)
    onward = get_next_redirect_url(request) or "/"
    response = begin_sign_in(request, form.step.user, onward)
    return arrive(request, response, "passkey", step=form.step.type)
