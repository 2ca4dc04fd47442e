"""Writes of the options beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from leadline.accounts.actions import (
    record,
    result_of,
)
from leadline.accounts.queries import rows
from leadline.accounts.types import (
    Actor,
    Kept,
)
from leadline.decisions.actions.decisions import _note_change
from leadline.decisions.models import Comparison, Criterion, Decision, Option
from leadline.decisions.queries.rows import held_open
from leadline.decisions.types import CellIn, CriterionIn, Deed
from leadline.foundation.errors import Invalid, NotFound

MOST_CRITERIA = 12
TITLE, WORDS, GROUNDS = 120, 80, 160


@transaction.atomic
def compare_options(
    *, actor: Actor, decision_id: int, criteria: Sequence[CriterionIn], now: datetime
) -> Kept:
    """Say by which criteria the options are compared, and what each does by them.

    What stood there before makes room; a cell keeps who said it while its words stay.
    Raises ``NotAllowed``, ``NotFound`` also for an option of another decision,
    ``Invalid`` for criteria that repeat, without a name, too many or too long,
    ``Conflict`` once the decision is taken.
    """
    actor.require("change")
    decision = held_open(actor=actor, decision_id=decision_id)
    said = [_checked(one) for one in criteria]
    titles = [one.title for one in said]
    if len({title.casefold() for title in titles}) < len(titles):
        raise Invalid("Two criteria have the same name.")
    if len(said) > MOST_CRITERIA:
        raise Invalid(f"At most {MOST_CRITERIA} criteria; more are never weighed.")
    own = set(
        rows(Option, actor).filter(decision=decision).values_list("pk", flat=True)
    )
    if any(cell.option_id not in own for one in said for cell in one.cells):
        raise NotFound("There is no such option.")
    known = {c.title: c for c in rows(Criterion, actor).filter(decision=decision)}
    for title, gone in known.items():
        if title not in titles:
            gone.delete()
    kept = [
        _keep(actor, decision, known.get(one.title), one, n)
        for n, one in enumerate(said)
    ]
    what = (
        f"Options compared by {len(kept)} criteria" if kept else "Criteria taken away"
    )
    _note_change(actor, decision, now, Deed.COMPARED, what)
    record(
        actor=actor,
        verb="decisions.compare_options",
        subject=decision,
        criteria=titles,
    )
    return result_of(decision)


@transaction.atomic
def order_options(*, actor: Actor, decision_id: int, option_ids: Sequence[int]) -> Kept:
    """Put the options of an open decision in order; the same order changes nothing.

    Raises ``NotAllowed``, ``NotFound``, ``Invalid`` where the options named are not
    those of the decision, each once, ``Conflict`` once it is taken.
    """
    actor.require("change")
    decision = held_open(actor=actor, decision_id=decision_id)
    own = rows(Option, actor).filter(decision=decision).order_by("position", "pk")
    now = list(own.values_list("pk", flat=True))
    wanted = list(option_ids)
    if sorted(now) != sorted(wanted):
        raise Invalid("The options changed meanwhile; open the page anew.")
    if wanted == now:
        return result_of(decision)
    for position, pk in enumerate(wanted):
        own.filter(pk=pk).update(position=position)
    record(
        actor=actor, verb="decisions.order_options", subject=decision, options=wanted
    )
    return result_of(decision)


def _checked(said: CriterionIn) -> CriterionIn:
    """Return a criterion in one form, without empty cells."""
    title, note = " ".join(said.title.split()), " ".join(said.note.split())
    cells = tuple(
        CellIn(c.option_id, " ".join(c.words.split()), " ".join(c.grounds.split()))
        for c in said.cells
        if c.words.strip() or c.grounds.strip()
    )
    if not title:
        raise Invalid("Name the criterion that the options are held against.")
    if any(not cell.words for cell in cells):
        raise Invalid(f"“{title}”: say what the option does, not only what shows it.")
    if max(len(title), len(note)) > TITLE or any(
        len(c.words) > WORDS or len(c.grounds) > GROUNDS for c in cells
    ):
        raise Invalid(
            f"“{title[:40]}”: a name holds {TITLE} characters, a cell {WORDS}, what it "
            f"stands on {GROUNDS}."
        )
    return CriterionIn(title, note, cells)


def _keep(
    actor: Actor,
    decision: Decision,
    row: Criterion | None,
    said: CriterionIn,
    position: int,
) -> Criterion:
    row = row or Criterion(
        workspace_id=actor.workspace_id, decision=decision, title=said.title
    )
    row.note, row.position = said.note, position
    row.save()
    cells = {c.option_id: c for c in rows(Comparison, actor).filter(criterion=row)}
    wanted = {cell.option_id: cell for cell in said.cells}
    for option_id, cell in cells.items():
        if option_id not in wanted:
            cell.delete()
    for option_id, new in wanted.items():
        kept = cells.get(option_id) or Comparison(
            workspace_id=actor.workspace_id, criterion=row, option_id=option_id
        )
        if (kept.words, kept.grounds) != (new.words, new.grounds):
            kept.words, kept.grounds = new.words, new.grounds
            kept.set_by_id = actor.user_id
            kept.save()
    return row
