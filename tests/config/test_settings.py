"""Every setting is documented, and a bad value stops the start with one line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

import leadline
from leadline.config import environment

ROOT = Path(leadline.__file__).parent
PAGE = ROOT.parent.parent / "docs" / "reference" / "settings.md"
NAME = re.compile(r'"(LEADLINE_[A-Z0-9_]+)"')


def test_the_page_names_exactly_the_variables_that_are_read() -> None:
    read = {
        name
        for path in ROOT.rglob("*.py")
        for name in NAME.findall(path.read_text(encoding="utf-8"))
    }
    rows = re.findall(r"^\| `(LEADLINE_[A-Z0-9_]+)`", PAGE.read_text(), re.M)

    assert sorted(rows) == sorted(read)


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("LEADLINE_DEBUG", "perhaps", "LEADLINE_DEBUG must be yes or no"),
        ("LEADLINE_UPLOAD_LIMIT_MB", "many", "must be a whole number, not 'many'"),
        ("LEADLINE_DATABASE_URL", "mysql://x", "must look like postgresql://"),
        ("LEADLINE_SMTP_URL", "mail.example.com", "must look like smtp://"),
        ("LEADLINE_ANSWERS_TO", "answers", "must look like answers@example.com"),
        ("LEADLINE_DASK", "dask.internal:8786", "must look like tcp://"),
        ("LEADLINE_LLM_URL", "models.example.com", "must look like https://"),
        ("LEADLINE_LLM_URL", "http://models.example.com/v1", "begin with https://"),
        ("LEADLINE_LLM_URL", "https://models.example.com/v1", "LEADLINE_LLM_MODEL"),
    ],
)
def test_a_bad_value_stops_a_command_with_one_line(
    name: str, value: str, line: str, tmp_path: Path
) -> None:
    environment = {**os.environ, name: value, "LEADLINE_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "leadline", "check"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert line in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_value_can_come_from_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "key").write_text("a long key\n")
    monkeypatch.setenv("LEADLINE_SECRET_KEY_FILE", str(tmp_path / "key"))

    assert environment.secret_key(tmp_path) == "a long key"


@pytest.mark.parametrize(
    ("url", "host", "user"),
    [
        ("postgresql://me:word@db.example.com:5433/lead", "db.example.com", "me"),
        ("postgresql://me@/lead?host=/var/run/postgresql", "/var/run/postgresql", "me"),
    ],
)
def test_postgresql_is_named_by_an_address(
    url: str, host: str, user: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LEADLINE_DATABASE_URL", url)

    database = environment.database(tmp_path)

    assert (database["HOST"], database["USER"], database["NAME"]) == (
        host,
        user,
        "lead",
    )


def test_without_an_address_the_database_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEADLINE_DATABASE_URL", raising=False)

    assert environment.database(tmp_path)["NAME"] == tmp_path / "leadline.sqlite3"


def test_an_unknown_kind_of_database_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LEADLINE_DATABASE_URL", "mysql://root@here/there")

    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        environment.database(tmp_path)
