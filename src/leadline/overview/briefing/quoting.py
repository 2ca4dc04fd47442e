"""As much of a text as a briefing may quote: whole sentences, without its frame."""

from __future__ import annotations

import re

from leadline.foundation.text import is_frame

MOST_SIGNS = 260
SENTENCE = re.compile(r"(?<=[.!?…])\s+")
FILE = re.compile(r"(.+)\.(?:csv|tsv|txt|xlsx?|xlsm|ods|json)", re.IGNORECASE)


def whole_sentences(words: str, most: int = MOST_SIGNS) -> str:
    """Return as many whole sentences from the start as a quote may hold.

    >>> whole_sentences("It is slow. We wait.")
    'It is slow. We wait.'
    """
    text = " ".join(words.split())
    if len(text) <= most:
        return text
    kept = ""
    for sentence in SENTENCE.split(text):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > most - 2:
            break
        kept = longer
    return f"{kept} …" if kept else text


def without_frame(words: str) -> str:
    """Return a text without the subject above it and the name below it.

    Both are lines of a few words that no sign ends; a text of such lines alone stays.

    >>> without_frame("Position 4.7\\n\\nThe last day is Friday.\\n\\nD. Osterloh")
    'The last day is Friday.'
    >>> without_frame("two taps")
    'two taps'
    """
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    kept = list(lines)
    while kept and is_frame(kept[-1]):
        kept.pop()
    while kept and is_frame(kept[0]):
        kept.pop(0)
    return "\n".join(kept or lines)


def source_words(source: str) -> str:
    """Return where a reading comes from as people say it: of a file, its name alone.

    >>> source_words("Monthly accounts"), source_words("accounts_of-may.CSV")
    ('Monthly accounts', 'from the file “accounts of may”')
    """
    found = FILE.fullmatch(source.strip())
    if found is None:
        return source.strip()
    name = " ".join(re.split(r"[\s_-]+", found[1]))
    return f"from the file “{name}”"
