"""Pieces of feedback edited where they stand, and taken back."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from leadline.accounts.models import Workspace
from leadline.accounts.types import Role
from leadline.evidence.actions import edit_feedback, triage_feedback
from leadline.evidence.models import Feedback
from leadline.evidence.types import FeedbackState
from tests.conftest import Person, join
from tests.evidence.makers import account, say, want
from tests.factories import NOW
from tests.web.test_values import HTMX, keep, opened, undo

# The value, what is typed, and what the piece then says in which column.
TYPED: dict[str, tuple[str, str, object]] = {
    "words": ("Far too slow", "words", "Far too slow"),
    "state": ("archived", "state", "archived"),
    "counts": ("spam", "set_aside", "spam"),
    "author": ("Petra", "author", "Petra"),
    "author_email": ("petra@port.example", "author_email", "petra@port.example"),
    "kind": ("request", "kind", "request"),
    "area": ("Berths", "area", "Berths"),
    "speech": ("reported", "speech", "reported"),
    "noted_by": ("Jonas", "noted_by", "Jonas"),
    "link": ("https://desk.example/7", "link", "https://desk.example/7"),
}


@pytest.fixture
def dana(acme: Workspace) -> Person:
    return join("dana", acme, Role.LEAD)


@pytest.fixture
def piece(ana: Person) -> Feedback:
    return say(ana.actor, "Too slow")


def address(person: Person, piece: Feedback, name: str) -> str:
    args = [person.actor.workspace_id, piece.pk, name]
    return reverse("evidence:piece_value", args=args)


@pytest.mark.parametrize("name", TYPED)
def test_a_value_is_kept_shown_and_taken_back(
    ana: Person, piece: Feedback, name: str
) -> None:
    typed, column, value = TYPED[name]
    before, url = getattr(piece, column), address(ana, piece, name)

    kept = keep(ana, url, opened(ana, url), {name: typed})

    piece.refresh_from_db()
    assert (kept.status_code, getattr(piece, column)) == (200, value)
    assert kept["HX-Trigger-After-Settle"] == "leadline:changed"
    ana.browser.post(undo(kept))
    piece.refresh_from_db()
    assert getattr(piece, column) == before


def test_its_need_its_customer_and_its_day_are_values_too(
    ana: Person, piece: Feedback
) -> None:
    need, ports = want(ana.actor), account(ana.actor, "Ports")
    said = {"need_id": need.pk, "customer_name": "Ports", "said_on": "2026-03-01"}

    for name, value in said.items():
        url = address(ana, piece, name)
        assert keep(ana, url, opened(ana, url), {name: value}).status_code == 200

    piece.refresh_from_db()
    assert (piece.need_id, piece.customer_id) == (need.pk, ports.pk)
    assert piece.said_at.date() == date(2026, 3, 1)
    url = address(ana, piece, "need_id")
    gone = keep(ana, url, opened(ana, url), {"need_id": ""})
    piece.refresh_from_db()
    assert piece.need_id is None
    ana.browser.post(undo(gone))
    piece.refresh_from_db()
    assert piece.need_id == need.pk


def test_a_customer_that_is_new_is_added_with_the_value(
    ana: Person, piece: Feedback
) -> None:
    url = address(ana, piece, "customer_name")
    typed = {"customer_name": "Port of Kiel", "add_customer": "on"}

    assert keep(ana, url, opened(ana, url), typed).status_code == 200

    piece.refresh_from_db()
    assert piece.customer is not None
    assert piece.customer.name == "Port of Kiel"


def test_what_was_set_aside_counts_again(ana: Person, piece: Feedback) -> None:
    url = address(ana, piece, "counts")
    keep(ana, url, opened(ana, url), {"counts": "ours"})
    piece.refresh_from_db()
    assert piece.side == "ours"

    keep(ana, url, opened(ana, url), {"counts": ""})

    piece.refresh_from_db()
    assert (piece.side, piece.set_aside) == ("customer", "")


def test_anothers_words_stand_beside_mine_and_other_values_are_left(
    ana: Person, dana: Person, piece: Feedback
) -> None:
    area, kind = (address(ana, piece, name) for name in ("area", "kind"))
    seen = opened(ana, area), opened(ana, kind)
    edit_feedback(
        actor=dana.actor, feedback_id=piece.pk, now=NOW, values={"area": "Theirs"}
    )

    met = keep(ana, area, seen[0], {"area": "Mine it is"})
    kept = keep(ana, kind, seen[1], {"kind": "request"})

    text = unescape(met.content.decode())
    piece.refresh_from_db()
    assert (met.status_code, kept.status_code) == (422, 200)
    assert "dana wrote “Theirs” meanwhile" in text
    assert 'value="Mine it is"' in text
    assert (piece.area, piece.kind) == ("Theirs", "request")


def test_a_state_that_somebody_else_set_is_not_overwritten(
    ana: Person, dana: Person, piece: Feedback
) -> None:
    url = address(ana, piece, "state")
    seen = opened(ana, url)
    triage_feedback(
        actor=dana.actor, feedback_ids=[piece.pk], state=FeedbackState.ARCHIVED,
        now=NOW,
    )  # fmt: skip

    met = keep(ana, url, seen, {"state": "triaged"})

    piece.refresh_from_db()
    assert (met.status_code, piece.state) == (422, "archived")
    assert "wrote “Archived” meanwhile" in unescape(met.content.decode())


def test_a_way_back_undoes_nothing_that_somebody_did_since(
    ana: Person, dana: Person, piece: Feedback
) -> None:
    url = address(ana, piece, "area")
    kept = keep(ana, url, opened(ana, url), {"area": "Berths"})
    edit_feedback(
        actor=dana.actor, feedback_id=piece.pk, now=NOW, values={"kind": "request"}
    )

    assert ana.browser.post(undo(kept)).status_code == 409
    piece.refresh_from_db()
    assert piece.area == "Berths"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("words", "", "needed"),
        ("state", "lost", "not one of"),
        ("counts", "dull", "not one of"),
        ("need_id", "999999", "not one of"),
        ("customer_name", "Nobody Ltd", "no customer “Nobody Ltd”"),
        ("author_email", "petra", "an e-mail address"),
        ("said_on", "soon", "is not a day"),
        ("said_on", "", "needed"),
        ("speech", "", "Choose one"),
        ("area", "x" * 81, "At most 80"),
    ],
)
def test_a_refusal_stands_at_the_field(
    ana: Person, piece: Feedback, name: str, typed: str, said: str
) -> None:
    url = address(ana, piece, name)

    refused = keep(ana, url, opened(ana, url), {name: typed})

    assert refused.status_code == 422
    assert "field-error" in refused.content.decode()
    assert said in unescape(refused.content.decode())


def test_who_may_only_read_sees_values_and_opens_none(
    ana: Person, ben: Person, cleo: Person, client: Any, piece: Feedback
) -> None:
    url = address(ana, piece, "area")
    back = f"{url}back/?area=x&version=1"

    seen = ben.browser.get(f"{url}?shown=yes", headers=HTMX)
    assert (seen.status_code, "value-area" in seen.content.decode()) == (200, False)
    assert ben.browser.get(url, headers=HTMX).status_code == 403
    assert ben.browser.post(back).status_code == 403
    assert keep(ben, url, "", {"area": "Mine"}).status_code == 403
    assert cleo.browser.get(url).status_code == 404
    assert cleo.browser.post(back).status_code == 404
    assert client.get(url).status_code == 302
    assert ana.browser.get(address(ana, piece, "no")).status_code == 404


def test_without_script_a_value_has_a_page_of_its_own(
    ana: Person, piece: Feedback
) -> None:
    url = address(ana, piece, "words")

    assert "<h1>" in ana.browser.get(url).content.decode()
    assert "<h1>" in ana.browser.post(url, {"words": ""}).content.decode()
    assert ana.browser.post(url, {"words": "Other words"}).status_code == 302
    piece.refresh_from_db()
    assert piece.words == "Other words"
