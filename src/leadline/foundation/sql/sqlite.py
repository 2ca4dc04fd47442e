"""Reads an SQLite file that nothing here can write, attach to or run code by."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from leadline.foundation.errors import Invalid
from leadline.foundation.sql.clocks import Clock
from leadline.foundation.sql.places import readable_file
from leadline.foundation.sql.types import LONGEST_SQL, MOST_ROWS, Place

OWN = "accounts_workspace", "accounts_membership"
LONGEST_VALUE = 1_000_000
STEPS = 10_000
ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_RECURSIVE,
    sqlite3.SQLITE_FUNCTION,
}
REFUSED_FUNCTIONS = {
    "load_extension",
    "readfile",
    "writefile",
    "edit",
    "fts3_tokenizer",
}
ONLY_QUESTIONS = (
    "Only one question is sent, a single SELECT: nothing that writes, attaches, or "
    "sets something."
)


def read(place: Place, sql: str) -> tuple[int, list[tuple[Any, ...]]]:
    """Return how many columns a question has, and its rows, one more than allowed.

    Raises ``Invalid`` with what to do.
    """
    path, clock = readable_file(place.address, place.gates), None
    try:
        with closing(_opened(path.as_uri())) as connection:
            if _is_ours(connection):
                raise Invalid("That is a database of Leadline itself; it is not read.")
            clock = Clock(place.seconds)
            connection.set_authorizer(_allows)
            connection.set_progress_handler(clock.is_up, STEPS)
            cursor = connection.execute(sql)
            columns = len(cursor.description or ())
            return columns, cursor.fetchmany(MOST_ROWS + 1)
    except (sqlite3.Error, sqlite3.Warning) as error:
        if clock is not None:
            clock.check_busy()
        raise Invalid(_why(error, place)) from None


def _opened(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, timeout=5)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL * 4)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.execute("pragma query_only = 1")
    connection.execute("pragma trusted_schema = 0")
    return connection


def _is_ours(connection: sqlite3.Connection) -> bool:
    found = connection.execute(
        "select count(*) from sqlite_master where type = 'table' and name in (?, ?)",
        OWN,
    )
    return bool(found.fetchone()[0] == len(OWN))


def _allows(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action not in ALLOWED:
        return sqlite3.SQLITE_DENY
    is_function = action == sqlite3.SQLITE_FUNCTION
    if is_function and (second or "").lower() in REFUSED_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _why(error: Exception, place: Place) -> str:
    words = str(error)
    if "one statement" in words or "not authorized" in words or "prohibited" in words:
        return ONLY_QUESTIONS
    if "interrupted" in words:
        return place.too_slow
    if "not a database" in words or "malformed" in words:
        return "That file is no SQLite database, or it is damaged."
    if "locked" in words or "busy" in words:
        return "Something writes to that file at the moment; it is tried again later."
    if "unable to open" in words:
        return "The file cannot be opened; whoever runs this machine may have to."
    if isinstance(error, sqlite3.OperationalError) and words.startswith(
        ("no such", "near", "incomplete", "unrecognized", "misuse", "wrong number",
         "ambiguous")
    ):  # fmt: skip
        return f"The database does not understand it: {words[:200].rstrip('.!')}."
    return "The database refused it: a value is too long, or does not fit."
