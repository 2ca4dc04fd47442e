"""Who says what came out of a prediction."""

from __future__ import annotations

from leadline.accounts.queries import list_members
from leadline.accounts.types import Actor, MemberRow, Role
from leadline.decisions.models import Prediction


def settler_of(*, actor: Actor, prediction: Prediction) -> str:
    """Return who settles a prediction, by name.

    That is the member it names; where nobody is named, or they left, who decides, leads
    or owns what it is about; else the owners of the workspace.
    """
    actor.require("read")
    members = {m.user_id: m for m in list_members(actor=actor)}
    settler = _settler(prediction, members)
    if settler is not None:
        return settler.name
    owners = [m.name for m in members.values() if m.role == Role.OWNER]
    return " or ".join(owners)


def may_settle(*, actor: Actor, prediction: Prediction) -> bool:
    """Return whether the actor may: who settles it, or an owner in their stead."""
    actor.require("read")
    if actor.may("administer"):
        return True
    members = {m.user_id: m for m in list_members(actor=actor)}
    settler = _settler(prediction, members)
    return settler is not None and settler.user_id == actor.user_id


def _settler(prediction: Prediction, members: dict[int, MemberRow]) -> MemberRow | None:
    about = prediction.decision, prediction.bet, prediction.goal
    wanted = [
        prediction.judge_id,
        about[0].decider_id if about[0] else None,
        about[1].owner_id if about[1] else None,
        about[2].owner_id if about[2] else None,
    ]
    return next((members[pk] for pk in wanted if pk in members), None)
