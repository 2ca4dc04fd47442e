"""What a program asks and does: stakeholders.

Written by tools/client.py from docs/reference/openapi.json.
"""

from __future__ import annotations

from typing import Unpack

from .connection import Connection
from .pages import Pages
from .types.sent.stakeholders import (
    BriefingFor,
    BriefingPart,
    ListBriefings,
    ListPeople,
    ListPromises,
    PersonIn,
    PersonInPart,
    PromiseChangePart,
    PromiseIn,
    SendIn,
    TalkIn,
    ToldIn,
)
from .types.shared import Kept
from .types.stakeholders import BriefingRow, PersonRow, PromiseRow
from .values import Id, Seen


class Stakeholders:
    """The operations of stakeholders."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list_people(self, **asked: Unpack[ListPeople]) -> Pages[PersonRow]:
        """List people.

        Needs the scope ``stakeholders:read``. Records come in the order in
        which they were made. Takes text, function, owner, silent, gone,
        updated_since, limit, cursor, fields.
        """
        return self._connection.rows("people", asked=asked)

    def create_person(self, *, key: str = "", **said: Unpack[PersonIn]) -> PersonRow:
        """Make a person.

        Needs the scope ``stakeholders:write``. Needs name, function; takes
        title, organisation, email, is_organisation, owner_id, cadence_days,
        customer_id, account_id, customer.
        """
        answer: PersonRow = self._connection.send("POST", "people", said=said, key=key)
        return answer

    def get_person(self, id: Id, /, *, fields: str = "") -> PersonRow:
        """Read a person.

        Needs the scope ``stakeholders:read``.
        """
        answer: PersonRow = self._connection.read("people", id, fields=fields)
        return answer

    def change_person(
        self, id: Id, /, *, seen: Seen = None, **said: Unpack[PersonInPart]
    ) -> PersonRow:
        """Change a person.

        Needs the scope ``stakeholders:write``. ``seen`` refuses to overwrite a
        change. Takes name, function, title, organisation, email,
        is_organisation, owner_id, cadence_days, customer_id, account_id,
        customer.
        """
        answer: PersonRow = self._connection.send(
            "PATCH", "people", id, said=said, seen=seen
        )
        return answer

    def remove_person(self, id: Id, /) -> None:
        """Remove a person.

        Needs the scope ``stakeholders:write``.
        """
        self._connection.send("DELETE", "people", id)

    def log_contact_person(
        self, id: Id, /, *, seen: Seen = None, key: str = "", **said: Unpack[TalkIn]
    ) -> PersonRow:
        """Write down a talk with somebody.

        Needs the scope ``stakeholders:write``. ``seen`` refuses to overwrite a
        change. Needs on_date, kind; takes note, words.
        """
        answer: PersonRow = self._connection.send(
            "POST", "people", id, "log-contact", said=said, seen=seen, key=key
        )
        return answer

    def list_promises(self, **asked: Unpack[ListPromises]) -> Pages[PromiseRow]:
        """List promises.

        Needs the scope ``stakeholders:read``. Records come in the order in
        which they were made. Takes text, state, direction, person_id,
        updated_since, limit, cursor, fields.
        """
        return self._connection.rows("promises", asked=asked)

    def create_promise(self, *, key: str = "", **said: Unpack[PromiseIn]) -> PromiseRow:
        """Make a promise.

        Needs the scope ``stakeholders:write``. Needs person_id, what; takes
        direction, due_date, part, state.
        """
        answer: PromiseRow = self._connection.send(
            "POST", "promises", said=said, key=key
        )
        return answer

    def get_promise(self, id: Id, /, *, fields: str = "") -> PromiseRow:
        """Read a promise.

        Needs the scope ``stakeholders:read``.
        """
        answer: PromiseRow = self._connection.read("promises", id, fields=fields)
        return answer

    def change_promise(
        self, id: Id, /, *, seen: Seen = None, **said: Unpack[PromiseChangePart]
    ) -> PromiseRow:
        """Change a promise.

        Needs the scope ``stakeholders:write``. ``seen`` refuses to overwrite a
        change. Takes what, person_id, part, state, due_date, why, proof.
        """
        answer: PromiseRow = self._connection.send(
            "PATCH", "promises", id, said=said, seen=seen
        )
        return answer

    def take_back_promise(
        self, id: Id, /, *, seen: Seen = None, key: str = ""
    ) -> PromiseRow:
        """Take back the last change of a promise's state.

        Needs the scope ``stakeholders:write``. ``seen`` refuses to overwrite a
        change.
        """
        answer: PromiseRow = self._connection.send(
            "POST", "promises", id, "take-back", seen=seen, key=key
        )
        return answer

    def mark_told(self, id: Id, /, *, key: str = "", **said: Unpack[ToldIn]) -> Kept:
        """Note that somebody was told of a change, or need not be.

        Needs the scope ``stakeholders:write``. Needs subject, how; takes
        is_needless.
        """
        answer: Kept = self._connection.send(
            "POST", "people", id, "told", said=said, key=key
        )
        return answer

    def take_back_told(self, id: Id, /) -> None:
        """Take back that somebody was told, as who noted it.

        Needs the scope ``stakeholders:write``.
        """
        self._connection.send("DELETE", "told", id)

    def list_briefings(self, **asked: Unpack[ListBriefings]) -> Pages[BriefingRow]:
        """List briefings.

        Needs the scope ``stakeholders:read``. Records come in the order in
        which they were made. Takes audience, limit, cursor, fields.
        """
        return self._connection.rows("briefings", asked=asked)

    def create_briefing(
        self, *, key: str = "", **said: Unpack[BriefingFor]
    ) -> BriefingRow:
        """Make a briefing.

        Needs the scope ``stakeholders:write``. Needs audience; takes
        partner_id.
        """
        answer: BriefingRow = self._connection.send(
            "POST", "briefings", said=said, key=key
        )
        return answer

    def get_briefing(self, id: Id, /, *, fields: str = "") -> BriefingRow:
        """Read a briefing.

        Needs the scope ``stakeholders:read``.
        """
        answer: BriefingRow = self._connection.read("briefings", id, fields=fields)
        return answer

    def change_briefing(self, id: Id, /, **said: Unpack[BriefingPart]) -> BriefingRow:
        """Change a briefing.

        Needs the scope ``stakeholders:write``. Takes title, body.
        """
        answer: BriefingRow = self._connection.send("PATCH", "briefings", id, said=said)
        return answer

    def mark_sent_briefing(self, id: Id, /, *, key: str = "") -> BriefingRow:
        """Note that a draft was sent by other means than Leadline's mail.

        Needs the scope ``stakeholders:write``.
        """
        answer: BriefingRow = self._connection.send(
            "POST", "briefings", id, "mark-sent", key=key
        )
        return answer

    def send_briefing(
        self, id: Id, /, *, key: str = "", **said: Unpack[SendIn]
    ) -> BriefingRow:
        """Close a draft and mail it; its state says who has got it.

        Needs the scope ``stakeholders:write``. Needs addresses.
        """
        answer: BriefingRow = self._connection.send(
            "POST", "briefings", id, "send", said=said, key=key
        )
        return answer

    def send_again_briefing(self, id: Id, /, *, key: str = "") -> BriefingRow:
        """Mail a briefing once more to those whom it did not reach.

        Needs the scope ``stakeholders:write``.
        """
        answer: BriefingRow = self._connection.send(
            "POST", "briefings", id, "send-again", key=key
        )
        return answer
