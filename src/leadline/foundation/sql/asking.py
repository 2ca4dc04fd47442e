"""One question to one database, asked in a child that can be ended at any moment."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any

from leadline.foundation.child import Budget, run
from leadline.foundation.child.ask import TOO_LONG
from leadline.foundation.child.budget import MEGABYTE
from leadline.foundation.child.host import NOT_READ, TOO_MUCH
from leadline.foundation.errors import Invalid
from leadline.foundation.slow import takes_long
from leadline.foundation.sql.answers import answer_of
from leadline.foundation.sql.clocks import PATIENCE
from leadline.foundation.sql.types import (
    LONGEST_SQL,
    SECONDS,
    Answer,
    Place,
    SourceKind,
)

# Connecting and reading have limits of their own; this is what holds beyond them, and
# below what a page may take.
WHOLE_SECONDS = PATIENCE * SECONDS + 12
BUDGET = Budget(seconds=SECONDS + 5, memory=768 * MEGABYTE)
Reader = Callable[[Place, str], tuple[int, list[tuple[Any, ...]]]]
STOPPED = {
    TOO_LONG: "It took too long and was stopped; nothing was written. Try again in a "
    "minute, or ask for less.",
    TOO_MUCH: "It takes more memory than a question may. Ask for less at a time.",
    NOT_READ: "The database could not be asked. Who runs this machine may know why.",
}


@takes_long
def ask(place: Place, sql: str) -> Answer:
    """Return what a database answers to one question.

    Raises ``Invalid`` with what to do, ``Conflict`` where this machine is busy. No
    message holds a password, an address or a value of a table.
    """
    question = plain_question(sql)
    try:
        return run(BUDGET, read_in_child, place, question)
    except Invalid as error:
        raise Invalid(STOPPED.get(str(error), str(error)), field=error.field) from None


def plain_question(sql: str) -> str:
    """Return a question without the semicolon at its end; raise where there is none.

    >>> plain_question(" select 1; ")
    'select 1'
    """
    question = sql.strip().rstrip("; \n\t\r")
    if not question:
        raise Invalid("Write a question in SQL, such as select count(*) from orders.")
    if len(question) > LONGEST_SQL or "\0" in question:
        raise Invalid(f"A question has at most {LONGEST_SQL:,} characters.")
    return question


def read_in_child(place: Place, question: str) -> Answer:
    """Return what a database answers, in this process."""
    signal.setitimer(signal.ITIMER_REAL, WHOLE_SECONDS)
    try:
        return answer_of(*_reader(place.kind)(place, question))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _reader(kind: SourceKind) -> Reader:
    """Return what reads a kind of database; each is heavy, so one is loaded."""
    if kind is SourceKind.POSTGRESQL:
        from leadline.foundation.sql.postgres import read
    elif kind is SourceKind.SQLITE:
        from leadline.foundation.sql.sqlite import read
    else:
        from leadline.foundation.sql.duck import read
    return read
