"""Mailboxes: named by owners, read on a schedule, remembered as far as they were."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.connections.actions.intakes import LATER, intake_name
from leadline.connections.models import Intake, Mailbox
from leadline.connections.types import (
    IntakeKind,
    IntakeWay,
    MailboxIn,
    OpenMailbox,
)
from leadline.foundation.errors import Invalid, NotFound
from leadline.foundation.lockbox import lock, unlock

TLS_PORT = 993
SOON = timedelta(minutes=1)
HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
LONGEST, LONGEST_FOLDER = 300, 120


@transaction.atomic
def add_mailbox(*, actor: Actor, mailbox: MailboxIn, now: datetime) -> Kept:
    """Open a way in by a mailbox, which is read at once and then on a schedule.

    Raises ``NotAllowed``, ``Invalid`` for what is no server, name, password, folder or
    time, ``Conflict`` for a name in use or too many ways in.
    """
    actor.require("administer")
    host, port = _server(mailbox.server)
    said = _checked(mailbox)
    name = intake_name(actor=actor, name=said.name, every_hours=said.every_hours)
    made = Intake(
        workspace_id=actor.workspace_id, name=name, kind=IntakeKind.FEEDBACK,
        way=IntakeWay.MAIL, every_hours=said.every_hours, due_at=now, server_name=host,
    )  # fmt: skip
    made.save()
    Mailbox(
        workspace_id=actor.workspace_id, intake=made, port=port,
        login=lock(said.login), password=lock(said.password), folder=said.folder,
        move_to=said.move_to, checker=said.checker,
    ).save()  # fmt: skip
    record(
        actor=actor, verb="connections.add_mailbox", subject=made, name=name,
        server=host, folder=said.folder, move_to=said.move_to, checker=said.checker,
        version=made.version,
    )  # fmt: skip
    return result_of(made)


@transaction.atomic
def set_mailbox_password(
    *,
    actor: Actor,
    intake_id: int,
    password: str,
    now: datetime,
    seen: int | None = None,
) -> Kept:
    """Give a mailbox another password; it is read by it at once.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` without one, ``Stale``.
    """
    actor.require("administer")
    box = _get(actor, intake_id)
    if not _is_plain(password):
        raise Invalid("Give the password.", field="password")
    row = box.intake
    take_version(actor=actor, row=row, seen=seen)
    box.password = lock(password)
    box.save(update_fields=["password"])
    row.due_at, row.fault = now, ""
    row.save(update_fields=["due_at", "fault"])
    record(
        actor=actor, verb="connections.set_mailbox_password", subject=row,
        version=row.version,
    )  # fmt: skip
    return result_of(row)


@transaction.atomic
def mailbox_of(*, actor: Actor, intake_id: int) -> OpenMailbox:
    """Return a mailbox with what opens it, for the job that reads it.

    Raises ``NotFound``, ``Invalid`` where both were locked by another key or are gone.
    """
    actor.require("administer")
    box = _get(actor, intake_id)
    login, password = unlock(box.login), unlock(box.password)
    if not (login and password):
        raise Invalid("Name and password stayed behind: add the mailbox anew.")
    return OpenMailbox(
        name=box.intake.name,
        host=box.intake.server_name,
        port=box.port,
        login=login,
        password=password,
        folder=box.folder,
        move_to=box.move_to,
        checker=box.checker,
        validity=box.validity,
        last=box.last,
    )


@transaction.atomic
def note_mailbox(
    *,
    actor: Actor,
    intake_id: int,
    now: datetime,
    validity: int | None = None,
    last: int = 0,
    is_more: bool = False,
    came: int = 0,
    fault: str = "",
) -> None:
    """Write down how far a mailbox was read, and what failed; both may be.

    Where there is more it is read on in a minute, after a failure in an hour. Raises
    ``NotFound``.
    """
    actor.require("administer")
    box = _get(actor, intake_id)
    if validity is not None:
        box.validity, box.last = validity, last
        box.save(update_fields=["validity", "last"])
    row = box.intake
    row.fault = fault[:300]
    if fault:
        row.due_at = min(row.due_at, now + LATER)
    elif is_more:
        row.due_at = min(row.due_at, now + SOON)
    if came:
        row.came_at = now
    row.save(update_fields=["fault", "due_at", "came_at"])


def _get(actor: Actor, intake_id: int) -> Mailbox:
    own = rows(Mailbox, actor).select_for_update().select_related("intake")
    box = own.filter(intake_id=intake_id).first()
    if box is None:
        raise NotFound("There is no such mailbox.")
    return box


def _server(said: str) -> tuple[str, int]:
    """Return the host and the port of a server, as people write it."""
    host, colon, port = said.strip().lower().partition(":")
    number = int(port) if port.isascii() and port.isdecimal() and len(port) < 6 else 0
    number = number if colon else TLS_PORT
    if not HOST.fullmatch(host) or not 0 < number < 65_536:
        raise Invalid(
            "Give the server as imap.example.com, or with its port of TLS behind a "
            "colon.",
            field="server",
        )
    return host, number


def _checked(said: MailboxIn) -> MailboxIn:
    folder, move_to = said.folder.strip() or "INBOX", said.move_to.strip()
    for name, value, most in (
        ("login", said.login.strip(), LONGEST), ("password", said.password, LONGEST),
        ("folder", folder, LONGEST_FOLDER),
    ):  # fmt: skip
        if not _is_plain(value) or len(value) > most:
            raise Invalid(f"Give the {name}, in up to {most} signs.", field=name)
    if move_to and (not _is_plain(move_to) or len(move_to) > LONGEST_FOLDER):
        raise Invalid("A folder has a name in plain signs.", field="move_to")
    if move_to == folder:
        raise Invalid("Name another folder than the one that is read.", field="move_to")
    return replace(
        said, login=said.login.strip(), folder=folder, move_to=move_to,
        checker=_checker(said.checker),
    )  # fmt: skip


def _checker(given: str) -> str:
    """Return the name of the server whose word on senders counts, or nothing."""
    host = given.strip().lower()
    if host and not HOST.fullmatch(host):
        raise Invalid("Give the name of a server, as mx.example.com.", field="checker")
    return host


def _is_plain(text: str) -> bool:
    """Return whether there is a text without signs that would end a line."""
    return bool(text) and text.isprintable()
