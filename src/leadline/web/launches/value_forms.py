"""The values of a launch, each edited where it stands."""

from __future__ import annotations

from typing import Any

from leadline.accounts.types import Actor
from leadline.launches import actions, queries
from leadline.launches.types import LaunchRow
from leadline.web.launches.forms import LaunchForm
from leadline.web.shell.requests import Request
from leadline.web.shell.values import Kind


def _read(request: Request, pk: int) -> dict[str, Any]:
    return {"row": queries.launch_row(actor=request.actor, launch_id=pk)}


def _form(actor: Actor, row: LaunchRow, data: Any) -> LaunchForm:
    return LaunchForm(data, actor=actor, launch=row)


def _keep(actor: Actor, pk: int, said: dict[str, Any], seen: int | None) -> object:
    return actions.change_launch(actor=actor, launch_id=pk, seen=seen, **said)


LAUNCH = Kind(
    word="launch",
    labels={
        "title": "title", "kind": "kind", "day": "day", "owner_id": "owner",
        "bet_id": "bet", "summary": "summary",
    },
    address="launches:launch_value", own="launches:launch",
    template="launches/value.html", title="title",
    read=_read, form=_form, keep=_keep,
)  # fmt: skip
