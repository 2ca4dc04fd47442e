"""Writes of databases that metrics are read from. No log line holds a password."""

from __future__ import annotations

from django.db import transaction

from leadline.accounts.actions import record, result_of, take_version
from leadline.accounts.queries import rows
from leadline.accounts.types import Actor, Kept
from leadline.foundation import sql
from leadline.foundation.errors import Conflict, Invalid
from leadline.foundation.lockbox import lock
from leadline.foundation.sql.gates import gates_here
from leadline.strategy.models import MetricQuery, MetricSource
from leadline.strategy.queries.rows import get_metric_source
from leadline.strategy.types import MetricSourceIn, SourceKind

LONGEST_PASSWORD = 500


@transaction.atomic
def add_metric_source(*, actor: Actor, source: MetricSourceIn) -> Kept:
    """Say from which database metrics are read; nothing is read yet.

    Raises ``NotAllowed`` for all but owners, ``Invalid`` for what is no address or
    may not be read, ``Conflict`` for a name in use.
    """
    actor.require("administer")
    row = MetricSource(workspace_id=actor.workspace_id)
    _fill(actor, row, source)
    row.save()
    record(
        actor=actor,
        verb="strategy.add_metric_source",
        subject=row,
        name=row.name,
        kind=row.kind,
    )
    return result_of(row)


@transaction.atomic
def change_metric_source(
    *, actor: Actor, source_id: int, source: MetricSourceIn, seen: int | None = None
) -> Kept:
    """Say a database anew. At another address its password has to be given again.

    Raises what ``add_metric_source`` raises, ``NotFound``, ``Stale``.
    """
    actor.require("administer")
    row = get_metric_source(actor=actor, source_id=source_id)
    take_version(actor=actor, row=row, seen=seen)
    _fill(actor, row, source)
    row.save()
    record(
        actor=actor,
        verb="strategy.change_metric_source",
        subject=row,
        version=row.version,
        name=row.name,
        kind=row.kind,
    )
    return result_of(row)


@transaction.atomic
def remove_metric_source(*, actor: Actor, source_id: int) -> Kept:
    """Forget a database and its password; readings that came from it stay.

    Raises ``NotAllowed``, ``NotFound``, ``Conflict`` while a metric is filled by it.
    """
    actor.require("administer")
    row = get_metric_source(actor=actor, source_id=source_id)
    used = rows(MetricQuery, actor).filter(source=row).select_related("metric")
    if first := used.order_by("pk").first():
        raise Conflict(
            f"“{first.metric.name}” is filled from it. Stop that first, on its page."
        )
    kept = result_of(row)
    record(
        actor=actor, verb="strategy.remove_metric_source", subject=row, name=row.name
    )
    row.delete()
    return kept


def _fill(actor: Actor, row: MetricSource, said: MetricSourceIn) -> None:
    name = said.name.strip()
    if not name:
        raise Invalid("Give the source a name.", field="name")
    if said.kind not in SourceKind.values:
        raise Invalid("Say what kind of database it is.", field="kind")
    twin = rows(MetricSource, actor).filter(name__iexact=name).exclude(pk=row.pk)
    if twin.exists():
        raise Conflict(f"There is a source “{name}” already.", field="name")
    kind = sql.SourceKind(said.kind)
    address, inside = sql.plain_place(kind, said.address, gates_here())
    password = said.password or inside
    if len(password) > LONGEST_PASSWORD:
        raise Invalid("That password is too long.", field="password")
    if password or address != row.address or kind.is_file:
        row.password = "" if kind.is_file else lock(password)
    row.name, row.kind, row.address = name, said.kind, address
