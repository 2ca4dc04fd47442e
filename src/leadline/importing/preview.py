"""The rows of a draft or an import as they would come in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from leadline.accounts.types import Actor
from leadline.evidence.queries import import_card
from leadline.importing.drafts import file_of, row_options, shape_of
from leadline.importing.reading import ReadRow, records_of


def read_rows(*, actor: Actor, import_id: int, now: dt.datetime) -> Iterator[ReadRow]:
    """Yield every row of a draft's file from its cursor on, made into a record."""
    draft = import_card(actor=actor, import_id=import_id)
    yield from records_of(
        file_of(draft.path),
        shape_of(draft.options),
        kind=draft.kind,
        mapping=draft.mapping,
        options=row_options(draft.options, now),
        skip=draft.cursor,
    )
