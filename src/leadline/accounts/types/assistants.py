"""Assistants that sign in: what they ask for, what they are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from leadline.accounts.types.tokens import TokenIn

CODE_LASTS = timedelta(seconds=60)
KEY_LASTS = timedelta(hours=1)
MOST_ASKS = 10
"""How many assistants one person may look at in a minute."""


@dataclass(frozen=True, slots=True)
class AssistantIn:
    """An assistant as a member lets it in.

    ``address`` is the document that tells of it, ``back_to`` where its code goes,
    ``challenge`` what only it can answer; ``token`` is how far it may go.
    """

    address: str
    back_to: str
    challenge: str
    token: TokenIn


@dataclass(frozen=True, slots=True)
class Admission:
    """What is kept of an assistant that was let in: it brings a code, or renews."""

    address: str
    back_to: str
    challenge: str
    scopes: tuple[str, ...]
    code_until: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class AssistantKeys:
    """What an assistant is given: a key for an hour, and what gets it the next one."""

    key: str
    renewal: str
    scopes: tuple[str, ...]
