"""Reads of imports and of what their rows became."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from leadline.accounts.queries import rows
from leadline.accounts.types import Actor
from leadline.evidence.models import Import, ImportedRow
from leadline.evidence.queries.rows import get_import
from leadline.evidence.types import (
    ImportCard,
    ImportState,
    Refusal,
    RowOutcome,
)
from leadline.foundation.paging import Listed, listed

SHOWN = 50


def import_card(*, actor: Actor, import_id: int) -> ImportCard:
    """Return one import of the workspace, or raise ``NotFound``."""
    actor.require("read")
    return ImportCard.of(get_import(actor=actor, import_id=import_id))


def list_imports(
    *, actor: Actor, page: int | str | None = 1, size: int = SHOWN
) -> Listed[ImportCard]:
    """Return imports, the newest first."""
    actor.require("read")
    found = rows(Import, actor).order_by("-created_at", "-pk")
    return listed(found, lambda part: [ImportCard.of(one) for one in part], page, size)


def stopped_imports(*, actor: Actor, size: int) -> Listed[ImportCard]:
    """Return the imports that stopped half way, the newest first."""
    actor.require("read")
    found = rows(Import, actor).filter(state=ImportState.FAILED).order_by("-pk")
    return listed(found, lambda part: list(map(ImportCard.of, part)), size=size)


def kept_files(*, actor: Actor) -> set[str]:
    """Return the paths of the files that imports of the workspace name."""
    actor.require("read")
    return set(rows(Import, actor).exclude(path="").values_list("path", flat=True))


def paths_in_use(*, actor: Actor) -> set[str]:
    """Return the paths of the files that an import of the workspace still needs."""
    actor.require("read")
    needed = (ImportState.DRAFT, ImportState.RUNNING, ImportState.FAILED)
    open_ones = rows(Import, actor).filter(state__in=needed)
    return set(open_ones.values_list("path", flat=True))


def drafts_before(*, actor: Actor, moment: datetime, limit: int = SHOWN) -> list[int]:
    """Return the ids of drafts that were begun before a moment, oldest first."""
    actor.require("read")
    old = rows(Import, actor).filter(state=ImportState.DRAFT, created_at__lt=moment)
    return list(old.order_by("created_at", "pk").values_list("pk", flat=True)[:limit])


def each_refusal(
    *, actor: Actor, import_id: int
) -> Iterator[tuple[int, str, list[str]]]:
    """Return row, reason and cells of every refused row, one at a time.

    Rows that an earlier version refused have no cells.
    """
    actor.require("read")
    found = rows(ImportedRow, actor).filter(
        from_import_id=import_id, outcome=RowOutcome.REFUSED
    )
    lines = found.order_by("row", "pk").values_list("row", "message", "before")
    return (
        (row, message, before.get("cells", []))
        for row, message, before in lines.iterator(chunk_size=500)
    )


def refusals_of(
    *, actor: Actor, import_id: int, page: int | str | None = 1, size: int = SHOWN
) -> Listed[Refusal]:
    """Return rows that an import refused, in the order of the file."""
    actor.require("read")
    found = rows(ImportedRow, actor).filter(
        from_import_id=import_id, outcome=RowOutcome.REFUSED
    )
    return listed(
        found.order_by("row", "pk"),
        lambda part: [
            Refusal(one.row, one.message, tuple(one.before.get("cells", ())))
            for one in part
        ],
        page,
        size,
    )
