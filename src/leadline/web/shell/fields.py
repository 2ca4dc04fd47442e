"""Fields that forms of every area ask for: a day, a record to choose."""

from __future__ import annotations

from django import forms

from leadline.accounts.queries import list_products
from leadline.accounts.types import Actor


def day_field(
    label: str, *, required: bool = False, help_text: str = ""
) -> forms.DateField:
    """Return a field for a day, with the browser's own picker."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=required, widget=widget, help_text=help_text
    )


def product_choices(actor: Actor) -> list[tuple[int | str, str]]:
    """Return the products to choose from, with none first."""
    products = [(product.id, product.name) for product in list_products(actor=actor)]
    return [("", "No product"), *products]


def whole(value: str | None) -> int | None:
    """Return the id that a choice stands for."""
    return int(value) if value else None


def id_field(label: str, *, help_text: str = "") -> forms.TypedChoiceField:
    """Return a field that chooses one record by its id, or none."""
    return forms.TypedChoiceField(
        label=label, required=False, coerce=whole, empty_value=None,
        help_text=help_text,
    )  # fmt: skip
