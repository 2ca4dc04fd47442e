"""Whether Leadline lives and is ready: asked by machines, which sign in nowhere.

Answered before anything else, whatever name the machine is asked by. A stranger learns
one word; why it is not ready is for whom the operator named, and for the log.
"""

from __future__ import annotations

import hmac
import shutil
import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseNotFound
from django.views.decorators.http import require_safe

from leadline.accounts.queries import schedule_is_kept
from leadline.foundation.jobs import clock
from leadline.foundation.worker import last_sign_of_a_worker
from leadline.web.front.clients import client_address, is_in, is_proxy

SILENT_SECONDS = 60.0
LEAST_FREE_BYTES = 100_000_000
PLAIN = "text/plain; charset=utf-8"
BEARER = "Bearer "
SAID_BY_PROXIES = ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED")

log = structlog.get_logger(__name__)


class HealthMiddleware:
    """Answers ``/healthz``, ``/readyz`` and, where it is on, ``/metrics``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.is_migrated = False
        self.answers = {
            "/healthz": require_safe(healthz),
            "/readyz": require_safe(self.readyz),
            "/metrics": require_safe(metrics),
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.answers.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        response: HttpResponse = answer(request)
        response["Cache-Control"] = "no-store"
        return response

    def readyz(self, request: HttpRequest) -> HttpResponse:
        """Say whether work can be done: 200, or 503 with what is wrong in the log."""
        looks = self.looks()
        is_ready = all(looks.values())
        if not is_ready:
            wrong = [name for name, is_well in looks.items() if not is_well]
            log.warning("not_ready", wrong=wrong)
        status = 200 if is_ready else 503
        if is_named(request):
            return JsonResponse({"ready": is_ready, **looks}, status=status)
        word = "ready" if is_ready else "not ready"
        return HttpResponse(f"{word}\n", content_type=PLAIN, status=status)

    def looks(self) -> dict[str, bool]:
        """Return what readiness rests on, and whether each of it is well."""
        answers = database_answers()
        return {
            "database": answers,
            "migrations": answers and self.tables_are_of_this_version(),
            "worker": worker_is_seen(),
            "disk": disk_has_room(),
        }

    def tables_are_of_this_version(self) -> bool:
        """Return whether every migration has run; once they have, they stay so."""
        if not self.is_migrated:
            self.is_migrated = no_migration_waits()
        return self.is_migrated


def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers; nothing else is asked for it."""
    return HttpResponse("ok\n", content_type=PLAIN)


def metrics(request: HttpRequest) -> HttpResponse:
    """Give the figures of Prometheus to whom the operator named; to others, no page."""
    if not is_named(request):
        return HttpResponseNotFound("There is no such page.\n", content_type=PLAIN)
    from leadline.web.front.figures import exposition

    content, kind = exposition()
    return HttpResponse(content, content_type=kind)


def is_named(request: HttpRequest) -> bool:
    """Return whether the operator lets this client see how Leadline runs.

    By token, or by address. An address that a header of a proxy stands for counts
    only where the proxy is one of ours: anybody may send such a header, and a proxy
    that nobody named would lend its own address to everybody behind it.
    """
    words = request.META
    given = words.get("HTTP_AUTHORIZATION", "").removeprefix(BEARER).encode()
    if settings.METRICS_TOKEN and hmac.compare_digest(
        given, settings.METRICS_TOKEN.encode()
    ):
        return True
    peer = words.get("REMOTE_ADDR", "")
    comes_through = any(name in words for name in SAID_BY_PROXIES)
    if comes_through and not is_proxy(peer, settings.PROXIES):
        return False
    said = words.get("HTTP_X_FORWARDED_FOR", "")
    return is_in(client_address(peer, said, settings.PROXIES), settings.METRICS_FROM)


def database_answers() -> bool:
    """Return whether the database answers a question that needs no table."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def no_migration_waits() -> bool:
    """Return whether the tables are those of this version."""
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def worker_is_seen() -> bool:
    """Return whether a worker has shown itself within the last minute.

    One of this folder; with PostgreSQL one of any machine, by its turn at the schedule.
    """
    seen = last_sign_of_a_worker(settings.DATA_DIR)
    if time.time() - seen <= SILENT_SECONDS:
        return True
    try:
        return schedule_is_kept(now=clock())
    except DatabaseError:
        return False


def disk_has_room() -> bool:
    """Return whether the data folder can take more than a page of a log."""
    try:
        return shutil.disk_usage(settings.DATA_DIR).free >= LEAST_FREE_BYTES
    except OSError:
        return False
