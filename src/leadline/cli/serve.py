"""``leadline serve``: everything on an empty machine with one command."""

from __future__ import annotations

import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from leadline.cli import folder as place
from leadline.cli import machines
from leadline.cli.context import (
    boot,
    choose_folder,
    folder_option,
    owner_of_first_workspace,
    says_why,
)
from leadline.cli.saying import say
from leadline.foundation.errors import Invalid

LOCAL_HOSTS = "localhost,127.0.0.1,[::1]"


@dataclass(frozen=True, slots=True)
class Opening:
    """How to open Leadline."""

    folder: Path
    host: str
    port: int
    workers: int
    web_processes: int
    browser: bool


def opening_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that ``serve`` and ``demo`` share."""
    for option in reversed(
        [
            folder_option,
            click.option(
                "--host",
                default="127.0.0.1",
                show_default=True,
                help="Address to listen on; 0.0.0.0 is every one of this machine.",
            ),
            click.option(
                "--port",
                type=click.IntRange(0, 65535),
                default=8000,
                show_default=True,
                help="0 takes any free one.",
            ),
            click.option(
                "--workers",
                type=click.IntRange(min=0),
                default=1,
                show_default=True,
                help="Processes for background jobs; 0 where other machines do them.",
            ),
            click.option(
                "--web-processes",
                type=click.IntRange(min=0),
                default=1,
                show_default=True,
                help="Processes that answer the browser; 0 where other machines do.",
            ),
            click.option(
                "--browser/--no-browser",
                default=True,
                help="Open the browser, where there is a display.",
            ),
        ]
    ):
        command = option(command)
    return command


@click.command()
@opening_options
@click.option(
    "--email",
    default="owner@localhost",
    show_default=True,
    help="The first owner; only read when the folder is new.",
)
@click.option(
    "--company",
    default="My company",
    show_default=True,
    help="The first workspace; only read when the folder is new.",
)
@says_why
def serve(folder: Path | None, email: str, company: str, **options: Any) -> None:
    """Open Leadline on this machine: web pages and worker.

    Makes the data folder and its key, brings the database up to date (after a
    copy), starts everything and, in a terminal, prints a link that signs you in
    once; anywhere else leadline link makes one. Ctrl+C stops it.

    Example: leadline serve --folder ~/leadline --port 8080
    """
    opening = Opening(choose_folder(folder), **options)
    run(opening, lambda: first_owner(email, company))


def first_owner(email: str, company: str) -> None:
    """Make the first workspace and its owner in a new folder."""
    from leadline.accounts.actions import set_up
    from leadline.foundation.jobs import clock

    set_up(
        workspace_name=company,
        owner_email=email,
        owner_name=email.split("@")[0].title(),
        now=clock(),
    )


def run(opening: Opening, fill: Callable[[], None]) -> None:
    """Open Leadline; ``fill`` puts the first things into a new database."""
    from leadline.cli.rotate import finish_change_of_key
    from leadline.cli.site import free_port
    from leadline.cli.witness import seal_and_witness
    from leadline.foundation.crew import need_crew
    from leadline.foundation.shelf import need_store

    if not opening.workers + opening.web_processes:
        raise Invalid("Nothing would run: --workers and --web-processes are both 0.")
    place.make_folder(opening.folder)
    with place.held(opening.folder):
        port = free_port(opening.host, opening.port) if opening.web_processes else 0
        _allow_host(opening.host)
        place.make_private(opening.folder)
        place.make_key(opening.folder)
        log = place.choose_log(opening.folder)
        boot()
        need_store()
        need_crew()
        machines.need_right_clock()
        with machines.one_at_a_time():
            place.migrate(opening.folder)
            place.need_assets(opening.folder)
            place.need_watching(opening.folder)
            finish_change_of_key()
            machines.need_same_keys()
            seal_and_witness()
            if owner_of_first_workspace() is None:
                place.apart(fill)
        _run_processes(opening, port, log)


def _run_processes(opening: Opening, port: int, log: Path) -> None:
    from django.db import connections

    from leadline.cli.site import load_application, run_site, wait_until_served
    from leadline.cli.supervisor import Supervisor
    from leadline.cli.worker import run_worker
    from leadline.foundation.worker import last_beat

    if opening.web_processes:
        load_application()
    connections.close_all()
    supervisor = Supervisor()
    beat = partial(last_beat, opening.folder)
    try:
        if opening.web_processes:
            site = partial(run_site, opening.host, port, opening.web_processes)
            supervisor.add("web", site)
        for number in range(opening.workers):
            supervisor.add(f"worker {number + 1}", run_worker, beat)
        if not opening.web_processes:
            say(f"Background jobs are done here, {opening.workers} at a time.")
            say(f"Data in {opening.folder}, log in {log.name}. Ctrl+C stops it.")
        elif wait_until_served(opening.host, port):
            _greet(opening, port, log)
        else:
            raise click.ClickException(f"The pages do not answer; {log} says why.")
        if why := supervisor.watch():
            raise click.ClickException(f"{why} {log} says more.")
        say("Stopping …", err=True)
    except KeyboardInterrupt:
        say("Stopping …", err=True)
    finally:
        supervisor.stop()


def _allow_host(host: str) -> None:
    """Let the site answer under the address it listens on."""
    if "LEADLINE_HOSTS" in os.environ or host in LOCAL_HOSTS.split(","):
        return
    names = [socket.gethostname()] if host in ("0.0.0.0", "::") else [host]
    os.environ["LEADLINE_HOSTS"] = ",".join([LOCAL_HOSTS, *names])


def _greet(opening: Opening, port: int, log: Path) -> None:
    """Say where Leadline is open; a link goes to a terminal or a browser only.

    A service manager keeps what is printed, and lets others read it.
    """
    named = opening.host not in ("127.0.0.1", "0.0.0.0", "::")
    name = f"[{opening.host}]" if ":" in opening.host else opening.host
    address = f"http://{name if named else 'localhost'}:{port}"
    place.address_file(opening.folder).write_text(address)
    say(f"Leadline is open at {address}")
    opens = opening.browser and _has_display()
    link = f"{address}/sign-in/{_key()}/" if opens or sys.stdout.isatty() else ""
    if sys.stdout.isatty():
        say(f"Sign in once with   {link}")
    else:
        say(f"Sign in with a link that leadline link --folder {opening.folder} makes")
    say(f"Data in {opening.folder}, log in {log.name}. Ctrl+C stops it.")
    if opens:
        webbrowser.open(link)


def _key() -> str:
    from django.db import connections

    from leadline.cli.link import owners_key

    try:
        return owners_key()
    finally:
        connections.close_all()


def _has_display() -> bool:
    if sys.platform == "darwin":
        return "SSH_CONNECTION" not in os.environ
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
