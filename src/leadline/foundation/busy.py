"""Whether a database that refused will let the same thing through in a moment."""

from __future__ import annotations

import sqlite3

from django.db import DatabaseError, InterfaceError, OperationalError

# PostgreSQL: lock not got, deadlock, not serialisable, cancelled; too many, going down.
BUSY_STATES = {"55P03", "40P01", "40001", "57014", "53300", "57P01", "57P02", "57P03"}
BUSY_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def is_busy(error: BaseException | None) -> bool:
    """Return whether the same request may well succeed in a moment."""
    if not isinstance(error, DatabaseError | InterfaceError):
        return False
    cause = error.__cause__
    if (code := getattr(cause, "sqlite_errorcode", None)) is not None:
        return code & 0xFF in BUSY_CODES
    if (state := getattr(cause, "sqlstate", None)) is not None:
        return state in BUSY_STATES or str(state).startswith("08")
    # A server that does not answer has no state to give.
    return isinstance(error, OperationalError) and "connect" in str(error).lower()
