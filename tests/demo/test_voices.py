"""The words of the example sound like people: nothing is put together from frames."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

import pytest

from leadline.demo.dated import dated
from leadline.demo.feedback import all_words
from leadline.demo.needs import needs
from leadline.demo.words import Said
from leadline.evidence.bridge import own_words

RUN = 6  # words in a row
WRITTEN = date(2026, 11, 23)
GREETING = re.compile(
    r"(hi|hello|hallo|hey|dear|moin|guten|sehr|bonjour|bonsoir|hola|buen[oa]s|estimad"
    r"|good (morning|afternoon|evening)|servus|grüß|morning|madame|monsieur)\b",
    re.IGNORECASE,
)


SUBJECT = re.compile(r"(Subject|Betreff|Objet|Asunto)\b")


def _spoken(said: Said) -> str:
    """Return what somebody said, without mail around it and without questions."""
    words = dated(said.words, WRITTEN, said.language)
    lines = own_words(words).words.splitlines()
    return " ".join(line for line in lines if not line.startswith(("Q:", "Subject:")))


def _tokens(text: str) -> list[str]:
    return re.findall(r"[\w'{}+-]+", text.casefold().replace("\u2019", "'"))


@pytest.fixture(scope="module")
def spoken() -> dict[tuple[str, int], list[str]]:
    return {(one.need, one.number): _tokens(_spoken(one)) for one in all_words()}


def _runs(tokens: list[str]) -> Iterator[str]:
    for start in range(len(tokens) - RUN + 1):
        yield " ".join(tokens[start : start + RUN])


def test_hardly_any_two_pieces_share_six_words_in_a_row(
    spoken: dict[tuple[str, int], list[str]],
) -> None:
    where = defaultdict(set)
    for key, tokens in spoken.items():
        for run in _runs(tokens):
            where[run].add(key)

    shared = {run: keys for run, keys in where.items() if len(keys) > 1}
    alike = {key for keys in shared.values() for key in keys}

    assert len(alike) <= len(spoken) * 0.02, sorted(shared)[:20]
    assert max((len(keys) for keys in shared.values()), default=0) <= 3


def test_pieces_do_not_begin_alike(
    spoken: dict[tuple[str, int], list[str]],
) -> None:
    for need in needs():
        starts = Counter(
            " ".join(tokens[:3])
            for (key, _), tokens in spoken.items()
            if key == need.key and len(tokens) > 5 and not GREETING.match(tokens[0])
        )
        assert max(starts.values()) <= 2, (need.key, starts.most_common(3))


def test_lengths_differ_as_they_do_in_life() -> None:
    lengths = sorted(len(one.words.split()) for one in all_words())

    def share(low: int, high: int) -> float:
        return sum(low <= length < high for length in lengths) / len(lengths)

    assert lengths[0] <= 3
    assert share(0, 25) > 0.2
    assert share(60, 400) > 0.05
    assert lengths[-1] > 120


def test_mails_come_with_what_mails_come_with() -> None:
    support = [one for one in all_words() if one.source == "support"]
    mails = [dated(one.words, WRITTEN, one.language) for one in support]
    told = [own_words(mail) for mail in mails]

    assert sum(bool(SUBJECT.match(mail)) for mail in mails) > len(mails) * 0.3
    assert sum("\n>" in mail for mail in mails) > 30
    assert sum(bool(own.original) for own in told) > len(mails) * 0.5
    assert {"auto_reply", "thanks"} <= {own.set_aside for own in told}


def test_nobody_says_the_name_of_a_need() -> None:
    names = {need.key: need.name.casefold() for need in needs()}
    said = [
        (one.need, one.number)
        for one in all_words()
        if one.need in names and names[one.need] in one.words.casefold()
    ]

    assert not said
