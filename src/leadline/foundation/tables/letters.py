"""The likeliest encoding of bytes that are no UTF-8: the one that yields words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

from charset_normalizer import from_bytes

from leadline.foundation.tables.languages import LANGUAGES, WEST, Language

WORD = re.compile(r"[^\W\d_]+")
AT_DIGIT = re.compile(r"\b[^\W\d_\x00-\x7f]\d|\d[^\W\d_\x00-\x7fºª]\b")
DOUBLE = ("cp949", "cp932", "euc_jp", "gb18030", "big5")
RUN = re.compile(rb"[\x80-\xff]+")
FIRST = "cp1252"
ENOUGH = 0.55
SURE = 1.1
# A text of one language wins by its words and letters; the everyday encoding of
# Western Europe needs the least to be believed, those of DOS and old Macs the most.
TRUST = {
    "cp1252": 0.10, "cp1250": 0.02, "cp1251": 0.03, "cp1253": 0.03, "cp1254": 0.05,
    "cp1257": -0.02, "koi8_r": 0.0, "iso8859_7": 0.0, "iso8859_5": -0.02,
    "iso8859_2": -0.01,
}  # fmt: skip
UNTRUSTED = -0.08
# A file of several languages of Western Europe: names bring letters of their own.
MIXED, STRAY = 0.04, 0.4
# What an everyday word with an odd letter in it adds, three at most.
TELLING = 0.05
WESTERN = [language for language in LANGUAGES if FIRST in language.encodings]
WEST_WORDS = frozenset().union(*(language.words for language in WESTERN))
WEST_LETTERS = frozenset().union(*(language.letters for language in WESTERN))
# Encodings believed only where everyday words of their languages stand in the text.
SPOKEN = frozenset({"cp1257"})
UNSPOKEN = 0.2
SIGNS = frozenset("€£°§«»„“”\u2019\u2018\u2013—…©®™·•¿¡ºª½¼²³µ\u00d7±\u00b4¨\u00a0")


def likeliest(sample: bytes) -> str:
    """Return the encoding under which the sample reads best.

    >>> likeliest("Não encontro o botão, é difícil".encode("cp1252"))
    'cp1252'
    >>> likeliest("Proszę, nie można się zalogować".encode("cp1250"))
    'cp1250'
    """
    scores: dict[str, float] = {}
    for encoding in dict.fromkeys(e for lang in LANGUAGES for e in lang.encodings):
        text = sample.decode(encoding, "replace")
        scores[encoding] = _score(text, encoding) + TRUST.get(encoding, UNTRUSTED)
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] < SURE and (double := _double_byte(sample)):
        return double
    if scores[best] >= ENOUGH:
        return best
    match = from_bytes(sample).best()
    # Without words to go by, a library of many more languages is asked.
    if match and match.encoding.startswith(("cp1255", "cp1256", "cp874", "cp1258")):
        return match.encoding
    return best if scores[best] > 0 else FIRST


def _score(text: str, encoding: str) -> float:
    """Return how well a text reads: 1 where each odd sign is one of its language."""
    words = WORD.findall(text)
    odd_words = [word for word in words if not word.isascii()]
    odd_letters = Counter("".join(odd_words))
    for sign in list(odd_letters):
        if sign.isascii():
            del odd_letters[sign]
    loose = Counter(c for c in text if ord(c) > 127 and not c.isalpha())
    total = sum(odd_letters.values()) + sum(loose.values())
    if not total:
        return 0.0
    known = {word.lower() for word in words}
    lower = Counter(word.lower() for word in words)
    best = 0.0
    for language in LANGUAGES:
        if encoding in language.encodings:
            fit = _fit(language, odd_letters, lower, known, len(words))
            if encoding in SPOKEN and not known & (language.words - WEST_WORDS):
                fit -= UNSPOKEN
            best = max(best, fit)
    best = max(best, _mixed_fit(encoding, odd_letters, lower, len(words)))
    everyday = {word.lower() for word in odd_words} & _words_of(encoding)
    best += TELLING * min(len(everyday), 3)
    letters = sum(odd_letters.values())
    good_signs = sum(n for sign, n in loose.items() if sign in SIGNS)
    odd_shape = sum(_is_ill_shaped(word) for word in odd_words)
    odd_shape += len(AT_DIGIT.findall(text))
    share = (best * letters + 0.97 * good_signs) / total
    return share - 0.8 * odd_shape / max(len(odd_words), 1)


def _fit(
    language: Language,
    odd_letters: Counter[str],
    lower: Counter[str],
    known: set[str],
    n_words: int,
) -> float:
    """Return the share of odd letters that are the language's, and of its words."""
    letters = sum(odd_letters.values())
    own = sum(n for letter, n in odd_letters.items() if letter in language.letters)
    common = known & language.words
    said = sum(lower[word] for word in common) / max(n_words, 1)
    variety = len({letter.lower() for letter in odd_letters} & language.letters)
    share = own / letters if letters else 1.0
    return share - language.rare + min(said, 0.25) + 0.01 * min(variety, 5)


def _mixed_fit(
    encoding: str, odd_letters: Counter[str], lower: Counter[str], n_words: int
) -> float:
    """Return how well a text fits as one of several languages, by their words."""
    letters = sum(odd_letters.values())
    said = [
        language
        for language in LANGUAGES
        if _can_hold(encoding, language) and len(lower.keys() & language.words) > 1
    ]
    is_its_own = any(encoding in language.encodings for language in said)
    if not letters or not is_its_own:
        return 0.0
    own = frozenset().union(*(language.letters for language in said))
    spoken = frozenset().union(*(language.words for language in said))
    stray = WEST_LETTERS if encoding in WEST else frozenset()
    share = sum(
        n * (1.0 if letter in own else STRAY if letter in stray else 0.0)
        for letter, n in odd_letters.items()
    )
    common = sum(n for word, n in lower.items() if word in spoken) / max(n_words, 1)
    return share / letters - MIXED + min(common, 0.25)


@cache
def _words_of(encoding: str) -> frozenset[str]:
    """Return the everyday words of an encoding's languages that hold odd letters."""
    words = (lang.words for lang in LANGUAGES if encoding in lang.encodings)
    return frozenset(w for some in words for w in some if not w.isascii())


@cache
def _can_hold(encoding: str, language: Language) -> bool:
    """Return whether the small letters of a language can be written in an encoding."""
    letters = "".join(letter for letter in language.letters if letter.islower())
    return letters.encode(encoding, "ignore").decode(encoding) == letters


def _is_ill_shaped(word: str) -> bool:
    """Return whether a word mixes scripts, or has a capital after a small letter."""
    if word.isupper() or word.islower() or word.istitle():
        is_mixed_case = False
    else:
        is_mixed_case = any(
            a.islower() and b.isupper() and not (b.isascii() and a.isascii())
            for a, b in pairwise(word)
        )
    scripts = {"l" if c < "\u0250" else "o" for c in word}
    return is_mixed_case or len(scripts) > 1


def _double_byte(sample: bytes) -> str:
    """Return the encoding of East Asia in which the sample reads well, or nothing."""
    best, best_score = "", 0.75
    runs = RUN.findall(sample)
    if sum(map(len, runs)) < 2 * len(runs):
        return ""  # single odd letters, as in words of Latin scripts
    for encoding in DOUBLE:
        text = sample.decode(encoding, "replace")
        odd = [c for c in text if ord(c) > 127]
        if not odd or text.count("\ufffd") > 0.01 * len(odd):
            continue
        score = _eastern(odd, encoding)
        if score > best_score:
            best, best_score = encoding, score
    return best


def _eastern(odd: list[str], encoding: str) -> float:
    """Return the share of signs that are everyday ones where the encoding is used."""
    kana = sum("\u3040" <= c <= "\u30ff" for c in odd) / len(odd)
    hangul = sum("\uac00" <= c <= "\ud7a3" for c in odd) / len(odd)
    marks = sum("\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uff65" for c in odd)
    everyday = sum(_is_everyday(c, encoding) for c in odd) / len(odd)
    if encoding in {"cp932", "euc_jp"}:
        return everyday + kana + marks / len(odd) if kana > 0.1 else 0.0
    if encoding == "cp949":
        return hangul + marks / len(odd)
    return (everyday + marks / len(odd)) if kana < 0.1 else 0.0


def _is_everyday(sign: str, encoding: str) -> bool:
    """Return whether a sign is among the common ones of its standard's first level."""
    if not "\u4e00" <= sign <= "\u9fff":
        return False
    ranges = {"gb18030": (0xB0, 0xD7), "big5": (0xA4, 0xC6), "cp949": (0, 0)}
    low, high = ranges.get(encoding, (0, 255))
    try:
        code = sign.encode("gb2312" if encoding == "gb18030" else encoding)
    except UnicodeEncodeError:
        return False
    return low <= code[0] <= high
