"""Writes of templates of one's own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Invalid
from leadline.launches.models import LaunchTemplate
from leadline.launches.queries.rows import get_template
from leadline.launches.types import parse_template

MOST_TEMPLATES = 40


@transaction.atomic
def save_template(
    *,
    actor: Actor,
    text: str,
    now: datetime,
    template_id: int | None = None,
    seen: int | None = None,
) -> Kept:
    """Keep a template of the workspace's own, or change one; launches begun stay.

    Raises ``NotAllowed``, ``NotFound``, ``Stale``, ``Invalid`` for a text that is no
    template, a name that another has, or too many templates.
    """
    actor.require("change")
    own = rows(LaunchTemplate, actor)
    if template_id is None:
        if own.count() >= MOST_TEMPLATES:
            raise Invalid(f"At most {MOST_TEMPLATES} templates.", field="text")
        row = LaunchTemplate(workspace_id=actor.workspace_id)
    else:
        row = get_template(actor=actor, template_id=template_id)
        take_version(actor=actor, row=row, seen=seen)
    try:
        plan = parse_template(text)
    except Invalid as error:
        raise Invalid(str(error), field="text") from error
    others = own if row.pk is None else own.exclude(pk=row.pk)
    if others.filter(name=plan.name).exists():
        raise Invalid(f"Another template is called “{plan.name}”.", field="text")
    row.name, row.kind, row.text, row.changed_at = plan.name, plan.kind, text, now
    row.save()
    record(
        actor=actor, verb="launches.save_template", subject=row, version=row.version,
        name=row.name,
    )  # fmt: skip
    return result_of(row)


@transaction.atomic
def remove_template(*, actor: Actor, template_id: int, seen: int | None = None) -> Kept:
    """Take a template away; launches that began with it stay as they are.

    Raises ``NotAllowed``, ``NotFound``, ``Stale``.
    """
    actor.require("change")
    row = get_template(actor=actor, template_id=template_id)
    take_version(actor=actor, row=row, seen=seen)
    gone = result_of(row)
    record(
        actor=actor, verb="launches.remove_template", subject=row,
        version=row.version, name=row.name,
    )  # fmt: skip
    row.delete()
    return gone
