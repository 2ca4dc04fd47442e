"""Who a stakeholder is and when they were spoken to: facts, for the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models

from leadline.accounts.types import Kept
from leadline.stakeholders.types.judgements import Judged


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
PARTNERS = frozenset({"analyst", "supplier", "partner"})


class ContactKind(models.TextChoices):
    """How somebody was spoken to."""

    MEETING = "meeting", "Meeting"
    CALL = "call", "Call"
    MESSAGE = "message", "Message"
    CORRIDOR = "corridor", "Corridor"


@dataclass(frozen=True, slots=True)
class PersonIn:
    """The facts of a stakeholder, which everybody in the workspace reads.

    The customer they belong to is named by its id, or by its name in ``customer``.
    """

    name: str
    function: str
    title: str = ""
    organisation: str = ""
    email: str = ""
    is_organisation: bool = False
    owner_id: int | None = None
    cadence_days: int | None = None
    customer_id: int | None = None
    account_id: int | None = None
    customer: str = ""


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """Which people the list shows; ``by`` is whose judgements stand beside them."""

    text: str = ""
    function: str = ""
    stance: str = ""
    owner: int | None = None
    silent: bool = False
    gone: bool = False
    sort: str = "silence"
    by: int | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A stakeholder in a list; ``judged`` is what the reader may know of them."""

    id: int
    version: int
    name: str
    title: str
    organisation: str
    function: Function
    is_organisation: bool
    owner: str
    owner_id: int | None
    email: str
    customer_id: int | None
    customer: str
    is_archived: bool
    last_contact: date | None
    days_silent: int | None
    cadence_days: int | None
    account_id: int | None
    judged: Judged | None

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
class ContactRow:
    """A time somebody was spoken to."""

    on_date: date
    kind: ContactKind
    note: str
    words: str
    person: str


@dataclass(frozen=True)
class PersonRemoved(Kept):
    """A stakeholder who was taken off the lists, or put back."""

    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A stakeholder with every fact, and each judgement the reader may know.

    ``is_you`` says that the reader is this person: they judge and read nothing here.
    """

    row: PersonRow
    contacts: list[ContactRow]
    judgements: list[Judged]
    is_you: bool

    @property
    def mine(self) -> Judged | None:
        """What the reader wrote themselves."""
        return next((one for one in self.judgements if one.is_mine), None)
