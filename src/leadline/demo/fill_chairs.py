"""Seats the customer in the example's decisions, and looks at the words as read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.decisions import actions, queries
from leadline.decisions.types import WordIn
from leadline.demo.company import Company
from leadline.demo.sides import ReadWord, read_words
from leadline.evidence.models import Feedback

MOST = {"full": 24, "thin": 3, "none": 0}
PROPOSED = "proposed"
SEARCHED = 60  # days since they look for words with Leadline


class Chairs:
    """The words of the company that were read, and where each is kept."""

    def __init__(self, actor: Actor, harbour: Company) -> None:
        self.actor = actor
        self.pieces = harbour.pieces
        listed = rows(Feedback, actor).filter(set_aside="")
        self.kept = {
            (source, source_id): pk
            for pk, source, source_id in listed.values_list("pk", "source", "source_id")
        }

    def seat(self, pk: int, told: Mapping[str, Any], when: datetime) -> None:
        """Seat the customer, confirm what was read, and turn down everything else.

        Words that the search did not find are added, as a person adds them; on the
        older chairs that are full all were, since Harbour had no search then.
        """
        actor, kind = self.actor, told["chair"]
        if told["days"] <= SEARCHED or kind != "full":
            actions.seat_chair(actor=actor, decision_id=pk, now=when)
        if kind == PROPOSED:
            return
        options = queries.decision_page(actor=actor, decision_id=pk).options
        ids = {option.title: option.id for option in options}
        words = [
            WordIn(
                self.kept[word.piece.source, word.piece.source_id],
                ids[word.option],
                word.side,
            )
            for word in self._read(told["key"], list(ids), when)[: MOST[kind]]
        ]
        actions.add_words(actor=actor, decision_id=pk, words=words, now=when)
        actions.reject_the_rest(actor=actor, decision_id=pk, now=when)

    def _read(self, key: str, titles: list[str], when: datetime) -> list[ReadWord]:
        until = [piece for piece in self.pieces if piece.said_at <= when]
        return read_words(key, titles, until)
