"""Tries at doors: what waits, for how long, and who is never shut out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leadline.accounts.actions import (
    forget_password_tries,
    forget_tries,
    take_link_try,
    take_password_try,
    take_try,
)
from leadline.accounts.models import Tries

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ME, HERE, THERE = "olu@example.com", "192.0.2.1", "198.51.100.9"
pytestmark = pytest.mark.django_db


def tried(
    email: str = ME, address: str = HERE, browser: str = "", at: float = 0
) -> float:
    """The seconds that a try has to wait; 0 when it counts."""
    now = NOW + timedelta(seconds=at)
    wait = take_try(email=email, address=address, browser=browser, now=now)
    return wait.total_seconds()


def guesses(number: int) -> float:
    """Guess as fast as it counts; return the seconds that it took."""
    at = 0.0
    for _ in range(number):
        if wait := tried(at=at):
            at += wait
            assert tried(at=at) == 0
    return at


def test_five_tries_are_free_and_then_each_waits_twice_as_long() -> None:
    assert [tried() for _ in range(6)] == [0, 0, 0, 0, 0, 2]
    assert tried(at=1) == 1
    assert [tried(at=2), tried(at=2)] == [0, 4]
    assert [tried(at=6), tried(at=6)] == [0, 8]


def test_nine_bad_guesses_keep_nobody_out_for_more_than_half_a_minute() -> None:
    at = guesses(9)

    assert tried(address=THERE, at=at) == 32
    assert tried(address=THERE, at=at + 32) == 0


def test_no_wait_is_longer_than_five_minutes() -> None:
    assert tried(at=guesses(30)) == 300


def test_an_account_is_counted_from_everywhere_together() -> None:
    assert [tried(address=f"192.0.2.{n}") for n in range(6)] == [0] * 5 + [2]
    assert tried(email="ben@example.com") == 0
    assert tried(email=" OLU@example.com ") == 2


def test_a_browser_that_was_here_before_is_counted_by_itself() -> None:
    for _ in range(9):
        tried()

    assert [tried(browser="mine") for _ in range(6)] == [0] * 5 + [2]
    assert tried(browser="another") == 0


def test_sixty_bad_tries_at_an_address_leave_everybody_a_turn_a_minute() -> None:
    waits = [tried(email=f"p{n}@example.com") for n in range(60)]

    assert set(waits) == {0}
    assert [tried(), tried()] == [0, 60], "the owner, at the same address"
    assert tried(email="p1@example.com") == 0
    assert tried(address=THERE) == 0
    assert tried(browser="mine") == 0
    assert tried(at=60) == 0


def test_a_network_of_the_sixth_version_is_one_address() -> None:
    for n in range(60):
        tried(email=f"p{n}@example.com", address=f"2001:db8::{n:x}")

    assert [tried(address="2001:db8::ffff:1") for _ in range(2)] == [0, 60]
    assert tried(email="p1@example.com", address="2001:db8:0:1::1") == 0


def test_a_sign_in_begins_anew_where_it_was_counted() -> None:
    for _ in range(5):
        tried()
        tried(browser="mine")

    forget_tries(email=ME, browser="mine")
    assert (tried(browser="mine"), tried()) == (0, 2)
    forget_tries(email=ME, browser="")
    assert tried() == 0


def test_an_hour_later_nothing_is_left() -> None:
    for _ in range(9):
        tried()

    assert tried(at=3601) == 0
    assert Tries.objects.count() == 2


def test_no_address_of_anybody_is_kept() -> None:
    tried()

    kept = str(list(Tries.objects.values()))
    assert "olu" not in kept
    assert HERE not in kept


def test_the_old_password_has_five_free_tries() -> None:
    waits = [take_password_try(user_id=1, now=NOW).total_seconds() for _ in range(6)]

    assert waits == [0] * 5 + [2]
    assert not take_password_try(user_id=2, now=NOW)
    forget_password_tries(user_id=1)
    assert not take_password_try(user_id=1, now=NOW)


def test_links_by_mail_are_few_for_one_person_and_for_one_address() -> None:
    def asked(email: str, at: float = 0) -> bool | None:
        now = NOW + timedelta(seconds=at)
        return take_link_try(email=email, address=HERE, now=now)

    assert [asked(ME) for _ in range(4)] == [True, True, True, False]
    assert [asked(f"p{n}@example.com") for n in range(7)] == [True] * 6 + [None]
    assert asked("new@example.com", 60) is True
    assert [asked(ME, 899), asked(ME, 900)] == [False, True]
