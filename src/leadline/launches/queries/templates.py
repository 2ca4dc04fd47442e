"""Reads of templates: built in, one for each kind, and the workspace's own."""

from __future__ import annotations

from importlib.resources import files

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.foundation.paging import Listed, Page, listed
from leadline.launches.models import LaunchTemplate
from leadline.launches.queries.rows import get_template
from leadline.launches.types import (
    LaunchKind,
    TemplateCard,
    TemplatePlan,
    TemplateRow,
    parse_template,
)


def list_templates(
    *, actor: Actor, page: Page = 1, size: int | None = None
) -> Listed[TemplateRow]:
    """Return the workspace's own templates, by name."""
    actor.require("read")
    found = rows(LaunchTemplate, actor).order_by("name", "pk")
    return listed(found, lambda part: [_row(one) for one in part], page, size)


def template_card(*, actor: Actor, template_id: int) -> TemplateCard:
    """Return a template of one's own with its text, or raise ``NotFound``."""
    actor.require("read")
    row = get_template(actor=actor, template_id=template_id)
    plan = parse_template(row.text)
    return TemplateCard(row.pk, row.version, row.name, plan.kind, row.text, plan)


def built_in_template(*, actor: Actor, kind: str) -> TemplateCard:
    """Return the template that is built in for a kind of launch."""
    actor.require("read")
    text = _built_in(LaunchKind(kind))
    plan = parse_template(text)
    return TemplateCard(None, 1, plan.name, plan.kind, text, plan)


def template_plan(*, actor: Actor, kind: str, template_id: int | None) -> TemplatePlan:
    """Return the steps a launch begins with: of a template, else those of its kind."""
    actor.require("read")
    if template_id is None:
        return parse_template(_built_in(LaunchKind(kind)))
    return parse_template(get_template(actor=actor, template_id=template_id).text)


def _built_in(kind: LaunchKind) -> str:
    place = files("leadline.launches") / "built_in" / f"{kind.value}.yaml"
    return place.read_text(encoding="utf-8")


def _row(row: LaunchTemplate) -> TemplateRow:
    plan = parse_template(row.text)
    return TemplateRow(
        row.pk, row.version, row.name, plan.kind, len(plan.steps), row.changed_at
    )
