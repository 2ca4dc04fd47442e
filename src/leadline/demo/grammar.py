"""A small grammar: ``[one|other]`` picks, ``{slot}`` fills; brackets nest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random

_INNER = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([a-z_0-9]+)\}")
_START = re.compile(r"(^|[.!?]\s+|\n)([a-zà-ÿ])")

Slots = Mapping[str, str | Sequence[str]]


def expand(template: str, slots: Slots, rng: Random) -> str:
    """Turn a template into a sentence.

    A slot that holds one text always fills in the same; one that holds several picks
    anew each time. An unknown slot is an error of the content and raises ``KeyError``.

    >>> expand("[Hello|Hello], {who} .", {"who": "Ana"}, Random(1))
    'Hello, Ana.'
    """
    text = template
    while match := _INNER.search(text):
        choice = rng.choice(match.group(1).split("|"))
        text = text[: match.start()] + choice + text[match.end() :]
    while match := _SLOT.search(text):
        value = slots[match.group(1)]
        filled = value if isinstance(value, str) else rng.choice(value)
        text = text[: match.start()] + filled + text[match.end() :]
    return tidy(text)


def tidy(text: str) -> str:
    """Close gaps before punctuation and begin sentences with a capital.

    >>> tidy("so it is .  we know")
    'So it is. We know'
    """
    text = re.sub(r"[ \t]+", " ", text)
    text = re.sub(r" +([.,!?;:])(?=\s|$)", r"\1", text)
    text = re.sub(r"([.!?])\.", r"\1", text)
    return _START.sub(lambda m: m.group(1) + m.group(2).upper(), text.strip())


def forms(template: str) -> int:
    """Return how many sentences a template has before its slots are filled.

    >>> forms("[a|b] c [d|e|f]")
    6
    """
    count = 1
    for inner in _INNER.findall(template):
        count *= inner.count("|") + 1
    return count


def weighted(text: str) -> dict[str, int]:
    """Read ``"ticket:6 review:3"`` as weights.

    >>> weighted("ticket:6 review:3")
    {'ticket': 6, 'review': 3}
    """
    pairs = (item.split(":") for item in text.split())
    return {name: int(weight) for name, weight in pairs}


def pick(weights: Mapping[str, float], rng: Random) -> str:
    """Draw one name by weight."""
    names = list(weights)
    return rng.choices(names, [weights[name] for name in names])[0]
