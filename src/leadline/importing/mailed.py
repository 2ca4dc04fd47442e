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
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import format_datetime

from leadline.evidence.bridge import parts_of
from leadline.foundation.mailbox import Mail
from leadline.foundation.tables.mails import (
    SHORT_HEADERS,
    automatic,
    body_of,
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
LIKE_OURS = re.compile(r"<([a-z]{3,20}-\d{1,18}-[0-9a-f]{12}@)")
MOST_NAMES = 20
OWN = frozenset({"greeting", "words", "sign_off"})


@dataclass(frozen=True, slots=True)
class Reply:
    """A mail that says it answers another: to ours by ``names``, or to anybody's.

    ``text`` is what its writer wrote, without what they quote; ``entry`` the mail as
    the file would hold it.
    """

    names: tuple[str, ...]
    address: str
    is_proven: bool
    came: float
    text: str = field(repr=False)
    entry: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Box:
    """A file of mails, those apart from it that answer, and how many it leaves out."""

    content: bytes = field(repr=False)
    mails: int
    left_out: int
    replies: tuple[Reply, ...] = ()

    def with_mails(self, entries: list[bytes]) -> Box:
        """Return the file with mails that were apart."""
        content = self.content + b"".join(entries)
        return replace(self, content=content, mails=self.mails + len(entries))


def box_of(mails: tuple[Mail, ...], *, trusted: str = "", own: str = "") -> Box:
    """Return mails as one file; called in a child, since anybody may write a mail.

    ``trusted`` is the name of the server whose word on senders counts, as it stands in
    ``Authentication-Results``; ``own`` the address that the mailbox itself writes from.
    """
    kept, replies = [], []
    for came in mails:
        mail = Mail(_lines_of(came.content), came.came)
        message = message_from_bytes(mail.content, policy=SHORT_HEADERS)
        if _is_by_machine(message, own.lower()):
            continue
        _, address = sender(header(message, "From"))
        is_proven = bool(trusted) and _is_proven(message, address, trusted.lower())
        entry = _entry(mail, message, is_proven)
        if names := _answered(message):
            text = _said(body_of(message))
            replies.append(Reply(names, address, is_proven, mail.came, text, entry))
        else:
            kept.append(entry)
    left_out = len(mails) - len(kept) - len(replies)
    return Box(b"".join(kept), len(kept), left_out, tuple(replies))


def _said(body: str) -> str:
    """Return what somebody wrote above, between or below what they answer.

    Thanks alone are an answer; behind other words they are only manners.

    >>> _said("Ten.\\n\\nBest regards\\nBen\\n\\nOn Wed, ana wrote:\\n> Nine?\\n")
    'Ten.'
    """
    said: list[tuple[str, str]] = []
    for kind, text in parts_of(body):
        if kind == "forwarded":
            break
        if kind in OWN:
            said.append((kind, text))
    has_words = any(kind == "words" for kind, _ in said)
    own = (text for kind, text in said if not (has_words and kind == "sign_off"))
    return "\n\n".join(own)


def _answered(message: Message) -> tuple[str, ...]:
    """Return the names that could be of mails of ours, the nearest first."""
    nearest = header(message, "In-Reply-To"), header(message, "References")
    found = [LIKE_OURS.findall(said)[::-1] for said in nearest]
    return tuple(dict.fromkeys([*found[0], *found[1]]))[:MOST_NAMES]


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


def _entry(mail: Mail, message: Message, is_proven: bool) -> bytes:
    """Return a mail with the lines that the reader finds first, in the file's form."""
    name, _ = sender(header(message, "From"))
    # With these two the file is known as one of mails, however broken the first is.
    lines = ["Received: from a mailbox", f"Message-ID: <{_id(mail, message)}>"]
    if not is_proven:
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
