"""What belongs to the person: profile, password, the browsers they use."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.account.signals import password_changed
from django.contrib.auth import get_user_model, update_session_auth_hash
from django.http import HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from leadline.accounts.actions import (
    add_address,
    change_password,
    change_profile,
    end_other_sessions,
    end_session,
    forget_password_tries,
    note_told,
    remove_address,
    take_password_try,
)
from leadline.accounts.queries import get_user, list_addresses, list_sessions
from leadline.accounts.types import LINK_BY
from leadline.foundation.errors import Conflict, Invalid, NotAllowed
from leadline.foundation.paging import PER_PAGE
from leadline.web.accounts.forms import AddressForm, ProfileForm, password_form
from leadline.web.accounts.views.sign_in import BY_LINK, TO_TELL, wait_page
from leadline.web.accounts.views.workspace import address
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import (
    Request,
    before_second_step,
    go,
    in_workspace,
    render,
)
from leadline.web.shell.toasts import toast

LINK_COUNTS_FOR = timedelta(minutes=30)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def profile(request: Request) -> HttpResponse:
    """Show and keep how the person is called and how pages look to them."""
    user = get_user(user_id=request.actor.user_id)
    form = ProfileForm(request.POST or None, initial=_kept(user))
    if request.method == "POST" and form.is_valid():
        change_profile(actor=request.actor, **form.cleaned_data)
        toast(request, "Your profile is saved.")
        return go(request, address(request, "profile"))
    status = 422 if request.method == "POST" else 200
    return _profile(request, status=status, form=form)


def _kept(user: Any) -> dict[str, str]:
    return {name: getattr(user, name) for name in ("name", "theme", "timezone")}


def _profile(request: Request, status: int, **forms: object) -> HttpResponse:
    user = get_user(user_id=request.actor.user_id)
    context = {
        "form": ProfileForm(initial=_kept(user)),
        "address_form": AddressForm(auto_id="address_%s"),
        "addresses": list_addresses(actor=request.actor),
        "email": user.email,
        **forms,
    }
    return render(request, "accounts/profile.html", context, status=status)


@require_POST
@in_workspace
def address_add(request: Request) -> HttpResponse:
    """Keep a further address by which calendars name the person."""
    form = AddressForm(request.POST, auto_id="address_%s")
    if form.is_valid():
        try:
            add_address(actor=request.actor, **form.cleaned_data)
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, "The address is saved; your calendar is read by it now.")
            return go(request, address(request, "profile"))
    return _profile(request, status=422, address_form=form)


@require_POST
@in_workspace
def address_remove(request: Request, address_id: int) -> HttpResponse:
    """Take an address out."""
    remove_address(actor=request.actor, address_id=address_id)
    toast(request, "The address is gone.")
    return go(request, address(request, "profile"))


@sensitive_post_parameters("oldpassword", "password1", "password2")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@before_second_step
def password(request: Request) -> HttpResponse:
    """Set the password; the old one is asked for, but not from who proved themselves.

    That is who came a moment ago by a link of their own mail or of the server's.
    """
    user: Any = request.user
    now = timezone.now()
    knows_old = _knows_old(request, user, now)
    is_guess = request.method == "POST" and knows_old
    if is_guess and (wait := take_password_try(user_id=user.pk, now=now)):
        return wait_page(request, wait)
    form = password_form(request.POST or None, user=user, knows_old=knows_old)
    if request.method == "POST" and form.is_valid():
        forget_password_tries(user_id=user.pk)
        new = form.cleaned_data["password1"]
        change_password(actor=request.actor, password=new, now=now)
        request.session.pop(BY_LINK, None)
        user.refresh_from_db()
        update_session_auth_hash(request, user)
        password_changed.send(get_user_model(), request=request, user=user)
        toast(request, "The new password counts. Other browsers are signed out.")
        return go(request, address(request, "sessions"))
    context = {"form": form, "knows_old": knows_old}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/password.html", context, status=status)


def _knows_old(request: Request, user: Any, now: datetime) -> bool:
    """Return whether the old password is asked for; raise ``NotAllowed``."""
    if user.has_usable_password():
        linked_at = parse_datetime(request.session.get(BY_LINK, ""))
        return linked_at is None or now - linked_at >= LINK_COUNTS_FOR
    if made_by := request.session.get(LINK_BY):
        raise NotAllowed(
            f"A link that {made_by} made signed you in, so it may not set a password. "
            "Ask for a link by mail, or whoever runs this server for one."
        )
    return False


@require_POST
@in_workspace
def told(request: Request) -> HttpResponse:
    """Keep that the person knows of the links that others made for them."""
    if made_by := request.session.get(LINK_BY):
        raise NotAllowed(
            f"Only who signed in without the link of {made_by} can say so."
        )
    note_told(actor=request.actor, now=timezone.now())
    request.session.pop(TO_TELL, None)
    return go(request, address(request, "sessions"))


@never_cache
@require_safe
@in_workspace
def sessions(request: Request) -> HttpResponse:
    """List the browsers in which the person is signed in."""
    found = list_sessions(
        actor=request.actor,
        current_key=request.session.session_key or "",
        now=timezone.now(),
        page=request.GET.get("page"),
        size=PER_PAGE,
    )
    context = {"sessions": found}
    return render(request, "accounts/sessions.html", context)


@require_POST
@in_workspace
def session_end(request: Request, session_id: int) -> HttpResponse:
    """Sign the person out of one browser."""
    end_session(actor=request.actor, session_id=session_id)
    toast(request, "That browser is signed out.")
    return go(request, address(request, "sessions"))


@require_POST
@in_workspace
def sessions_end(request: Request) -> HttpResponse:
    """Sign the person out everywhere but here."""
    key = request.session.session_key or ""
    ended = end_other_sessions(actor=request.actor, current_key=key)
    toast(request, f"Signed out of {ended} other browser{'' if ended == 1 else 's'}.")
    return go(request, address(request, "sessions"))
