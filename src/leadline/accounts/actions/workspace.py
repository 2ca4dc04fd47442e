"""The workspace's settings, its products, the person's profile, saved views."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

from django.db import transaction

from leadline.accounts.actions.audit import record
from leadline.accounts.models import Product, SavedView, User, Workspace
from leadline.accounts.queries import rows
from leadline.accounts.queries.views import view_row
from leadline.accounts.types import (
    CURRENCIES,
    NO_ZONE,
    Actor,
    Kept,
    Theme,
    ViewRow,
    WorkspaceCard,
)
from leadline.foundation.errors import Conflict, Invalid, NotFound, refuse_overtaken
from leadline.foundation.plain import plain_of


@transaction.atomic
def change_workspace(
    *, actor: Actor, name: str, currency: str, timezone: str
) -> WorkspaceCard:
    """Change the name, the currency and the time zone of the workspace.

    Every figure is counted in the new currency from then on, at the newest rates;
    what was said keeps its own. Raises ``NotAllowed``, ``Invalid`` for an empty
    name, an unknown currency or time zone.
    """
    actor.require("administer")
    _check_currency(currency)
    workspace = Workspace.objects.select_for_update().get(pk=actor.workspace_id)
    before = [workspace.name, workspace.currency, workspace.timezone]
    workspace.name = _name(name, "workspace")
    workspace.currency = currency
    workspace.is_currency_guessed = False
    workspace.timezone = _zone(timezone)
    workspace.save()
    record(
        actor=actor,
        verb="accounts.change_workspace",
        subject=workspace,
        before=before,
        after=[workspace.name, workspace.currency, workspace.timezone],
    )
    return _card(workspace)


@transaction.atomic
def settle_currency(
    *, actor: Actor, currency: str, is_guessed: bool = False
) -> WorkspaceCard:
    """Say for the first time which currency the workspace counts in.

    A guess, taken from the first customers, is marked as one and gives way to what
    a person says next; once a person has said it, ``change_workspace`` changes it.
    Raises ``NotAllowed``, ``Invalid`` for an unknown currency, ``Conflict`` where
    it is settled.
    """
    actor.require("change")
    _check_currency(currency)
    workspace = Workspace.objects.select_for_update().get(pk=actor.workspace_id)
    is_open = not workspace.currency or (
        workspace.is_currency_guessed and not is_guessed
    )
    if not is_open:
        raise Conflict(
            f"The workspace counts in {workspace.currency}. An owner changes that "
            "in the settings."
        )
    before, workspace.currency = workspace.currency, currency
    workspace.is_currency_guessed = is_guessed
    workspace.save(update_fields=["currency", "is_currency_guessed"])
    record(
        actor=actor,
        verb="accounts.settle_currency",
        subject=workspace,
        before=before,
        after=currency,
        is_guessed=is_guessed,
    )
    return _card(workspace)


@transaction.atomic
def settle_timezone(*, actor: Actor, timezone: str) -> WorkspaceCard:
    """Say for the first time which time zone the workspace keeps.

    The actor keeps it too, where they have not said another. Once a zone is said,
    ``change_workspace`` changes it. Raises ``NotAllowed``, ``Invalid`` for an unknown
    zone, ``Conflict`` where another is settled.
    """
    actor.require("change")
    zone = _zone(timezone)
    workspace = Workspace.objects.select_for_update().get(pk=actor.workspace_id)
    if workspace.timezone not in (NO_ZONE, zone):
        raise Conflict(
            f"The workspace keeps {workspace.timezone} time. An owner changes that "
            "in the settings."
        )
    before, workspace.timezone = workspace.timezone, zone
    workspace.save(update_fields=["timezone"])
    User.objects.filter(pk=actor.user_id, timezone=NO_ZONE).update(timezone=zone)
    record(
        actor=actor,
        verb="accounts.settle_timezone",
        subject=workspace,
        before=before,
        after=zone,
    )
    return _card(workspace)


@transaction.atomic
def add_product(*, actor: Actor, name: str) -> Kept:
    """Add a product; raises ``NotAllowed``, ``Invalid``, ``Conflict`` for a double."""
    actor.require("administer")
    called = _free_product_name(actor, name)
    product = Product.objects.create(workspace_id=actor.workspace_id, name=called)
    record(actor=actor, verb="accounts.add_product", subject=product, name=called)
    return Kept(product.pk, product.name)


@transaction.atomic
def rename_product(
    *, actor: Actor, product_id: int, name: str, called: str | None = None
) -> Kept:
    """Rename a product; raises as ``add_product``, and ``NotFound``.

    Raises ``Conflict`` where it is not ``called`` so any more.
    """
    actor.require("administer")
    product = _product(actor, product_id)
    before = product.name
    refuse_overtaken(stands=before, was=called)
    product.name = _free_product_name(actor, name, but=product_id)
    product.save(update_fields=["name"])
    record(
        actor=actor,
        verb="accounts.rename_product",
        subject=product,
        before=before,
        after=product.name,
    )
    return Kept(product.pk, product.name)


@transaction.atomic
def archive_product(*, actor: Actor, product_id: int, is_archived: bool = True) -> Kept:
    """Take a product out of the choices, or bring it back; its record stays."""
    actor.require("administer")
    product = _product(actor, product_id)
    product.is_archived = is_archived
    product.save(update_fields=["is_archived"])
    record(
        actor=actor,
        verb="accounts.archive_product" if is_archived else "accounts.restore_product",
        subject=product,
    )
    return Kept(product.pk, product.name)


@transaction.atomic
def change_profile(*, actor: Actor, name: str, theme: str, timezone: str) -> Kept:
    """Change the actor's own name, theme and time zone; raises ``Invalid``."""
    actor.require("read")
    if theme not in Theme.values:
        raise Invalid(
            "The theme must be light, dark or as the system has it.", field="theme"
        )
    user = User.objects.get(pk=actor.user_id)
    user.name = _name(name, "person")
    user.theme = theme
    user.timezone = _zone(timezone)
    user.save(update_fields=["name", "theme", "timezone"])
    record(
        actor=actor,
        verb="accounts.change_profile",
        subject=user,
        name=user.name,
        theme=theme,
        timezone=timezone,
    )
    return Kept(user.pk, str(user))


@transaction.atomic
def save_view(
    *, actor: Actor, page: str, name: str, query: str, is_shared: bool = False
) -> Kept:
    """Keep a list's filter under a name; the same name again replaces it.

    Raises ``NotAllowed`` for a reader who shares it with everybody, ``Invalid``
    without a name or for an address that is too long.
    """
    actor.require("read")
    if is_shared:
        actor.require("change")
    called = name.strip()[:80]
    if not called:
        raise Invalid("Give the view a name.", field="name")
    if len(query) > 1000:
        raise Invalid("This filter is too long to keep.", field="query")
    view, _ = SavedView.objects.update_or_create(
        workspace_id=actor.workspace_id,
        user_id=actor.user_id,
        page=page,
        name=called,
        defaults={"query": query, "is_shared": is_shared},
    )
    record(
        actor=actor,
        verb="accounts.save_view",
        subject=view,
        page=page,
        name=called,
        query=query,
        is_shared=is_shared,
    )
    return Kept(view.pk, view.name)


@transaction.atomic
def delete_view(*, actor: Actor, view_id: int) -> ViewRow:
    """Forget one of the actor's own saved views; raises ``NotFound``."""
    actor.require("read")
    view = rows(SavedView, actor).filter(user_id=actor.user_id, pk=view_id).first()
    if view is None:
        raise NotFound("You have no such view.")
    gone = view_row(view, actor)
    record(
        actor=actor,
        verb="accounts.delete_view",
        subject=view,
        page=view.page,
        name=view.name,
    )
    view.delete()
    return gone


def _card(workspace: Workspace) -> WorkspaceCard:
    return WorkspaceCard(**plain_of(workspace, WorkspaceCard))


def _name(text: str, what: str) -> str:
    called = " ".join(text.split())
    if not called:
        raise Invalid(f"A {what} needs a name.", field="name")
    if len(called) > 120:
        raise Invalid("A name has at most 120 characters.", field="name")
    return called


def _check_currency(code: str) -> None:
    if code not in CURRENCIES:
        raise Invalid(
            "The currency must be one of ISO 4217, such as EUR.", field="currency"
        )


def _zone(text: str) -> str:
    if text not in available_timezones():
        raise Invalid(
            "There is no such time zone; one is called Europe/Berlin.", field="timezone"
        )
    return ZoneInfo(text).key


def _product(actor: Actor, product_id: int) -> Product:
    product = rows(Product, actor).select_for_update().filter(pk=product_id).first()
    if product is None:
        raise NotFound("There is no such product.")
    return product


def _free_product_name(actor: Actor, text: str, but: int = 0) -> str:
    called = _name(text, "product")
    if rows(Product, actor).filter(name=called).exclude(pk=but).exists():
        raise Conflict(f"There is a product called {called} already.", field="name")
    return called
