"""What a member is to hear of, as the domain says it in which it happens."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NewsKind(StrEnum):
    """What happened: a record was given to somebody, or they were noted as told."""

    GIVEN = "given"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened to a record and concerns one member.

    ``of`` is the kind of record in one word, as its model is called in small letters.
    ``user_id`` is who is to hear of it, if anybody; ``was_id`` who had it before.
    """

    kind: NewsKind
    of: str
    record_id: int
    user_id: int | None
    was_id: int | None = None
