"""What a person is told where a database does not answer, by what it said."""

from __future__ import annotations

import psycopg
import pytest

from leadline.foundation.sql.postgres import _why_not_connected


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("password missing", "refused the role or its password"),
        ("Authentication failed", "refused the role or its password"),
        ("no pg_hba.conf entry", "refused the role or its password"),
        ('database "x" does not exist', "no such role or database"),
        ("SSL was required", "speaks no TLS"),
        ("certificate verify failed", "speaks no TLS"),
        ("connection refused", "could not be reached"),
    ],
)
def test_each_word_of_a_server_alone_says_what_is_wrong(said: str, told: str) -> None:
    assert told in _why_not_connected(psycopg.OperationalError(said))
