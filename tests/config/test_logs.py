"""The log: JSON lines with what helps, and without what is nobody's business."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from leadline.config import logs
from tests.effort import ends


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    before = structlog.get_config()
    logs.set_up({"file": str(tmp_path / "log"), "level": "INFO"})
    yield tmp_path / "log"
    for handler in set(root.handlers) - set(handlers):
        handler.close()
    root.handlers, root.level = handlers, level
    structlog.configure(**before)


def lines(log: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.read_text().splitlines()]


def test_a_line_is_json_with_its_context(log: Path) -> None:
    with structlog.contextvars.bound_contextvars(request_id="r1"):
        structlog.get_logger("leadline.test").info("job_done", job=7)

    (line,) = lines(log)
    assert line.pop("timestamp")
    assert line == {
        "event": "job_done",
        "job": 7,
        "level": "info",
        "logger": "leadline.test",
        "request_id": "r1",
    }


@pytest.mark.parametrize(
    ("event", "hidden"),
    [
        ("ana@acme.com signed in", "ana@acme.com"),
        ("GET /sign-in/0123456789abcdefXYZ/", "0123456789abcdefXYZ"),
        ("GET /join/0123456789abcdefXYZ/", "0123456789abcdefXYZ"),
        ("GET /no-more-mail/WzEsMl0:1vP3x-:Ab_cdef0123/", "Ab_cdef0123"),
        ("refused /s/0123456789abcdefXYZ/", "0123456789abcdefXYZ"),
        ("refused /in/0123456789abcdefXYZ/", "0123456789abcdefXYZ"),
        ("refused /f/0123456789abcdefXYZ/embed/", "0123456789abcdefXYZ"),
        ("signed by whsec_bGVhZGxpbmU+/bGVhZ=", "bGVhZGxpbmU"),
        ("no postgresql://me:word@db/lead", "word"),
    ],
)
def test_words_that_are_secret_are_hidden(log: Path, event: str, hidden: str) -> None:
    structlog.get_logger().warning(event)
    logging.getLogger("a.library").warning(event)

    assert hidden not in log.read_text()
    assert len(lines(log)) == 2


def test_values_under_secret_names_are_hidden(log: Path) -> None:
    structlog.get_logger().info(
        "asked", password="one", headers={"Cookie": "two", "Accept": "html"}
    )

    assert lines(log)[0]["password"] == "[hidden]"
    assert lines(log)[0]["headers"] == {"Cookie": "[hidden]", "Accept": "html"}


def test_a_traceback_is_kept_without_the_addresses_in_it(log: Path) -> None:
    try:
        raise ValueError("no such person: ana@acme.com")
    except ValueError:
        structlog.get_logger().exception("failed")

    (line,) = lines(log)
    assert "ValueError" in str(line["exception"])
    assert "ana@acme.com" not in str(line)


def test_debug_lines_are_left_out(log: Path) -> None:
    structlog.get_logger().debug("small talk")

    assert lines(log) == []


@pytest.mark.parametrize(
    "word",
    ["a", "a.", "a-", "a@", "a:", "a/", "a://a:", "é", "+", "/s/", "whsec_", "/f/a"],
)
def test_what_strangers_send_is_gone_through_once(word: str) -> None:
    sent = f"GET /{word * (120_000 // len(word))}"

    with ends():
        logs.hide({"event": sent, "request": sent})
