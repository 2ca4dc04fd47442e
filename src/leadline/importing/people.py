"""Names and addresses of people as mails, help desks and sheets write them."""

from __future__ import annotations

import re

from leadline.importing.blanks import is_nobody

_ADDRESS = r"[^@\s,;<>()\[\]\"]+@[^@\s,;<>()\[\]\"]+\.[^@\s,;<>.()\[\]\"]+"
_BARE = re.compile(rf"^(?:mailto:)?<?({_ADDRESS})>?$", re.I)
_BEHIND = re.compile(
    rf"^(.{{1,300}}?)\s{{0,20}}[<(\[]\s{{0,20}}(?:mailto:)?({_ADDRESS})\s*[>)\]]", re.I
)
_BEFORE = re.compile(rf"^({_ADDRESS})\s*\((.+)\)$")
_PARTICLES = frozenset(
    "al ap ben bin da de del della den der des di do dos du el la las le los of san st "
    "ten ter the van vom von y zu zum zur".split()
)
_NAME_WORD = re.compile(r"^[^\W\d_][\w'\u2019.\-]*,?$")


def read_person(text: str) -> tuple[str, str]:
    """Return the name and the e-mail address in a cell; each empty if not there.

    >>> read_person("Renata Vogel <renata@elbe.example>")
    ('Renata Vogel', 'renata@elbe.example')
    >>> read_person('"Vogel, Renata" <renata@elbe.example>')
    ('Vogel, Renata', 'renata@elbe.example')
    >>> read_person("renata@elbe.example"), read_person("Anonymous")
    (('', 'renata@elbe.example'), ('', ''))
    """
    text = " ".join(text.replace("\0", "").split())
    if "@" in text:
        if found := _BARE.match(text):
            return "", found.group(1).lower()
        if found := _BEHIND.match(text):
            name = found.group(1).strip(" \"'")
            return ("" if is_nobody(name) else name), found.group(2).lower()
        if found := _BEFORE.match(text):
            return found.group(2).strip(" \"'"), found.group(1).lower()
    return ("" if is_nobody(text) else text), ""


def has_address(text: str) -> bool:
    """Return whether a cell holds an e-mail address, alone or behind a name."""
    return "@" in text and bool(read_person(text)[1])


def looks_like_name(text: str) -> bool:
    """Return whether a cell reads like the name of a person rather than a title.

    A name is one to four words with capitals, or one word as user names are.

    >>> [looks_like_name(t) for t in ("Renata Vogel", "anna", "Export is too slow")]
    [True, True, False]
    """
    name, address = read_person(text)
    words = name.split()
    if not words:
        return bool(address)
    if len(name) > 60 or len(words) > 5:
        return False
    if len(words) == 1:
        return len(name) <= 40 and not name.endswith((".", "!", "?"))
    counted = [w for w in words if w.casefold() not in _PARTICLES]
    return bool(counted) and all(
        _NAME_WORD.match(w) and (w[0].isupper() or not w[0].isascii()) for w in counted
    )
