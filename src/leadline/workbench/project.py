"""Economic models as files: read one, project it, write the projection."""

from __future__ import annotations

from pathlib import Path

from leadline.engine.economics.model import EconomicModel, ModelMistake
from leadline.engine.economics.parse import parse_model
from leadline.engine.economics.projection import Progress, project
from leadline.engine.errors import EngineError
from leadline.foundation.errors import Invalid
from leadline.foundation.shown import json_text
from leadline.workbench.plain_json import read_object, some, write_whole


def project_file(
    path: Path,
    *,
    out: Path,
    futures: int = 100_000,
    seed: int = 0,
    progress: Progress | None = None,
) -> dict[str, object]:
    """Project the model of a file and write the projection.

    Returns what was written. Raises ``Invalid``, with what to do, if the file cannot be
    read or has mistakes, or the projection cannot be made or written.
    """
    model = read_model(path)
    try:
        found = project(model, futures=futures, seed=seed, progress=progress)
    except EngineError as error:
        raise Invalid(f"{path}: {error}") from error
    plain = found.as_plain()
    write_whole(out, json_text(plain, indent=1) + "\n")
    return plain


def read_model(path: Path) -> EconomicModel:
    """Read a model file; raise ``Invalid`` naming each mistake and its place."""
    plain = read_object(path, called="a model")
    try:
        return parse_model(plain)
    except ModelMistake as error:
        raise Invalid(f"{path}: {some(error.mistakes)}") from error
