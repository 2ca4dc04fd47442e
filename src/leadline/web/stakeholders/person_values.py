"""The field of one fact of a stakeholder, and what keeps it."""

from __future__ import annotations

from typing import Any

from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.stakeholders import actions
from leadline.stakeholders.types import PersonRow
from leadline.web.shell.values import leave_only
from leadline.web.stakeholders.forms import PersonForm

LABELS = {
    "name": "name", "title": "position", "organisation": "company",
    "function": "function", "email": "e-mail", "customer": "customer",
    "owner_id": "colleague", "cadence_days": "cadence", "account_id": "account",
    "is_organisation": "kind",
}  # fmt: skip


def label_of(name: str) -> str:
    """Return what a fact is called; raise ``NotFound`` for one nobody has."""
    if name not in LABELS:
        raise NotFound("A stakeholder has no such value.")
    return LABELS[name]


def value_form(actor: Actor, row: PersonRow, name: str, data: Any) -> PersonForm:
    """Return the form of one fact, filled with what stands."""
    initial = {each: getattr(row, each) for each in LABELS}
    form = PersonForm(data, actor=actor, initial=initial)
    leave_only(form, name)
    form.watch(row.version)
    return form


def keep_value(
    actor: Actor, person_id: int, form: PersonForm, seen: int | None
) -> None:
    """Keep one fact, said on top of the version ``seen``."""
    actions.change_person(
        actor=actor, person_id=person_id, seen=seen, **form.cleaned_data
    )
