"""Takes an import back: what it added goes, what it changed is as before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from leadline.accounts.actions import count_up, record_rows
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.actions.demand import refresh_demand
from leadline.evidence.actions.voter_rows import take_voters_back
from leadline.evidence.models import (
    Contact,
    Customer,
    Feedback,
    Import,
    ImportedRow,
    Voter,
)
from leadline.evidence.types import ImportCard, ImportKind, ImportState, RowOutcome
from leadline.foundation.errors import Conflict, NotFound

AT_ONCE = 400
Tables = type[Feedback] | type[Customer]


class _Undo:
    """Takes an import's work back, a lot of rows at a time."""

    def __init__(self, actor: Actor, what: Import) -> None:
        self.actor = actor
        self.what = what
        accounts = what.kind == ImportKind.CUSTOMERS
        self.table: Tables = Customer if accounts else Feedback
        self.counts: Counter[str] = Counter()
        self.needs: set[int] = set()
        self.pieces: set[int] = set()
        notes = rows(ImportedRow, actor).filter(
            from_import=what, outcome=RowOutcome.UPDATED
        )
        changed = notes.values_list("subject_id", flat=True)
        self.notes = notes
        # Ids of that one table: an account may have the number of a changed piece.
        self.changed = {pk for pk in changed if pk is not None}

    def restore(self, model: Tables) -> None:
        """Put back what stood in the rows that the import changed."""
        for lot in _lots(self.changed):
            notes = {n.subject_id: n for n in self.notes.filter(subject_id__in=lot)}
            there = rows(model, self.actor).filter(pk__in=lot)
            ours = [thing for thing in there if self._is_ours(thing, notes[thing.pk])]
            fields: set[str] = set()
            for thing in ours:
                for name, value in notes[thing.pk].before.items():
                    field: Any = model._meta.get_field(name)
                    setattr(thing, field.attname, field.to_python(value))
                    fields.add(field.name)
            self._note_needs(model, [thing.pk for thing in ours])
            self._note_pieces(model, [thing.pk for thing in ours])
            if ours:
                rows(model, self.actor).bulk_create(
                    ours,
                    update_conflicts=True,
                    unique_fields=["id"],
                    update_fields=sorted({*fields, *count_up(ours)}),
                )
            self.counts["undo_restored"] += len(ours)
            self.counts["undo_kept"] += len(lot) - len(ours)

    def _is_ours(self, thing: Feedback | Customer, note: ImportedRow) -> bool:
        """Whether nobody has changed the row since this import did."""
        touched = thing.touched_at is not None and thing.touched_at >= note.created_at
        return thing.from_import_id == self.what.pk and not touched

    def remove(self, model: Tables) -> int:
        """Take out the rows that the import added; return how many."""
        mine = rows(model, self.actor).filter(from_import=self.what, touched_at=None)
        added = set(mine.values_list("pk", flat=True))
        if model is self.table:
            added -= self.changed
        removed = 0
        for lot in _lots(added):
            gone = set(lot) - self._still_used(lot) if model is Customer else set(lot)
            self._note_needs(model, list(gone))
            self._note_pieces(model, list(gone))
            rows(model, self.actor).filter(pk__in=gone).delete()
            removed += len(gone)
        return removed

    def _still_used(self, ids: list[int]) -> set[int]:
        """Return the accounts that hold contacts, or feedback of another file."""
        held = rows(Contact, self.actor).filter(customer__in=ids)
        used = set(held.values_list("customer_id", flat=True))
        votes = rows(Voter, self.actor).filter(customer__in=ids)
        used |= {pk for pk in votes.values_list("customer_id", flat=True) if pk}
        if self.what.kind == ImportKind.FEEDBACK:
            spoken = rows(Feedback, self.actor).filter(customer__in=ids)
            used |= {pk for pk in spoken.values_list("customer_id", flat=True) if pk}
        return used

    def _note_pieces(self, model: Tables, ids: list[int]) -> None:
        """Remember the pieces whose words change or go."""
        if model is Feedback:
            self.pieces.update(ids)

    def _note_needs(self, model: Tables, ids: list[int]) -> None:
        """Remember the needs whose demand changes with these rows."""
        key = "pk__in" if model is Feedback else "customer__in"
        pieces = rows(Feedback, self.actor).filter(**{key: ids})
        found = pieces.exclude(need=None).values_list("need_id", flat=True)
        self.needs.update(pk for pk in found.distinct() if pk)


def _lots(ids: set[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), AT_ONCE):
        yield ordered[start : start + AT_ONCE]


@transaction.atomic
def undo_import(*, actor: Actor, import_id: int, now: datetime) -> ImportCard:
    """Take an import back, as one: added rows go, changed rows are as before.

    What a person, or a later import, has changed since stays as it is; the counts
    say how many. The same file can be imported again afterwards.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` for a draft, an import that
    runs, or one that was undone.
    """
    actor.require("change")
    what = rows(Import, actor).select_for_update().filter(pk=import_id).first()
    if what is None:
        raise NotFound("There is no such import.")
    if what.state == ImportState.UNDONE:
        raise Conflict("This import was undone already.")
    if what.state not in (ImportState.DONE, ImportState.FAILED):
        raise Conflict("Wait until the import has ended, or stop it, then undo it.")
    undo = _Undo(actor, what)
    undo.needs |= take_voters_back(
        actor=actor, notes=undo.notes.filter(subject_id=None)
    )
    undo.restore(undo.table)
    removed = undo.remove(undo.table)
    if undo.table is Feedback:
        undo.remove(Customer)
    undo.counts["undo_removed"] = removed
    undo.counts["undo_kept"] += what.counts.get("created", 0) - removed
    refresh_demand(actor=actor, need_ids=undo.needs)
    what.counts = what.counts | dict(undo.counts)
    what.state, what.undone_at = ImportState.UNDONE, now
    what.save(update_fields=["counts", "state", "undone_at"])
    record_rows(
        actor=actor, verb="evidence.undo_import", subject=what,
        touched=[(Feedback, undo.pieces)], detail={"counts": dict(undo.counts)},
    )  # fmt: skip
    return ImportCard.of(what)
