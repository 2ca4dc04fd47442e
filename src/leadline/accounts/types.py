"""Words that every domain may use: roles, grants, the actor, states of a job."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from leadline.foundation.errors import NotAllowed


class Role(models.TextChoices):
    """What a member of a workspace may do."""

    READER = "reader", "Reader"
    CONTRIBUTOR = "contributor", "Contributor"
    LEAD = "lead", "Lead"
    OWNER = "owner", "Owner"


GRANTS: dict[Role, frozenset[str]] = {
    Role.READER: frozenset({"read"}),
    Role.CONTRIBUTOR: frozenset({"read", "change"}),
    Role.LEAD: frozenset({"read", "change", "plan"}),
    Role.OWNER: frozenset({"read", "change", "plan", "administer"}),
}

REFUSALS = {
    "change": "Ask a lead or an owner to make you a contributor.",
    "plan": "Committing plans, goals and capacity is for leads and owners.",
    "administer": "Members, products and settings are for owners.",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which workspace, through which surface."""

    workspace_id: int
    user_id: int
    role: Role
    surface: str

    def may(self, grant: str) -> bool:
        """Return whether the actor's role holds ``grant``."""
        return grant in GRANTS[self.role]

    def require(self, grant: str) -> None:
        """Raise ``NotAllowed`` unless the actor's role holds ``grant``."""
        if not self.may(grant):
            hint = REFUSALS.get(grant, "")
            raise NotAllowed(
                f"As a {self.role.label.lower()} you cannot do this. {hint}"
            )


class JobState(models.TextChoices):
    """Where a background job stands."""

    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"
