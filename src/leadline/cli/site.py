"""The web process of ``serve``: granian in front of Django."""

from __future__ import annotations

import errno
import gc
import http.client
import socket
import time
from importlib import import_module
from threading import Thread
from typing import Any

from leadline.foundation.errors import Invalid
from leadline.foundation.runner import end_with_parent

PAGES = "leadline.config.wsgi"
APPLICATION = "leadline.config.asgi"
SERVING = "leadline.web.front.serving"
DRAWING = "leadline.roadmap.bridge.drawing"
MOST_CONNECTIONS = 4096
HEAD_MILLISECONDS = 10_000
READY_SECONDS = 60.0
QUIET = {"handlers": [], "level": "WARNING", "propagate": True}


def free_port(host: str, port: int) -> int:
    """Return the port, or a free one for 0; raise ``Invalid`` when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except PermissionError as error:
            raise Invalid(
                f"Port {port} is not open to you. Try: leadline serve --port 8080"
            ) from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Invalid(
                    f"Port {port} is in use. Try: leadline serve --port {port + 1}"
                ) from error
            raise Invalid(
                f"{host} is not an address of this machine ({error.strerror})."
            ) from error
        return int(trial.getsockname()[1])


def load_application() -> Any:
    """Return the WSGI application, with every page's code loaded.

    What is loaded stays for good: taken out of the collector's rounds, which would
    look through all of it and now and then hold a page up for a tenth of a second.
    """
    from django.urls import get_resolver

    application = import_module(PAGES).application
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    return application


def run_site(host: str, port: int, processes: int) -> None:
    """Serve until a signal comes; ``load_application`` has run in the parent.

    Whoever is slow with the head of a request is let go by granian, with its body or
    with taking the answer by the front.
    """
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server import Server

    from leadline.foundation.tracing import begin_tracing

    serving = import_module(SERVING)
    serving.allow_many_sockets()

    def application(*_: object) -> Any:
        end_with_parent()
        load_application()
        begin_tracing("web")
        # What draws futures takes a third of a second to load: before the first page
        # that asks for a plan, beside those that do not.
        Thread(target=import_module, args=(DRAWING,), daemon=True).start()
        front = import_module(APPLICATION).application
        serving.watch_loop()
        return front

    Server(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        workers=processes,
        backlog=MOST_CONNECTIONS,
        backpressure=MOST_CONNECTIONS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_MILLISECONDS),
        websockets=False,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
        log_dictconfig={"loggers": {"_granian": QUIET, "granian.access": QUIET}},
    ).serve(target_loader=application, wrap_loader=False)


def wait_until_served(host: str, port: int) -> bool:
    """Return whether the site answers; give it a minute."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        asked = http.client.HTTPConnection(shown, port, timeout=10)
        try:
            asked.request("HEAD", "/sign-in/", headers={"Host": "localhost"})
            asked.getresponse()
        except OSError:
            time.sleep(0.05)
        else:
            return True
        finally:
            asked.close()
    return False
