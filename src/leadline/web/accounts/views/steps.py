"""A person's own second steps, and whether the workspace asks for one."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from functools import wraps
from typing import Any

from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    reauthenticate_by_password,
)
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.accounts.actions import (
    add_app,
    add_passkey,
    end_other_sessions,
    forget_code_tries,
    forget_password_tries,
    remove_step,
    renew_recovery_codes,
    require_second_step,
    take_code_try,
    take_password_try,
)
from leadline.accounts.queries import (
    get_user,
    list_members,
    members_with_step,
    own_step,
    recovery_codes,
    second_steps,
)
from leadline.accounts.types import LINK_BY
from leadline.foundation.errors import Conflict, Invalid, NotAllowed
from leadline.web.accounts.mails import tell_by_mail
from leadline.web.accounts.step_forms import (
    CodeForm,
    NewAppForm,
    NewPasskeyForm,
    PasskeyForm,
    PasswordProofForm,
)
from leadline.web.accounts.views.codes import passkey_options
from leadline.web.accounts.views.me import LINK_COUNTS_FOR
from leadline.web.accounts.views.sign_in import PAST_STEP, wait_page
from leadline.web.accounts.views.workspace import address
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import (
    Request,
    View,
    before_second_step,
    go,
    in_workspace,
    render,
)
from leadline.web.shell.toasts import toast


def proven(view: View) -> View:
    """Let in who said within five minutes who they are; ask the others first."""

    @wraps(view)
    def inner(request: Any, **kwargs: Any) -> HttpResponseBase:
        if made_by := request.session.get(LINK_BY):
            raise NotAllowed(
                f"A link that {made_by} made signed you in, so it changes no second "
                "step. Sign in without it."
            )
        if not _is_proven(request):
            here = address(request, "second_step")
            back = request.path if request.method in ("GET", "HEAD") else here
            where = address(request, "second_step_prove")
            return go(request, f"{where}?{urlencode({'next': back})}")
        return view(request, **kwargs)

    return inner


def _is_proven(request: Any) -> bool:
    """Return whether it is known who is there: the operator's link says so too."""
    past_at = parse_datetime(request.session.get(PAST_STEP, ""))
    if past_at is not None and timezone.now() - past_at < LINK_COUNTS_FOR:
        return True
    return bool(did_recently_reauthenticate(request))


@never_cache
@require_safe
@before_second_step
def second_step(request: Request) -> HttpResponse:
    """Show what a person has, and to owners how many members have one."""
    actor = request.actor
    context: dict[str, Any] = {"steps": second_steps(actor=actor)}
    if actor.may("administer"):
        context["members"] = list_members(actor=actor, size=1).total
        context["with_step"] = len(members_with_step(actor=actor))
    return render(request, "accounts/second_step.html", context)


@sensitive_post_parameters("password", "code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@before_second_step
def prove(request: Request) -> HttpResponse:
    """Ask once more who is there, by password, code or passkey."""
    user: Any = request.user
    own = second_steps(actor=request.actor)
    forms: dict[str, Any] = {}
    if user.has_usable_password():
        forms["password_form"] = PasswordProofForm(user=user)
    if own.is_on:
        forms["code_form"] = CodeForm(user=user)
    if request.method == "POST":
        name, form, wait = _proof(request, user)
        if wait:
            return wait_page(request, wait)
        if form.is_valid():
            return _let_on(request, user, form)
        forms[name] = form
    options = passkey_options(user) if own.has_passkey else ""
    context = {**forms, "options": options, "next": _onward(request)}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/prove.html", context, status=status)


def _proof(request: Request, user: Any) -> tuple[str, Any, timedelta]:
    """Return the form that was sent, by its name, and how long it has to wait."""
    now, said = timezone.now(), request.POST
    if "password" in said:
        wait = take_password_try(user_id=user.pk, now=now)
        return "password_form", PasswordProofForm(said, user=user), wait
    key = request.session.session_key or ""
    wait = take_code_try(user_id=user.pk, browser=key, now=now)
    if "credential" in said:
        return "passkey_form", PasskeyForm(said, user=user), wait
    return "code_form", CodeForm(said, user=user), wait


def _let_on(request: Request, user: Any, form: Any) -> HttpResponse:
    if isinstance(form, PasswordProofForm):
        forget_password_tries(user_id=user.pk)
        reauthenticate_by_password(request)
    else:
        key = request.session.session_key or ""
        forget_code_tries(user_id=user.pk, browser=key)
        post_authentication(request, form.step, reauthenticated=True)
    return go(request, _onward(request))


def _onward(request: Request) -> str:
    said = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(said, {request.get_host()}):
        return said
    return address(request, "second_step")


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@before_second_step
@proven
def app(request: Request) -> HttpResponse:
    """Show the secret for an app, and keep it with the first right code."""
    user: Any = request.user
    key = request.session.session_key or ""
    if request.method == "POST":
        now = timezone.now()
        if wait := take_code_try(user_id=user.pk, browser=key, now=now):
            return wait_page(request, wait)
    form = NewAppForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        is_first = not second_steps(actor=request.actor).is_on
        add_app(actor=request.actor, secret=form.secret)
        forget_code_tries(user_id=user.pk, browser=key)
        clear_totp_secret(request)
        return _added(request, is_first, "An app that makes codes")
    url = get_adapter().build_totp_url(user, form.secret)
    context = {"form": form, "secret": form.secret, "picture": _picture(url)}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/new_app.html", context, status=status)


def _picture(url: str) -> str:
    """Return a QR code as an address that an image shows."""
    import qrcode
    from qrcode.image.svg import SvgPathFillImage

    drawn = qrcode.make(url, image_factory=SvgPathFillImage, border=2).to_string()
    return "data:image/svg+xml;base64," + base64.b64encode(drawn).decode()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@before_second_step
@proven
def passkey(request: Request) -> HttpResponse:
    """Make a passkey, and keep it with what the browser says of it."""
    user: Any = request.user
    form = NewPasskeyForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        is_first = not second_steps(actor=request.actor).is_on
        try:
            add_passkey(actor=request.actor, **form.cleaned_data)
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            return _added(request, is_first, "A passkey")
    options = json.dumps(begin_registration(user, passwordless=True))
    context = {"form": form, "options": options}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/new_passkey.html", context, status=status)


def _added(request: Request, is_first: bool, what: str) -> HttpResponse:
    """Tell the person by mail; with the first step other browsers are signed out."""
    if is_first:
        key = request.session.session_key or ""
        end_other_sessions(actor=request.actor, current_key=key)
    _tell(request, f"{what} was added to your account")
    toast(request, f"{what} is saved.")
    return go(
        request, address(request, "second_step_codes" if is_first else "second_step")
    )


def _tell(request: Request, title: str) -> None:
    email = get_user(user_id=request.actor.user_id).email
    link = request.build_absolute_uri(address(request, "second_step"))
    words = {"what": title, "link": link}
    tell_by_mail(email, title, "accounts/second_step_mail.txt", words)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@before_second_step
@proven
def codes(request: Request) -> HttpResponse:
    """Show the recovery codes that are left, or make new ones."""
    if request.method == "POST":
        renew_recovery_codes(actor=request.actor)
        _tell(request, "New recovery codes were made for your account")
        toast(request, "These codes count now; the old ones do not.")
        return go(request, address(request, "second_step_codes"))
    context = {"codes": recovery_codes(actor=request.actor)}
    return render(request, "accounts/recovery_codes.html", context)


@require_POST
@before_second_step
def remove(request: Request, step_id: int) -> HttpResponseBase:
    """Take a second step away; another's is not there, whoever asks."""
    own_step(actor=request.actor, step_id=step_id)
    return _remove(request, step_id=step_id)


@proven
def _remove(request: Request, step_id: int) -> HttpResponse:
    remove_step(actor=request.actor, step_id=step_id)
    _tell(request, "A second step was taken away from your account")
    toast(request, "It is gone; nothing can be proven with it any more.")
    return go(request, address(request, "second_step"))


@require_POST
@in_workspace
def required(request: Request) -> HttpResponse:
    """Say whether everybody needs a second step to open the workspace."""
    is_required = request.POST.get("is_required") == "yes"
    require_second_step(actor=request.actor, is_required=is_required)
    toast(
        request,
        "Everybody is asked for a second step from now on."
        if is_required
        else "A second step is for each to choose now.",
    )
    return go(request, address(request, "second_step"))
