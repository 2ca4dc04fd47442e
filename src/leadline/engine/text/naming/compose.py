"""A name put together from key phrases, where no customer's sentence stands for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from leadline.engine.text.naming.passages import LONGEST_NAME, is_well_formed
from leadline.engine.text.naming.terms import (
    Vocabulary,
    Words,
    is_full,
    names_somebody,
)

AND = {"de": "und", "fr": "et", "es": "y", "pt": "e", "nl": "en", "it": "e"}
LINKS = frozenset(
    "of to for on in with from the a an my by at into without der die das den des dem "
    "im am zum zur von vom für mit de du des la le les d l à au aux en pour sur sans "
    "el "
    "los las del al para por con sin da do dos das no na em com sem het een van op "
    "voor "
    "met zonder di della dello dei delle nel nella per su senza".split()
)
PRAISE = frozenset(
    "great good nice awesome best love loved cool amazing excellent super perfect bad "
    "worst fantastic wonderful brilliant fun gut gute guter super toll klasse schlecht "
    "bon bonne génial mauvais parfait bueno buena excelente malo bom boa ótimo ótima "
    "ruim "
    "goed goede mooi slecht fijn buono buona ottimo ottima bello".split()
)
"""Words that say how good and not what: in a phrase only where nothing else is left."""
MOST_WORDS = 4
PHRASES_READ = 80
HEAD_SHARE = 0.4
"""A term in this share of the pieces is what the need is about."""
FEW, SHARED_BY_FEW = 8, 0.3
"""In a group of fewer pieces a term must stand in this share to be said: what two of
seven happen to say tells nothing about the others."""
PARTS = 3
SPOKEN = 12
"""Terms of a group, the strongest first, that may be said; phrases before words."""


def composed(
    group: Words, vocabulary: Vocabulary, avoid: frozenset[str] = frozenset()
) -> list[str]:
    """Return names put together from what stands out in a group, the best first.

    One term that most pieces hold becomes the head and what is said of it follows
    ("Calendar: add a meeting, move and delete"); else up to three phrases stand side
    by side.

    Examples
    --------
    >>> vocabulary = Vocabulary()
    >>> texts = ["Add a meeting to the calendar", "Move a meeting", "Calendar: move",
    ...          "Delete from the calendar", "Delete from my calendar"]
    >>> from leadline.engine.text.naming.terms import weigh, words_of
    >>> group = words_of(texts, vocabulary)
    >>> weigh([group])
    >>> composed(group, vocabulary)[0].startswith("Calendar: ")
    True
    """
    phrases = _phrases(group)
    ranked = [
        term
        for term in _ranked(group, phrases)
        if not names_somebody(f"- {vocabulary.written(term)}", vocabulary, avoid)
    ]
    names = []
    for head in ranked[:2]:
        if group.share(head) >= HEAD_SHARE:
            among = [p for p in _parts(ranked, head) if _together(group, head, p)]
            names += _joined(f"{vocabulary.written(head)}: ", among, group, vocabulary)
    names += _joined("", list(_parts(ranked, "")), group, vocabulary)
    return [n[:1].upper() + n[1:] for n in names if is_well_formed(n) or " " not in n]


def _phrases(group: Words) -> Counter[str]:
    """Count runs of two to four words that begin and end with a full word."""
    count: Counter[str] = Counter()
    for words in group.pieces[:PHRASES_READ]:
        full = [is_full(word) and word not in PRAISE for word in words]
        found: set[str] = set()
        for begin, is_first in enumerate(full):
            if not is_first:
                continue
            for end in range(begin + 1, min(begin + MOST_WORDS, len(words))):
                if words[end] in words[begin:end]:
                    break
                if full[end]:
                    found.add(" ".join(words[begin : end + 1]))
                elif words[end] not in LINKS:
                    break
        count.update(found)
    least = max(2, min(len(group.pieces), PHRASES_READ) // 30)
    return Counter({p: n for p, n in count.items() if n >= least})


def _ranked(group: Words, phrases: Counter[str]) -> list[str]:
    """Return terms, longer phrases in place of the word that mostly stands in them."""
    ranked: list[str] = []
    holding = _holding(group.weight, phrases)
    for term in group.weight:
        if term in group.common and group.share(term) < HEAD_SHARE:
            continue
        if len(group.pieces) < FEW and group.share(term) < SHARED_BY_FEW:
            continue
        if not PRAISE.isdisjoint(term.split()) and len(group.weight) > SPOKEN:
            continue
        longer = [
            phrase
            for phrase in holding.get(term, ())
            if phrases[phrase] >= 0.5 * group.count[term]
        ]
        best = max(longer, key=lambda p: (phrases[p], len(p), p), default=term)
        if best not in ranked:
            ranked.append(best)
    return ranked


def _holding(terms: Iterable[str], phrases: Iterable[str]) -> dict[str, list[str]]:
    """Return for each term the phrases that hold it word by word."""
    begun_by: dict[str, list[str]] = {}
    for term in terms:
        begun_by.setdefault(term.split(" ", 1)[0], []).append(term)
    holding: dict[str, list[str]] = {}
    for phrase in phrases:
        for word in dict.fromkeys(phrase.split()):
            for term in begun_by.get(word, ()):
                if f" {term} " in f" {phrase} ":
                    holding.setdefault(term, []).append(phrase)
    return holding


def _parts(ranked: list[str], head: str) -> Iterator[str]:
    """Yield terms that repeat no word of the head or of one another."""
    said = _stems(head)
    order = sorted(ranked[:SPOKEN], key=lambda term: " " not in term)
    for term in order:
        words = _stems(term)
        if not any(_is_same(word, other) for word in words for other in said):
            said += words
            yield term


def _stems(term: str) -> list[str]:
    """Return the full words of a term, those put together by a hyphen apart."""
    return [word for word in term.replace("-", " ").split() if is_full(word)]


def _together(group: Words, head: str, part: str) -> bool:
    """Whether a part is said where the head is said."""
    one, two = head.split()[0], part.split()[0]
    both = sum(1 for words in group.terms if one in words and two in words)
    return both >= 0.4 * max(1, sum(1 for words in group.terms if two in words))


def _is_same(one: str, two: str) -> bool:
    """Whether two words are forms of one: "price" and "prices", "ap" and "app"."""
    short, long = sorted((one, two), key=len)
    common = 0
    for a, b in zip(short, long, strict=False):
        if a != b:
            break
        common += 1
    is_longer = long.startswith(short) and len(long) - len(short) <= 1
    return is_longer or common >= max(4, len(short) - 2)


def _joined(
    head: str, parts: list[str], group: Words, vocabulary: Vocabulary
) -> list[str]:
    """Return the head with three, two and one parts, those that fit."""
    written = [vocabulary.written(part) for part in parts[:PARTS]]
    names = []
    for number in range(len(written), 0, -1):
        chosen = written[:number]
        last = f" {AND.get(group.tongue, 'and')} {chosen[-1]}" if number > 1 else ""
        name = head + ", ".join(chosen[:-1] if number > 1 else chosen) + last
        if len(name) <= LONGEST_NAME:
            names.append(name)
    return names
