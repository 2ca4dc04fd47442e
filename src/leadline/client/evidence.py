"""What a program asks and does: evidence.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Unpack

from .connection import Connection
from .pages import Pages
from .types.evidence import (
    ContactCard,
    CustomerCard,
    FeedbackCard,
    FeedbackRow,
    NeedRow,
)
from .types.sent.evidence import (
    AsideIn,
    ContactCardPart,
    ContactIn,
    CustomerCardPart,
    CustomerIn,
    FeedbackPart,
    FeedbackSaid,
    ListContacts,
    ListCustomers,
    ListFeedback,
    ListNeeds,
    MergeIn,
    MoveIn,
    NeedIn,
    NeedPart,
    SplitIn,
    TriageIn,
)
from .values import Id, Seen


class Evidence:
    """The operations of evidence."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list_customers(self, **asked: Unpack[ListCustomers]) -> Pages[CustomerCard]:
        """List customers.

        Needs the scope ``evidence:read``. Records come in the order in which
        they were made. Takes text, segment, state, updated_since, limit,
        cursor, fields.
        """
        return self._connection.rows("customers", asked=asked)

    def create_customer(
        self, *, key: str = "", **said: Unpack[CustomerIn]
    ) -> CustomerCard:
        """Make a customer.

        Needs the scope ``evidence:write``. Needs name; takes external_id,
        domain, segment, plan, revenue_amount, revenue_currency, since_date,
        owner, country, state, own_fields, is_another.
        """
        answer: CustomerCard = self._connection.send(
            "POST", "customers", said=said, key=key
        )
        return answer

    def get_customer(self, id: Id, /, *, fields: str = "") -> CustomerCard:
        """Read a customer.

        Needs the scope ``evidence:read``.
        """
        answer: CustomerCard = self._connection.read("customers", id, fields=fields)
        return answer

    def change_customer(
        self, id: Id, /, *, seen: Seen = None, **said: Unpack[CustomerCardPart]
    ) -> CustomerCard:
        """Change a customer.

        Needs the scope ``evidence:write``. ``seen`` refuses to overwrite a
        change. Takes name, external_id, domain, segment, plan, revenue_amount,
        revenue_currency, since_date, owner, country, state, own_fields,
        is_archived.
        """
        answer: CustomerCard = self._connection.send(
            "PATCH", "customers", id, said=said, seen=seen
        )
        return answer

    def list_contacts(
        self, id: Id, /, **asked: Unpack[ListContacts]
    ) -> Pages[ContactCard]:
        """List contacts.

        Needs the scope ``evidence:read``. Records come in the order in which
        they were made. Takes updated_since, limit, cursor, fields.
        """
        return self._connection.rows("customers", id, "contacts", asked=asked)

    def create_contact(
        self, id: Id, /, *, key: str = "", **said: Unpack[ContactIn]
    ) -> ContactCard:
        """Make a contact.

        Needs the scope ``evidence:write``. Needs name; takes email, title.
        """
        answer: ContactCard = self._connection.send(
            "POST", "customers", id, "contacts", said=said, key=key
        )
        return answer

    def get_contact(self, id: Id, /, *, fields: str = "") -> ContactCard:
        """Read a contact.

        Needs the scope ``evidence:read``.
        """
        answer: ContactCard = self._connection.read("contacts", id, fields=fields)
        return answer

    def change_contact(
        self, id: Id, /, *, seen: Seen = None, **said: Unpack[ContactCardPart]
    ) -> ContactCard:
        """Change a contact.

        Needs the scope ``evidence:write``. ``seen`` refuses to overwrite a
        change. Takes name, email, title.
        """
        answer: ContactCard = self._connection.send(
            "PATCH", "contacts", id, said=said, seen=seen
        )
        return answer

    def remove_contact(self, id: Id, /) -> None:
        """Remove a contact.

        Needs the scope ``evidence:write``.
        """
        self._connection.send("DELETE", "contacts", id)

    def list_feedback(self, **asked: Unpack[ListFeedback]) -> Pages[FeedbackRow]:
        """List feedback.

        Needs the scope ``evidence:read``. Records come in the order in which
        they were made. Takes text, source, kind, area, segment, customer_id,
        need, state, language, side, set_aside, tag, source_status,
        rating_at_least, rating_at_most, nps, own_name, own_value, since, until,
        updated_since, limit, cursor, fields.
        """
        return self._connection.rows("feedback", asked=asked)

    def create_feedback(
        self, *, key: str = "", **said: Unpack[FeedbackSaid]
    ) -> FeedbackCard:
        """Make a piece of feedback.

        Needs the scope ``evidence:write``. Needs words; takes source,
        source_id, said_at, author, author_email, customer_id, customer_name,
        customer_domain, product, area, kind, language, link, side, speech,
        noted_by, set_aside, votes, rating, rating_max, nps, tags,
        source_status, own_fields, customer_external_id, need_id.
        """
        answer: FeedbackCard = self._connection.send(
            "POST", "feedback", said=said, key=key
        )
        return answer

    def get_feedback(self, id: Id, /, *, fields: str = "") -> FeedbackCard:
        """Read a piece of feedback.

        Needs the scope ``evidence:read``.
        """
        answer: FeedbackCard = self._connection.read("feedback", id, fields=fields)
        return answer

    def change_feedback(
        self, id: Id, /, *, seen: Seen = None, **said: Unpack[FeedbackPart]
    ) -> FeedbackCard:
        """Change a piece of feedback.

        Needs the scope ``evidence:write``. ``seen`` refuses to overwrite a
        change. Takes words, said_at, author, author_email, area, kind,
        language, link, speech, noted_by.
        """
        answer: FeedbackCard = self._connection.send(
            "PATCH", "feedback", id, said=said, seen=seen
        )
        return answer

    def move_feedback(
        self, id: Id, /, *, seen: Seen = None, key: str = "", **said: Unpack[MoveIn]
    ) -> FeedbackCard:
        """Put a piece into a need, or into none.

        Needs the scope ``evidence:write``. ``seen`` refuses to overwrite a
        change. Needs need_id.
        """
        answer: FeedbackCard = self._connection.send(
            "POST", "feedback", id, "move", said=said, seen=seen, key=key
        )
        return answer

    def triage_feedback(
        self, id: Id, /, *, seen: Seen = None, key: str = "", **said: Unpack[TriageIn]
    ) -> FeedbackCard:
        """Say that a piece is triaged, archived or new.

        Needs the scope ``evidence:write``. ``seen`` refuses to overwrite a
        change. Needs state.
        """
        answer: FeedbackCard = self._connection.send(
            "POST", "feedback", id, "triage", said=said, seen=seen, key=key
        )
        return answer

    def set_aside_feedback(
        self, id: Id, /, *, seen: Seen = None, key: str = "", **said: Unpack[AsideIn]
    ) -> FeedbackCard:
        """Set a piece aside, so that it counts for nothing.

        Needs the scope ``evidence:write``. ``seen`` refuses to overwrite a
        change. Needs reason.
        """
        answer: FeedbackCard = self._connection.send(
            "POST", "feedback", id, "set-aside", said=said, seen=seen, key=key
        )
        return answer

    def bring_back_feedback(
        self, id: Id, /, *, seen: Seen = None, key: str = ""
    ) -> FeedbackCard:
        """Bring a piece back that was set aside.

        Needs the scope ``evidence:write``. ``seen`` refuses to overwrite a
        change.
        """
        answer: FeedbackCard = self._connection.send(
            "POST", "feedback", id, "bring-back", seen=seen, key=key
        )
        return answer

    def list_needs(self, **asked: Unpack[ListNeeds]) -> Pages[NeedRow]:
        """List needs.

        Needs the scope ``evidence:read``. Records come in the order in which
        they were made. Takes text, state, named, product_id, trend,
        updated_since, limit, cursor, fields.
        """
        return self._connection.rows("needs", asked=asked)

    def create_need(self, *, key: str = "", **said: Unpack[NeedIn]) -> NeedRow:
        """Make a need.

        Needs the scope ``evidence:write``. Needs statement; takes product_id,
        feedback_ids.
        """
        answer: NeedRow = self._connection.send("POST", "needs", said=said, key=key)
        return answer

    def get_need(self, id: Id, /, *, fields: str = "") -> NeedRow:
        """Read a need.

        Needs the scope ``evidence:read``.
        """
        answer: NeedRow = self._connection.read("needs", id, fields=fields)
        return answer

    def change_need(
        self, id: Id, /, *, seen: Seen = None, **said: Unpack[NeedPart]
    ) -> NeedRow:
        """Change a need.

        Needs the scope ``evidence:write``. ``seen`` refuses to overwrite a
        change. Takes statement, state, owner_id, product_id, reason.
        """
        answer: NeedRow = self._connection.send(
            "PATCH", "needs", id, said=said, seen=seen
        )
        return answer

    def confirm_need(self, id: Id, /, *, seen: Seen = None, key: str = "") -> NeedRow:
        """Say that the name that Leadline gave a need is right.

        Needs the scope ``evidence:write``. ``seen`` refuses to overwrite a
        change.
        """
        answer: NeedRow = self._connection.send(
            "POST", "needs", id, "confirm", seen=seen, key=key
        )
        return answer

    def split_need(
        self, id: Id, /, *, key: str = "", **said: Unpack[SplitIn]
    ) -> NeedRow:
        """Give pieces of a need a need of their own.

        Needs the scope ``evidence:write``. Needs feedback_ids, statement.
        """
        answer: NeedRow = self._connection.send(
            "POST", "needs", id, "split", said=said, key=key
        )
        return answer

    def merge_need(
        self, id: Id, /, *, seen: Seen = None, key: str = "", **said: Unpack[MergeIn]
    ) -> NeedRow:
        """Fold other needs into this one.

        Needs the scope ``evidence:write``. ``seen`` refuses to overwrite a
        change. Needs absorb_ids; takes reason.
        """
        answer: NeedRow = self._connection.send(
            "POST", "needs", id, "merge", said=said, seen=seen, key=key
        )
        return answer
