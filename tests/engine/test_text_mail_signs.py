"""A pattern that is looked for only where a sign stands misses nothing it matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import DataObject, data, from_regex

from leadline.engine.text.mail import machines, notices, sign_offs, signatures
from leadline.engine.text.mail.notices import is_disclaimer
from leadline.engine.text.mail.signs import Guarded, guarded
from leadline.engine.text.mail.take import take_apart

GUARDED = {
    "away": machines._AWAY,
    "machine": machines._MACHINE,
    **{f"spam {n}": form for n, form in enumerate(machines._SPAM)},
    "law": Guarded(notices._LAW_RE, notices._NOTICE_SIGNS),
    "title of a notice": Guarded(notices._TITLE, notices._NOTICE_SIGNS),
}


@pytest.mark.parametrize("name", GUARDED)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(drawn=data())
def test_whatever_a_pattern_matches_holds_a_sign(name: str, drawn: DataObject) -> None:
    form = GUARDED[name]
    text = drawn.draw(from_regex(form.pattern))
    assert form.could_match(text.lower()) or not form.pattern.search(text)


def test_a_sign_alone_is_no_match_and_a_match_without_a_sign_is_not_seen() -> None:
    form = guarded(r"\bgate\b", "gat")
    assert form.is_in("the Gate", "the gate")
    assert not form.is_in("gather", "gather")
    assert not Guarded(re.compile("door"), ("gat",)).is_in("door", "door")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("It is slow. Thanks, Ruth", [12]),
        ("It is slow, thanks", []),
        ("It is slow  many thanks", [12]),
        ("Slow! Cheers! Thanks!", [6, 14]),
        ("thanks", []),
    ],
)
def test_a_sign_off_within_a_line_stands_behind_an_end(
    text: str, begins: list[int]
) -> None:
    assert list(sign_offs.inline_sign_offs(text)) == begins


@pytest.mark.parametrize(("signs", "is_read"), [(399, True), (400, False)])
def test_a_stretch_that_nobody_writes_is_no_letter(signs: int, is_read: bool) -> None:
    for before in range(0, 100, 33):
        text = f"Hello team,\n{'x' * before}It is slow{'~' * signs}It fails."
        assert (take_apart(text).words != text) is is_read


@pytest.mark.parametrize(
    "number",
    ["(555) 201-3344", "555-201-3344", "555.201.3344 x12", "c: 1-555-201-3344"],
)
@pytest.mark.parametrize("greeting", ["", "Hi team,\n\n"])
def test_a_number_as_north_america_writes_it_ends_a_letter(
    number: str, greeting: str
) -> None:
    text = f"{greeting}The app is slow.\n\nThanks,\nKaren Miller\n{number}"
    assert take_apart(text).words == "The app is slow."


@pytest.mark.parametrize(
    "figures", ["Order 555-2013", "Build 1.201.3344", "Ticket 120-555-201-33449"]
)
def test_other_figures_are_no_number_to_call(figures: str) -> None:
    assert not signatures.tells_contact(figures)


@pytest.mark.parametrize(
    ("text", "is_notice"),
    [
        ("What is confidential in this e-mail is meant for the addressee.", True),
        ("What is confidential in this e-mail is meant for you.", False),
        ("What is confidential in the vault is meant for the addressee.", False),
        ("This e-mail is confidential.", False),
        ("This e-mail is confidential, for the addressee.", True),
    ],
)
def test_two_words_of_law_about_a_message_make_a_notice(
    text: str, is_notice: bool
) -> None:
    assert is_disclaimer(text) is is_notice
