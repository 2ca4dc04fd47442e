"""Takes names and amounts of money out of texts that strangers are to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

from leadline.foundation.currencies import CURRENCIES
from leadline.foundation.matching import WORD, fold
from leadline.foundation.words import SIGNS

CUSTOMER, PERSON, ADDRESS, AMOUNT = (
    "a customer",
    "a person",
    "an address",
    "an amount",
)
# What stands behind a company's name and is left off by who speaks of it.
FORMS = {
    (form,)
    for form in (
        "ab ag aps as bv co company corp corporation eg ev gmbh inc kg kgaa limited "
        "llc llp ltd mbh nv ohg oy oyj plc pty sa sarl sas se spa srl ug"
    ).split()
} | {tuple(form) for form in ("bv", "ev", "nv", "sa", "spa", "srl")}
SHORTEST = 3
"""Letters that are left of a name without its legal form, at least."""
LONG = 4
"""Letters of a word, at least, of which two may be written as one: ue as \u00fc."""
_TWO = re.compile("([aou])e|(s)s")
# Signs that are not seen and part a word for whoever compares.
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]")

# What stands before a name and takes the place of the "a" in what stands for it.
_ARTICLE = re.compile(
    r"\b(?:the|a|our|their|your|his|her|this|that|every|each)[ \u00a0]$", re.IGNORECASE
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_SIGN = "|".join(
    re.escape(sign) for sign in sorted({*SIGNS.values()}, key=len, reverse=True)
)
_CODE = "|".join(CURRENCIES)
_SPACE = r"[ \u00a0\u202f]?"
_SIZE = rf"(?:{_SPACE}(?i:k|m|bn|mn|mio|mrd|tsd|thousand|million|billion)\b\.?)?"
_APART = r"[ \u00a0\u2009\u202f]"
_GROUPS = rf"\d{{1,3}}(?:{_APART}\d{{3}}){{1,5}}(?!\d)(?:[.,]\d{{1,2}})?"
_FIGURE = rf"(?:{_GROUPS}|\d(?:[\d.,'\u2019]{{0,24}}\d)?){_SIZE}"
_TO = rf"(?:{_SPACE}(?:to|and|bis|[-\u2013\u2014\u2212]){_SPACE}{_FIGURE})?"
_KRONE = r"(?i:kr\.?)"
_WORD = (
    r"(?i:euros?|dollars?|pounds?|francs?|cents?|yen"
    r"|kr|kron(?:or|er|a|e)|z\u0142|k\u010d)"
)
# Codes count in capitals alone: small, several are words ("top", "all", "try").
_NAMED = rf"{_SPACE}(?:{_SIGN}|(?:{_CODE}|{_WORD})(?!\w))"
_MONEY = re.compile(
    rf"(?<![\w.,])[-\u2212]?(?:"
    rf"(?:{_SIGN}|\b(?:{_CODE}|{_KRONE})){_SPACE}[-\u2212]?"
    rf"{_FIGURE}(?:{_TO}{_NAMED}|{_TO})"
    rf"|{_FIGURE}{_TO}{_NAMED})"
)

Name = tuple[str, ...]
Word = tuple[int, int, str]  # from where to where it stands, and the word, folded


@dataclass(frozen=True, slots=True)
class Screen:
    """What is taken out of a text; made by ``screen``.

    ``names`` has the names that are hidden, as words, with what stands for each;
    ``most`` how many words one has at most, by its first; ``odd`` are those without a
    letter or a digit.
    """

    hides_names: bool
    hides_money: bool
    names: Mapping[Name, str] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)
    odd: tuple[str, ...] = ()

    def clean(self, text: str) -> str:
        """Return a text without what is hidden.

        Addresses of mail always go. A name is found in whole words, whatever its
        capitals, accents and signs between words, with an s behind it too.

        >>> seen = screen(["Klinikum Elbe GmbH"], ["Ines Moreau"], hides_money=True)
        >>> seen.clean("Klinikum-Elbe pays €40k to 60k, says Ines Moreau.")
        'A customer pays an amount, says a person.'
        """
        text = _MAIL.sub(ADDRESS, _as_seen(text))
        if self.hides_names:
            text = self._without_names(text)
        return _MONEY.sub(AMOUNT, text) if self.hides_money else text

    def _without_names(self, text: str) -> str:
        for name in self.odd:
            text = text.replace(name, CUSTOMER)
        folded = fold(text)
        found = [(m.start(), m.end(), _key(m.group())) for m in WORD.finditer(folded)]
        parts: list[str] = []
        done = at = 0
        while at < len(found):
            size, stand_in = self._at(found, at)
            if size:
                start, end = found[at][0], found[at + size - 1][1]
                before = text[done:start]
                is_first = not (parts or before.strip()) or before.rstrip()[-1:] in (
                    ".",
                    "!",
                    "?",
                )
                word = stand_in[0].upper() + stand_in[1:] if is_first else stand_in
                if _ARTICLE.search(before[-8:]):
                    word = stand_in.removeprefix("a ")
                parts += [before, word]
                done = end
            at += size or 1
        return "".join([*parts, text[done:]])

    def _at(self, found: list[Word], at: int) -> tuple[int, str]:
        """Return how many words of a name stand at a place, and what stands for it.

        The longest name counts; its last word may have an s behind it.
        """
        first = found[at][2]
        most = max(self.most.get(word, 0) for word in (first, first.removesuffix("s")))
        words = tuple(word for *_, word in found[at : at + most])
        for size in range(len(words), 0, -1):
            *start, last = words[:size]
            for end in (last, last.removesuffix("s")):
                if stand_in := self.names.get((*start, end)):
                    return size, stand_in
        return 0, ""


def _as_seen(text: str) -> str:
    """Return a text with each letter in one sign, and without signs nobody sees."""
    return _UNSEEN.sub("", normalize("NFC", text))


def _key(word: str) -> str:
    """Return a folded word as it is compared: ae as the a of \u00e4, ss as one s."""
    return _TWO.sub(r"\1\2", word) if len(word) >= LONG else word


def screen(
    customers: Iterable[str], people: Iterable[str], *, hides_money: bool
) -> Screen:
    """Return what hides the names of customers and of their people, and money.

    Of people only names of two words and more are hidden: one word alone is mostly
    something else.
    """
    names: dict[Name, str] = {}
    odd = []
    for text in people:
        if len(words := _words(text)) > 1:
            names[words] = PERSON
    for text in customers:
        ways = list(_ways(_words(text)))
        odd += [] if ways or not text.strip() else [text.strip()]
        names |= dict.fromkeys(ways, CUSTOMER)
    most: dict[str, int] = {}
    for first, *rest in names:
        most[first] = max(most.get(first, 0), len(rest) + 1)
    odd.sort(key=len, reverse=True)
    return Screen(True, hides_money, names, most, tuple(odd))


def _words(text: str) -> Name:
    return tuple(map(_key, WORD.findall(fold(_as_seen(text)))))


def only_money(*, hides_money: bool) -> Screen:
    """Return what shows names, and money where it is not hidden.

    >>> only_money(hides_money=True).clean("ACME pays 1.2m euros, 40% more")
    'ACME pays an amount, 40% more'
    """
    return Screen(False, hides_money)


def _ways(words: Name) -> Iterator[Name]:
    """Yield a name, and the name without the forms of companies at its end."""
    if words:
        yield words
    while size := next((n for n in (3, 2, 1) if words[-n:] in FORMS), 0):
        words = words[:-size]
        if len("".join(words)) < SHORTEST:
            return
        yield words
