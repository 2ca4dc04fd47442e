"""Who a stakeholder is, where they stand, who they listen to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models


class Function(models.TextChoices):
    """What a person does, inside the company or outside."""

    PRODUCT = "product", "Product"
    DESIGN = "design", "Design"
    ENGINEERING = "engineering", "Engineering"
    MARKETING = "marketing", "Marketing"
    SALES = "sales", "Sales"
    SUPPORT = "support", "Support"
    FINANCE = "finance", "Finance"
    LEGAL = "legal", "Legal"
    EXECUTIVE = "executive", "Executive"
    CUSTOMER = "customer", "Customer"
    ANALYST = "analyst", "Analyst"
    SUPPLIER = "supplier", "Supplier"
    PARTNER = "partner", "Partner"


OUTSIDE = frozenset({"customer", "analyst", "supplier", "partner"})


class Stance(models.TextChoices):
    """Where somebody stands."""

    FOR = "for", "For"
    OPEN = "open", "Open"
    AGAINST = "against", "Against"


class ContactKind(models.TextChoices):
    """How somebody was spoken to."""

    MEETING = "meeting", "Meeting"
    CALL = "call", "Call"
    MESSAGE = "message", "Message"
    CORRIDOR = "corridor", "Corridor"


@dataclass(frozen=True, slots=True)
class PersonIn:
    """Everything one says about a stakeholder."""

    name: str
    function: str
    title: str = ""
    organisation: str = ""
    email: str = ""
    is_organisation: bool = False
    wants: str = ""
    worries: str = ""
    next_move: str = ""
    influence: int = 50
    interest: int = 50
    stance: str = Stance.OPEN
    wanted: str = Stance.FOR
    owner_id: int | None = None
    cadence_days: int | None = None
    customer_id: int | None = None


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """Which people the list shows."""

    text: str = ""
    function: str = ""
    stance: str = ""
    owner: int | None = None
    silent: bool = False
    gone: bool = False
    sort: str = "silence"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A stakeholder in a list and on the map."""

    id: int
    name: str
    title: str
    organisation: str
    function: Function
    is_organisation: bool
    influence: int
    interest: int
    stance: Stance
    wanted: Stance
    owner: str
    owner_id: int | None
    email: str
    customer_id: int | None
    customer: str
    is_archived: bool
    last_contact: date | None
    days_silent: int | None
    cadence_days: int | None
    sway: float
    wants: str
    worries: str
    next_move: str

    @property
    def is_overdue(self) -> bool:
        """Whether they were not spoken to for longer than meant."""
        if self.cadence_days is None:
            return False
        return self.days_silent is None or self.days_silent > self.cadence_days

    @property
    def is_outside(self) -> bool:
        """Whether they belong to another company."""
        return self.function in OUTSIDE


@dataclass(frozen=True, slots=True)
class ListensRow:
    """Somebody who listens to somebody, a little or strongly."""

    id: int
    listener_id: int
    listener: str
    heeded_id: int
    heeded: str
    is_strong: bool


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A time somebody was spoken to."""

    on_date: date
    kind: ContactKind
    note: str
    words: str
    person: str


@dataclass(frozen=True, slots=True)
class StanceRow:
    """A change of where somebody stands."""

    at: datetime
    was: Stance
    stance: Stance
    why: str
    person: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A stakeholder with everything that is known."""

    row: PersonRow
    heeds: list[ListensRow]
    heeded_by: list[ListensRow]
    contacts: list[ContactRow]
    stances: list[StanceRow]
