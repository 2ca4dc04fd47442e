"""Takes an import back: what it added goes, what it changed is as before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from leadline.accounts.actions import record
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.actions.demand import refresh_demand
from leadline.evidence.models import Contact, Customer, Feedback, Import, ImportedRow
from leadline.evidence.types import ImportKind, ImportState, RowOutcome
from leadline.foundation.errors import Conflict, NotFound

AT_ONCE = 400
Tables = type[Feedback] | type[Customer]


class _Undo:
    """Walks an import's rows backwards, a lot at a time."""

    def __init__(self, actor: Actor, what: Import) -> None:
        self.actor = actor
        self.what = what
        self.counts: Counter[str] = Counter()
        self.needs: set[int] = set()

    def lots(
        self, subject: ImportKind, outcome: RowOutcome
    ) -> Iterator[dict[int, ImportedRow]]:
        """Yield the notes of one kind by the id of the row that they speak of."""
        notes = rows(ImportedRow, self.actor).filter(
            from_import=self.what, subject=subject, outcome=outcome
        )
        ids = list(notes.order_by("-pk").values_list("pk", flat=True))
        for start in range(0, len(ids), AT_ONCE):
            lot = notes.filter(pk__in=ids[start : start + AT_ONCE])
            yield {note.subject_id: note for note in lot if note.subject_id}

    def _is_ours(self, thing: Feedback | Customer, note: ImportedRow) -> bool:
        """Whether nobody has changed the row since this import did."""
        touched = thing.touched_at is not None and thing.touched_at >= note.created_at
        return thing.from_import_id == self.what.pk and not touched

    def restore(self, model: Tables, subject: ImportKind) -> None:
        """Put back what stood in the rows that the import changed."""
        for lot in self.lots(subject, RowOutcome.UPDATED):
            restored = []
            fields: set[str] = set()
            for thing in rows(model, self.actor).filter(pk__in=lot):
                if not self._is_ours(thing, lot[thing.pk]):
                    continue
                for name, value in lot[thing.pk].before.items():
                    field: Any = model._meta.get_field(name)
                    setattr(thing, field.attname, field.to_python(value))
                    fields.add(field.name)
                restored.append(thing)
            self._note_needs(model, [thing.pk for thing in restored])
            if restored:
                rows(model, self.actor).bulk_create(
                    restored,
                    update_conflicts=True,
                    unique_fields=["id"],
                    update_fields=sorted(fields),
                )
            self.counts["undo_restored"] += len(restored)
            self.counts["undo_kept"] += len(lot) - len(restored)

    def remove(self, model: Tables, subject: ImportKind) -> None:
        """Take out the rows that the import added."""
        for lot in self.lots(subject, RowOutcome.CREATED):
            there = list(rows(model, self.actor).filter(pk__in=lot))
            gone = {t.pk for t in there if self._is_ours(t, lot[t.pk])}
            if model is Customer:
                gone -= self._still_used(gone)
            self._note_needs(model, list(gone))
            rows(model, self.actor).filter(pk__in=gone).delete()
            self.counts[f"undo_removed_{subject}"] += len(gone)
            self.counts["undo_kept"] += len(there) - len(gone)

    def _still_used(self, ids: set[int]) -> set[int]:
        """Return the accounts that hold contacts, or feedback of another file."""
        held = rows(Contact, self.actor).filter(customer__in=ids)
        used = set(held.values_list("customer_id", flat=True))
        if self.what.kind == ImportKind.FEEDBACK:
            spoken = rows(Feedback, self.actor).filter(customer__in=ids)
            used |= {pk for pk in spoken.values_list("customer_id", flat=True) if pk}
        return used

    def _note_needs(self, model: Tables, ids: list[int]) -> None:
        """Remember the needs whose demand changes with these rows."""
        key = "pk__in" if model is Feedback else "customer__in"
        pieces = rows(Feedback, self.actor).filter(**{key: ids})
        found = pieces.exclude(need=None).values_list("need_id", flat=True)
        self.needs.update(pk for pk in found.distinct() if pk)


@transaction.atomic
def undo_import(*, actor: Actor, import_id: int, now: datetime) -> Import:
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
    undo.restore(Feedback, ImportKind.FEEDBACK)
    undo.restore(Customer, ImportKind.CUSTOMERS)
    undo.remove(Feedback, ImportKind.FEEDBACK)
    undo.remove(Customer, ImportKind.CUSTOMERS)
    refresh_demand(actor=actor, need_ids=undo.needs)
    what.counts = what.counts | dict(undo.counts)
    what.state, what.undone_at = ImportState.UNDONE, now
    what.save(update_fields=["counts", "state", "undone_at"])
    record(
        actor=actor, verb="evidence.undo_import", subject=what, counts=dict(undo.counts)
    )
    return what
