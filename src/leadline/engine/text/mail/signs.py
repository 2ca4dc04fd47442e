"""Slow patterns, looked for only where a word stands that they cannot do without."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guarded:
    """A pattern of many phrases, and pieces of words of which each phrase holds one.

    Looking for a piece of a word takes a hundredth of the time a pattern takes, and
    most texts hold none.
    """

    pattern: re.Pattern[str]
    signs: tuple[str, ...]

    def could_match(self, small: str) -> bool:
        """Return whether a text, given in small letters, holds one of the signs."""
        return any(map(small.__contains__, self.signs))

    def is_in(self, text: str, small: str) -> bool:
        """Return whether the pattern stands in a text, given also in small letters.

        Examples
        --------
        >>> cat = guarded(r"\\bcats?\\b", "cat")
        >>> [cat.is_in(text, text.lower()) for text in ("My Cat", "Catalogue", "Dog")]
        [True, False, False]
        """
        return self.could_match(small) and self.pattern.search(text) is not None


def guarded(pattern: str, signs: str) -> Guarded:
    """Return a guarded pattern, whatever the case; signs stand apart by "|"."""
    return Guarded(re.compile(pattern, re.I), tuple(signs.split("|")))
