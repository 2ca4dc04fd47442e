"""Tables of the accounts domain, and the base of every workspace's table."""

from leadline.accounts.models.assistants import Assistant
from leadline.accounts.models.base import (
    ExchangeRate,
    Membership,
    OwnAddress,
    Product,
    SavedView,
    User,
    Versioned,
    Workspace,
    WorkspaceModel,
)
from leadline.accounts.models.identities import ProvenAddress, ProviderIdentity
from leadline.accounts.models.installation import Standing
from leadline.accounts.models.log import ChainHead, Event, Job
from leadline.accounts.models.provisioning import DirectoryAccess, DirectoryRecord
from leadline.accounts.models.tokens import ApiToken, KeptAnswer, ServiceAccount
from leadline.accounts.models.ways_in import (
    Invitation,
    LinkWish,
    Share,
    SignInLink,
    Tries,
)

__all__ = [
    "ApiToken",
    "Assistant",
    "ChainHead",
    "DirectoryAccess",
    "DirectoryRecord",
    "Event",
    "ExchangeRate",
    "Invitation",
    "Job",
    "KeptAnswer",
    "LinkWish",
    "Membership",
    "OwnAddress",
    "Product",
    "ProvenAddress",
    "ProviderIdentity",
    "SavedView",
    "ServiceAccount",
    "Share",
    "SignInLink",
    "Standing",
    "Tries",
    "User",
    "Versioned",
    "Workspace",
    "WorkspaceModel",
]
