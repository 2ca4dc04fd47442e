"""Members, invitations and links for members who cannot sign in."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from leadline.accounts.actions import (
    agree_to_link,
    change_role,
    invite,
    issue_member_link,
    refuse_link,
    remove_member,
    revoke_invitation,
    wish_for_link,
)
from leadline.accounts.queries import (
    list_invitations,
    list_link_wishes,
    list_members,
    owners_by_link,
    workspace_of,
)
from leadline.accounts.types import LINK_BY, MemberRow, Role
from leadline.foundation.errors import Conflict, Invalid, NotAllowed
from leadline.foundation.paging import PER_PAGE
from leadline.web.accounts.forms import ROLES, InviteForm
from leadline.web.accounts.mails import tell_by_mail
from leadline.web.accounts.views.workspace import address
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast


@require_safe
@in_workspace
def members(request: Request) -> HttpResponse:
    """List who belongs to the workspace; owners also see the open invitations."""
    return _page(request, InviteForm())


def _page(
    request: Request,
    form: InviteForm,
    status: int = 200,
    link: str = "",
    link_for: str = "",
) -> HttpResponse:
    actor = request.actor
    may_change = actor.may("administer")
    now, at = timezone.now(), request.GET.get("page")
    shown = list_members(actor=actor, page=at, size=PER_PAGE)
    context = {
        "form": form,
        "members": shown,
        "are_said": not all(member.is_proven for member in shown),
        "invitations": list_invitations(actor=actor, now=now) if may_change else [],
        "wishes": list_link_wishes(actor=actor, now=now) if may_change else [],
        "by_wish": owners_by_link(actor=actor, now=now) if may_change else set(),
        "may_change": may_change,
        "roles": Role,
        "role_words": [words.split(": ") for words in ROLES.values()],
        "link": link,
        "link_for": link_for,
    }
    return render(request, "accounts/members.html", context, status=status)


@never_cache
@require_POST
@in_workspace
def new_invitation(request: Request) -> HttpResponse:
    """Make an invitation and show its link, once."""
    request.actor.require("administer")
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            invitation, token = invite(
                actor=request.actor, now=timezone.now(), **form.cleaned_data
            )
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            link = request.build_absolute_uri(reverse("join", args=[token]))
            return _page(
                request,
                InviteForm(),
                link=link,
                link_for=invitation.name or "whoever you give it to",
            )
    return _page(request, form, status=422)


@require_POST
@in_workspace
def invitation_revoke(request: Request, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    revoke_invitation(
        actor=request.actor, invitation_id=invitation_id, now=timezone.now()
    )
    toast(request, "The invitation is taken back; its link no longer works.")
    return go(request, address(request, "members"))


@require_POST
@in_workspace
def member_role(request: Request, member_id: int) -> HttpResponse:
    """Give a member another role."""
    role = request.POST.get("role", "")
    change_role(actor=request.actor, member_id=member_id, role=role)
    toast(request, "The member has another role now.")
    return go(request, address(request, "members"))


@require_POST
@in_workspace
def member_remove(request: Request, member_id: int) -> HttpResponse:
    """Take a member out of the workspace."""
    remove_member(actor=request.actor, member_id=member_id)
    toast(request, "They are out of the workspace; what they did stays in the record.")
    return go(request, address(request, "members"))


@never_cache
@require_POST
@in_workspace
def member_link(request: Request, member_id: int) -> HttpResponse:
    """Make a one-time link for a member who cannot sign in, and show it once."""
    now = timezone.now()
    token = issue_member_link(actor=request.actor, member_id=member_id, now=now)
    member = _member(request, member_id)
    tell_by_mail(
        member.email,
        "A sign-in link for you was made",
        "accounts/link_made_mail.txt",
        {"by": request.user, "workspace": workspace_of(actor=request.actor).name},
    )
    link = request.build_absolute_uri(reverse("sign_in_link", args=[token]))
    return _page(request, InviteForm(), link=link, link_for=member.name)


def _member(request: Request, member_id: int) -> MemberRow:
    return next(m for m in list_members(actor=request.actor) if m.id == member_id)


@require_POST
@in_workspace
def link_wish(request: Request, member_id: int) -> HttpResponse:
    """Ask the other owners to agree to a link for one of them."""
    wish_for_link(actor=request.actor, member_id=member_id, now=timezone.now())
    member = _member(request, member_id)
    tell_by_mail(
        member.email,
        "Somebody asks for a sign-in link for you",
        "accounts/link_wish_mail.txt",
        {"by": request.user, "workspace": workspace_of(actor=request.actor).name},
    )
    toast(request, f"{member.name} or another owner has to agree, within a day.")
    return go(request, address(request, "members"))


@require_POST
@in_workspace
def wish_agree(request: Request, wish_id: int) -> HttpResponse:
    """Agree to a link for an owner."""
    _not_by_link(request)
    agree_to_link(actor=request.actor, wish_id=wish_id, now=timezone.now())
    toast(request, "You agreed: one link can be made, within the day.")
    return go(request, address(request, "members"))


@require_POST
@in_workspace
def wish_refuse(request: Request, wish_id: int) -> HttpResponse:
    """Say no to a link for an owner, or take a wish back."""
    _not_by_link(request)
    refuse_link(actor=request.actor, wish_id=wish_id, now=timezone.now())
    toast(request, "No link can be made of it now.")
    return go(request, address(request, "members"))


def _not_by_link(request: Request) -> None:
    """Raise ``NotAllowed`` where an owner's link opened the session."""
    if made_by := request.session.get(LINK_BY):
        raise NotAllowed(f"A link that {made_by} made cannot agree to another link.")
