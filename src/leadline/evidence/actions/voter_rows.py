"""Writes who else wants what a piece asks for: each voter of a piece once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Customer, Feedback, Import, ImportedRow, Voter
from leadline.evidence.types import FeedbackIn, RowOutcome, VoterIn

AT_ONCE = 400
Found = Callable[[VoterIn], Customer | None]


class VoterRows:
    """The voters that the rows of a chunk name, on their way to their pieces."""

    def __init__(self, actor: Actor, into: Import) -> None:
        self.actor, self.into = actor, into
        self.named: list[tuple[FeedbackIn, Feedback, VoterIn]] = []
        self.changed: list[tuple[Feedback, int | None]] = []
        self.added: list[int] = []

    def add(self, row: FeedbackIn, piece: Feedback) -> None:
        """Remember the voters that a row names; its author needs no vote."""
        for voter in row.voters:
            email = voter.email.strip().casefold()
            if (email or voter.name) and not (email and email == piece.author_email):
                self.named.append((row, piece, voter))

    def write(self, account_of: Found) -> set[int]:
        """Write the voters that their pieces do not have; return the needs behind.

        The pieces are written before, so that their voters can point at them.
        """
        pieces = {piece.pk: piece for _, piece, _ in self.named}
        known = self._known(pieces)
        fresh = []
        for row, piece, voter in self.named:
            key = (piece.pk, _key(voter.email, voter.name))
            if key in known:
                continue
            known.add(key)
            fresh.append(self._voter(row, piece, voter, account_of(voter)))
        rows(Voter, self.actor).bulk_create(fresh, batch_size=AT_ONCE)
        self.added = [voter.pk for voter in fresh]
        touched = {voter.feedback_id for voter in fresh}
        self._count(pieces[pk] for pk in touched)
        needs = {pieces[pk].need_id for pk in touched}
        return {need_id for need_id in needs if need_id is not None}

    def _known(self, pieces: Iterable[int]) -> set[tuple[int, str]]:
        """Return the voters that these pieces have already."""
        known: set[tuple[int, str]] = set()
        for lot in _lots(pieces):
            there = rows(Voter, self.actor).filter(feedback__in=lot)
            for pk, email, name in there.values_list("feedback_id", "email", "name"):
                known.add((pk, _key(email, name)))
        return known

    def _voter(
        self,
        row: FeedbackIn,
        piece: Feedback,
        voter: VoterIn,
        customer: Customer | None,
    ) -> Voter:
        return Voter(
            workspace_id=self.actor.workspace_id,
            created_at=piece.created_at,
            feedback=piece,
            name=voter.name.strip()[:160],
            email=voter.email.strip().casefold()[:254],
            customer=customer,
        )

    def _count(self, pieces: Iterable[Feedback]) -> None:
        """Let a piece have as many votes as it has people who want it, at least."""
        by_pk = {piece.pk: piece for piece in pieces}
        for lot in _lots(by_pk):
            counted = (
                rows(Voter, self.actor)
                .filter(feedback__in=lot)
                .values_list("feedback_id")
                .annotate(n=Count("pk"))
            )
            for pk, n in counted:
                piece = by_pk[pk]
                people = n + bool(piece.author or piece.author_email)
                if "votes" in piece.edited_fields or (piece.votes or 0) >= people:
                    continue
                self.changed.append((piece, piece.votes))
                piece.votes = people
        for piece, _ in self.changed:
            found = rows(Feedback, self.actor).filter(pk=piece.pk)
            found.update(votes=piece.votes)

    def note(self, was_there: Callable[[Feedback], bool], now: datetime) -> None:
        """Remember what was added to pieces that were there before, for the way back.

        Voters of pieces that this chunk added go with their pieces.
        """
        old = {p.pk for _, p, _ in self.named if was_there(p)}
        voters = rows(Voter, self.actor).filter(pk__in=self.added, feedback__in=old)
        ids = list(voters.values_list("pk", flat=True))
        if not ids:
            return
        votes = {str(p.pk): before for p, before in self.changed if p.pk in old}
        before: dict[str, Any] = {"voters": ids, "votes": votes}
        note = ImportedRow(
            workspace_id=self.actor.workspace_id,
            from_import=self.into,
            row=self.named[0][0].row,
            outcome=RowOutcome.UPDATED,
            created_at=now,
            before=before,
        )
        note.save()


def take_voters_back(*, actor: Actor, notes: Iterable[ImportedRow]) -> set[int]:
    """Remove the voters that an import added to older pieces; return their needs.

    A number of votes that has changed since stays as it is. Raises ``NotAllowed``.
    """
    actor.require("change")
    needs: set[int] = set()
    for note in notes:
        for lot in _lots(note.before.get("voters", [])):
            voters = rows(Voter, actor).filter(pk__in=lot)
            found = voters.values_list("feedback__need_id", flat=True)
            needs.update(pk for pk in found.distinct() if pk)
            voters.delete()
        for pk, votes in note.before.get("votes", {}).items():
            rows(Feedback, actor).filter(pk=int(pk)).update(votes=votes)
    return needs


def _key(email: str, name: str) -> str:
    return email.strip().casefold() or " ".join(name.casefold().split())


def _lots(ids: Iterable[int]) -> Iterable[list[int]]:
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]
