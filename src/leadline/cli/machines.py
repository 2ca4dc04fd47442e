"""What several machines over one PostgreSQL have to agree on before one starts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from leadline.cli.saying import say
from leadline.foundation.busy import is_busy
from leadline.foundation.errors import Conflict, Invalid

EARLIEST_BESIDE = ""
"""The release whose code may go on, for a while, on the tables of this one.

Empty where there is none: before a release that takes something away. A test holds
every migration since that release to it (``tests/contracts/test_expanding.py``).
"""
START = 7_106_151_101
"""The number of the advisory lock that a start holds."""
# Pages wait ten seconds for a lock, so they never wait in vain behind a migration.
LOCK_SECONDS, PAUSE_SECONDS, MOST_TRIES = 3, 2.0, 60
MOST_SKEW = timedelta(seconds=20)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let one machine at a time lay tables, migrate and seal; the others wait.

    The lock lies on a connection of its own and ends with it, however that ends. On
    SQLite the folder is held by one already.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        yield
        return
    holder = connection.copy()
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [START])
            if not cursor.fetchone()[0]:
                say("Waiting for another machine that starts …", err=True)
                cursor.execute("SELECT pg_advisory_lock(%s)", [START])
            yield
    finally:
        holder.close()


def need_right_clock() -> None:
    """Raise ``Invalid`` where this machine's clock is far from the database's.

    By their clocks machines tell whether a worker is silent and what is due.
    """
    from django.db import connection

    from leadline.foundation.jobs import clock

    if connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        ahead = clock() - cursor.fetchone()[0]
    if abs(ahead) > MOST_SKEW:
        seconds = round(abs(ahead).total_seconds())
        side = "ahead of" if ahead > timedelta(0) else "behind"
        raise Invalid(
            f"The clock of this machine is {seconds:,} seconds {side} the database's. "
            "Set both by a time server, then start again."
        )


def need_same_keys() -> None:
    """Raise ``Conflict`` where the keys at hand are not those of the other machines.

    The first machine says which they are.
    """
    from django.db import connection

    from leadline.accounts.actions import say_to_all
    from leadline.accounts.queries import KEYS, other_keys, said_of, secret_name
    from leadline.foundation.jobs import clock

    if connection.vendor == "sqlite":
        return
    if wrong := other_keys():
        raise Conflict(
            f"This database is used with another {' and another '.join(wrong)}. Copy "
            "it from the machine that was first, or name the same keys on each machine "
            "by LEADLINE_SECRET_KEY_FILE and LEADLINE_RECORD_KEY_FILE."
        )
    if not said_of(name=KEYS):
        say_to_all(name=KEYS, said={"secret": secret_name()}, now=clock())


def forget_keys() -> None:
    """Let the next start say which keys there are: another time has come back."""
    from django.db import DatabaseError

    from leadline.accounts.actions import say_to_all
    from leadline.accounts.queries import KEYS
    from leadline.foundation.jobs import clock

    with suppress(DatabaseError):  # tables of an older version, which keep none
        say_to_all(name=KEYS, said={}, now=clock())


def need_nobody_else() -> None:
    """Raise ``Conflict`` where a process of another machine uses the database."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
            "AND datname = current_database() "
            "AND application_name = current_setting('application_name')"
        )
        count = cursor.fetchone()[0]
    if count:
        raise Conflict(
            f"Leadline is open: {count} connections to this database. Stop it on every "
            "machine first."
        )


def migrate_beside_others() -> None:
    """Bring the tables up to date while other machines go on with them.

    A change of a table waits a moment for those who use it, and everybody else waits
    behind it: so it gives way soon, and is tried again. What ran stays done.
    """
    from django.core.management import call_command
    from django.db import OperationalError, connection

    for left in reversed(range(MOST_TRIES)):
        try:
            if connection.vendor != "sqlite":
                with connection.cursor() as cursor:
                    cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
            call_command("migrate", verbosity=0, interactive=False)
            break
        except OperationalError as error:
            if not (is_busy(error) and left):
                raise
            connection.close()
            time.sleep(PAUSE_SECONDS)
    if connection.vendor != "sqlite":
        connection.close()  # and with it the short patience
    say_version()


def say_version() -> None:
    """Say to all machines beside which versions these tables may be used."""
    from importlib.metadata import version

    from leadline.accounts.actions import say_to_all
    from leadline.accounts.queries import TABLES
    from leadline.foundation.jobs import clock

    own = version("leadline")
    said = {"version": own, "earliest": EARLIEST_BESIDE or own}
    say_to_all(name=TABLES, said=said, now=clock())


def runs_beside() -> bool:
    """Return whether this version may go on with tables that a later one has changed.

    The later one has to have said so.
    """
    from importlib.metadata import version

    from django.db import DatabaseError

    from leadline.accounts.queries import TABLES, said_of

    try:
        said = said_of(name=TABLES)
    except DatabaseError:
        return False
    if said is None:
        return False
    return is_beside(version("leadline"), **said)


def is_beside(own: str, *, version: str, earliest: str) -> bool:
    """Return whether a version may go on with tables of a later one, from an earliest.

    >>> is_beside("0.10.0", version="0.11.0rc1", earliest="0.9.2")
    True
    >>> is_beside("0.11.0", version="0.11.0rc1", earliest="0.9.2")
    False
    """
    from packaging.version import InvalidVersion, Version

    try:
        return Version(earliest) <= Version(own) < Version(version)
    except InvalidVersion:  # nothing is known of it, so it stops
        return False
