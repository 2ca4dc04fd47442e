"""Older mail inside a mail: quoted, or forwarded and then the words."""

from __future__ import annotations

import re

from leadline.engine.text.mail.parts import PartKind
from leadline.engine.text.mail.quotes import ABOVE, QUOTE_MARK, Head, head_at
from leadline.engine.text.mail.segments import Segment
from leadline.engine.text.mail.subjects import Subject

_MARKS = re.compile(r"[\s\u200b]*(?:>\s?)+")
_POINTER = re.compile(
    r"[\W_]*(?:(?:just\s+)?(?:an?\s+)?(?:fyi|for\s+your\s+(?:info(?:rmation)?"
    r"|attention|consideration|review)|f\.y\.i\.?)"
    r"|(?:please\s+|pls\s+)?(?:see|read|check|look\s+at|have\s+a\s+look\s+at|find"
    r"|note)\s+(?:the\s+)?(?:\w+\s+){0,4}(?:below|forwarded|underneath|this)"
    r"|below|see\s+below|(?:please\s+)?(?:advise|handle|help|review|log(?:"
    r"\s+this)?|take\s+a\s+look|look\s+into\s+this|action)|thoughts|any\s+(?:ideas"
    r"|thoughts)|what\s+do\s+you\s+think|can\s+(?:you|we|someone)\s+(?:please"
    r"\s+)?(?:look\s+(?:at|into)\s+(?:this|it)|help(?:\s+(?:with\s+this|here|them"
    r"|him|her))?|take\s+(?:this|a\s+look)|check(?:\s+this)?)"
    r"|(?:i\s+am\s+|i['\u2019]m\s+)?(?:forward(?:ing|ed)?|passing|sharing)\s+(?:this|it"
    r"|the\s+\w+)?\s*(?:on|along|to\s+you|below)?(?:\s+(?:from|by)\s+(?:a|our|one"
    r"\s+of\s+our|the)\s+(?:customer|client|user)s?)?"
    r"|(?:another\s+one|this\s+(?:one\s+)?(?:came\s+in|is)|(?:feedback|mail|email"
    r"|message|request|complaint|question|note)\s+)\s*(?:from|by)\s+(?:a|our|one"
    r"\s+of\s+our|the|another)\s+(?:\w+\s+)?(?:customer|client|user)s?(?:"
    r"\s+below)?"
    r"|zur\s+(?:info(?:rmation)?|kenntnis(?:nahme)?)|z\.?\s?k\.?|(?:siehe|s\.)"
    r"\s+(?:die\s+)?(?:mail\s+|nachricht\s+)?(?:unten|die\s+mail|folgende)"
    r"[^\n]{0,40}|s\.\s?u\.?|wie\s+(?:besprochen\s+)?unten|weiterleitung"
    r"[^\n]{0,40}|bitte\s+(?:um\s+)?(?:kümmern|bearbeit\w+|beacht\w+|prüfen"
    r"|anschauen)[^\n]{0,30}|unten\s+die\s+\w+[^\n]{0,30}"
    r"|pour\s+(?:info(?:rmation)?|votre\s+information)|(?:voir|cf\.?)"
    r"\s+(?:ci-dessous|plus\s+bas|le\s+message)[^\n]{0,40}|ci-dessous[^\n]{0,30}"
    r"|je\s+(?:vous|te)\s+(?:transfère|transmets)[^\n]{0,50}"
    r"|para\s+(?:tu|su|vuestra)\s+(?:información|conocimiento)|(?:ver|vea|véase"
    r"|mira)\s+(?:más\s+)?abajo[^\n]{0,30}|(?:te|le|os)\s+reenvío[^\n]{0,50}"
    r"|para\s+(?:sua|tua|vossa|seu|teu)\s+(?:informação|conhecimento)|(?:ver|veja"
    r"|vide)\s+abaixo[^\n]{0,30}|(?:segue|encaminho)[^\n]{0,50}"
    r"|ter\s+info(?:rmatie)?|zie\s+(?:hieronder|onderstaand\w*|de\s+mail)"
    r"[^\n]{0,40}|onderstaand[^\n]{0,40}"
    r"|per\s+(?:tua|vostra|sua)?\s*(?:info(?:rmazione)?|conoscenza)|(?:vedi|si"
    r"\s+veda|vedere)\s+(?:sotto|di\s+seguito)[^\n]{0,40}|(?:ti|vi|le)\s+inoltro"
    r"[^\n]{0,50}|di\s+seguito[^\n]{0,40})[\W_]*",
    re.I,
)
_CLAUSE = re.compile(r"[.!?;,\n\u2013—]+|\s-\s")
MOST_POINTING = 24


def mark_older(segments: list[Segment]) -> list[tuple[Head, int]]:
    """Mark heads and lines of older mail; return each head and where its mail is."""
    lines = [s.text for s in segments]
    heads: list[tuple[Head, int]] = []
    at = 0
    while at < len(segments):
        text = lines[at]
        if ABOVE.match(text) and ABOVE.fullmatch(text.strip() or "x"):
            segments[at].marked(PartKind.NOISE)
            if any(not s.is_blank and s.kind is None for s in segments[:at]):
                _mark(segments, at + 1, len(segments), PartKind.QUOTED)
                return heads
        elif QUOTE_MARK.match(text):
            segments[at].marked(PartKind.QUOTED)
        elif head := head_at(lines, at):
            kind = PartKind.FORWARDED if head.is_forward else PartKind.QUOTED
            _mark(segments, head.first, head.after, kind)
            heads.append((head, head.after))
            below = _next_full(lines, head.after)
            if below is None or not QUOTE_MARK.match(lines[below]):
                _mark(segments, head.after, len(segments), kind)
                return heads
            at = head.after
            continue
        at += 1
    return heads


def read_older(
    segments: list[Segment], heads: list[tuple[Head, int]], title: Subject
) -> list[Segment]:
    """Return the older mail that is the words, its segments open again.

    That is a mail whose cover says nothing, or only points to it. Empty when the
    cover says something itself.
    """
    subject = title.segment
    said = [
        s for s in segments if s.kind is None and not s.is_blank and s is not subject
    ]
    text = "\n".join(s.text for s in said)
    if text.strip() and not _only_points(text):
        return []
    is_block = any(head.is_block for head, _ in heads)
    has_cover = bool(text.strip()) or (subject is not None and not subject.is_blank)
    is_answer = title.is_reply and not any(head.is_forward for head, _ in heads)
    if has_cover and (is_answer or not is_block):
        return []
    begin = heads[0][1] if heads else 0
    if not heads and not any(s.kind is PartKind.QUOTED for s in segments):
        return []
    end = heads[1][0].first if len(heads) > 1 else len(segments)
    inner = segments[begin:end]
    if heads:
        _mark(segments, heads[0][0].first, begin, PartKind.FORWARDED)
        for segment in said:
            segment.marked(PartKind.FORWARDED)
    for segment in inner:
        segment.kind = None
        _unmark(segment)
    later = _inner_heads(inner)
    return [s for s in inner[:later] if s.kind is None]


def _inner_heads(inner: list[Segment]) -> int:
    """Mark a still older mail inside; return where it begins."""
    lines = [s.text for s in inner]
    for at, text in enumerate(lines):
        if QUOTE_MARK.match(text):
            inner[at].marked(PartKind.QUOTED)
        elif at and head_at(lines, at):
            _mark(inner, at, len(inner), PartKind.QUOTED)
            return at
    return len(inner)


def _unmark(segment: Segment) -> None:
    """Take the marks of quoting off a line."""
    found = _MARKS.match(segment.text)
    if found:
        segment.text = segment.text[found.end() :]
        segment.start += found.end()


def _only_points(text: str) -> bool:
    """Return whether a cover only points to the mail below it."""
    if len(text.split()) > MOST_POINTING:
        return False
    if _POINTER.fullmatch(text.strip()):
        return True
    clauses = [c for c in _CLAUSE.split(text) if c and c.strip()]
    return all(_POINTER.fullmatch(clause.strip()) for clause in clauses)


def _mark(segments: list[Segment], start: int, end: int, kind: PartKind) -> None:
    for segment in segments[start:end]:
        segment.marked(kind)


def _next_full(lines: list[str], at: int) -> int | None:
    return next((n for n in range(at, len(lines)) if lines[n].strip()), None)
