"""Words for what the audit log and jobs keep as keys."""

from __future__ import annotations

from django import template
from django.apps import apps

from leadline.accounts.types import Verb

register = template.Library()
DEEDS = {verb.value: verb.words for verb in Verb}
SURFACES = {
    "web": "page",
    "api": "API",
    "mcp": "assistant",
    "cli": "command",
    "job": "job",
    "mail": "mail",
    "demo": "example",
}
AREAS = {
    "accounts": "People and access",
    "evidence": "Customers",
    "strategy": "Goals and figures",
    "roadmap": "Bets and plans",
    "decisions": "Decisions",
    "launches": "Launches",
    "stakeholders": "Stakeholders",
    "attention": "Market time",
    "growth": "Growth",
    "conversation": "Conversation",
    "connections": "Connections",
}


@register.filter
def said(key: object) -> str:
    """Return a key as words.

    >>> said("evidence.merge_needs")
    'merge needs'
    """
    return str(key).rpartition(".")[2].replace("_", " ")


@register.filter
def deed(verb: str) -> str:
    """Return what somebody did, as a line of the audit log says it after their name.

    >>> deed("evidence.merge_needs"), deed("older.set_it")
    ('merged needs', 'set it')
    """
    return DEEDS.get(verb) or said(verb)


@register.filter
def by_area(verbs: list[str]) -> list[tuple[str, list[str]]]:
    """Return verbs by the part of the product they belong to, each in order of words.

    >>> dict(by_area(["older.set_it", "roadmap.make_plan"]))
    {'Bets and plans': ['roadmap.make_plan'], 'Other': ['older.set_it']}
    """
    found: dict[str, list[str]] = {}
    for verb in sorted(verbs, key=deed):
        area = AREAS.get(verb.partition(".")[0], "Other")
        found.setdefault(area, []).append(verb)
    order = [*AREAS.values(), "Other"]
    return sorted(found.items(), key=lambda one: order.index(one[0]))


@register.filter
def through(surface: str) -> str:
    """Return through what something was done, as people say it.

    >>> through("cli"), through("elsewhere")
    ('command', 'elsewhere')
    """
    return SURFACES.get(surface, surface)


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
