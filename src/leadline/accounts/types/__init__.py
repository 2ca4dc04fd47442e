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
from leadline.accounts.types.verbs import Verb

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
    "Verb",
    "WorkspaceRow",
    "role_text",
]
