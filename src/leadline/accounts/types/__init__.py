"""Words that every domain may use: roles, grants, the actor, states of a job."""

from leadline.accounts.types.currencies import CURRENCIES
from leadline.accounts.types.roles import (
    DEEDS,
    GRANTS,
    REFUSALS,
    Actor,
    Role,
    role_text,
)
from leadline.accounts.types.rows import (
    GENESIS,
    ChainReport,
    EventFilter,
    EventRow,
    InvitationCard,
    JobCard,
    JobState,
    MemberRow,
    RateRow,
    RatesSaved,
    SessionRow,
    Theme,
    WorkspaceRow,
)

__all__ = [
    "CURRENCIES",
    "DEEDS",
    "GENESIS",
    "GRANTS",
    "REFUSALS",
    "Actor",
    "ChainReport",
    "EventFilter",
    "EventRow",
    "InvitationCard",
    "JobCard",
    "JobState",
    "MemberRow",
    "RateRow",
    "RatesSaved",
    "Role",
    "SessionRow",
    "Theme",
    "WorkspaceRow",
    "role_text",
]
