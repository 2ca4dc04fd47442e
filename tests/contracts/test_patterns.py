"""No text that anybody can send makes a pattern take longer than the text is long."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator

import pytest

from tests.contracts.patterns import Found, every_pattern, openers

SHORT, LONG = 10_000, 250_000
# Of the processor, for all openers of a pattern: six times the slowest of today,
# and less than a tenth of what a pattern takes that reads on from each character.
SECONDS, PLANTED_SECONDS = 5.0, 1.0
WORST, SHARES = 1, 8


def _takes_too_long(found: Found, seconds: float = SECONDS) -> str:
    """Try it in a process of its own; return the opener that it did not end on."""
    mine, its = os.pipe()
    child = os.fork()
    if not child:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        try:
            for text in _texts(found):
                os.write(its, f"{text[:40]!r}\n".encode())
                found.run(text)
            os._exit(0)
        finally:  # a child must never go on as a run of tests
            os._exit(1)
    os.close(its)
    _, status = os.waitpid(child, 0)
    with os.fdopen(mine, encoding="utf-8") as told:
        tried = told.read().splitlines()
    return tried[-1] if status else ""


def _texts(found: Found) -> Iterator[str]:
    """Yield each opener at some length, and the worst of them long."""
    took: list[tuple[float, int]] = []
    every = openers(found.pattern)
    for number, opener in enumerate(every):
        begun = time.process_time()
        yield opener.of(SHORT)
        took.append((time.process_time() - begun, number))
    for _, number in sorted(took)[-WORST:]:
        yield every[number].of(LONG)


@pytest.mark.parametrize("share", range(SHARES))
def test_a_pattern_reads_a_long_text_of_its_own_openers(share: int) -> None:
    slow = {
        found.name: opener
        for found in every_pattern()[share::SHARES]
        if (opener := _takes_too_long(found))
    }

    assert not slow, "bound a repeat, make it possessive, or look behind its start"


@pytest.mark.parametrize(
    "planted",
    [
        r"<!--.*?-->",
        r"\s+$",
        r"<(script|style)\b.*?</\1\s*>",
        r"a\s*,?\s+b",
        r"(\w+)*!",
    ],
)
def test_a_pattern_that_reads_on_from_every_character_is_found(planted: str) -> None:
    found = Found("planted", re.compile(planted, re.S), frozenset({"search"}))

    assert _takes_too_long(found, PLANTED_SECONDS)


def test_patterns_of_every_kind_of_place_are_found() -> None:
    names = {found.name for found in every_pattern()}

    assert len(names) > 300
    for place in (
        "engine.text.mail.quotes:_NAMED",  # of a module
        "foundation.amounts:GROUPED[1]",  # in a dictionary
        "engine.chair.cues:_PATTERNS[3]",  # in a tuple
    ):
        assert place in names
    assert any(name.rpartition(":")[2].isdigit() for name in names)  # in a call
