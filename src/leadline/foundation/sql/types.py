"""What is asked, where, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

MOST_ROWS = 5_000
LONGEST_SQL = 8_000
SECONDS = 20


class SourceKind(StrEnum):
    """The databases that can be asked."""

    POSTGRESQL = "postgresql"
    SQLITE = "sqlite"
    DUCKDB = "duckdb"

    @property
    def is_file(self) -> bool:
        """Whether it is a file on this machine."""
        return self is not SourceKind.POSTGRESQL


@dataclass(frozen=True, slots=True)
class Gates:
    """What the operator of this machine allows to be read.

    ``own`` is the folder of Leadline's own files, which nobody reads.
    """

    folders: tuple[Path, ...] = ()
    own: Path | None = None
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A database: an address without its password, or the path of a file.

    An answer may take ``seconds`` of the database's time.
    """

    kind: SourceKind
    address: str
    password: str = field(default="", repr=False)
    gates: Gates = field(default_factory=Gates)
    seconds: float = SECONDS

    @property
    def too_slow(self) -> str:
        """What is said where an answer took longer."""
        return (
            f"It took more than {self.seconds:g} seconds and was stopped. Ask for "
            "less, or of a table that is summed up already."
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question answered: numbers, each with its day or with none.

    ``passed_over`` rows had a day and no number.
    """

    rows: tuple[tuple[date | None, Decimal], ...]
    passed_over: int = 0
