"""A page of one's own on which anybody says what they want."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from leadline.foundation.text import one_line

FORM_SOURCE = "Form"
"""What the source of a piece says that came by the page."""
LONGEST_WORDS, LONGEST_WHO = 5000, 75
SOONEST = timedelta(seconds=3)
"""How long nobody needs less than to read the page and write."""
LATEST = timedelta(hours=12)
"""How long a page that was opened may stand before it is sent."""


@dataclass(frozen=True, slots=True)
class FormIn:
    """The page as an owner words it: its question, what stands below, what it asks."""

    title: str
    lead: str = ""
    asks_who: bool = True
    may_embed: bool = False


@dataclass(frozen=True, slots=True)
class FormCard:
    """The page as an owner sees it; without one, ``version`` is 0."""

    key: str = field(default="", repr=False)
    title: str = "What would help you most?"
    lead: str = ""
    asks_who: bool = True
    may_embed: bool = False
    is_on: bool = False
    taken: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class OpenForm:
    """The page as anybody sees it who has its address."""

    workspace_id: int
    workspace: str
    title: str
    lead: str
    asks_who: bool
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormSaid:
    """What somebody wrote there; who they say they are is not proven."""

    words: str
    name: str = ""
    email: str = ""

    @property
    def author(self) -> str:
        """Return who they say they are, in one line."""
        return ", ".join(filter(None, map(one_line, (self.name, self.email))))
