"""Older mail inside a mail: quoted, or forwarded and then the words."""

from __future__ import annotations

import re
from dataclasses import replace

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
MOST_POINTING, LONG_COVER = 24, 40
_HANDS_ON = re.compile(
    r"[\W_]*(?:(?:just\s+)?(?:an?\s+)?(?:fyi|for\s+your\s+info(?:rmation)?)"
    r"|(?:i\s+am\s+|i['\u2019]m\s+)?(?:forward(?:ing|ed)|passing)\s[^\n]{0,60}"
    r"|(?:please\s+)?see\s+(?:the\s+)?(?:\w+\s+){0,4}(?:below|forwarded|underneath)"
    r"|zur\s+(?:info(?:rmation)?|kenntnis(?:nahme)?)|siehe\s+unten|weiterleitung"
    r"[^\n]{0,40}|ich\s+leite[^\n]{0,60}weiter|pour\s+(?:info(?:rmation)?|votre"
    r"\s+information)|voir\s+ci-dessous|je\s+(?:vous|te)\s+(?:transfère|transmets)"
    r"[^\n]{0,50}|para\s+(?:tu|su|vuestra|sua|vossa|seu)\s+(?:información"
    r"|conocimiento|informação|conhecimento)|(?:te|le|os)\s+reenvío[^\n]{0,50}"
    r"|(?:segue\s+abaixo|encaminho)[^\n]{0,50}|ter\s+info(?:rmatie)?|ik\s+stuur"
    r"[^\n]{0,50}door|per\s+(?:vostra|tua|sua)?\s*(?:info(?:rmazione)?|conoscenza)"
    r"|(?:ti|vi|le)\s+inoltro[^\n]{0,50})[\W_]*",
    re.I,
)
"""Clauses of a cover that hands a mail on; "see below" alone may answer one."""
_DESK = re.compile(
    r"[\s*_>|]*(?:from|von|de|da|van)\b[^\n]{0,120}?\b(?:support|help[\s-]?desk"
    r"|service[\s-]?desk|kundendienst|kundenservice|kundenbetreuung|soporte|suporte"
    r"|assistenza|klantenservice|customer[\s-](?:care|service|success)|no-?reply)",
    re.I,
)


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


def moved(
    heads: list[tuple[Head, int]], before: list[Segment], segments: list[Segment]
) -> list[tuple[Head, int]]:
    """Return heads at their places after segments were cut."""
    places = {id(segment): place for place, segment in enumerate(segments)}
    now = [places[id(segment)] for segment in before] + [len(segments)]
    return [
        (replace(head, first=now[head.first], after=now[head.after]), now[after])
        for head, after in heads
    ]


def read_older(
    segments: list[Segment], heads: list[tuple[Head, int]], title: Subject
) -> list[list[Segment]]:
    """Return the older mails that are words, their segments open again.

    That is a mail whose cover says nothing or only points to it, and every mail that
    was forwarded: what a customer says in it counts beside its cover. Empty where the
    older mail is the one that is answered.
    """
    subject = title.segment
    said = [
        s for s in segments if s.kind is None and not s.is_blank and s is not subject
    ]
    text = "\n".join(s.text for s in said)
    is_forward = _is_forward(text, heads, title)
    is_pointing = not text.strip() or _only_points(text)
    if not is_pointing and (not is_forward or _is_own(text, segments, heads)):
        return []
    is_block = any(head.is_block for head, _ in heads)
    has_cover = bool(text.strip()) or (subject is not None and not subject.is_blank)
    is_answer = title.is_reply and not is_forward
    if has_cover and (is_answer or not is_block):
        return []
    begin = heads[0][1] if heads else 0
    if not heads and not any(s.kind is PartKind.QUOTED for s in segments):
        return []
    end = heads[1][0].first if len(heads) > 1 else len(segments)
    inner = segments[begin:end]
    if heads:
        _mark(segments, heads[0][0].first, begin, PartKind.FORWARDED)
        for segment in said if is_pointing else ():
            segment.marked(PartKind.FORWARDED)
    for segment in inner:
        segment.kind = None
        _unmark(segment)
    return _letters(inner)


def _is_forward(cover: str, heads: list[tuple[Head, int]], title: Subject) -> bool:
    """Return whether a mail is handed on: its head, subject or cover says so."""
    if any(head.is_forward for head, _ in heads) or (heads and title.is_forward):
        return True
    is_block = any(head.is_block for head, _ in heads)
    if not is_block or title.is_reply or len(cover.split()) > LONG_COVER:
        return False
    clauses = (c.strip() for c in _CLAUSE.split(cover))
    return any(_HANDS_ON.fullmatch(clause) for clause in clauses)


def _is_own(cover: str, segments: list[Segment], heads: list[tuple[Head, int]]) -> bool:
    """Return whether a long cover stands above what a help desk wrote itself."""
    head, after = heads[0]
    lines = [s.text for s in segments[head.first : after]]
    return len(cover.split()) > LONG_COVER and any(_DESK.match(li) for li in lines)


def _letters(inner: list[Segment]) -> list[list[Segment]]:
    """Return the letters forwarded, one in another; mark those answered in them."""
    lines = [s.text for s in inner]
    letters: list[list[Segment]] = []
    begin = at = 0
    while at < len(inner):
        head = head_at(lines, at)
        if QUOTE_MARK.match(lines[at]):
            inner[at].marked(PartKind.QUOTED)
        elif head and (at == begin == 0 and head.is_block and head.after < len(inner)):
            # What a program put before the mail: its fields stand below a line.
            _mark(inner, at, head.after, PartKind.FORWARDED)
            begin = at = head.after
            continue
        elif head and (head.is_forward or _only_points("\n".join(lines[begin:at]))):
            _mark(inner, at, head.after, PartKind.FORWARDED)
            letters.append(inner[begin:at])
            begin = at = head.after
            continue
        elif head and at:
            _mark(inner, at, len(inner), PartKind.QUOTED)
            break
        at += 1
    letters.append(inner[begin:at])
    for letter in letters[:-1]:
        if _only_points("\n".join(s.text for s in letter if s.kind is None)):
            _mark(letter, 0, len(letter), PartKind.FORWARDED)
    open_ones = ([s for s in letter if s.kind is None] for letter in letters)
    return [letter for letter in open_ones if letter]


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
