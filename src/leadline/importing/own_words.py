"""The customer's own words of a piece on its way in: subject and body, taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leadline.importing.blanks import is_nothing
from leadline.importing.values import plain_words

ANSWERED = re.compile(
    r"^(?:(?:re|fw|fwd|aw|wg|tr|rv|res|enc|antw|doorst|rif|sv|vs)\s*(?:\[\d+\])?:\s*)+",
    re.I,
)
NO_SUBJECT = re.compile(
    r"^[(\[<]?\s*(no subject|kein betreff|ohne betreff|sans objet|sin asunto|"
    r"sem assunto|geen onderwerp|nessun oggetto|untitled)\s*[)\]>]?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a piece says; ``original`` is empty where it is the same as the words."""

    words: str
    original: str = ""
    set_aside: str = ""


def take_apart(title: str, body: str) -> Said:
    """Return the own words of a subject and a text, as they came.

    A subject that the text begins with is not said twice; marks of replies before a
    subject, and a subject that says there is none, are left off.
    """
    title = ANSWERED.sub("", plain_words(title))
    if is_nothing(title) or NO_SUBJECT.match(title):
        title = ""
    words = plain_words(body)
    return Said(_joined(title, words))


def _joined(title: str, words: str) -> str:
    if title and not words.lower().startswith(title.lower()):
        return f"{title}\n{words}" if words else title
    return words
