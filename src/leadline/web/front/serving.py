"""Builds the front for this installation, and watches that it lives."""

from __future__ import annotations

import asyncio
import faulthandler
import os
import resource
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db.backends.signals import connection_created

from leadline.web.front.front import Front
from leadline.web.front.limits import MEGABYTE, Limits

LOCK_SECONDS = 10
STATEMENT_SECONDS = 60
HANGS_AFTER = 90
BEAT_SECONDS = 5.0
OPEN_FILES = 16_384

log = structlog.get_logger(__name__)


def front_of(pages: Any) -> Front:
    """Return the ASGI application in front of the WSGI application ``pages``."""
    connection_created.connect(wait_a_little)
    run = Path(settings.DATA_DIR) / "run"
    return Front(
        pages,
        limits=Limits(file_bytes=settings.UPLOAD_LIMIT_BYTES + MEGABYTE),
        knows=is_signed_in,
        on_stuck=end_stuck,
        folder=str(run) if run.is_dir() else None,
    )


def wait_a_little(connection: Any, **_: object) -> None:
    """Let a page wait for another's lock for a while, not as long as a job may."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA busy_timeout = {LOCK_SECONDS * 1000}")
        else:
            cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
            cursor.execute(f"SET statement_timeout = '{STATEMENT_SECONDS}s'")


def is_signed_in(environ: dict[str, Any]) -> bool:
    """Return whether a request comes with the session of somebody."""
    from django.contrib.auth import SESSION_KEY
    from django.http import parse_cookie

    cookies = parse_cookie(environ.get("HTTP_COOKIE", ""))
    key = cookies.get(settings.SESSION_COOKIE_NAME, "")
    store = import_module(settings.SESSION_ENGINE).SessionStore(key)
    return bool(key) and SESSION_KEY in store.load()


def end_stuck() -> None:
    """End this process, so that the supervisor starts a new one; say where it hung."""
    log.error("every_thread_hangs")
    faulthandler.dump_traceback(sys.stderr)
    os._exit(1)


def watch_loop() -> None:
    """End this process when its loop stands still for a minute and a half.

    The clock runs outside Python, so that it strikes also while one thread keeps all
    the others out, as an endless search for a pattern does. Called before the loop
    runs; a process that never gets to run it ends in the same way.
    """
    loop = asyncio.get_event_loop()

    def beat() -> None:
        faulthandler.dump_traceback_later(HANGS_AFTER, exit=True)
        loop.call_later(BEAT_SECONDS, beat)

    beat()


def allow_many_sockets() -> None:
    """Let this process open as many files as it may, up to some thousands."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
