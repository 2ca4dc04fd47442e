"""The subject on the first line of a ticket."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leadline.engine.text.mail.parts import PartKind
from leadline.engine.text.mail.segments import Segment
from leadline.engine.text.mail.ticket_numbers import BEFORE, is_ticket_number

_PREFIX = re.compile(
    r"\s*(?:(?:(?:re|aw|wg|fwd?|tr|rv|antw(?:oord)?|sv|vs|vb|enc|res|ref|doorst"
    r"|odp|pd|rif|fs|i|r)\s?(?:\[\d+\]|\(\d+\))?\s?[:\uff1a]\s*)"
    r"|(?:subject|betreff|objet|asunto|assunto|onderwerp|oggetto|ämne|emne)\s*:\s+"
    r"|\[(?:ext|extern(?:al)?|#?\d{2,}|(?:ticket|case|request|support|id|sr|ref"
    r"|issue)[\s#:-]*[\w-]*\d[\w-]*|[A-Z]{2,10}-\d+)\]\s*:?\s*[-\u2013]?\s*"
    r"|\((?:ticket|case|request)[\s#:]*\d+\)\s*|#\d{3,}\s*[:\-\u2013]\s*|(?:ticket"
    r"|case)\s*#\s?\d+\s*[:\-\u2013]\s*)",
    re.I,
)
_REPLY = re.compile(
    r"\s*(?:re|aw|antw(?:oord)?|sv|vs|res|odp|rif|r)\s?(?:\[\d+\])?\s?:", re.I
)
_FORWARDED = re.compile(
    r"\s*(?:fwd?|wg|tr|rv|enc|doorst|vb|pd|i)\s?(?:\[\d+\])?\s?:", re.I
)
_SUFFIX = re.compile(
    r"(?<!\s)\s*[\[(](?:ticket|case|request|ref|id)?[\s#:]*#?\d{3,}[\])]\s*$", re.I
)
_NO_SUBJECT = re.compile(
    r"[\s(\[<*_-]*(?:no\s+subject|none|kein\s+betreff|ohne\s+betreff|(?:sans"
    r"|aucun)\s+objet|sin\s+asunto|sem\s+assunto|geen\s+onderwerp|nessun\s+oggetto"
    r"|inget\s+ämne|intet\s+emne)[\s)\]>*_.-]*$",
    re.I,
)
_LOW = frozenset(("i:", "r:", "re:", "ref:", "vs:", "pd:", "res:"))
"""Inside a line alone these are words rather than a mail program's."""
_MOST_WORDS = 14


@dataclass(slots=True)
class Subject:
    """The first line where it is, or could be, a subject."""

    segment: Segment | None = None
    is_reply: bool = False
    is_forward: bool = False
    is_sure: bool = False
    could_be: bool = False

    def settle(self, first: Segment | None) -> None:
        """Take the first line as the subject: a greeting stands below it."""
        if first is not None and self.segment is None and first.kind is None:
            self.segment = first
        self.is_sure = self.is_sure or first is not None


def mark_subject(letter: list[Segment]) -> Subject:
    """Cut "Re:" and numbers off a subject, and mark one that says nothing as noise."""
    full = [s for s in letter if not s.is_blank]
    if not full:
        return Subject()
    first = full[0]
    has_below = any(s.line > first.line for s in full)
    subject = Subject(could_be=has_below and _is_short(first.text))
    is_none = first.text.strip().lower() == "none"
    if has_below and _says_nothing(first.text) and not is_none:
        first.marked(PartKind.NOISE)
        subject.is_sure = True
        return subject
    first = _without_prefix(letter, first, subject)
    found = _SUFFIX.search(first.text[-60:]) if has_below else None
    if found and (at := max(0, len(first.text) - 60) + found.start()):
        tail = first.split(at)
        tail.marked(PartKind.NOISE)
        letter.insert(_place(letter, first) + 1, tail)
    if has_below and _says_nothing(first.text) and subject.is_sure:
        first.marked(PartKind.NOISE)
    elif has_below and (subject.is_sure or subject.could_be):
        subject.segment = first
    return subject


def _without_prefix(letter: list[Segment], first: Segment, subject: Subject) -> Segment:
    """Cut what mail programs put before a subject; return what is left."""
    for _ in range(6):
        found = _PREFIX.match(first.text) or BEFORE.match(first.text)
        if not found or not first.text[found.end() :].strip():
            break
        if found.group().strip() in _LOW and not subject.could_be:
            break
        if not (subject.is_reply or subject.is_forward):
            subject.is_forward = bool(_FORWARDED.match(first.text))
        subject.is_reply = subject.is_reply or bool(_REPLY.match(first.text))
        subject.is_sure = True
        rest = first.split(found.end())
        first.marked(PartKind.NOISE)
        letter.insert(_place(letter, first) + 1, rest)
        first = rest
    return first


def _says_nothing(text: str) -> bool:
    """Return whether a subject says that there is none, or only a number."""
    return bool(_NO_SUBJECT.match(text)) or is_ticket_number(text)


def _is_short(text: str) -> bool:
    bare = text.strip()
    return len(bare.split()) <= _MOST_WORDS and bare[-1:] not in ".:;,"


def _place(letter: list[Segment], segment: Segment) -> int:
    return next(n for n, s in enumerate(letter) if s is segment)
