"""The forms in which a record can be taken along."""

from __future__ import annotations

from django import template

from leadline.reporting.making import DRAWN, Form, forms_here

register = template.Library()


@register.simple_tag
def document_forms(kind: str) -> list[Form]:
    """Return the forms that a kind of record can be written in on this machine."""
    return forms_here(kind)


@register.simple_tag
def lacks_forms() -> bool:
    """Return whether some forms cannot be written for want of a package."""
    return not {Form.PDF, Form.SLIDES} <= set(forms_here())


@register.simple_tag
def drawing_ends() -> list[str]:
    """Return the endings of a chart as a drawing."""
    return list(DRAWN)
