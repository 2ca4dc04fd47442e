"""Signing in by password or by a one-time link, signing out, choosing where to go."""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

import structlog
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from leadline.accounts.actions import (
    ask_for_link,
    note_sign_in,
    note_sign_out,
    use_sign_in_link,
)
from leadline.accounts.queries import link_works, list_workspaces
from leadline.web.accounts.forms import AskForLinkForm, SignInForm
from leadline.web.accounts.middleware import SEEN

log = structlog.get_logger(__name__)
BY_LINK = "signed_in_by_link_at"


def workspace_home(workspace_id: int) -> str:
    """Return the address of a workspace's first page."""
    return f"/w/{workspace_id}/"


def welcome(request: HttpRequest, user: Any, how: str, url: str) -> HttpResponse:
    """Sign somebody in with a new session, note it, and send them on."""
    response: HttpResponse = perform_login(request, user, redirect_url=url)
    _note(request, how)
    return response


def _note(request: HttpRequest, how: str) -> None:
    if not request.user.is_authenticated:
        return
    now = timezone.now().isoformat()
    request.session[SEEN] = now
    if how == "link":
        request.session[BY_LINK] = now
    ip = request.META.get("REMOTE_ADDR", "")
    note_sign_in(user_id=request.user.pk, how=how, ip=ip)


@rate_limit(action="login")  # type: ignore[untyped-decorator]
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the address and the password, and let the person in."""
    onward = get_next_redirect_url(request) or "/"
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward)
    form = SignInForm(request.POST or None, request=request)
    if request.method == "POST":
        if form.is_valid():
            response: HttpResponse = form.login(request, redirect_url=onward)
            _note(request, "password")
            return response
        log.warning("sign_in_refused", ip=request.META.get("REMOTE_ADDR", ""))
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/sign_in.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ask once, then end the session."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account_login"))
    if request.method == "GET":
        return render(request, "accounts/sign_out.html")
    note_sign_out(user_id=request.user.pk)
    logout(request)
    return HttpResponseRedirect(reverse("account_login"))


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button, and sign in with the POST that it makes.

    Programs that look at links in mails and chats only GET, so they do not spend it.
    """
    now = timezone.now()
    if request.method == "POST":
        user = use_sign_in_link(token=token, now=now)
        return welcome(request, user, "link", "/")
    works = link_works(token=token, now=now)
    return render(
        request,
        "accounts/sign_in_link.html",
        {"works": works},
        status=200 if works else 404,
    )


@rate_limit(action="reset_password")  # type: ignore[untyped-decorator]
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Send a one-time link by mail; without a mail server say whom to ask.

    The answer is the same whether the address has an account or not.
    """
    can_mail = bool(settings.EMAIL_HOST)
    form = AskForLinkForm(request.POST or None)
    is_sent = False
    if request.method == "POST" and can_mail and form.is_valid():
        try:
            _mail_link(request, form.cleaned_data["email"].lower())
        except (OSError, SMTPException):
            log.exception("mail_not_sent")
            form.add_error(None, "The mail server does not answer. Ask an owner.")
        else:
            is_sent = True
    status = 422 if form.errors else 200
    context = {"form": form, "can_mail": can_mail, "is_sent": is_sent}
    return render(request, "accounts/ask_for_link.html", context, status=status)


def _mail_link(request: HttpRequest, email: str) -> None:
    token = ask_for_link(email=email, now=timezone.now())
    if token is not None:
        link = request.build_absolute_uri(reverse("sign_in_link", args=[token]))
        words = render_to_string("accounts/sign_in_mail.txt", {"link": link})
        send_mail("Your link to Leadline", words, None, [email])


@never_cache
@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Go to the only workspace, or show the choice."""
    found = list_workspaces(user_id=request.user.pk or 0)
    if len(found) == 1 and "choose" not in request.GET:
        return HttpResponseRedirect(workspace_home(found[0].id))
    return render(request, "accounts/workspaces.html", {"workspaces": found})
