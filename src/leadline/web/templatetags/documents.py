"""The forms in which a record can be taken along."""

from __future__ import annotations

from django import template

from leadline.reporting.making import Form, forms_here

register = template.Library()


@register.simple_tag
def document_forms() -> list[Form]:
    """Return the forms that can be written on this machine."""
    return forms_here()


@register.simple_tag
def lacks_forms() -> bool:
    """Return whether some forms cannot be written for want of a package."""
    return len(forms_here()) < len(Form)
