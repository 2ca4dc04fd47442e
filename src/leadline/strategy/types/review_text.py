"""A review as plain text, to paste into a mail or a document."""

from __future__ import annotations

from collections.abc import Iterator

from leadline.strategy.types.reviews import ALONE, NAME, ReviewPage, Section


def text_of(page: ReviewPage, workspace: str) -> str:
    """Return a review as plain text; what a person wrote says who did."""
    lines = [f"{workspace}, {NAME.lower()}, {page.row.label}", "", page.title, ""]
    opening = page.written.get(Section.OPENING)
    lines += [opening.words] if opening else page.facts.lines_of(Section.OPENING)
    for section in Section:
        if section not in ALONE:
            told = list(_section(page, section))
            lines += ["", section.label.upper(), *told] if told else []
    lines += ["", *(line.words for line in page.facts.notes)]
    if page.by:
        lines.append(f"By hand: {page.by}. All other sentences come from the record.")
    return "\n".join(lines).strip() + "\n"


def _section(page: ReviewPage, section: Section) -> Iterator[str]:
    if page.shows(section):
        if section == Section.FORECASTS and page.facts.of_forecasts.words:
            yield page.facts.of_forecasts.words
        for line in page.facts.lines_of(section):
            yield f"- {line}"
        if more := page.facts.more.get(section):
            yield f"- and {more} more"
    own = page.written.get(section)
    if own:
        yield f"{own.words} ({own.person})"
