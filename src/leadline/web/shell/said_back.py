"""What is typed as a range, said back: words, one's own record, a small curve."""

from __future__ import annotations

from dataclasses import dataclass

from leadline.accounts.types import Actor
from leadline.decisions import queries
from leadline.foundation.errors import Invalid
from leadline.foundation.measures import measured
from leadline.foundation.ranges import Asked, SaidRange, range_in_words, read_range
from leadline.web.shell.charts.density import Density, density


@dataclass(frozen=True, slots=True)
class SaidBack:
    """A range in words, how one's record reads it, and its curve; or why not."""

    words: str = ""
    record: str = ""
    curve: Density | None = None


def said_back(*, actor: Actor, text: str, asked: Asked) -> SaidBack:
    """Return what a text means as a range; words say why where it cannot be read."""
    if not text.strip():
        return SaidBack()
    try:
        said = read_range(text, asked)
        words = range_in_words(said, asked.unit)
        if said.is_exact:
            return SaidBack(words)
        found = queries.ranges_record(actor=actor)
        record, read = "", None
        if found.is_enough:
            read = queries.read_by_own_record(actor=actor, said=said, asked=asked)
            record = found.words_on(said, read, asked)
        return SaidBack(words, record, _drawn(actor, said, read, asked))
    except (ValueError, Invalid) as error:
        return SaidBack(str(error))


def _drawn(
    actor: Actor, said: SaidRange, read: SaidRange | None, asked: Asked
) -> Density:
    curves = queries.outlines_of(actor=actor, said=said, read=read, asked=asked)
    unit = asked.unit if asked.currency or asked.is_percent else ""
    marks = [
        (float(end), measured(end, unit)) for end in (said.low, said.mid, said.high)
    ]
    return density(
        curves[0], curves[1] if len(curves) > 1 else [], marks, float(said.nothing)
    )
