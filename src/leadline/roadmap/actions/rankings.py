"""Writes of the workspace's own rankings."""

from __future__ import annotations

from django.db import transaction

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.formulas import read_formula
from leadline.roadmap.models import OwnRanking
from leadline.roadmap.queries.rows import get_ranking
from leadline.roadmap.types import BUILT_IN, FIGURES

MOST = 20


@transaction.atomic
def add_ranking(*, actor: Actor, name: str, formula: str, note: str = "") -> Kept:
    """Write down a formula to rank bets by.

    Raises ``NotAllowed`` below a lead, ``Invalid`` for a formula that cannot be read
    or one too many, ``Conflict`` for a name that is taken.
    """
    actor.require("plan")
    if rows(OwnRanking, actor).count() >= MOST:
        raise Invalid(f"{MOST} rankings are as many as anybody reads. Delete one.")
    ranking = OwnRanking(workspace_id=actor.workspace_id)
    _fill(actor, ranking, name, formula, note)
    ranking.save()
    record(
        actor=actor,
        verb="roadmap.add_ranking",
        subject=ranking,
        name=ranking.name,
        formula=ranking.formula,
    )
    return result_of(ranking)


@transaction.atomic
def change_ranking(
    *,
    actor: Actor,
    ranking_id: int,
    name: str,
    formula: str,
    note: str = "",
    seen: int | None = None,
) -> Kept:
    """Say a ranking anew; what was ranked by it before is ranked anew.

    Raises what ``add_ranking`` raises, ``NotFound``, and ``Stale`` where ``seen`` is
    not the version that stands.
    """
    actor.require("plan")
    ranking = get_ranking(actor=actor, ranking_id=ranking_id)
    take_version(actor=actor, row=ranking, seen=seen)
    was = {"name": ranking.name, "formula": ranking.formula}
    _fill(actor, ranking, name, formula, note)
    ranking.save()
    record(
        actor=actor,
        verb="roadmap.change_ranking",
        subject=ranking,
        version=ranking.version,
        was=was,
        name=ranking.name,
        formula=ranking.formula,
    )
    return result_of(ranking)


@transaction.atomic
def remove_ranking(*, actor: Actor, ranking_id: int) -> None:
    """Delete a ranking; what is said of bets stays. Raises what a change raises."""
    actor.require("plan")
    ranking = get_ranking(actor=actor, ranking_id=ranking_id)
    record(
        actor=actor,
        verb="roadmap.remove_ranking",
        subject=ranking,
        name=ranking.name,
        formula=ranking.formula,
    )
    ranking.delete()


def _fill(actor: Actor, row: OwnRanking, name: str, formula: str, note: str) -> None:
    row.name = name.strip()
    if not row.name:
        raise Invalid("Give the ranking a name.", field="name")
    row.formula = read_formula(formula, FIGURES).words
    row.note = note.strip()
    for field, longest in (("name", 40), ("note", 200)):
        if len(getattr(row, field)) > longest:
            raise Invalid(f"At most {longest} characters fit here.", field=field)
    taken = {one.name.lower() for one in BUILT_IN}
    twins = rows(OwnRanking, actor).filter(name__iexact=row.name).exclude(pk=row.pk)
    if row.name.lower() in taken or twins.exists():
        raise Conflict(f"There is a ranking “{row.name}” already.")
