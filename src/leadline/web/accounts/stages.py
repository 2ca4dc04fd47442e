"""The stage of a sign-in that asks for a second step, and what it remembers."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponse

SKIPS_STEP = "skips_step"


class SecondStepStage(AuthenticateStage):  # type: ignore[misc]
    """Asks whoever has a second step, except who comes by a link of the operator."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if self.login.state.get(SKIPS_STEP):
            return False
        return bool(super()._should_handle(request))


def begin_sign_in(
    request: HttpRequest, user: Any, url: str, **remembered: Any
) -> HttpResponse:
    """Sign somebody in, or send them to their second step first.

    What is remembered, such as how they came, is kept until that step is taken.
    """
    login = Login(user=user, redirect_url=url, state=dict(remembered))
    response: HttpResponse = perform_login(request, login)
    return response
