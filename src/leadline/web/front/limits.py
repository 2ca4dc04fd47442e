"""How much of everything one web process gives to whoever sends something."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Counts, bytes and seconds; see ADR 0024 for where they come from.

    ``threads`` make pages, at most ``changes`` of them for requests that may write;
    ``queue`` requests wait for one, each for ``wait_seconds``. A page has
    ``work_seconds``, a file that is made as it is sent ``answer_seconds``. A body has
    ``body_grace`` seconds and one more for each ``body_rate`` bytes that came, and
    never more than ``body_seconds``; a reader takes a piece of an answer within
    ``piece_seconds``. Without a session nobody sends more than ``stranger_bytes``,
    and what is not a file ends at ``form_bytes``. An address has ``address_bytes``.
    """

    threads: int = 8
    changes: int = 6
    queue: int = 256
    wait_seconds: float = 45.0
    work_seconds: float = 60.0
    answer_seconds: float = 600.0
    body_grace: float = 15.0
    body_rate: float = 1000.0
    body_seconds: float = 1800.0
    piece_seconds: float = 60.0
    open_bodies: int = 1024
    file_bytes: int = 257 * MEGABYTE
    form_bytes: int = 6 * MEGABYTE
    stranger_bytes: int = MEGABYTE
    address_bytes: int = 16 * 1024
