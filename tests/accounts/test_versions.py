"""The version of a record: counted once for each change, and by one of two at once."""

from __future__ import annotations

import pytest

from leadline.accounts.actions import count_up, record, result_of, take_version
from leadline.accounts.types import Kept
from leadline.foundation.errors import Stale
from leadline.roadmap.models import Bet
from tests.conftest import Person
from tests.factories import make_bet

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seen", [None, 1])
def test_of_two_at_the_same_moment_one_is_told(ana: Person, seen: int | None) -> None:
    """Both have read the row before either has written it."""
    made = make_bet(ana.actor)
    mine, theirs = (Bet.objects.get(pk=made.pk) for _ in range(2))

    take_version(actor=ana.actor, row=theirs, seen=seen)
    with pytest.raises(Stale) as told:
        take_version(actor=ana.actor, row=mine, seen=seen)

    assert (theirs.version, told.value.version) == (2, 2)
    assert Bet.objects.get(pk=made.pk).version == 2


def test_who_comes_too_late_is_told_by_the_line_of_the_change(
    ana: Person, olu: Person
) -> None:
    bet = make_bet(ana.actor)
    take_version(actor=olu.actor, row=bet, seen=1)
    record(actor=olu.actor, verb="test.change", subject=bet, version=bet.version)
    record(actor=ana.actor, verb="test.look", subject=bet)

    with pytest.raises(Stale, match="olu changed this") as late:
        take_version(actor=ana.actor, row=bet, seen=1)
    with pytest.raises(Stale, match="You changed this in another window") as own:
        take_version(actor=olu.actor, row=bet, seen=1)

    assert (late.value.by, late.value.is_own) == ("olu", False)
    assert (own.value.by, own.value.is_own) == ("You", True)
    assert late.value.at is not None


def test_what_is_written_at_once_is_counted_too(ana: Person) -> None:
    bet = make_bet(ana.actor)

    assert count_up([bet]) == ["version", "written_at"]
    assert count_up([ana.user]) == []
    assert result_of(bet) == Kept(bet.pk, "Single sign-on", 2)
    assert result_of(ana.user) == Kept(ana.user.pk, str(ana.user), 1)
