"""What can go wrong between a program and Leadline, as exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

STALE = "urn:leadline:problem:stale"


class LeadlineError(Exception):
    """Whatever the client raises of itself."""


class Unreachable(LeadlineError):
    """No answer, a broken one, or none before the deadline.

    Whether a change was done is not known; one made with a key can be sent again.
    """


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a request: a JSON pointer, or "", and why."""

    pointer: str
    detail: str


class Refused(LeadlineError):
    """Leadline answered, and the answer is no.

    Attributes
    ----------
    status
        The number of the answer, such as 422.
    kind
        What the problem is called, such as ``urn:leadline:problem:invalid``.
    detail
        Why, for people.
    faults
        What is wrong where, one ``Fault`` for each place.
    """

    def __init__(
        self, status: int, detail: str, kind: str = "", faults: tuple[Fault, ...] = ()
    ) -> None:
        places = [fault.pointer for fault in faults if fault.pointer]
        where = f" ({', '.join(places)})" if places else ""
        super().__init__(f"{status}: {detail}{where}")
        self.status, self.detail, self.kind, self.faults = status, detail, kind, faults


class WrongToken(Refused):
    """No token that opens the workspace: mistyped, revoked, or expired (401)."""


class NotAllowed(Refused):
    """The token or the role of its holder does not allow it (403)."""


class NotFound(Refused):
    """No such record, or none that this token may know of (404)."""


class NotPossible(Refused):
    """What stands forbids it (409)."""


class Invalid(Refused):
    """Not as described, or against a rule; ``faults`` names the fields (422)."""


class TooMany(Refused):
    """The minute of the token is used up, and the deadline ends before it (429)."""


class Busy(Refused):
    """The database is busy and stayed so; nothing was changed (503)."""


class Conflict(Refused):
    """Somebody changed the record since you read it; nothing was overwritten (412).

    Attributes
    ----------
    current
        The record as it stands now, or ``None`` where it could not be read.
    """

    current: Mapping[str, Any] | None = None


KINDS: dict[int, type[Refused]] = {
    401: WrongToken,
    403: NotAllowed,
    404: NotFound,
    409: NotPossible,
    412: Conflict,
    422: Invalid,
    429: TooMany,
    503: Busy,
}


def refusal(status: int, reason: str, said: object) -> Refused:
    """Return the exception for an answer; ``said`` is its JSON, if it was any.

    >>> error = refusal(422, "", {"detail": "Say a name.",
    ...                           "errors": [{"pointer": "/name", "detail": "Why"}]})
    >>> error
    Invalid('422: Say a name. (/name)')
    >>> error.faults
    (Fault(pointer='/name', detail='Why'),)
    >>> refusal(502, "Bad Gateway", None)
    Refused('502: Bad Gateway')
    """
    told = said if isinstance(said, dict) else {}
    kind = str(told.get("type", ""))
    listed = told.get("errors")
    faults = tuple(
        Fault(str(one.get("pointer", "")), str(one.get("detail", "")))
        for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, dict)
    )
    found = Conflict if kind == STALE else KINDS.get(status, Refused)
    return found(status, str(told.get("detail") or reason), kind, faults)
