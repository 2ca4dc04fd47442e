"""Access tokens of one's own, and service accounts with theirs."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from leadline.accounts.actions import (
    add_service,
    change_role,
    let_assistants_write,
    make_service_token,
    make_token,
    remove_service,
    revoke_service_token,
    revoke_token,
)
from leadline.accounts.queries import (
    assistants_may_write,
    list_service_accounts,
    list_service_tokens,
    list_tokens,
)
from leadline.accounts.types import LINK_BY, ServiceRow
from leadline.foundation.errors import Conflict, Invalid, NotFound
from leadline.foundation.paging import PER_PAGE
from leadline.web.accounts.token_forms import HELD, ServiceForm, TokenForm
from leadline.web.accounts.views.workspace import address
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast


@never_cache
@require_safe
@in_workspace
def tokens(request: Request) -> HttpResponse:
    """List the person's own tokens, with a form for another."""
    return _own(request, TokenForm())


def _own(
    request: Request, form: TokenForm, status: int = 200, key: str = "", name: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "tokens": list_tokens(
            actor=request.actor,
            now=timezone.now(),
            page=request.GET.get("page"),
            size=PER_PAGE,
        ),
        "key": key,
        "key_name": name,
        "made_by_link": request.session.get(LINK_BY, ""),
    }
    return render(request, "accounts/tokens.html", context, status=status)


@never_cache
@require_POST
@in_workspace
def token_make(request: Request) -> HttpResponse:
    """Make a token and show its key, once."""
    form = TokenForm(request.POST)
    if form.is_valid():
        try:
            made, key = make_token(
                actor=request.actor,
                token=form.token(),
                now=timezone.now(),
                by_link_of=request.session.get(LINK_BY, ""),
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            return _own(request, TokenForm(), key=key, name=made.name)
    return _own(request, form, status=422)


@require_POST
@in_workspace
def token_revoke(request: Request, token_id: int) -> HttpResponse:
    """Revoke a token of one's own."""
    revoke_token(actor=request.actor, token_id=token_id, now=timezone.now())
    toast(request, "The token is revoked; it opens nothing any more.")
    return go(request, address(request, "tokens"))


@require_safe
@in_workspace
def services(request: Request) -> HttpResponse:
    """List the programs that are members."""
    return _services(request, ServiceForm())


def _services(request: Request, form: ServiceForm, status: int = 200) -> HttpResponse:
    found = list_service_accounts(
        actor=request.actor,
        now=timezone.now(),
        page=request.GET.get("page"),
        size=PER_PAGE,
    )
    context = {
        "form": form,
        "services": found,
        "assistants_write": assistants_may_write(actor=request.actor),
    }
    return render(request, "accounts/services.html", context, status=status)


@require_POST
@in_workspace
def assistants(request: Request) -> HttpResponse:
    """Let assistants write, or read only."""
    is_allowed = request.POST.get("is_allowed") == "yes"
    let_assistants_write(actor=request.actor, is_allowed=is_allowed)
    done = "write where their token and role let them" if is_allowed else "only read"
    toast(request, f"Assistants {done}.")
    return go(request, address(request, "services"))


@require_POST
@in_workspace
def service_add(request: Request) -> HttpResponse:
    """Add a service account, and lead on to its tokens."""
    request.actor.require("administer")
    form = ServiceForm(request.POST)
    if form.is_valid():
        try:
            made = add_service(
                actor=request.actor, now=timezone.now(), **form.cleaned_data
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, f"{made.name} is here. It opens nothing without a token.")
            return go(request, address(request, "service", service_id=made.id))
    return _services(request, form, status=422)


@never_cache
@require_safe
@in_workspace
def service(request: Request, service_id: int) -> HttpResponse:
    """Show a service account with its tokens."""
    return _service(request, service_id, TokenForm())


def _service(
    request: Request,
    service_id: int,
    form: TokenForm,
    status: int = 200,
    key: str = "",
    name: str = "",
) -> HttpResponse:
    now = timezone.now()
    context = {
        "service": _row(request, service_id),
        "tokens": list_service_tokens(
            actor=request.actor,
            service_id=service_id,
            now=now,
            page=request.GET.get("page"),
            size=PER_PAGE,
        ),
        "form": form,
        "roles": HELD,
        "key": key,
        "key_name": name,
    }
    return render(request, "accounts/service.html", context, status=status)


def _row(request: Request, service_id: int) -> ServiceRow:
    found = list_service_accounts(actor=request.actor, now=timezone.now())
    for one in found:
        if one.id == service_id:
            return one
    raise NotFound("There is no such service account.")


@never_cache
@require_POST
@in_workspace
def service_token_make(request: Request, service_id: int) -> HttpResponse:
    """Make a token of a service account and show its key, once."""
    request.actor.require("administer")
    form = TokenForm(request.POST)
    if form.is_valid():
        try:
            made, key = make_service_token(
                actor=request.actor,
                service_id=service_id,
                token=form.token(),
                now=timezone.now(),
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            return _service(request, service_id, TokenForm(), key=key, name=made.name)
    return _service(request, service_id, form, status=422)


@require_POST
@in_workspace
def service_token_revoke(
    request: Request, service_id: int, token_id: int
) -> HttpResponse:
    """Revoke a token of a service account."""
    revoke_service_token(actor=request.actor, token_id=token_id, now=timezone.now())
    toast(request, "The token is revoked; it opens nothing any more.")
    return go(request, address(request, "service", service_id=service_id))


@require_POST
@in_workspace
def service_role(request: Request, service_id: int) -> HttpResponse:
    """Give a service account another role."""
    row = _row(request, service_id)
    role = request.POST.get("role", "")
    if role not in HELD:
        raise Invalid("Choose reader, contributor or lead.", field="role")
    change_role(actor=request.actor, member_id=row.member_id, role=role)
    toast(request, f"{row.name} has another role now.")
    return go(request, address(request, "service", service_id=service_id))


@require_POST
@in_workspace
def service_remove(request: Request, service_id: int) -> HttpResponse:
    """Take a service account out with its tokens."""
    gone = remove_service(
        actor=request.actor, service_id=service_id, now=timezone.now()
    )
    toast(request, f"{gone.name} is gone, and its tokens open nothing any more.")
    return go(request, address(request, "services"))
