"""Reads a DuckDB file, cut off from every other file and from the net."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from leadline.foundation.errors import Invalid
from leadline.foundation.sql.clocks import Clock, interrupted
from leadline.foundation.sql.places import readable_file
from leadline.foundation.sql.types import MOST_ROWS, Place

MISSING = (
    "DuckDB files are read by a package that is not installed here. Whoever runs this "
    'machine installs it with: pip install "leadline[duckdb]"'
)
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "max_temp_directory_size": "0MB",
    "memory_limit": "256MB",
    "threads": "1",
}


def read(place: Place, sql: str) -> tuple[int, list[tuple[Any, ...]]]:
    """Return how many columns a question has, and its rows, one more than allowed.

    Raises ``Invalid`` with what to do.
    """
    path = readable_file(place.address, place.gates)
    try:
        import duckdb
    except ImportError:
        raise Invalid(MISSING) from None
    try:
        with closing(duckdb.connect(str(path), read_only=True, config=CONFIG)) as base:
            base.execute("SET lock_configuration = true")
            asked = base.extract_statements(sql)
            if len(asked) != 1 or asked[0].type != duckdb.StatementType.SELECT:
                raise Invalid(
                    "Only one question is sent, a single SELECT: nothing that writes, "
                    "attaches, or sets something."
                )
            clock = Clock(place.seconds)
            with interrupted(clock, base.interrupt):
                found = base.execute(asked[0])
                columns = len(found.description or ())
                return columns, found.fetchmany(MOST_ROWS + 1)
    except duckdb.InterruptException:
        clock.check_busy()
        raise Invalid(place.too_slow) from None
    except duckdb.Error as error:
        raise Invalid(_why(error)) from None


def _why(error: Exception) -> str:
    kind, words = type(error).__name__, str(error).splitlines()
    if kind == "OutOfMemoryException":
        return "It takes more memory than a question may. Ask for less at a time."
    if kind == "PermissionException":
        return "A question reads its own database only, no other file and no address."
    if kind in {"ParserException", "BinderException", "CatalogException"}:
        return f"The database does not understand it: {words[0][:200].rstrip('.!')}."
    if kind == "IOException":
        return (
            "The file cannot be opened: it is no DuckDB file, or it is being written."
        )
    return "A value in the tables does not fit what is done with it; leave it out."
