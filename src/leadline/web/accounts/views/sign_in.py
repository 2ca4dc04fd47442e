"""Signing in by password or by a one-time link, signing out, choosing where to go."""

from __future__ import annotations

import math
from datetime import timedelta
from functools import partial
from smtplib import SMTPException
from typing import Any

import structlog
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.decorators import login_required
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from leadline.accounts.actions import (
    ask_for_link,
    forget_tries,
    note_sign_in,
    note_sign_out,
    take_link_try,
    take_try,
    use_sign_in_link,
)
from leadline.accounts.queries import (
    enforced_for,
    get_user,
    link_works,
    list_link_notices,
    list_providers,
    list_workspaces,
)
from leadline.accounts.types import BY_PROVIDER, LINK_BY, LinkWay
from leadline.foundation.errors import NotAllowed
from leadline.foundation.openid import Provider
from leadline.web.accounts.forms import AskForLinkForm, SignInForm
from leadline.web.accounts.known import know_browser, known_browser
from leadline.web.accounts.middleware import SEEN
from leadline.web.accounts.stages import begin_sign_in
from leadline.web.shell.requests import afterwards

log = structlog.get_logger(__name__)
BY_LINK = "signed_in_by_link_at"
PAST_STEP = "signed_in_past_second_step_at"
TO_TELL = "links_of_others"
MOST_EMAIL = 254


def workspace_home(workspace_id: int) -> str:
    """Return the address of a workspace's first page."""
    return f"/w/{workspace_id}/"


def welcome(
    request: HttpRequest,
    user_id: int,
    how: str,
    url: str,
    made_by: str = "",
    skips_step: bool = False,
    provider_id: str = "",
) -> HttpResponse:
    """Sign somebody in with a new session, note it, and send them on.

    Who has a second step is sent to take it first, unless the link skips it or a
    provider, which asks for its own, signs them in.
    """
    user: Any = ModelBackend().get_user(user_id)
    past = skips_step or bool(provider_id)
    response = begin_sign_in(
        request, user, url, how=how, made_by=made_by, skips_step=past
    )
    if provider_id and request.user.is_authenticated:
        request.session[BY_PROVIDER] = provider_id
    if skips_step and request.user.is_authenticated:
        request.session[PAST_STEP] = timezone.now().isoformat()
    return arrive(request, response, how, made_by)


def arrive(
    request: HttpRequest,
    response: HttpResponse,
    how: str,
    made_by: str = "",
    step: str = "",
) -> HttpResponse:
    """Note a sign-in that is complete, and let its browser be known."""
    if request.user.is_authenticated:
        _note(request, how, made_by, step)
        if not made_by:
            know_browser(request, response, request.user.email)
    return response


def _note(request: Any, how: str, made_by: str, step: str) -> None:
    """Mark the new session, and keep in it which links of others to tell about.

    A session that an owner's link opened tells nothing: the owner may sit there.
    """
    now = timezone.now().isoformat()
    request.session[SEEN] = now
    if made_by:
        request.session[LINK_BY] = made_by
    else:
        request.session[TO_TELL] = [
            {"by": link.made_by, "at": link.made_at.isoformat(), "used": link.is_used}
            for link in list_link_notices(user_id=request.user.pk)
        ]
    if how == "link" and not made_by:
        request.session[BY_LINK] = now
    ip = request.META.get("REMOTE_ADDR", "")
    note_sign_in(
        user_id=request.user.pk,
        how=how,
        ip=ip,
        made_by=made_by,
        step=step,
        provider=request.session.get(BY_PROVIDER, ""),
    )


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the address and the password, and let the person in."""
    onward = get_next_redirect_url(request) or "/"
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward)
    form = SignInForm(request.POST or None, request=request)
    if request.method == "POST":
        email = request.POST.get("login", "").strip().lower()[:MOST_EMAIL]
        browser = known_browser(request, email)
        ip = request.META.get("REMOTE_ADDR", "")
        now = timezone.now()
        if wait := take_try(email=email, address=ip, browser=browser, now=now):
            return wait_page(request, wait)
        if elsewhere := enforced_for(email=email):
            form.add_error(None, by_provider_alone(elsewhere))
        elif form.is_valid():
            forget_tries(email=email, browser=browser)
            response: HttpResponse = form.login(request, redirect_url=onward)
            return arrive(request, response, "password")
        log.warning("sign_in_refused", ip=ip)
    status = 422 if request.method == "POST" else 200
    query = request.META.get("QUERY_STRING", "")
    context = {
        "form": form,
        "query": f"?{query}" if query else "",
        "providers": list_providers(),
    }
    return render(request, "accounts/sign_in.html", context, status=status)


def by_provider_alone(provider: Provider) -> str:
    """Return what is said to who has to sign in by their company's provider."""
    domains = " and ".join(provider.domains)
    return f"People of {domains} sign in with {provider.name} here, and no other way."


def wait_page(request: HttpRequest, wait: timedelta) -> HttpResponse:
    """Say for how long the next try does not count."""
    seconds = max(1, math.ceil(wait.total_seconds()))
    page = render(request, "accounts/locked.html", {"seconds": seconds}, status=429)
    page["Retry-After"] = str(seconds)
    return page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ask once, then end the session."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account_login"))
    if request.method != "POST":
        return render(request, "accounts/sign_out.html")
    note_sign_out(user_id=request.user.pk)
    logout(request)
    return HttpResponseRedirect(reverse("account_login"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button, and sign in with the POST that it makes.

    Programs that look at links in mails and chats only GET, so they do not spend it.
    """
    now = timezone.now()
    if request.method == "POST":
        used = use_sign_in_link(token=token, now=now)
        email = get_user(user_id=used.user_id).email
        if used.way != LinkWay.SERVER and (elsewhere := enforced_for(email=email)):
            raise NotAllowed(by_provider_alone(elsewhere))
        made_by = used.made_by or "an owner" if used.way == LinkWay.MEMBER else ""
        past = used.skips_step
        return welcome(request, used.user_id, "link", "/", made_by, past)
    works = link_works(token=token, now=now)
    return render(
        request,
        "accounts/sign_in_link.html",
        {"works": works},
        status=200 if works else 404,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Send a one-time link by mail; without a mail server say whom to ask.

    The answer is the same whether the address has an account or not, and as quick:
    what is sent leaves after it, and a mail server that fails is told to the log.
    """
    can_mail = bool(settings.EMAIL_HOST)
    form = AskForLinkForm(request.POST or None)
    is_sent = False
    if request.method == "POST" and can_mail and form.is_valid():
        email = form.cleaned_data["email"].lower()
        if elsewhere := enforced_for(email=email):
            form.add_error(None, by_provider_alone(elsewhere))
            context = {"form": form, "can_mail": can_mail, "is_sent": False}
            return render(request, "accounts/ask_for_link.html", context, status=422)
        ip = request.META.get("REMOTE_ADDR", "")
        may = take_link_try(email=email, address=ip, now=timezone.now())
        if may is None:
            return wait_page(request, timedelta(minutes=1))
        is_sent = True
    status = 422 if form.errors else 200
    context = {"form": form, "can_mail": can_mail, "is_sent": is_sent}
    page = render(request, "accounts/ask_for_link.html", context, status=status)
    if is_sent and may:
        afterwards(page, partial(_mail_link, request, email))
    return page


def _mail_link(request: HttpRequest, email: str) -> None:
    """Send a link to whom an address belongs here; whether it does, nobody is told."""
    token = ask_for_link(email=email, now=timezone.now())
    if token is not None:
        link = request.build_absolute_uri(reverse("sign_in_link", args=[token]))
        words = render_to_string("accounts/sign_in_mail.txt", {"link": link})
        try:
            send_mail("Your link to Leadline", words, None, [email])
        except (OSError, SMTPException):
            log.exception("mail_not_sent")


@never_cache
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Go to the only workspace, or show the choice."""
    found = list_workspaces(user_id=request.user.pk or 0)
    if len(found) == 1 and "choose" not in request.GET:
        return HttpResponseRedirect(workspace_home(found[0].id))
    return render(request, "accounts/workspaces.html", {"workspaces": found})
