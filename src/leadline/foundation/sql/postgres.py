"""Reads a PostgreSQL database, within a transaction that is never committed."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from leadline.foundation.errors import Invalid
from leadline.foundation.sql.places import number_of, server_of
from leadline.foundation.sql.types import MOST_ROWS, Place

if TYPE_CHECKING:
    import psycopg

CONNECT_SECONDS = 10
OWN = "accounts_workspace", "accounts_membership"
TOO_STRONG = (
    "select rolsuper or rolreplication or rolcreaterole "
    "or pg_has_role(current_user, 'pg_read_server_files', 'member') "
    "or pg_has_role(current_user, 'pg_write_server_files', 'member') "
    "or pg_has_role(current_user, 'pg_execute_server_program', 'member') "
    "from pg_roles where rolname = current_user"
)
# A function that opens a connection of its own is not bound by this transaction.
REACHES_OUT = (
    "select count(*) from pg_proc where proname like 'dblink%' "
    "and has_function_privilege(oid, 'execute')"
)
IS_OURS = (
    "select count(distinct relname) from pg_class "
    "where relkind = 'r' and relname = any(%s)"
)
# What PostgreSQL says of these is about names in the question, not about values.
ABOUT_NAMES = ("42", "0A")


def read(place: Place, sql: str) -> tuple[int, list[tuple[Any, ...]]]:
    """Return how many columns a question has, and its rows, one more than allowed.

    The question is the query of a cursor, sent by the extended protocol: one
    statement, which can be nothing but a SELECT. Raises ``Invalid`` with what to do.
    """
    import psycopg

    try:
        # Never committed: up to version 15 large objects are made in one that reads.
        with closing(_connected(place)) as connection:
            _check(connection, place.seconds)
            with connection.cursor(name="asked") as cursor:
                cursor.execute(sql)
                columns = len(cursor.description or ())
                return columns, cursor.fetchmany(MOST_ROWS + 1)
    except psycopg.Error as error:
        raise Invalid(_why(error, place)) from None


def _connected(place: Place) -> psycopg.Connection[tuple[Any, ...]]:
    """Connect to the number that was looked at, by nothing but what is given here."""
    import psycopg

    server = server_of(place.address)
    number = number_of(server, place.gates)
    try:
        connection = psycopg.connect(
            host=server.host,
            hostaddr=number,
            port=server.port,
            dbname=server.database,
            user=server.login,
            password=place.password or "-",
            sslmode=server.tls,
            sslrootcert="system" if server.tls == "verify-full" else None,
            # What lies in the home of whoever runs this machine is not for this.
            sslcertmode="disable",
            gssencmode="disable",
            passfile="/dev/null",
            connect_timeout=CONNECT_SECONDS,
            application_name="leadline",
        )
    except psycopg.OperationalError as error:
        raise Invalid(_why_not_connected(error)) from None
    connection.read_only = True
    return connection


def _check(connection: psycopg.Connection[tuple[Any, ...]], seconds: float) -> None:
    """Begin to read, and refuse what could do more than that."""
    milliseconds = str(round(seconds * 1000))
    connection.execute(
        "select set_config('statement_timeout', %s, false), "
        "set_config('lock_timeout', '2000', false), "
        "set_config('idle_in_transaction_session_timeout', %s, false), "
        "set_config('default_transaction_read_only', 'on', false)",
        [milliseconds, milliseconds],
    )
    if _one(connection, IS_OURS, [list(OWN)]) == len(OWN):
        raise Invalid("That is a database of Leadline itself; it is not read.")
    if _one(connection, TOO_STRONG):
        raise Invalid(
            "This role may do more than read: it is a superuser, makes roles, or "
            "reads files of the server. Give the address of a role with SELECT only."
        )
    if _one(connection, REACHES_OUT):
        raise Invalid(
            "This role may run dblink, which reaches other servers. Take that from it: "
            "revoke execute on its functions from public."
        )


def _one(
    connection: psycopg.Connection[tuple[Any, ...]], sql: str, values: Any = None
) -> Any:
    found = connection.execute(sql, values).fetchone()
    return found and found[0]


def _why_not_connected(error: psycopg.OperationalError) -> str:
    words = str(error).lower()
    if "password" in words or "authentication" in words or "pg_hba" in words:
        return "The server refused the role or its password; give them again."
    if "does not exist" in words:
        return "The server knows no such role or database; check the address."
    if "ssl" in words or "certificate" in words:
        return (
            "The server speaks no TLS, or its certificate is not valid. Add "
            "?sslmode=prefer to the address where the network itself is trusted."
        )
    return "The server could not be reached; check the address, and whether it is up."


def _why(error: psycopg.Error, place: Place) -> str:
    state = error.sqlstate or ""
    if state == "57014":
        return place.too_slow
    if state == "25006":
        return "Only questions are sent: this one would write."
    if state == "42501":
        return "The role of this source may not read that; grant it SELECT there."
    if state.startswith(ABOUT_NAMES):
        said = (error.diag.message_primary or "").strip()
        return f"The database does not understand it: {said[:200].rstrip('.!')}."
    if state.startswith("22"):
        return (
            "A value in the tables does not fit what is done with it, such as a text "
            "that is read as a number. Leave such rows out."
        )
    if state.startswith(("08", "57")) or not state:
        return "The connection was lost while it was asked; it is tried again later."
    return f"The database refused it (code {state})."
