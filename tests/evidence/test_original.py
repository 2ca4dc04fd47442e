"""The text as it came stays, one click away, with its parts named."""

from __future__ import annotations

import pytest

from leadline.evidence import queries
from leadline.foundation.errors import NotFound
from tests.conftest import Person
from tests.evidence.makers import say

pytestmark = pytest.mark.django_db
MAIL = """Dear Harbour team,

the export of hours fails since Monday, and payroll types them by hand.

Best regards
Kim Roe
Rota planner, Acme Hospital
Phone +49 40 123456
"""


def test_a_mail_by_hand_keeps_its_words_and_its_original(ana: Person) -> None:
    piece = say(ana.actor, MAIL)

    parts = queries.original_parts(actor=ana.actor, feedback_id=piece.pk)

    assert piece.words.startswith("the export of hours fails")
    assert piece.words.endswith("by hand.")
    assert piece.original == MAIL.strip()
    assert [(p.label, p.is_words) for p in parts] == [
        ("Greeting", False),
        ("Their words", True),
        ("Sign-off", False),
        ("Signature", False),
    ]
    page = ana.browser.get(f"/w/{ana.actor.workspace_id}/evidence/feedback/{piece.pk}/")
    assert "Phone +49 40 123456" in page.content.decode()


@pytest.mark.parametrize("words", ["Too slow", "Hello, too slow. Regards, Kim"])
def test_one_line_stays_as_it_was_typed(ana: Person, words: str) -> None:
    piece = say(ana.actor, words)

    assert (piece.words, piece.original) == (words, "")
    assert queries.original_parts(actor=ana.actor, feedback_id=piece.pk) == []
    page = ana.browser.get(f"/w/{ana.actor.workspace_id}/evidence/feedback/{piece.pk}/")
    assert "The text as it came" not in page.content.decode()


def test_an_original_is_closed_to_a_stranger(ana: Person, cleo: Person) -> None:
    piece = say(ana.actor, MAIL)

    with pytest.raises(NotFound):
        queries.original_parts(actor=cleo.actor, feedback_id=piece.pk)
