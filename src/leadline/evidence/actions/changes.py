"""Changes by hand to feedback and needs, each with a way back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from leadline.accounts.actions import record
from leadline.accounts.models import Versioned
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.actions.demand import refresh_demand
from leadline.evidence.models import Change, Feedback, Need
from leadline.evidence.types import FeedbackState, NeedState, Receipt
from leadline.foundation.errors import Conflict, Invalid, NotFound

AT_ONCE = 400
AT_MOST = 20_000
PIECE_FIELDS = ("need_id", "need_by", "state", "confidence", "grouped_as")
SIDE_FIELDS = ("side", "set_aside", "edited_fields")
NEED_FIELDS = (
    "statement",
    "state",
    "merged_into_id",
    "is_named_by_person",
    "is_corrected",
    "owner_id",
)
OLD_NEED_FIELDS = NEED_FIELDS[:-1]
"""What changes of earlier releases hold of a need; they do not name it."""
Snapshot = dict[str, list[Any]]
Tables = type[Feedback] | type[Need]


def _lots(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the ids in lots small enough for one statement."""
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


class Hand:
    """A change in the making: what it touches, as it stood and as it stands.

    Made first, it keeps the columns that may change; ``close`` compares, counts
    the demand anew, keeps the way back and writes the audit line.
    """

    fields = PIECE_FIELDS + SIDE_FIELDS

    def __init__(
        self, actor: Actor, *, pieces: Iterable[int] = (), needs: Iterable[int] = ()
    ) -> None:
        self.actor = actor
        self.pieces = sorted(set(pieces))
        self.needs = sorted(set(needs))
        if len(self.pieces) > AT_MOST:
            raise Invalid(f"Choose at most {AT_MOST:,} pieces at once.")
        self.piece_before = _stand(self.actor, Feedback, self.pieces, self.fields)
        self.need_before = _stand(self.actor, Need, self.needs, NEED_FIELDS)
        if len(self.piece_before) < len(self.pieces):
            raise NotFound("Some of these pieces of feedback are not there.")
        if len(self.need_before) < len(self.needs):
            raise NotFound("There is no such need.")

    def makes(self, need: Need) -> None:
        """Take in a need that the change makes: undone, it is put aside."""
        self.needs.append(need.pk)
        before = [need.statement, NeedState.DISMISSED, None, True, True, None]
        self.need_before[str(need.pk)] = before

    def set_pieces(self, **values: Any) -> None:
        """Write the same values into all pieces, and count their versions up."""
        for lot in _lots(self.pieces):
            rows(Feedback, self.actor).filter(pk__in=lot).update(
                version=F("version") + 1, **values
            )

    def set_state_where_new(self, state: FeedbackState) -> None:
        """Move pieces on that nobody has looked at yet."""
        for lot in _lots(self.pieces):
            table = rows(Feedback, self.actor).filter(pk__in=lot)
            table.filter(state=FeedbackState.NEW).update(state=state)

    def close(
        self, verb: str, subject: Need | None = None, **detail: object
    ) -> Receipt:
        """Finish: demand, the way back, the audit line."""
        change, touched = self._change(verb)
        touched |= {subject.pk} if subject else set()
        refresh_demand(actor=self.actor, need_ids=touched)
        record(
            actor=self.actor,
            verb=f"evidence.{verb}",
            subject=subject or change,
            pieces=len(self.pieces),
            change=change.pk,
            **({"version": subject.version} if subject else {}),
            **detail,
        )
        return Receipt(change.pk, len(self.pieces), subject.pk if subject else None)

    def keep(self, verb: str, need_ids: Sequence[int]) -> Receipt:
        """Finish a change of needs alone that has a line of its own for each."""
        change, touched = self._change(verb)
        refresh_demand(actor=self.actor, need_ids=touched)
        only = need_ids[0] if len(need_ids) == 1 else None
        return Receipt(change.pk, len(need_ids), only)

    def _change(self, verb: str) -> tuple[Change, set[int]]:
        """Keep how it stood and stands; return that, and the needs it touched."""
        pieces = _stand(self.actor, Feedback, self.pieces, self.fields)
        needs = _stand(self.actor, Need, self.needs, NEED_FIELDS)
        change = Change(
            workspace_id=self.actor.workspace_id,
            verb=verb,
            user_id=self.actor.user_id,
            before={
                "pieces": self.piece_before,
                "needs": self.need_before,
                "fields": self.fields,
                "need_fields": NEED_FIELDS,
            },
            after={"pieces": pieces, "needs": needs},
        )
        change.save()
        sides = (self.piece_before, pieces)
        touched = {v[0] for side in sides for v in side.values()} | set(self.needs)
        return change, touched - {None}


@transaction.atomic
def undo_change(*, actor: Actor, change_id: int, now: datetime) -> Receipt:
    """Take a change by hand back; what somebody has changed since stays.

    ``Receipt.count`` says how many pieces and needs are as before, ``kept`` how many
    stayed. Raises ``NotAllowed``, ``NotFound``, ``Conflict`` for a second undo.
    """
    actor.require("change")
    change = rows(Change, actor).select_for_update().filter(pk=change_id).first()
    if change is None:
        raise NotFound("There is nothing to undo.")
    if change.undone_at:
        raise Conflict("This was undone already.")
    # Changes of earlier releases hold fewer columns and do not name them.
    fields = change.before.get("fields", PIECE_FIELDS)
    pieces = _put_back(actor, Feedback, change, "pieces", fields)
    of_needs = change.before.get("need_fields", OLD_NEED_FIELDS)
    needs = _put_back(actor, Need, change, "needs", of_needs)
    touched = {int(pk) for pk in change.after["needs"]}
    for side in (change.before, change.after):
        touched |= {v[0] for v in side["pieces"].values() if v[0]}
    refresh_demand(actor=actor, need_ids=touched)
    change.undone_at = now
    change.save(update_fields=["undone_at"])
    done = pieces + needs
    kept = len(change.after["pieces"]) + len(change.after["needs"]) - done
    record(actor=actor, verb="evidence.undo_change", subject=change, kept=kept)
    return Receipt(change.pk, done, kept=kept)


def _put_back(
    actor: Actor, model: Tables, change: Change, part: str, fields: Sequence[str]
) -> int:
    """Write the old values into the rows that stand as the change left them."""
    before, after = change.before[part], change.after[part]
    there = _stand(actor, model, [int(pk) for pk in after], fields)
    alike: dict[str, list[int]] = {}
    for pk, values in after.items():
        if there.get(pk) == values:
            alike.setdefault(json.dumps(before[pk]), []).append(int(pk))
    done = 0
    for old, ids in alike.items():
        values = dict(zip(fields, json.loads(old), strict=True))
        if issubclass(model, Versioned):
            values["version"] = F("version") + 1
        for lot in _lots(ids):
            done += rows(model, actor).filter(pk__in=lot).update(**values)
    return done


def _stand(
    actor: Actor, model: Tables, ids: list[int], fields: Sequence[str]
) -> Snapshot:
    """Return how these rows stand now, locked, as they are kept in a change."""
    found: Snapshot = {}
    for lot in _lots(ids):
        locked = rows(model, actor).select_for_update().filter(pk__in=lot)
        for pk, *values in locked.values_list("pk", *fields):
            found[str(pk)] = values
    return found
