"""The two encoders by name."""

from __future__ import annotations

from typing import Literal

from leadline.engine.errors import EngineError
from leadline.engine.text.encode import Encoder, ExactEncoder
from leadline.engine.text.student import FastEncoder


def load_encoder(kind: Literal["exact", "fast"]) -> Encoder:
    """Return an encoder whose models are installed with the program.

    Parameters
    ----------
    kind : {"exact", "fast"}
        ``"exact"`` reads every piece with the sentence model (about 450 short pieces
        a second on two cores). ``"fast"`` reads a sample with it and learns to
        foretell it for the rest from the words alone; see `student.FastEncoder`.

    Returns
    -------
    Encoder
        Loaded lazily: the models are read at the first `encode`.

    Raises
    ------
    EngineError
        If the kind is not known. At the first `encode`: if a model is missing or is
        not the file that was published.

    Examples
    --------
    >>> load_encoder("exact").encode(["Export to Excel", "Excel export"]).shape
    (2, 640)
    """
    if kind == "exact":
        return ExactEncoder()
    if kind == "fast":
        return FastEncoder()
    raise EngineError(f"There is no encoder {kind!r}: take 'exact' or 'fast'.")
