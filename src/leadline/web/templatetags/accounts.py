"""Words for what the audit log and jobs keep as keys."""

from __future__ import annotations

from django import template
from django.apps import apps

register = template.Library()


@register.filter
def said(key: object) -> str:
    """Return a key as words.

    >>> said("evidence.merge_needs")
    'merge needs'
    """
    return str(key).rpartition(".")[2].replace("_", " ")


@register.filter
def fact(value: object) -> object:
    """Return a fact of a line of the audit log as people read it.

    >>> fact(None), fact(True), fact(False), fact(1440)
    ('none', 'yes', 'no', 1440)
    """
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


@register.filter
def subject_words(subject: str) -> str:
    """Return what a line of the audit log is about.

    >>> subject_words("accounts.signinlink:12"), subject_words("old.table:3")
    ('sign in link 12', 'table 3')
    """
    table, _, key = subject.partition(":")
    try:
        name = str(apps.get_model(table)._meta.verbose_name)
    except LookupError:
        name = said(table)
    return f"{name} {key}"


@register.filter
def duration(seconds: int) -> str:
    """Return a stretch of time in words.

    >>> duration(42), duration(150), duration(7300)
    ('42 s', '3 min', '2 h 2 min')
    """
    if seconds < 60:
        return f"{seconds} s"
    minutes = -(-seconds // 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
