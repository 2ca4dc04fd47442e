"""Plain words out of what customers really send."""

from __future__ import annotations

import re
import unicodedata

from leadline.engine.text.mail import plain

MAX_CHARACTERS = 20_000
"""Longer pieces are cut: a need is said near the start, not on page ten."""

_LABELLED = re.compile(
    r"<(?:https?://|mailto:)[^\s|<>]{1,2000}\|([^<>|]{1,500})>", re.I
)
_ADDRESS = re.compile(r"<(?:https?://|mailto:)[^\s<>]+>|(?:https?://|www\.)\S+", re.I)
_MAIL = re.compile(r"<?\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{0,250}\w>?")
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"^[^\S\n]*>.*$", re.M)
_NOTHING = frozenset(
    "no comment|no comments|nothing to add|n a|na|nan|nil|none|null|nothing|no|nope|"
    "test|testing|tbd|todo|ok|okay|yes|x|xx|xxx|asdf".split("|")
)
_FIRST_OF_NOTHING = frozenset(words.split()[0] for words in _NOTHING)
ENOUGH = 2
"""Letters that say something, whatever the writing; one sign may be a whole word."""


def clean(text: str) -> str:
    """Return the words of one piece of feedback on a single line.

    HTML tags, addresses of pages, mail addresses, quoted lines of an older mail
    and control characters go; entities become the characters they mean. The wording
    itself, its case and its emoji stay, and so does what stands in angle brackets
    without being HTML, such as ``List<String>``. Greetings and signatures are for
    `leadline.engine.text.mail.take_apart` to take off before.

    Parameters
    ----------
    text : str
        One piece as it came, of any length; what lies behind
        ``MAX_CHARACTERS`` is not read.

    Returns
    -------
    str
        The words, without line breaks or doubled spaces; may be empty.

    Examples
    --------
    >>> clean("<p>Can&#39;t  log in</p>\\n> old mail\\nsee https://a.example/x")
    "Can't log in see"
    """
    return one_line(clean_lines(text))


def one_line(text: str) -> str:
    """Return a text with each run of blanks and line breaks as one space.

    Examples
    --------
    >>> one_line("Stock\\nis  wrong ")
    'Stock is wrong'
    """
    return " ".join(text.split())


def clean_lines(text: str) -> str:
    """Return the same words as `clean`, each line of the piece on its own line.

    Where a sentence ends is often told by the line alone: a subject, a greeting, the
    items of a list.

    Examples
    --------
    >>> clean_lines("<p>Stock</p>Hello,<br>the   stock is wrong")
    'Stock\\nHello,\\nthe stock is wrong'
    """
    text = text[:MAX_CHARACTERS]
    if "<" in text or "&" in text:
        # Twice: what was escaped may hold markup of its own.
        text = _LABELLED.sub(r"\1", plain(plain(text)))
    text = unicodedata.normalize("NFC", text)
    # Each form is looked for only where a sign of it stands: most pieces have none.
    if ">" in text:
        unquoted = _QUOTED.sub(" ", text)
        text = unquoted if unquoted.strip() else text
    if ":" in text or "www." in text.lower():
        text = _ADDRESS.sub(" ", text)
    if "@" in text:
        text = _MAIL.sub(" ", text)
    if not text.isprintable():
        odd = {ord(c): " " for c in set(text) if _is_odd(c)}
        text = text.translate(odd) if odd else text
    lines = map(one_line, text.splitlines())
    return "\n".join(line for line in lines if line)


def _is_odd(character: str) -> bool:
    """Whether a sign is no word's; joiners of emoji, Persian and Hindi words stay."""
    if character.isprintable() or character.isspace():
        return False
    return character not in "\u200c\u200d\ufe0f"


def has_content(text: str) -> bool:
    """Return whether cleaned words say anything that could be a need.

    Nothing is said by an empty piece, by digits, punctuation or emoji alone, and by
    the fillers of mandatory fields ("n/a", "none", "test").

    Parameters
    ----------
    text : str
        The result of `clean`.

    Returns
    -------
    bool
        True where there is at least one word that is not a filler.

    Examples
    --------
    >>> [has_content(t) for t in ("Export fails", "n/a", "👍👍", "12/10", "退款")]
    [True, False, False, False, True]
    """
    first = _WORD.search(text)
    could_be_filler = first and first.group().casefold() in _FIRST_OF_NOTHING
    if could_be_filler and " ".join(_WORD.findall(text[:80].casefold())) in _NOTHING:
        return False
    letters = 0
    for character in text:
        letters += character.isalpha()
        if letters == ENOUGH:
            return True
    return letters > 0 and ord(max(text)) > 0x2E80
