"""Words that a person puts on the chair together."""

from __future__ import annotations

import pytest

from leadline.decisions import actions, queries
from leadline.decisions.actions import chair as chair_actions
from leadline.decisions.models import Decision
from leadline.decisions.types import Chair, ChairVerdict, Side, WordIn
from leadline.foundation.errors import Invalid
from tests.conftest import Person
from tests.decisions.making import NOW, make_customer, make_decision, option_of, say


def chair(person: Person, decision: Decision) -> Chair:
    return queries.chair_of(actor=person.actor, decision_id=decision.pk, now=NOW)


def test_words_that_come_together_are_scored_once_and_stand_as_one_by_one(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = make_decision(ana), make_decision(ana)
    pieces = [
        say(ana, text, make_customer(ana, text, "Ports", 9), days_ago=n).pk
        for n, text in enumerate(("Buy it", "Build it, we wait for it", "Neither"))
    ]

    def told(made: Decision) -> list[WordIn]:
        option = option_of(made).pk
        return [WordIn(pk, option, side) for pk, side in zip(pieces, Side, strict=True)]

    for word in told(one):
        actions.add_word(
            actor=ana.actor, decision_id=one.pk, now=NOW, option_id=word.option_id,
            feedback_id=word.feedback_id, side=word.side,
        )  # fmt: skip
    scored: list[int] = []
    inner = chair_actions._keep_scores
    monkeypatch.setattr(
        chair_actions, "_keep_scores", lambda *a: (scored.append(1), inner(*a))
    )
    n = actions.add_words(
        actor=ana.actor, decision_id=other.pk, words=told(other), now=NOW
    )

    assert (n, len(scored)) == (3, 1)
    alike, same = (
        [(w.words, w.side, w.state, w.set_by) for w in chair(ana, made).words]
        for made in (one, other)
    )
    assert alike == same
    kept = ("chair_verdict", "chair_coverage", "chair_freshness", "chair_diversity")
    for made in (one, other):
        made.refresh_from_db()
    assert [getattr(one, k) for k in kept] == [getattr(other, k) for k in kept]
    assert other.chair_verdict != ChairVerdict.EMPTY


def test_of_words_that_come_together_none_stays_where_one_may_not(ana: Person) -> None:
    made = make_decision(ana)
    option = option_of(made).pk
    good = say(ana, "Buy it", make_customer(ana, "Elbe", "Ports", 9)).pk
    words = [WordIn(good, option, "for"), WordIn(good, option, "perhaps")]

    with pytest.raises(Invalid, match="for an option, against it, or neither"):
        actions.add_words(actor=ana.actor, decision_id=made.pk, words=words, now=NOW)
    assert chair(ana, made).words == []
