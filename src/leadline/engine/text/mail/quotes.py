"""Where an older mail begins inside a mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

QUOTE_MARK = re.compile(
    r"[\s\u200b]*(?:>|&gt;)(?!\s*[\d=])|[\s\u200b]*>\s*(?:>|\d[^\s%]*\s*$)"
)

_WROTE = (
    r"wrote|writes|schrieb(?:en)?|schreef|a\s+[ée]crit|escribi[óo]|escreveu|ha"
    r"\s+scritto|scrive"
    r"|skrev|napisał(?:\(a\)|a)?|kirjoitti|пишет|написал"
)
_OPENS = (
    r"on|am|le|el|em|op|il(?:\s+giorno)?|den|på|dnia|w\s+dniu|a\s+la\s+date|date"
    r"|vom|den|ma|em|no\s+dia"
)
_DATED = r"(?=[^\n]{0,160}?(?:\d{1,4}[./:-]\d{1,2}|\b(?:19|20)\d\d\b))"
_COULD_OPEN = re.compile(rf"[\s*_>\-\u2013—]*(?:$|(?:{_OPENS}|a|w|no)(?!\w))", re.I)
_REPLY_START = re.compile(rf"[\s*_>\-\u2013—]*(?:{_OPENS})(?:\s*+,)?\s++{_DATED}", re.I)
_REPLY_END = re.compile(
    rf"(?<![^\W\d_])(?:{_WROTE})(?:\s+(?:via\s+\S+|the\s+following|folgendes|le"
    rf"\s+message\s+suivant|am\s[^:\n]{{1,60}}|op\s[^:\n]{{1,60}}"
    r"|(?:den\s)?\d[^:\n]{1,40}|[A-Z][^:\n]{1,80}))?\s*+(?:<[^<>\n]{1,80}>\s*+)?"
    r"[:\uff1a]",
    re.I,
)
_NAMED = re.compile(
    rf"[^\n:]{{2,80}}(?:<[^<>\n]{{3,80}}>|\([^()\n]{{3,80}}\)|\["
    rf"[^\[\]\n]{{3,80}}\])?\s*+(?<!\w)(?:{_WROTE})"
    r"\s++(?:(?:on|am|le|el|em|op|il|den)\s+)?[^\n]{0,60}?\d[^\n]{0,40}:\s*$",
    re.I,
)
_SHORT_WROTE = re.compile(
    rf"[\s*]*(?:<?[\w.+-]+@[\w.-]+>?|[A-Z][\w.'\u2019-]+(?:"
    rf"\s+[A-Z][\w.'\u2019-]+){{0,4}}(?:"
    rf"\s*<[^<>\n]{{3,80}}>)?)\s+(?:{_WROTE})\s*:\s*$"
)
_ORIGINAL = (
    r"original\s+(?:message|appointment|mail|e-?mail)|ursprüngliche\s+(?:nachricht"
    r"|e-?mail|mail)|originalnachricht|original-?nachricht"
    r"|message\s+(?:d['\u2019]origine|initial|original)|courriel\s+original|mensaje"
    r"\s+original|mensagem\s+original"
    r"|oorspronkelijk\s+bericht|originele?\s+bericht|messaggio\s+originale"
    r"|ursprungligt\s+meddelande"
    r"|oprindelig\s+meddelelse|opprinnelig\s+melding|reply\s+message|previous\s+message"
)
_FORWARD = (
    r"forwarded\s+(?:message|mail|by)|begin\s+forwarded\s+message|weitergeleitete"
    r"\s+(?:nachricht|e-?mail)"
    r"|anfang\s+der\s+weitergeleiteten\s+(?:nachricht|e-?mail)|message"
    r"\s+transf[ée]r[ée]|début\s+du\s+message\s+(?:transf[ée]r[ée]|réexpédié)"
    r"|mensaje\s+reenviado|inicio\s+del\s+mensaje\s+reenviado|mensagem"
    r"\s+(?:encaminhada|reencaminhada)|in[ií]cio\s+da\s+mensagem\s+(?:encaminhada"
    r"|reencaminhada)"
    r"|doorgestuurd\s+bericht|begin\s+doorgestuurd\s+bericht|messaggio\s+inoltrato"
    r"|inizio\s+messaggio\s+inoltrato"
    r"|vidarebefordrat\s+meddelande|videresendt\s+(?:meddelelse|melding)"
)
ORIGINAL = re.compile(
    rf"[\s*_>]{{0,40}}[-\u2013—_=]{{2,90}}\s*(?:{_ORIGINAL})\s*[-\u2013—_=]*[ :]*|^"
    rf"\s*(?:{_ORIGINAL})"
    rf"\s*:?\s*$",
    re.I,
)
FORWARD = re.compile(
    rf"[\s*_>]{{0,40}}[-\u2013—_=]{{2,90}}\s*(?:{_FORWARD})[^\n-]{{0,60}}[-\u2013—_=]*"
    rf"[ :]*|^\s*(?:{_FORWARD})\b[^\n]{{0,40}}:?\s*$",
    re.I,
)
_FROM = (
    r"from|von|de|da|van|fr[åa]n|fra|od|expéditeur|remitente|mittente|afzender|absender"
)
_SENT = (
    r"sent|date|gesendet|datum|envoyé(?:\s+le)?|enviad[oa](?:\s+el|\s+em)?|fecha"
    r"|data|verzonden|inviato|skickat|sendt|dato|sent\s+at"
)
_TO = (
    r"to|an|à|a|para|aan|till?|do|cc|kopie|bcc|reply-to|destinataire"
    r"|destinatario|empfänger"
)
_SUBJECT = (
    r"subject|betreff|objet|asunto|assunto|onderwerp|oggetto|ämne|emne|temat|re"
    r"|priority|importance|wichtigkeit"
)
_HEAD = re.compile(
    rf"[\s*_>|]*(?P<name>{_FROM}|{_SENT}|{_TO}|{_SUBJECT})\s*+\**+\s*+:\**+\s*+\S*",
    re.I,
)
_FIELD = re.compile(r"[\s*_>|]*[^\W\d_][\w -]{1,20}\**\s?:\**\s+\S[^\n]{0,200}$")
_FROM_LINE = re.compile(rf"[\s*_>|]*+(?:{_FROM})\s*+\**+\s*+:\**+\s+\S", re.I)
_SENT_LINE = re.compile(rf"[\s*_>|]*+(?:{_SENT})\s*+\**+\s*+:", re.I)
_SUBJECT_LINE = re.compile(rf"[\s*_>|]*+(?:{_SUBJECT})\s*+\**+\s*+:", re.I)
_TO_LINE = re.compile(rf"[\s*_>|]*+(?:{_TO})\s*+\**+\s*+:", re.I)
_INLINE_HEAD = re.compile(
    rf"(?:\*?(?:{_FROM})\s*\*?:\*?\s[^\n]{{2,140}}?\s\*?(?:{_SENT})\s*\*?:\*?\s"
    rf"[^\n]{{4,140}}?\s\*?(?:{_SUBJECT}|{_TO})\s*\*?:\*?\s)",
    re.I,
)
_RULE = re.compile(r"\s*[-_=*]{5,}\s*$")
_INLINE_DIVIDER = re.compile(
    rf"(?<![-\u2013—_=])[-\u2013—_=]{{2,80}}\s{{0,9}}(?:{_ORIGINAL}|{_FORWARD})\s{{0,9}}"
    r"[-\u2013—_=]+",
    re.I,
)
ABOVE = re.compile(
    r"[\s#>*=_\-\u2013—~]*+(?:(?:please\s+)?(?:type|write|enter|add)?\s*(?:your"
    r"\s+)?repl(?:y|ies)\s+(?:above|over)\s+this\s+line"
    r"|(?:please\s+)?(?:do\s+not|don['\u2019]t)\s+(?:write|reply)\s+below\s+this\s+line"
    r"|(?:please\s+)?write\s+(?:your\s+reply\s+)?above\s+this\s+line"
    r"|(?:bitte\s+)?(?:antworten|schreiben)?[^\n]{0,40}?(?:ober|über|oberhalb)"
    r"\s*(?:halb)?\s*(?:von\s+)?dieser\s+(?:linie|zeile)[^\n]{0,30}"
    r"|[^\n]{0,40}au-dessus\s+de\s+cette\s+ligne|[^\n]{0,45}(?:encima|arriba)\s+de"
    r"\s+esta\s+l[ií]nea"
    r"|[^\n]{0,40}acima\s+d(?:esta|a)\s+linha|[^\n]{0,40}boven\s+deze\s+(?:regel"
    r"|lijn)|[^\n]{0,40}sopra\s+(?:a\s+)?questa\s+riga"
    r")[\s#>*=_\-\u2013—~.!]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an older mail: lines ``first`` up to before ``after``."""

    first: int
    after: int
    is_forward: bool
    is_block: bool


def head_at(lines: Sequence[str], at: int) -> Head | None:
    """Return the head of an older mail that begins with a line, if one does."""
    line = lines[at]
    if not line.strip() or len(line) > 400:
        return None
    is_forward = bool(FORWARD.match(line))
    if is_forward or ORIGINAL.match(line):
        after = at + 1 if _ends(line) else at
        after = _past_fields(lines, max(after, at + 1))
        return Head(at, after, is_forward, True)
    if _RULE.match(line):
        below = _next_full(lines, at + 1)
        if below is not None and below - at <= 3 and _is_block(lines, below):
            return Head(at, _past_fields(lines, below), False, True)
        return None
    if _is_block(lines, at):
        return Head(at, _past_fields(lines, at), False, True)
    after = _reply_end(lines, at)
    return Head(at, after, False, False) if after else None


def _ends(line: str) -> bool:
    return bool(line.strip())


def _reply_end(lines: Sequence[str], at: int) -> int:
    """Return the line after "On …, somebody wrote:", 0 where none begins."""
    line = lines[at]
    if ":" in line and (_SHORT_WROTE.match(line) or _NAMED.fullmatch(line.strip())):
        return at + 1
    if not _COULD_OPEN.match(line):
        return 0
    text = ""
    for more in range(at, min(at + 4, len(lines))):
        if more > at and not lines[more].strip() and more > at + 2:
            break
        text = f"{text} {lines[more].strip()}"[:500]
        if more == at + 1 and not _REPLY_START.match(text):
            return 0
        found = _REPLY_END.search(text)
        if found and _REPLY_START.match(text) and found.start() < 330:
            tail = text[found.end() :].strip()
            return more + 1 if not tail or tail.startswith(">") else 0
    return 0


def _is_block(lines: Sequence[str], at: int) -> bool:
    """Return whether lines such as From, Sent, To and Subject begin here."""
    if not _FROM_LINE.match(lines[at]) and not _SENT_LINE.match(lines[at]):
        return False
    kinds = set()
    blanks = 0
    for line in lines[at : at + 9]:
        if not line.strip():
            blanks += 1
            if blanks > 3:
                break
            continue
        for kind, form in enumerate((_FROM_LINE, _SENT_LINE, _SUBJECT_LINE, _TO_LINE)):
            if form.match(line):
                kinds.add(kind)
                break
        else:
            break
    if 0 not in kinds:
        return False
    return len(kinds) >= 3 or (at > 0 and bool(kinds & {1, 2}))


def _past_fields(lines: Sequence[str], at: int) -> int:
    """Return the first line behind the fields of a head."""
    end = at
    blanks = 0
    for more in range(at, min(at + 14, len(lines))):
        if not lines[more].strip():
            blanks += 1
            if blanks > 2:
                break
        elif _is_field(lines[more], end > at and not blanks):
            end = more + 1
        else:
            break
    return end


def _is_field(line: str, is_inside: bool) -> bool:
    """Return whether a line is a field of a head; inside, names unknown here count."""
    if len(line) >= 400:
        return False
    return bool(_HEAD.match(line) or (is_inside and _FIELD.match(line)))


def _next_full(lines: Sequence[str], at: int) -> int | None:
    for more in range(at, min(at + 4, len(lines))):
        if lines[more].strip():
            return more
    return None


def inline_cuts(text: str) -> list[int]:
    """Return where a line that lost its breaks holds the head of an older mail.

    Examples
    --------
    >>> inline_cuts("No. -----Original Message----- From: Ann")
    [4, 30]
    """
    cuts: list[int] = []
    has_rule = any(rule in text for rule in _RULES)
    if has_rule and (divider := _INLINE_DIVIDER.search(text)):
        cuts += [divider.start(), divider.end()]
    if ":" not in text and "\uff1a" not in text:
        return sorted({c for c in cuts if c})
    for tried, start in enumerate(_INLINE_FROM.finditer(text)):
        if tried >= 20 or _INLINE_HEAD.match(text, start.start()):
            cuts += [start.start()] if tried < 20 else []
            break
    place = 0
    for _ in range(20):
        end = _REPLY_END.search(text, place)
        if not end:
            break
        window = max(place, end.start() - 200)
        starts = [m.start() for m in _INLINE_OPEN.finditer(text, window, end.start())]
        starts = [s for s in starts if _REPLY_START.match(text[s : end.end()])]
        if starts:
            cuts += [starts[0], end.end()]
            break
        place = end.end()
    return sorted({c for c in cuts if c})


_RULES = ("--", "__", "==", "\u2013", "—", "-_", "-=", "_-", "_=", "=-", "=_")
_INLINE_FROM = re.compile(rf"(?<!\w)\*?(?:{_FROM})\s?\*?:\*?\s", re.I)
_INLINE_OPEN = re.compile(r"(?:(?<=^)|(?<=\s))(?:On|Am|Le|El|Em|Op|Il|Den|Vom)\s")
