"""One's own growth: views from several sides, the record, next steps."""

from __future__ import annotations

from collections.abc import Iterator

from leadline.foundation.errors import NotFound
from leadline.growth import queries
from leadline.growth.types import (
    CyclePage,
    RecordRow,
    SkillRow,
    StepRow,
    growth_headline,
)
from leadline.reporting.model import (
    Block,
    Chart,
    Column,
    Document,
    Point,
    Points,
    Series,
    Source,
    Table,
    Text,
    sections_of,
)
from leadline.reporting.records.asked import Asked

PATH = "growth/"


def growth_document(asked: Asked) -> Document:
    """Return the growth of the person who asks; raises ``NotFound`` for another's."""
    actor = asked.actor
    if asked.pk != actor.user_id:
        raise NotFound("There is no such document.")
    record = queries.record_of(actor=actor, now=asked.now)
    cycles = queries.list_cycles(actor=actor)
    own = [row for row in cycles if row.user_id == actor.user_id]
    latest = next((row for row in own if not row.is_open), None)
    page = None
    if latest:
        page = queries.cycle_page(
            actor=actor, cycle_id=latest.id, now=asked.now, record=record
        )
    steps = queries.list_steps(actor=actor, now=asked.now, record=record)
    now = Source("The record", PATH, asked.today)
    facts = [("For", "yours alone until you share it")]
    if page and (standing := page.standing):
        level = standing.levels[standing.level - 1] if standing.level else "below all"
        facts.append(("Stands at", level))
        if standing.next_level:
            way = f"{standing.met} of {standing.needed} seen there"
            facts.append(("Next", f"{standing.next_level}: {way}"))
    parts: list[tuple[str, list[Block | None]]] = [
        ("Seen from several sides", [*_views(page)] if page else []),
        ("What the record says", [_record(record, now)]),
        ("Next steps", [_steps(steps, now)]),
        ("What was learned", [_learned(steps, now)]),
    ]
    return Document(
        name="growth-portfolio",
        kind="Growth portfolio",
        title=growth_headline(page),
        lede="",
        facts=tuple(facts),
        sections=sections_of(parts),
        source=now,
        made_on=asked.today,
        base=asked.base,
    )


def _views(page: CyclePage) -> Iterator[Block]:
    """Yield what was said of each competency in the newest assessment."""
    row = page.row
    source = Source(f"Assessment “{row.name}”", f"growth/{row.id}/", row.started_on)
    apart = len(page.discrepancies)
    said = (("You", _own), ("Peers", _peers), ("Manager", _manager))
    shown = [skill for skill in page.skills if skill.views]
    if shown:
        yield Chart(
            "Views",
            f"Views differ by a level or more on {apart} of {len(shown)} competencies",
            tuple(skill.competency.name for skill in shown),
            tuple(
                Series(name, tuple(find(skill) for skill in shown))
                for name, find in said
            ),
            f"level, of {len(page.framework.levels)}",
            source,
        )
    for skill in shown:
        if skill.note:
            name = skill.competency.name
            yield Text(f"{name}: {skill.note}", (source,), is_voice=True)
    yield Points(tuple(Point(one, "a peer") for one in page.comments), source)


def _own(skill: SkillRow) -> float | None:
    return skill.own


def _peers(skill: SkillRow) -> float | None:
    return skill.peers


def _manager(skill: SkillRow) -> float | None:
    return skill.manager


def _record(record: list[RecordRow], now: Source) -> Table:
    """Return what the record says, but what its owner leaves out."""
    heads = (
        Column("Measure", 3), Column("It says", 3), Column("Counted from", 1, True),
        Column("How to read it", 6),
    )  # fmt: skip
    rows = tuple(
        (
            one.title,
            one.value,
            one.n,
            f"{one.definition} {one.pitfall} {one.explanation}".strip(),
        )
        for one in record
        if not one.is_hidden
    )
    return Table("Record", heads, rows, now)


def _steps(steps: list[StepRow], now: Source) -> Table:
    heads = (
        Column("Step", 4), Column("With"), Column("Looked at again"), Column("State"),
        Column("Aim", 2), Column("The record", 3),
    )  # fmt: skip
    rows = tuple(
        (one.what, one.with_whom, one.due_on, one.state.label, one.target, one.progress)
        for one in steps
    )
    return Table("Steps", heads, rows, now)


def _learned(steps: list[StepRow], now: Source) -> Points:
    return Points(
        tuple(Point(one.learned, one.what) for one in steps if one.learned), now
    )
