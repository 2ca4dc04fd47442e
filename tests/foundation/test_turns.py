"""Threads that share a connection in tests never wait for each other for ever."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys, threading
from django.conf import settings
settings.configure(DATABASES={"default": {
    "ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:",
}})
import django
django.setup()
from django.db import connection
if sys.argv[1] == "in turns":
    from tests.turns import take_turns
    take_turns()
connection.ensure_connection()
connection.inc_thread_sharing()
shared = connection.connection
sys.setswitchinterval(1e-5)
shared.create_function("slowly", 1, lambda number: sum(range(300)) + number)

def ask():
    from django.db.backends.sqlite3.base import SQLiteCursorWrapper
    for _ in range(300):
        cursor = shared.cursor(factory=SQLiteCursorWrapper)
        cursor.execute(
            "WITH RECURSIVE n(i) AS (SELECT %s UNION ALL SELECT i + 1 FROM n"
            " WHERE i < 40) SELECT slowly(i) FROM n", [1])
        assert len(cursor.fetchall()) == 40

threads = [threading.Thread(target=ask) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def ends(how: str, seconds: float) -> bool:
    try:
        command = [sys.executable, "-c", PROGRAM, how]
        subprocess.run(command, check=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


@pytest.mark.sqlite
def test_threads_that_take_turns_come_to_an_end() -> None:
    assert ends("in turns", 60)
