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
_SPACE = re.compile(r"\s+")
_BLANK = re.compile(r"[^\S\n]+")
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"^[^\S\n]*>.*$", re.M)
_NOTHING = frozenset(
    "no comment|no comments|nothing to add|n a|na|nan|nil|none|null|nothing|no|nope|"
    "test|testing|tbd|todo|ok|okay|yes|x|xx|xxx|asdf".split("|")
)


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
    return _SPACE.sub(" ", clean_lines(text)).strip()


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
    unquoted = _QUOTED.sub(" ", text)
    text = unquoted if unquoted.strip() else text
    text = _MAIL.sub(" ", _ADDRESS.sub(" ", text))
    text = "".join(c if c.isprintable() or c.isspace() else _stand_in(c) for c in text)
    lines = (_BLANK.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _stand_in(character: str) -> str:
    """Keep the joiners of emoji and of Persian or Hindi words; drop the rest."""
    return character if character in "\u200c\u200d\ufe0f" else " "


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
    if " ".join(_WORD.findall(text[:80].casefold())) in _NOTHING:
        return False
    letters = sum(1 for c in text if c.isalpha())
    return letters >= 2 or (letters == 1 and ord(max(text)) > 0x2E80)
