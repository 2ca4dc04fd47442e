"""A mail or ticket taken apart."""

from __future__ import annotations

import re

from leadline.engine.text.mail.parts import Mail, Part, PartKind
from leadline.engine.text.mail.view import View

_QUOTED = re.compile(r"\s*>")


def take_apart(text: str) -> Mail:
    """Return what the writer of a piece says, and the parts around it.

    Parameters
    ----------
    text : str
        One piece as it came: a mail, a ticket, a review, an answer.

    Returns
    -------
    Mail
        The words, never empty unless the text is; the parts, which cover the text.

    Examples
    --------
    >>> take_apart("The export fails\\n> Have you tried again?").words
    'The export fails'
    """
    view = View(text)
    lines = view.lines()
    parts: list[Part] = []
    words: list[str] = []
    for line in lines:
        kind = PartKind.QUOTED if _QUOTED.match(line.text) else PartKind.WORDS
        if kind is PartKind.WORDS:
            words.append(line.text)
        start = view.origin(line.start)
        if parts and parts[-1].kind is kind:
            start = parts.pop().start
        elif parts:
            last = parts.pop()
            parts.append(Part(last.kind, last.start, start))
        parts.append(Part(kind, start, len(text)))
    said = "\n".join(words).strip()
    if not said:
        return Mail(text.strip(), (Part(PartKind.WORDS, 0, len(text)),))
    return Mail(said, tuple(parts))
