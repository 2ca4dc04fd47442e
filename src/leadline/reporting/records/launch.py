"""A launch: its day and what that rests on, each function's steps, what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from leadline.foundation.words import in_ten, percent
from leadline.launches.queries import afterwards_of, dates_of, launch_page
from leadline.launches.types import (
    Bound,
    Cause,
    LaunchDates,
    LaunchPage,
    Verdict,
    launch_headline,
)
from leadline.reporting.model import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Figure,
    Figures,
    Point,
    Points,
    Series,
    Source,
    Table,
    Text,
    day_of,
    sections_of,
)
from leadline.reporting.records.asked import Asked, figure


def launch_document(asked: Asked) -> Document:
    """Return a launch as a document; raises ``NotFound``.

    Letters to customers are in none: each is between two people.
    """
    actor, pk = asked.actor, asked.pk
    page = launch_page(actor=actor, launch_id=pk)
    dates = dates_of(actor=actor, launch_id=pk, today=asked.today)
    now = Source(f"Launch “{page.row.title}”", f"launches/{pk}/", asked.today)
    return Document(
        name=f"launch-{pk}",
        kind=f"Launch, {page.row.kind.label.lower()}",
        title=f"{launch_headline(page, dates, asked.today)}.",
        lede=page.row.summary,
        facts=tuple(_facts(page)),
        sections=sections_of([
            ("How ready it is", [_figures(page, dates, now), _ready(page, now)]),
            ("What its day rests on", [_day(dates, now) if page.row.is_open else None]),
            ("Every step", [_steps(page, now)]),
            ("Who has not answered", [_silent(page, now)]),
            ("What came of it", [*_after(asked, now)]),
        ]),
        source=now,
        made_on=asked.today,
        base=asked.base,
    )  # fmt: skip


def _facts(page: LaunchPage) -> Iterator[tuple[str, str]]:
    row = page.row
    yield "State", row.state.label
    yield "Day", day_of(row.day)
    if row.first_day != row.day:
        yield "Day said first", day_of(row.first_day)
    if row.launched_on:
        yield "On the market", day_of(row.launched_on)
    if row.owner:
        yield "Leads", row.owner
    if row.bet:
        yield "Bet", row.bet
    if row.verdict != Verdict.NOT_ASKED or not row.launched_on:
        choice = f": {row.choice}" if row.choice else ""
        yield "Go or wait", f"{row.verdict.label}{choice}"
    if row.why:
        yield "Why", row.why


def _figures(page: LaunchPage, dates: LaunchDates, now: Source) -> Figures:
    row = page.row
    found = [
        Figure("Steps done", str(row.done), f"of {row.needed}",
               f"{row.loose} without an owner", now),
        Figure("Functions ready", str(row.ready_parts), f"of {row.asked_parts}",
               "that have a share in it", now),
    ]  # fmt: skip
    if dates.built.odds is not None:
        note = "by the ranges of effort of the plan"
        found.append(figure("Built by the day", percent(dates.built.odds), note, now))
    return Figures(tuple(found))


def _ready(page: LaunchPage, now: Source) -> Chart | None:
    """Return how many steps of each function are done, of those that are needed."""
    parts = [part.ready for part in page.parts if part.ready.needed]
    if not parts:
        return None
    ready = sum(part.done == part.needed for part in parts)
    return Chart(
        "Steps by function",
        f"{ready} of {len(parts)} functions have done every step",
        tuple(part.part.label for part in parts),
        (
            Series("Done", tuple(float(part.done) for part in parts)),
            Series("Needed", tuple(float(part.needed) for part in parts)),
        ),
        "steps",
        now,
    )


def _day(dates: LaunchDates, now: Source) -> Table:
    heads = (
        Column("What it waits for", 5), Column("Ready"),
        Column("So it launches at the earliest", 2),
    )  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (_awaited(one, dates), one.ready, one.earliest) for one in dates.bounds
    )
    return Table("Its day", heads, rows, now)


def _awaited(one: Bound, dates: LaunchDates) -> str:
    """Return what a launch waits for; of its bet with the odds of the plan's day."""
    if one.cause != Cause.BUILT:
        return one.what
    sure = dates.built.sure
    odds = f" ({in_ten(sure)})" if sure is not None else ""
    return f"“{one.what}”, finished when the plan has it{odds}"


def _steps(page: LaunchPage, now: Source) -> Table:
    heads = (
        Column("Function"), Column("Step", 4), Column("Due"), Column("Owner"),
        Column("State"), Column("What shows it, or why", 4),
    )  # fmt: skip
    rows = tuple(
        (step.part.label, step.title, step.due, step.owner or "nobody",
         step.state.label, step.proof or step.why)
        for step in page.steps
    )  # fmt: skip
    return Table("Steps", heads, rows, now)


def _silent(page: LaunchPage, now: Source) -> Points:
    return Points(
        tuple(
            Point(
                one.owner,
                f"{', '.join(part.label for part in one.parts)}, asked on "
                f"{day_of(one.asked_on) if one.asked_on else 'a day nobody noted'}",
            )
            for one in page.silent
        ),
        now,
    )


def _after(asked: Asked, now: Source) -> Iterator[Block]:
    """Yield what people said came of it, each as of the day they said it on."""
    for one in afterwards_of(actor=asked.actor, launch_id=asked.pk):
        if one.result is None:
            continue
        by = f"Said by {one.person or 'somebody'}"
        source = Source(by, now.path, one.on_date or one.day)
        yield Text(f"{one.result.label}: {one.words}", (source,), is_voice=True)
