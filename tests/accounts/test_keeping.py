"""What pages rest on is kept until the audit log goes on."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leadline.accounts.queries import keeping, until_changed
from leadline.foundation.once import read_once
from tests.conftest import Person
from tests.factories import make_team

pytestmark = pytest.mark.django_db


class Counted:
    """Reads that are counted; each returns which it is."""

    def __init__(self) -> None:
        self.n = 0

    def __call__(self) -> int:
        self.n += 1
        return self.n


def page(person: Person, read: Counted, key: object = "figures") -> int:
    with read_once():
        return until_changed(actor=person.actor, key=key, read=read)


def test_a_page_finds_what_was_kept_until_the_log_goes_on(
    ana: Person, ben: Person
) -> None:
    read = Counted()
    make_team(ana.actor, "Tides")
    assert (page(ana, read), page(ana, read)) == (1, 1)
    assert page(ana, read, "others") == 2
    assert page(ben, read) == 3, "who reads has what is theirs"

    make_team(ana.actor, "Moorings")

    assert (page(ana, read), page(ana, read)) == (4, 4)
    with read_once(), CaptureQueriesContext(connection) as asked:
        for _ in range(2):
            until_changed(actor=ana.actor, key="figures", read=read)
    assert len(asked) == 1, "where the log ends is asked once a page"


def test_what_writes_and_what_has_no_log_reads_each_time(
    ana: Person, cleo: Person
) -> None:
    read = Counted()
    make_team(ana.actor, "Tides")
    for n in (1, 2):
        assert until_changed(actor=ana.actor, key="figures", read=read) == n
    for n in (3, 4):
        assert page(cleo, read) == n


def test_the_newest_are_kept_and_what_fails_is_not(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_KEPT", 2)
    keeping._kept.clear()
    make_team(ana.actor, "Tides")
    read = Counted()
    assert [page(ana, read, key) for key in "abab"] == [1, 2, 1, 2]
    assert [page(ana, read, key) for key in "caba"] == [3, 4, 5, 4]

    def fails() -> int:
        raise ValueError("no")

    with read_once():
        with pytest.raises(ValueError, match="no"):
            until_changed(actor=ana.actor, key="z", read=fails)
        assert until_changed(actor=ana.actor, key="z", read=read) == 6
