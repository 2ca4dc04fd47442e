"""What concerns a member, said where it happens and heard by whoever tells them.

A domain does not know the conversation above it: it says here that it gave a record to
somebody, and what was registered with ``hear`` tells them, in the same transaction.
"""

from __future__ import annotations

from typing import Protocol

from django.db import models

from leadline.accounts.types import Actor, News, NewsKind


class Hearer(Protocol):
    """Whoever tells people: called inside the action whose news they are."""

    def __call__(self, *, actor: Actor, news: News) -> None:
        """Take in what somebody did."""


_HEARERS: list[Hearer] = []


def hear(function: Hearer) -> Hearer:
    """Register a function that is called with all news."""
    _HEARERS.append(function)
    return function


def hand_over(
    *, actor: Actor, subject: models.Model, to: int | None, was: int | None = None
) -> None:
    """Say that a record has another owner; call it after the record is written."""
    if to != was:
        of = subject._meta.model_name or ""
        _tell(actor, News(NewsKind.GIVEN, of, subject.pk, to, was))


def note_as_told(*, actor: Actor, key: str, user_id: int) -> None:
    """Say that a member was noted as told of a record, by its key: ``bet:5``."""
    of, _, number = key.partition(":")
    if number.isdecimal():
        _tell(actor, News(NewsKind.TOLD, of, int(number), user_id))


def _tell(actor: Actor, news: News) -> None:
    for hearer in _HEARERS:
        hearer(actor=actor, news=news)
