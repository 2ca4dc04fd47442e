"""Which part of a customer's words is set before the room, and how large.

The telling passage is whole or not there: sentences come to it whole while the size
of type holds, and what no size of type holds is named as such.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from leadline.foundation.text import in_one_run

SHORT, MEDIUM, LONG = 90, 240, 620
TOO_LONG, PRINTABLE = 760, 1300
_END = re.compile("(?<=[.!?…])[\"”»'\u2019)]*\\s+")


_WHOM = (
    r"[A-ZÀ-Þ][\w'\u2019-]*|all|team|everyone|everybody|there|again|zusammen|"
    r"an alle|à tous|de nouveau|a todos|a todas|otra vez|de nuevo"
)
_GREETING = re.compile(
    r"(?i:hi|hiya|hello|hey|dear|good morning|good afternoon|good evening|hallo|moin|"
    r"servus|guten morgen|guten tag|guten abend|liebe[rs]?|bonjour|bonsoir|salut|hola|"
    r"buenos d[ií]as|buenas tardes|buenas|ciao|hej|hei)"
    rf"(?:\s+(?:{_WHOM})){{0,3}}\s*[.,!:;\u2013-]+\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Telling:
    """What is shown of somebody's words: ``text`` holds ``passage`` whole.

    ``size`` is short, mid, long or over; ``is_part`` says that not even the passage,
    or not all of the words where nothing was marked, could be shown.
    """

    text: str
    passage: str
    size: str
    is_part: bool = False

    @property
    def is_too_long(self) -> bool:
        """Whether a shorter passage should be chosen for a card."""
        return self.is_part or len(self.text) > TOO_LONG


def sentences(words: str) -> list[str]:
    """Return the sentences of somebody's words, on one line and in their order.

    >>> sentences("We signed for nine.  Let us keep it!")
    ['We signed for nine.', 'Let us keep it!']
    """
    text = " ".join(words.split())
    return [text[start:end] for start, end in _spans(text)]


def without_greeting(words: str) -> str:
    """Return words without the greeting that they begin with.

    >>> without_greeting("Hiya Callum. If it's up to us: no change.")
    "If it's up to us: no change."
    >>> without_greeting("Hello world is what it printed."), without_greeting("Hi.")
    ('Hello world is what it printed.', 'Hi.')
    """
    return _GREETING.sub("", words.lstrip(), count=1)


def telling_of(words: str, passage: str = "", room: int | None = None) -> Telling:
    """Return the passage in its whole sentence, with sentences around it.

    Sentences come while the size of type holds, or while there is ``room`` for so many
    characters. Without a passage everything is shown where it fits.

    >>> telling_of("We signed for nine. Keep what we signed, please.", "Keep what").text
    'We signed for nine. Keep what we signed, please.'
    >>> telling_of("Word " * 30, "").size
    'mid'
    """
    marked = passage.split()
    text = in_one_run(words)
    spans = _spans(text)
    # A passage may run over the subject, which a dot sets apart.
    whole = r"(?:\s·)?\s".join(map(re.escape, marked))
    found = re.search(whole, text, re.IGNORECASE) if marked else None
    if found is None or len(found.group()) > PRINTABLE:
        return _unmarked(text, spans, "" if found is None else found.group())
    first = max(i for i, (start, _) in enumerate(spans) if start <= found.start())
    last = min(i for i, (_, end) in enumerate(spans) if end >= found.end())
    length = spans[last][1] - spans[first][0]
    if length > LONG:
        shown = (
            found.group()
            if len(found.group()) < length
            else text[_cut(spans, first, last)]
        )
        return Telling(shown, found.group(), _size(len(shown)))
    most = max(length, _most(length) if room is None else room)
    first, last = _grown(spans, first, last, most)
    shown = text[_cut(spans, first, last)]
    return Telling(shown, found.group(), _size(len(shown)))


def _unmarked(text: str, spans: list[tuple[int, int]], marked: str) -> Telling:
    """Return words whole where they fit, else their first sentences that do."""
    if len(text) <= LONG:
        return Telling(text, "", _size(len(text)))
    _, last = _grown(spans, 0, 0, LONG)
    shown = text[: spans[last][1]]
    if len(shown) > PRINTABLE:
        shown = shown[:LONG].rsplit(" ", 1)[0] + "…"
    return Telling(shown, "", _size(len(shown)), is_part=True)


def _spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends; one at least."""
    found, start = [], 0
    for stop in _END.finditer(text):
        found.append((start, stop.start() + len(stop.group().rstrip())))
        start = stop.end()
    if start < len(text) or not found:
        found.append((start, len(text)))
    return found


def _grown(
    spans: list[tuple[int, int]], first: int, last: int, most: int
) -> tuple[int, int]:
    """Return the sentences from first to last, with those around them that fit."""
    grew = True
    while grew:
        grew = False
        if last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= most:
            last, grew = last + 1, True
        if first > 0 and spans[last][1] - spans[first - 1][0] <= most:
            first, grew = first - 1, True
    return first, last


def _cut(spans: list[tuple[int, int]], first: int, last: int) -> slice:
    return slice(spans[first][0], spans[last][1])


def _most(length: int) -> int:
    """Return how many characters the size of type of so many holds."""
    return next((most for most in (SHORT, MEDIUM, LONG) if length <= most), length)


def _size(length: int) -> str:
    if length <= SHORT:
        return "short"
    if length <= MEDIUM:
        return "mid"
    return "long" if length <= TOO_LONG else "over"
