"""What writing a chunk of feedback and a chunk of customers have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from leadline.accounts.actions import count_up
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Customer, Feedback, Import, ImportedRow
from leadline.evidence.types import Refusal, RowOutcome

T = TypeVar("T", Customer, Feedback)
AT_ONCE = 400
NO_CELLS: Mapping[int, Sequence[str]] = MappingProxyType({})


class Chunk(Generic[T]):
    """Rows of one chunk on their way: to be created, updated, or only seen."""

    columns: Sequence[str]

    def __init__(self, actor: Actor, into: Import) -> None:
        self.actor = actor
        self.into = into
        self.created: list[T] = []
        self.updated: dict[int, tuple[int, T]] = {}
        self.before: dict[int, dict[str, Any]] = {}
        self.unchanged: list[T] = []
        self.restamped: list[T] = []
        self.refused: list[Refusal] = []
        self.cells = NO_CELLS

    def create(self, thing: T, row_hash: str) -> None:
        """Plan a new row of the table."""
        thing.workspace_id = self.actor.workspace_id
        thing.from_import_id = self.into.pk
        thing.seen_import_id = self.into.pk
        thing.row_hash = row_hash
        self.created.append(thing)

    def update(self, row: int, thing: T, values: dict[str, Any], row_hash: str) -> None:
        """Plan the changes that the row brings; what a person edited stays."""
        edited = set(thing.edited_fields)
        changes = {
            name: value
            for name, value in values.items()
            if getattr(thing, name) != value and name.removesuffix("_id") not in edited
        }
        thing.seen_import_id = self.into.pk
        if not changes:
            same = thing.row_hash == row_hash
            thing.row_hash = row_hash
            (self.unchanged if same else self.restamped).append(thing)
            return
        changes |= {"from_import_id": self.into.pk, "row_hash": row_hash}
        self.before[thing.pk] = {name: getattr(thing, name) for name in changes}
        for name, value in changes.items():
            setattr(thing, name, value)
        self.updated[thing.pk] = (row, thing)

    def refuse(self, row: int, message: str) -> None:
        """Leave a row out and say why."""
        self.refused.append(Refusal(row, message, tuple(self.cells.get(row, ()))))

    def write(self, model: type[T]) -> None:
        """Write everything planned; the caller holds the transaction."""
        table = rows(model, self.actor)
        table.bulk_create(self.created, batch_size=AT_ONCE)
        columns = [*self.columns, "from_import", "seen_import_id", "row_hash"]
        updated = [thing for _, thing in self.updated.values()]
        self._write_over(table, updated, columns + count_up(updated))
        self._write_over(table, self.restamped, ["seen_import_id", "row_hash"])
        for start in range(0, len(self.unchanged), AT_ONCE):
            lot = [thing.pk for thing in self.unchanged[start : start + AT_ONCE]]
            table.filter(pk__in=lot).update(seen_import_id=self.into.pk)

    def _write_over(
        self, table: QuerySet[T], things: list[T], fields: list[str]
    ) -> None:
        """Update many rows in one statement, which is far faster than one by one."""
        if things:
            table.bulk_create(
                things,
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=fields,
                batch_size=AT_ONCE,
            )

    def write_notes(self, now: datetime) -> None:
        """Remember what stood in the changed rows, and why rows were refused.

        Rows that were added need no note: they point at their import themselves.
        """
        notes = []
        for pk, (row, _) in self.updated.items():
            note = self._note(row, RowOutcome.UPDATED, now)
            note.subject_id, note.before = pk, self.before[pk]
            notes.append(note)
        for refusal in self.refused:
            note = self._note(refusal.row, RowOutcome.REFUSED, now)
            note.message = refusal.message[:300]
            if refusal.cells:
                note.before = {"cells": list(refusal.cells)}
            notes.append(note)
        rows(ImportedRow, self.actor).bulk_create(notes, batch_size=AT_ONCE)

    def _note(self, row: int, outcome: RowOutcome, now: datetime) -> ImportedRow:
        return ImportedRow(
            workspace_id=self.actor.workspace_id,
            from_import=self.into,
            row=row,
            outcome=outcome,
            created_at=now,
        )

    @property
    def written(self) -> list[int]:
        """The numbers of the rows that were added or changed."""
        return [*(thing.pk for thing in self.created), *self.updated]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each outcome."""
        return {
            "created": len(self.created),
            "updated": len(self.updated),
            "unchanged": len(self.unchanged) + len(self.restamped),
            "refused": len(self.refused),
        }
