"""Briefings and reviews for strangers: what was written, and nothing beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from leadline.accounts.types import Actor
from leadline.foundation.errors import NotFound
from leadline.overview.sharing.records import (
    SharedLine,
    SharedPart,
    SharedRecord,
    cleaned,
    day_of,
)
from leadline.stakeholders.queries import get_briefing
from leadline.stakeholders.types import BriefingRow
from leadline.strategy.queries import get_review
from leadline.strategy.types import ReviewPage, Section

HOW = {
    "later": "Later", "earlier": "Earlier", "done": "Done", "new": "New", "out": "Out",
}  # fmt: skip
TOP = (Section.HEADLINE, Section.OPENING)


def shared_briefing(
    *, actor: Actor, briefing_id: int, has_names: bool, has_money: bool
) -> SharedRecord:
    """Return a briefing as it went out, redacted: its own words, figures and asks.

    What was left out for its readers, and what it was made from, are not in it. A
    draft is shared with nobody: it still changes. Raises ``NotFound``.
    """
    row = get_briefing(actor=actor, briefing_id=briefing_id)
    if row.is_draft:
        raise NotFound("A draft is not shared.")
    facts = [("For", row.for_whom), ("Made on", day_of(row.made_at))]
    if row.sent_at:
        facts.append(("Sent on", day_of(row.sent_at)))
    parts = tuple(part for part in _parts(row) if part.lines)
    record = SharedRecord(row.title, row.body, tuple(facts), parts)
    return cleaned(record, actor, has_names, has_money)


def _parts(row: BriefingRow) -> Iterator[SharedPart]:
    parts = row.parts
    yield _part("Figures", map(_figure, parts.get("figures", ())))
    yield _part("In their own words", map(_words, parts.get("words", ())))
    yield _part("What is asked", map(_ask, parts.get("asks", ())))
    for stretch in parts.get("stretches", ()):
        yield _part(stretch["label"], map(_entry, stretch["entries"]))
    moves = (
        SharedLine(move["what"], HOW[move["how"]]) for move in parts.get("moves", ())
    )
    yield _part("Since the last one", moves)


def _part(title: str, lines: Iterator[SharedLine]) -> SharedPart:
    return SharedPart(title, tuple(lines))


def _figure(one: Mapping[str, Any]) -> SharedLine:
    """Return a figure with its unit in one text: apart it would be no amount."""
    value = f"{one['value']} {one['unit']}".strip()
    return SharedLine(f"{one['label']}: {value}", one["note"])


def _words(one: Mapping[str, Any]) -> SharedLine:
    return SharedLine(one["words"], f"{one['speaker']}, {one['where']}", True)


def _ask(one: Mapping[str, Any]) -> SharedLine:
    by = f", by {one['by']}" if one["by"] else ""
    return SharedLine(f"{one['what']}{by}", one["why"])


def _entry(one: Mapping[str, Any]) -> SharedLine:
    when = f"{one['when']}: " if one["when"] else ""
    return SharedLine(f"{when}{one['what']}", one["note"])


def shared_review(
    *, actor: Actor, review_id: int, has_names: bool, has_money: bool
) -> SharedRecord:
    """Return a review as it stands, redacted: its sentences, by its parts.

    Raises ``NotFound``.
    """
    page = get_review(actor=actor, review_id=review_id)
    state = "Draft" if page.row.is_draft else "Finished"
    facts = (("Of", page.row.label), ("State", state),
             ("Facts until", day_of(page.facts.until)))  # fmt: skip
    parts = [
        SharedPart(section.label, lines)
        for section in Section
        if section not in TOP and (lines := _section(page, section))
    ]
    notes = tuple(SharedLine(line.words) for line in page.facts.notes)
    if notes:
        parts.append(SharedPart("How to read it", notes))
    opening = page.written.get(Section.OPENING)
    lede = opening.words if opening else page.facts.lines_of(Section.OPENING)[0]
    record = SharedRecord(page.title, lede, facts, tuple(parts))
    return cleaned(record, actor, has_names, has_money)


def _section(page: ReviewPage, section: Section) -> tuple[SharedLine, ...]:
    """Return what a section says: computed, by hand, or both, as on its page."""
    computed = page.facts.lines_of(section) if page.shows(section) else ()
    own = page.written.get(section)
    lines = (*computed, *((own.words,) if own else ()))
    return tuple(map(SharedLine, lines))
