"""Mails of a mailbox as one file of mails, for the reader of such files.

Three things are settled here, before the reader sees a mail. What no person wrote stays
out. Who wrote counts by name alone, unless the server that took the mail in vouches for
the address: else whoever writes could speak for any customer. And a mail is known again
by its id together with what it says: nobody writes over another's words by sending the
same id.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import format_datetime

from leadline.foundation.mailbox import Mail
from leadline.foundation.tables.mails import (
    SHORT_HEADERS,
    automatic,
    date_of,
    header,
    sender,
)
from leadline.importing.people import read_person

BORDER = b"From mailbox Thu Jan  1 00:00:00 1970\n"
LIKE_BORDER = re.compile(rb"(?m)^(>*+From )")
MACHINES = frozenset({"mailer-daemon", "postmaster"})
REPORTS = frozenset({"multipart/report", "message/delivery-status"})
COMMENT = re.compile(r"\([^()]*+\)")
ODD = re.compile(r"[\"()\\]")
"""Quotes and what is left of a comment: a sender's own words may stand in them.

And in an address without quotes: so there is one result, which is the server's.
"""
LONGEST_ID = 150


@dataclass(frozen=True, slots=True)
class Box:
    """A file of mails, and how many of those that came it leaves out."""

    content: bytes = field(repr=False)
    mails: int
    left_out: int


def box_of(mails: tuple[Mail, ...], *, trusted: str = "", own: str = "") -> Box:
    """Return mails as one file; called in a child, since anybody may write a mail.

    ``trusted`` is the name of the server whose word on senders counts, as it stands in
    ``Authentication-Results``; ``own`` the address that the mailbox itself writes from.
    """
    kept = []
    for came in mails:
        mail = Mail(_lines_of(came.content), came.came)
        message = message_from_bytes(mail.content, policy=SHORT_HEADERS)
        if not _is_by_machine(message, own.lower()):
            kept.append(_entry(mail, message, trusted.lower()))
    return Box(b"".join(kept), len(kept), len(mails) - len(kept))


def _lines_of(content: bytes) -> bytes:
    """Return a mail without what would change how those around it are read.

    A first line that goes on from another one would go on from ours, and zeros make
    the whole file one of wide signs.
    """
    return content.replace(b"\0", b"").lstrip(b" \t")


def _is_by_machine(message: Message, own: str) -> bool:
    """Return whether it is a bounce, an automatic answer, a newsletter, or our own."""
    _, address = sender(header(message, "From"))
    local = address.partition("@")[0]
    return (
        bool(automatic(message))
        or local in MACHINES
        or address == own != ""
        or header(message, "Return-Path") == "<>"
        or message.get_content_type() in REPORTS
    )


def _entry(mail: Mail, message: Message, trusted: str) -> bytes:
    """Return a mail with the lines that the reader finds first, in the file's form."""
    name, address = sender(header(message, "From"))
    # With these two the file is known as one of mails, however broken the first is.
    lines = ["Received: from a mailbox", f"Message-ID: <{_id(mail, message)}>"]
    if not (trusted and _is_proven(message, address, trusted)):
        lines.append(f"From: {_name(name)}")
    if not date_of(header(message, "Date")) and mail.came:
        came = datetime.fromtimestamp(mail.came, UTC)
        lines.append(f"Date: {format_datetime(came)}")
    first = "".join(f"{line}\n" for line in lines).encode()
    body = LIKE_BORDER.sub(rb">\1", mail.content)
    return BORDER + first + body.rstrip(b"\r\n") + b"\n\n"


def _id(mail: Mail, message: Message) -> str:
    said = header(message, "Message-ID").strip("<> ")[:LONGEST_ID]
    _, _, body = mail.content.replace(b"\r\n", b"\n").partition(b"\n\n")
    told = "\n".join(header(message, name) for name in ("From", "Date", "Subject"))
    digest = hashlib.sha256(told.encode("utf-8", "replace") + body).hexdigest()[:16]
    return f"{said} {digest}".strip()


def _name(name: str) -> str:
    """Return the name of who wrote; an address in its place proves as little.

    One that is encoded twice would be one once it is read again.
    """
    found, _ = read_person(name)
    return (
        ""
        if "@" in found or "=?" in found
        else " ".join(found.replace("\0", "").split())[:120]
    )


def _is_proven(message: Message, address: str, trusted: str) -> bool:
    """Return whether the server that is trusted says that the sender's domain sent it.

    Only the first of its lines counts: what a sender put in stands below.
    """
    fields = [v for n, v in message.raw_items() if n.lower() == "from"]
    if len(fields) != 1 or not address:
        return False
    domain = address.rpartition("@")[2]
    for name, value in message.raw_items():
        if name.lower() != "authentication-results":
            continue
        said = COMMENT.sub(" ", str(value).lower())
        server, *results = said.split(";")
        if server.split()[:1] != [trusted]:
            continue
        if ODD.search(said) or said.count("dmarc=") != 1:
            return False
        for result in results:
            words = result.split()
            if words[:1] == ["dmarc=pass"]:
                of = [w.partition("=")[2] for w in words if w[:12] == "header.from="]
                return of == [domain]
        return False
    return False
