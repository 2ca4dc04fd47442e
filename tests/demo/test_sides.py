"""The words on the example's chairs were read: they exist, and say what they say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from leadline.decisions.types import Side
from leadline.demo import sides
from leadline.demo.build import company
from leadline.demo.company import Company
from leadline.demo.fill_chairs import MOST
from leadline.demo.market import known_names
from leadline.demo.needs import content
from leadline.evidence.bridge import own_words

TODAY = date(2026, 11, 23)
DECISIONS = {one["key"]: one for one in content("decisions.toml")["decision"]}
PAGES = {one["key"]: one for one in content("sides.toml")["decision"]}


@pytest.fixture(scope="module", params=[(TODAY, 1.0), (date(2025, 3, 3), 0.06)])
def harbour(request: pytest.FixtureRequest) -> Company:
    today, share = request.param
    return company(1, today, share=share)


def _read(harbour: Company, key: str) -> list[sides.ReadWord]:
    customers = {one.external_id: one for one in harbour.customers}
    return sides.read_words(key, harbour.pieces, customers)


def _taken(told: Mapping[str, Any], today: date) -> datetime:
    ago = told["days"] - told["after"] if "after" in told else 0
    return datetime.combine(today - timedelta(days=ago), datetime.min.time(), UTC)


@pytest.mark.parametrize("key", PAGES)
def test_every_label_is_of_a_sentence_an_option_and_a_side(key: str) -> None:
    options = {line.partition(":")[0] for line in DECISIONS[key]["options"]}
    labels = [(one.option, one.side) for one in sides.said_labels(key)]
    labels += [(row[4], row[5]) for row in PAGES[key].get("wrote", ())]

    assert labels
    assert {option for option, _ in labels} <= options
    assert {side for _, side in labels} <= set(Side.values)


def test_a_sentence_that_is_not_there_any_more_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = {"key": "gone", "said": [["price", "nobody says this", "A", "for"]]}
    monkeypatch.setattr(sides, "_pages", lambda: [page])
    sides.said_labels.cache_clear()

    with pytest.raises(LookupError, match="0 sentences of price"):
        sides.said_labels("gone")
    sides.said_labels.cache_clear()


def test_every_answer_is_there_on_any_day_before_its_decision(harbour: Company) -> None:
    pieces = {piece.source_id: piece for piece in harbour.pieces}

    for key, page in PAGES.items():
        for source_id, *_, words in page.get("wrote", ()):
            piece = pieces[source_id]
            assert piece.said_at < _taken(DECISIONS[key], harbour.today), source_id
            assert own_words(piece.words).words == words
            assert own_words(piece.words).set_aside == ""


def test_each_chair_that_was_read_has_words_of_several_and_both_sides(
    harbour: Company,
) -> None:
    both = 0
    for key, page in PAGES.items():
        words = _read(harbour, key)
        told = {word.side for word in words}
        both += {Side.FOR, Side.AGAINST} <= told
        assert len(words) >= len(page.get("wrote", ())), key
        assert len({word.piece.source_id for word in words}) == len(words)
        if DECISIONS[key]["chair"] == "full" and len(harbour.pieces) > 3000:
            assert len(words[: MOST["full"]]) >= 4

    assert both >= len(DECISIONS) / 2


def test_decisions_that_nobody_looked_at_have_no_labels() -> None:
    unread = {
        k for k, told in DECISIONS.items() if told["chair"] in ("proposed", "none")
    }

    assert unread.isdisjoint(PAGES)
    assert unread | set(PAGES) == set(DECISIONS)


def test_a_piece_is_left_out_when_its_sentences_take_different_sides(
    harbour: Company,
) -> None:
    labels = {label.line: label for label in sides.said_labels("swap-approval")}
    read = _read(harbour, "swap-approval")

    for word in read:
        if word.line:
            told = {labels[x].side for x in word.piece.lines if x in labels}
            assert told == {word.side}
            assert not word.piece.also


def test_no_customer_has_the_name_of_a_colleague_or_stakeholder(
    harbour: Company,
) -> None:
    names = {p.author for p in harbour.pieces if p.customer}
    names |= {contact.name for one in harbour.customers for contact in one.contacts}

    assert {"Ines Moreau", "Sinéad Fallon", "Tomás Iglesias"} <= known_names()
    assert names.isdisjoint(known_names())


def test_notes_do_not_guess_who_is_a_man(harbour: Company) -> None:
    assert not [p for p in harbour.pieces if "He said:" in p.words]


def test_mailboxes_and_thanks_are_set_aside_on_any_day(harbour: Company) -> None:
    """However little of the feedback there is, these come: no luck decides it."""
    tickets = [piece for piece in harbour.pieces if piece.source == sides.SOURCE]
    aside = {own_words(piece.words).set_aside for piece in tickets}

    assert {"auto_reply", "thanks"} <= aside
