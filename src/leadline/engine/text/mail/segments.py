"""Lines, and pieces of lines that lost their breaks, each to be given a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from leadline.engine.text.mail.notices import (
    could_be_notice,
    is_disclaimer,
    is_mobile_footer,
)
from leadline.engine.text.mail.parts import PartKind
from leadline.engine.text.mail.quotes import inline_cuts
from leadline.engine.text.mail.sign_offs import FORMAL, FORMAL_SIGNS
from leadline.engine.text.mail.view import View

LONG = 60
_FOOTER = re.compile(
    r"(?<=[\s.!?])(?=(?:Sent (?:from|via|by|with)|Get Outlook|Von meinem"
    r"|Gesendet (?:mit|von)"
    r"|Envoyé (?:de|depuis|à)|Enviado (?:desde|do|da|de|a)|Verzonden (?:vanaf"
    r"|vanuit|met|via)|Verstuurd vanaf"
    r"|Inviato (?:da|dal)|Skickat från|Sendt fra|Obtenez Outlook|Obtener Outlook"
    r"|Ottieni Outlook)\s)"
)
_FOOTER_SIGNS = tuple(
    (
        "Sent |Get |Von meinem|Gesendet|Envoyé|Enviado|Verzonden|Verstuurd|Inviato"
        "|Skickat|Sendt|Obtenez|Obtener|Ottieni"
    ).split("|")
)
_NOTICE = re.compile(
    r"(?<=[\s.!?])(?=(?:(?:CONFIDENTIALITY|DISCLAIMER|Disclaimer"
    r"|Confidentiality)\b|(?:This|Diese|Dieses|Ce|Este|Esta|Dit|Deze|Questo|Questa"
    r"|The information|Der Inhalt|Die in dieser|Please consider the|Please think"
    r"|Bitte denken|Pensez|Merci de penser|Antes de imprimir|Denk aan"
    r"|Prima di stampare)\s))"
)
_LEADS = (",", ":", " my", " with", "With", "Mit", "Met", "Med", " mit", " met", " os")
MOST_CUTS = 40


@dataclass(slots=True)
class Segment:
    """A stretch of one line; ``kind`` is None while it counts as words."""

    text: str
    start: int
    end: int
    line: int
    kind: PartKind | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing can be seen in it."""
        return not self.text.strip("\u200b\u200c\u200d\ufeff\u2060 \t\xa0\x00")

    def split(self, at: int) -> Segment:
        """Cut the segment; it keeps what is before, the rest is returned."""
        rest = Segment(self.text[at:], self.start + at, self.end, self.line, self.kind)
        self.text, self.end = self.text[:at], self.start + at
        return rest

    def marked(self, kind: PartKind) -> None:
        """Say what the segment is."""
        self.kind = kind


def segments_of(view: View) -> list[Segment]:
    """Return the lines of a view, long ones cut where a mail's parts begin.

    Examples
    --------
    >>> [s.text for s in segments_of(View("It never ends. Kind regards, Anna"))]
    ['It never ends. ', 'Kind regards, Anna']
    """
    found = []
    for number, line in enumerate(view.lines()):
        whole = Segment(line.text, line.start, line.end, number)
        found += _cut(whole) if len(line.text) > 24 else [whole]
    return found


def _cut(whole: Segment) -> list[Segment]:
    """Cut a line at the places where another part plainly begins."""
    cuts = sorted(set(_places(whole.text)))[:MOST_CUTS]
    pieces = [whole]
    for at in cuts:
        last = pieces[-1]
        here = whole.start if len(pieces) == 1 else last.start
        if 0 < at - (here - whole.start) < len(last.text):
            pieces.append(last.split(at - (here - whole.start)))
    return pieces


def _has(signs: tuple[str, ...], text: str) -> bool:
    return any(map(text.__contains__, signs))


def _places(text: str) -> Iterator[int]:
    if len(text) > LONG or "--" in text:
        yield from inline_cuts(text)
    for found in FORMAL.finditer(text) if _has(FORMAL_SIGNS, text) else ():
        if not text[: found.start()].rstrip().endswith(_LEADS):
            yield found.start()
    for found in _FOOTER.finditer(text) if _has(_FOOTER_SIGNS, text) else ():
        rest = text[found.start() : found.start() + 121]
        if is_mobile_footer(rest) or is_mobile_footer(rest.split("  ")[0]):
            yield found.start()
    if len(text) > LONG and could_be_notice(text):
        for tried, found in enumerate(_NOTICE.finditer(text)):
            if tried >= MOST_CUTS:
                break
            if is_disclaimer(text[found.start() : found.start() + 600]):
                yield found.start()
                break
