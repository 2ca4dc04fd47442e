"""Finds the part of a customer's words that speaks about an option."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]{3,}", re.UNICODE)
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
CLAUSE = re.compile(r"(?<=[,;:])\s+|(?<!\s)\s++[\u2013\u2014-]\s+")
FEWEST = 3
PLAIN = frozenset(
    "the and for with from that this our your their into them they you are was were "
    "will have has not but all any per one two who what when where how why its itself "
    "ourselves yourself option choose".split()
)


def keys_of(option: str) -> frozenset[str]:
    """Return the stems of an option's words that carry its meaning."""
    words = {stem(word) for word in WORD.findall(option.lower())}
    return frozenset(words - PLAIN)


def stem(word: str) -> str:
    """Return a word without its English ending.

    >>> stem("swaps"), stem("asking"), stem("bus")
    ('swap', 'ask', 'bus')
    """
    return re.sub(r"(ings?|ers?|ed|es|s)$", "", word) if len(word) > 4 else word


def shared(text: str, keys: frozenset[str]) -> int:
    """Return how many of the keys a text holds, three at most."""
    return min(3, len({stem(w) for w in WORD.findall(text.lower())} & keys))


def sentence_about(text: str, keys: frozenset[str]) -> str:
    """Return the sentence that holds most of the keys, the first of equals."""
    sentences = [s for s in SENTENCE.split(text) if s.strip()] or [text]
    return max(sentences, key=lambda s: (shared(s, keys), -sentences.index(s)))


def passage_about(text: str, option: str) -> str:
    """Return the part of a customer's words to read first, for a highlighter.

    Parameters
    ----------
    text : str
        A customer's words.
    option : str
        Title and note of the option they speak about.

    Returns
    -------
    str
        The sentence that shares most words with the option; of a lone sentence its
        clause. Empty where nothing is shared, or no part is shorter than the whole.

    Examples
    --------
    >>> passage_about("I like it. A login with email shuts us out.", "Email login")
    'A login with email shuts us out.'
    >>> passage_about("Thank you all", "Email login")
    ''
    """
    keys = keys_of(option)
    if not shared(text, keys):
        return ""
    found = sentence_about(text, keys).strip()
    if found == text.strip():
        clauses = [c for c in CLAUSE.split(found) if len(c.split()) >= FEWEST]
        if len(clauses) < 2:
            return ""
        found = max(clauses, key=lambda c: (shared(c, keys), -clauses.index(c)))
    return found.strip(" ,;:")
