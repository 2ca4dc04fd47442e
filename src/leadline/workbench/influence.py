"""Files of edges: read who listens to whom, rank everybody, write the ranks."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leadline.engine.errors import EngineError
from leadline.engine.network.influence import (
    MEASURES,
    Network,
    build_network,
    ranked,
)
from leadline.foundation.errors import Invalid
from leadline.foundation.tables import read_table
from leadline.foundation.text import plain_cell
from leadline.workbench.tables import shape_of


@dataclass(frozen=True, slots=True)
class EdgeColumns:
    """What the columns of an edge file are called."""

    start: str = "from"
    end: str = "to"
    weight: str = "weight"


def rank_file(
    path: Path, *, out: Path, measure: str = "auto", columns: EdgeColumns | None = None
) -> dict[str, Any]:
    """Rank the people of an edge file and write ``name,score,rank``, best first.

    Returns counts, the measure and the ten first, for JSON. Raises ``Invalid`` naming
    the row and what to do; then nothing is written.
    """
    network = read_edges(path, columns or EdgeColumns())
    scores = MEASURES[measure](network)
    ranks = ranked(scores)
    order = sorted(range(len(ranks)), key=lambda i: (ranks[i], network.names[i]))
    rows = [(network.names[i], float(scores[i]), int(ranks[i])) for i in order]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("name", "score", "rank"))
    writer.writerows((plain_cell(name), f"{score:.10g}", n) for name, score, n in rows)
    part = out.with_name(out.name + ".part")
    try:
        part.write_text(text.getvalue(), encoding="utf-8")
        part.replace(out)
    except OSError as error:
        raise Invalid(f"{out} cannot be written: {error.strerror}.") from error
    return {
        "people": len(network.names),
        "edges": len(network.edges),
        "measure": measure,
        "first": [{"name": n, "score": s, "rank": r} for n, s, r in rows[:10]],
    }


def read_edges(path: Path, columns: EdgeColumns) -> Network:
    """Read an edge file; raise ``Invalid`` naming the row and what to do."""
    shape = shape_of(path, "a file of edges")
    at = {name.strip().lower(): i for i, name in enumerate(shape.columns)}
    wanted = (columns.start.lower(), columns.end.lower())
    if absent := [name for name in wanted if name not in at]:
        raise Invalid(
            f"{path} has no column {' and no column '.join(absent)}; --from and --to "
            f"name other columns. It has: {', '.join(shape.columns)}."
        )
    weight = at.get(columns.weight.lower())
    edges = []
    for row in read_table(path, shape):
        start, end = (" ".join(row.cells[at[name]].split()) for name in wanted)
        if not start and not end:
            continue
        if not start or not end:
            raise Invalid(
                f"{path}, row {row.number}: an edge goes from somebody to somebody; "
                "fill in both names."
            )
        cell = "" if weight is None else row.cells[weight].strip()
        edges.append((start, end, _weight(cell, f"{path}, row {row.number}")))
    try:
        return build_network(edges)
    except EngineError as error:
        raise Invalid(f"{path}: {error}") from error


def _weight(cell: str, place: str) -> float:
    """Return the weight in a cell, 1 for an empty one."""
    try:
        weight = float(cell or 1)
    except ValueError:
        raise Invalid(f"{place}: the weight {cell} is no number.") from None
    if not 0 < weight < float("inf"):
        raise Invalid(f"{place}: the weight {cell} is not above 0.")
    return weight
