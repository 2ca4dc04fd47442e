"""Mails as rows: a mailbox file (mbox) or a single message (EML).

Messages are read one at a time and forgivingly: mails break every rule. What is
attached is not read; of a message in two forms the plain one is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

from leadline.foundation.markup import plain_words
from leadline.foundation.tables.letters import likeliest
from leadline.foundation.tables.shapes import Row, TableShape

COLUMNS = (
    "Message-ID", "Date", "From", "From address", "To", "Subject", "Body",
    "In-Reply-To", "Labels", "Automatic",
)  # fmt: skip
MESSAGE_LIMIT = 2 * 1024**2
BODY_LIMIT = 200_000
LINE_LIMIT = 1 << 20
HEADER_LIMIT = 20_000
CONTENT_HEADER_LIMIT = 10_000
HEADERS = frozenset(
    "from to cc subject date received message-id mime-version return-path "
    "delivered-to reply-to content-type x-received dkim-signature sender".split()
)
FIELD = re.compile(r"([A-Za-z][A-Za-z0-9_-]{1,60}):[ \t]?\S?")
BORDER = re.compile(rb"From (?:\S+ .*\d{4}|- .*\d{4}|\S+@\S+.*)\s*$")
ESCAPED = re.compile(rb"^>(>*From )", re.M)
_WORD = r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?\n]*\?="
ENCODED = re.compile(rf"{_WORD}(?:\s+{_WORD})*")
MBOX, EML = "mbox", "eml"


class _ShortHeaders(Compat32):
    """Cuts each header before anything looks into it, in all parts of a mail.

    The parameters of a header are taken apart in quadratic time.
    """

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        is_content = name.lower().startswith("content-")
        return name, value[: CONTENT_HEADER_LIMIT if is_content else HEADER_LIMIT]


SHORT_HEADERS = _ShortHeaders()


def mail_form(start: str) -> str:
    """Return ``mbox`` or ``eml`` for a text that begins as mails do, else nothing."""
    lines = start.splitlines()
    if lines and BORDER.match(lines[0].encode("utf-8", "replace")):
        return MBOX if _is_head(lines[1:], is_sure=True) else ""
    return EML if _is_head(lines) else ""


def _is_head(lines: list[str], *, is_sure: bool = False) -> bool:
    """Return whether lines are the head of a mail.

    Behind a border that ``is_sure`` one broken line does not take that away.
    """
    found: set[str] = set()
    for line in lines[:80]:
        if not line.strip():
            break
        if line[0] in " \t" and found:
            continue
        field = FIELD.match(line)
        if not field and is_sure:
            break
        if not field:
            return False
        found.add(field[1].lower())
    return len(found & HEADERS) >= 2 and bool(found & {"from", "subject", "received"})


def sniff_mail(path: Path, encoding: str) -> TableShape:
    """Return the shape of a file of mails; every such file has the same columns."""
    with path.open("rb") as file:
        is_box = bool(BORDER.match(file.readline(LINE_LIMIT)))
    what = "a mailbox" if is_box else "one mail"
    return TableShape(
        format="mail",
        encoding=encoding,
        delimiter=MBOX if is_box else EML,
        header_at=-1,
        body_at=0,
        columns=COLUMNS,
        notes=(f"The file is {what}: each mail is a row, attachments are not read.",),
    )


def read_mail(path: Path, shape: TableShape, skip: int) -> Iterator[Row]:
    """Yield a row for each message behind ``skip``."""
    if shape.delimiter == EML:
        with path.open("rb") as file:
            messages: Iterator[bytes] = iter([file.read(MESSAGE_LIMIT)])
    else:
        messages = _messages(path)
    for number, content in enumerate(messages, start=1):
        if number > skip:
            yield _row(number, content)


def _messages(path: Path) -> Iterator[bytes]:
    """Yield the messages of a mailbox; each is cut where only attachments go on."""
    with path.open("rb") as file:
        lines: list[bytes] = []
        size, is_border = 0, True
        for line in iter(lambda: file.readline(LINE_LIMIT), b""):
            if is_border and BORDER.match(line):
                if lines:
                    yield ESCAPED.sub(rb"\1", b"".join(lines))
                lines, size = [], 0
                continue
            # What goes on behind the limit of a line begins none.
            is_border = line.endswith(b"\n") and not line.strip()
            if size < MESSAGE_LIMIT:
                lines.append(line)
                size += len(line)
        if any(line.strip() for line in lines):
            yield ESCAPED.sub(rb"\1", b"".join(lines))


def _row(number: int, content: bytes) -> Row:
    try:
        message = message_from_bytes(content, policy=SHORT_HEADERS)
        name, address = sender(header(message, "From"))
        cells: tuple[str, ...] = (
            header(message, "Message-ID").strip("<> "),
            date_of(header(message, "Date")),
            name,
            address,
            header(message, "To"),
            header(message, "Subject"),
            body_of(message),
            header(message, "In-Reply-To").strip("<> "),
            header(message, "X-Gmail-Labels"),
            automatic(message),
        )
    except Exception:  # a mail may hold anything; one that cannot be read is told
        cells = ("",) * len(COLUMNS)
        return Row(number, cells, aside="This mail is broken and cannot be read.")
    note = "" if cells[1] else "This mail has no date that can be read."
    return Row(number, tuple(cell.replace("\x00", "") for cell in cells), note)


def header(message: Message, name: str) -> str:
    """Return a header with the words that are encoded in it, and raw bytes, as signs.

    The fields are asked for as they came: ``Message.get`` gives up raw bytes.
    """
    fields = (str(v) for n, v in message.raw_items() if n.lower() == name.lower())
    return " ".join(ENCODED.sub(_decoded, _mended(next(fields, ""))).split())


def _decoded(run: re.Match[str]) -> str:
    """Return encoded words as signs; those in no encoding known stay as they are."""
    try:
        return _mended(str(make_header(decode_header(run[0]))))
    except (ValueError, LookupError, AssertionError):
        return run[0]


def _mended(text: str) -> str:
    """Return a header in which bytes stand that no header may hold, as signs."""
    raw = text.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(likeliest(raw), "replace")


def sender(text: str) -> tuple[str, str]:
    """Return the name and the address in a header that names somebody."""
    pairs = [(n, a) for n, a in getaddresses([text]) if "@" in a]
    if not pairs:
        return text, ""
    name, address = pairs[0]
    return name.strip(" '\"") or address, address.lower()


def date_of(text: str) -> str:
    """Return the moment that a header says, or nothing."""
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def automatic(message: Message) -> str:
    """Return what says that no person wrote this mail, or nothing."""
    said = header(message, "Auto-Submitted").split(";")[0].lower()
    if said and said != "no":
        return said
    for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress"):
        if name != "X-Auto-Response-Suppress" and message.get(name):
            return "auto-replied"
    precedence = header(message, "Precedence").lower()
    if precedence in {"bulk", "junk", "list", "auto_reply"}:
        return precedence
    return "list" if message.get("List-Unsubscribe") else ""


def body_of(message: Message) -> str:
    """Return the text of a message; of two forms the plain one."""
    marked = ""
    for part in _parts(message):
        if part.get_content_disposition() == "attachment" or part.get_filename():
            continue
        kind = part.get_content_type()
        if kind == "text/plain" and (text := _text(part).strip()):
            return text[:BODY_LIMIT]
        if kind == "text/html" and not marked:
            marked = plain_words(_text(part)[: 4 * BODY_LIMIT])
    return marked[:BODY_LIMIT]


def _parts(message: Message, depth: int = 0) -> Iterator[Message]:
    """Yield the leaves of a message, not those of messages that are attached."""
    if message.get_content_maintype() == "message" and depth:
        return
    payload = message.get_payload()
    if message.is_multipart() and isinstance(payload, list) and depth < 20:
        for part in payload:
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)
        return
    yield message


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    charset = str(part.get_content_charset() or "utf-8")
    try:
        text = content.decode(charset)
    except (UnicodeDecodeError, LookupError):
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            text = content.decode(likeliest(content), "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    is_flowed = str(part.get_param("format") or "").lower() == "flowed"
    return _unfolded(text) if is_flowed else text


def _unfolded(text: str) -> str:
    """Return flowed text with its soft line ends taken back."""
    lines: list[str] = []
    is_open = False
    for line in text.split("\n"):
        if is_open and not line.startswith(">"):
            lines[-1] += line.removeprefix(" ")
        else:
            lines.append(line)
        is_open = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(lines)
