"""The values of a launch, each edited where it stands."""

from __future__ import annotations

from typing import Any

from leadline.launches import actions, queries
from leadline.web.launches.forms import LaunchForm
from leadline.web.shell.requests import Request
from leadline.web.shell.seen import SeenForm
from leadline.web.shell.values import Edit, Kind


def _read(request: Request, pk: int) -> dict[str, Any]:
    return {"row": queries.launch_row(actor=request.actor, launch_id=pk)}


def _form(edit: Edit, data: Any) -> LaunchForm:
    return LaunchForm(data, actor=edit.actor, launch=edit.row)


def _keep(edit: Edit, form: SeenForm, seen: int | None) -> object:
    return actions.change_launch(
        actor=edit.actor, launch_id=edit.row.id, seen=seen, **form.cleaned_data
    )


LAUNCH = Kind(
    word="launch",
    labels={
        "title": "title", "kind": "kind", "day": "day", "owner_id": "owner",
        "bet_id": "bet", "summary": "summary",
    },
    url_name="launches:launch_value", own="launches:launch",
    template="launches/_value.html", title="title",
    read=_read, form=_form, keep=_keep,
)  # fmt: skip
