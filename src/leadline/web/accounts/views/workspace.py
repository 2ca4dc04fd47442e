"""The workspace's own pages: settings and products."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from leadline.accounts.actions import (
    add_product,
    archive_product,
    change_workspace,
    rename_product,
)
from leadline.accounts.queries import list_members, list_products, workspace_of
from leadline.accounts.types import Role
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.paging import PER_PAGE
from leadline.web.accounts.forms import ProductForm, WorkspaceForm
from leadline.web.shell.forms import show_on
from leadline.web.shell.requests import Request, go, in_workspace, render
from leadline.web.shell.toasts import toast


def address(request: Request, name: str, **kwargs: int) -> str:
    """Return the address of a page of this area in the same workspace."""
    here = {"workspace_id": request.actor.workspace_id, **kwargs}
    return reverse(f"accounts:{name}", kwargs=here)


@require_safe
@in_workspace
def settings(request: Request) -> HttpResponse:
    """Show the workspace's settings: a form to owners, facts to everybody else."""
    workspace = workspace_of(actor=request.actor)
    fields = ("name", "currency", "timezone")
    form = WorkspaceForm(initial={name: getattr(workspace, name) for name in fields})
    return _settings_page(request, form)


@require_POST
@in_workspace
def change_settings(request: Request) -> HttpResponse:
    """Keep the workspace's settings."""
    request.actor.require("administer")
    form = WorkspaceForm(request.POST)
    if not form.is_valid():
        return _settings_page(request, form, status=422)
    change_workspace(actor=request.actor, **form.cleaned_data)
    toast(request, "The workspace's settings are saved.")
    return go(request, address(request, "settings"))


def _settings_page(
    request: Request, form: WorkspaceForm, status: int = 200
) -> HttpResponse:
    members = list_members(actor=request.actor)
    context = {
        "form": form,
        "owners": [member for member in members if member.role == Role.OWNER],
        "may_change": request.actor.may("administer"),
    }
    return render(request, "accounts/settings.html", context, status=status)


@require_safe
@in_workspace
def products(request: Request) -> HttpResponse:
    """List the products, those in use first."""
    return _products_page(request, ProductForm())


def _products_page(
    request: Request, form: ProductForm, status: int = 200
) -> HttpResponse:
    found = list_products(
        actor=request.actor,
        with_archived=True,
        page=request.GET.get("page"),
        size=PER_PAGE,
    )
    context = {
        "form": form,
        "products": found,
        "in_use": list_products(actor=request.actor, size=1).total,
        "may_change": request.actor.may("administer"),
    }
    return render(request, "accounts/products.html", context, status=status)


@require_POST
@in_workspace
def new_product(request: Request) -> HttpResponse:
    """Add a product."""
    request.actor.require("administer")
    form = ProductForm(request.POST)
    if form.is_valid():
        try:
            product = add_product(actor=request.actor, **form.cleaned_data)
        except (Conflict, Invalid) as error:
            show_on(form, error)
        else:
            toast(request, f"{product.name} is a product now.")
            return go(request, address(request, "products"))
    return _products_page(request, form, status=422)


@require_POST
@in_workspace
def product_name(request: Request, product_id: int) -> HttpResponse:
    """Rename a product."""
    name = request.POST.get("name", "")
    called = request.POST.get("seen")
    rename_product(actor=request.actor, product_id=product_id, name=name, called=called)
    toast(request, "The product has its new name.")
    return go(request, address(request, "products"))


@require_POST
@in_workspace
def product_archive(request: Request, product_id: int) -> HttpResponse:
    """Take a product out of use."""
    product = archive_product(actor=request.actor, product_id=product_id)
    undo = address(request, "product_restore", product_id=product_id)
    toast(request, f"{product.name} is archived.", undo)
    return go(request, address(request, "products"))


@require_POST
@in_workspace
def product_restore(request: Request, product_id: int) -> HttpResponse:
    """Bring a product back into use."""
    product = archive_product(
        actor=request.actor, product_id=product_id, is_archived=False
    )
    toast(request, f"{product.name} is in use again.")
    return go(request, address(request, "products"))
