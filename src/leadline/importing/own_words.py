"""The customer's own words of a piece on its way in: subject and body, taken apart."""

from __future__ import annotations

import re
from dataclasses import replace

from leadline.evidence.bridge import OwnWords, own_words
from leadline.foundation.text import one_line
from leadline.foundation.wiki import without_marks
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
FORWARDED = re.compile(r"^(?:fwd?|wg|tr|rv|enc|doorst|vb)\s*(?:\[\d+\])?:", re.I)
# A body of thanks alone says nothing, but the subject of a first mail may.
BODY_ALONE = frozenset({"thanks", "nothing"})


def take_apart(title: str, body: str) -> OwnWords:
    """Return the own words of a subject and a text, as they came.

    A subject that the text begins with is not said twice; marks of replies before a
    subject, and a subject that says there is none, are left off.
    """
    subject = plain_words(title)
    title = ANSWERED.sub("", subject)
    is_first = title == subject
    if is_nothing(title) or NO_SUBJECT.match(title) or _is_number(title):
        title = ""
    body = body.replace("\0", "")
    if not body.strip():
        return own_words(title) if title else OwnWords("", "", "")
    is_forward = bool(FORWARDED.match(subject)) and bool(title)
    # Only the subject tells a mail that was handed on from one that is answered.
    plain = without_marks(body)
    said = own_words(f"{subject}\n{plain}" if is_forward else plain)
    if plain is not body:
        said = replace(said, original=body)
    aside = said.set_aside
    if title and (is_first or not aside):
        of_title = own_words(title).set_aside
        if of_title == "auto_reply" or aside in BODY_ALONE:
            aside = of_title
    words = _joined(title, said.words or plain_words(body))
    return OwnWords(words, _original(title, body, said, words), aside)


def _is_number(title: str) -> bool:
    """Return whether a subject only says which ticket it is: "Case 12", "[#12]"."""
    has_digit = any(sign.isdigit() for sign in title)
    return has_digit and own_words(title).set_aside == "nothing"


def _joined(title: str, words: str) -> str:
    if title and not words.lower().startswith(title.lower()):
        return f"{title}\n{words}" if words else title
    return words


def _original(title: str, body: str, said: OwnWords, words: str) -> str:
    """Return the piece as it came, or nothing where only its marks went."""
    if not said.original:
        return ""
    plain = plain_words(body)
    if one_line(plain) == one_line(said.words):
        return ""
    if one_line(_joined(title, plain)) == one_line(words):
        return ""
    return _joined(title, body.strip())
