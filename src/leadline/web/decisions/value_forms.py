"""The values of a decision, each edited where it stands."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from leadline.decisions import actions, queries
from leadline.decisions.types import DecisionState
from leadline.web.decisions.forms import DecisionForm, told
from leadline.web.shell.requests import Request
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.values import Edit, Kind


def _read(request: Request, pk: int) -> dict[str, Any]:
    about = queries.decision_page(actor=request.actor, decision_id=pk)
    return {"about": about, "row": about.row}


def _form(edit: Edit, data: Any) -> DecisionForm:
    page = edit.about["about"]
    form = DecisionForm(data, actor=edit.actor, initial=told(page))
    for field in ("need_ids", "bet_ids", "goal_ids"):
        own = {one.id: one.title for one in page.linked if f"{one.kind}_ids" == field}
        offered = dict(form.fields[field].choices)  # type: ignore[attr-defined]
        form.fields[field].choices = list((own | offered).items())  # type: ignore[attr-defined]
    form.fields["options"].help_text += " With others the chair is to be heard again."
    return form


def _keep(edit: Edit, form: SeenForm, seen: int | None) -> object:
    assert isinstance(form, DecisionForm)
    return actions.change_decision(
        actor=edit.actor, decision_id=edit.row.id, now=timezone.now(), seen=seen,
        **form.said(),
    )  # fmt: skip


def _for_good(edit: Edit) -> bool:
    """Tell whether other options would take words off the chair, or a hearing back."""
    return edit.name == "options" and (
        edit.row.state == DecisionState.HEARD
        or queries.is_spoken_to(actor=edit.actor, decision_id=edit.row.id)
    )


DECISION = Kind(
    word="decision",
    labels={
        "question": "question", "due_date": "day", "decider_id": "decider",
        "door": "door", "consulted": "people asked", "context": "context",
        "criteria": "criteria", "options": "options", "need_ids": "needs",
        "bet_ids": "bets", "goal_ids": "goals", "segments": "segments",
    },
    url_name="decisions:decision_value", own="decisions:decision",
    template="decisions/_value.html", title="question",
    read=_read, form=_form, keep=_keep, for_good=_for_good, redraws=("options",),
)  # fmt: skip
