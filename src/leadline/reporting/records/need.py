"""A need: who asks, what they said, who is silent, what is planned for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leadline.evidence.queries import need_page, quotes_of
from leadline.evidence.types import NeedPage, QuoteRow
from leadline.foundation.errors import NotFound
from leadline.foundation.totals import total_text
from leadline.foundation.words import plural
from leadline.reporting.model import (
    Block,
    Chart,
    Column,
    Document,
    Figure,
    Figures,
    Quote,
    Series,
    Source,
    Table,
    Text,
    day_of,
    sections_of,
)
from leadline.reporting.records.asked import Asked, figure
from leadline.roadmap.queries import bets_of_need, dates_of_plan
from leadline.roadmap.types import BetState

QUOTES = 12


def need_document(asked: Asked) -> Document:
    """Return a need as a document; raises ``NotFound``, for a merged one too."""
    actor, pk = asked.actor, asked.pk
    page = need_page(actor=actor, need_id=pk, now=asked.now)
    if page.merged_into is not None:
        raise NotFound("There is no such need.")
    need = page.row
    now = Source(f"Need N-{pk}", f"evidence/needs/{pk}/", asked.today)
    said = quotes_of(actor=actor, need_id=pk, sort="typical", per_page=QUOTES)
    facts = [("State", need.state_label)]
    for label, at in (("First said", need.first_at), ("Last said", need.last_at)):
        if at:
            facts.append((label, day_of(asked.day(at))))
    if need.product:
        facts.append(("Product", need.product))
    if need.owner:
        facts.append(("Looked after by", need.owner))
    return Document(
        name=f"need-{pk}",
        kind=f"Need N-{pk}",
        title=need.statement,
        lede=_lede(page),
        facts=tuple(facts),
        sections=sections_of([
            ("How many ask", [_figures(page, now), _weeks(page, now)]),
            ("In their words", [*(_quote(asked, one) for one in said), _rest(
                said.total - len(said), now)]),
            ("Who asks, and who is silent", [_segments(page, now)]),
            ("How deep the evidence is", [*_depth(page, now)]),
            ("What is planned for it", [_bets(asked, now)]),
        ]),
        source=now,
        made_on=asked.today,
        base=asked.base,
    )  # fmt: skip


def _lede(page: NeedPage) -> str:
    need = page.row
    return (
        f"{plural(need.pieces, 'piece of feedback', 'pieces of feedback')} from "
        f"{plural(need.customers, 'customer', 'customers')} of "
        f"{page.all_customers:,}."
    )


def _figures(page: NeedPage, now: Source) -> Figures:
    need = page.row
    return Figures(
        (
            Figure("Customers", f"{need.customers:,}", f"of {page.all_customers:,}",
                   "at least: pieces without a customer are counted for nobody", now),
            Figure("They pay", total_text(need.revenue), "a year",
                   f"of {total_text(page.all_revenue)}", now),
            figure("Pieces", need.pieces, _new(page.new_this_week), now),
        )
    )  # fmt: skip


def _new(accounts: int) -> str:
    """Return how many customers asked in the last week and never before."""
    who = plural(accounts, "customer", "customers") if accounts else "no customer"
    return f"{who} asked for the first time in the last seven days"


def _weeks(page: NeedPage, now: Source) -> Chart | None:
    """Return how many pieces came each week."""
    shown = page.weeks_shown[-13:]
    if not any(count for _, count in shown):
        return None
    total = sum(count for _, count in shown)
    return Chart(
        "Pieces a week",
        f"{plural(total, 'piece', 'pieces')} came in the last "
        f"{plural(len(shown), 'week', 'weeks')}",
        tuple(f"{date.fromisoformat(monday):%-d %b}" for monday, _ in shown),
        (Series("Pieces", tuple(float(count) for _, count in shown)),),
        "in the week from that Monday",
        now,
    )


def _quote(asked: Asked, one: QuoteRow) -> Quote:
    who = [one.speaker, one.title, one.customer if one.author else "", one.segment]
    path = f"evidence/feedback/{one.id}/"
    source = Source(one.source or "Feedback", path, asked.day(one.said_at))
    noted = f"reported, noted by {one.noted_by}" if one.noted_by else "reported"
    return Quote(
        one.words,
        ", ".join(part for part in who if part),
        source,
        noted if one.is_reported else "",
    )


def _rest(more: int, now: Source) -> Text:
    words = f"and {plural(more, 'piece', 'pieces')} more" if more > 0 else ""
    return Text(words, (now,))


def _segments(page: NeedPage, now: Source) -> Table:
    heads = (
        Column("Segment", 3), Column("Customers", 1, True),
        Column("Of them ask", 1, True), Column("Share of all, %", 1, True),
        Column("Share of who asks, %", 1, True), Column("Last heard"),
    )  # fmt: skip
    silent = {one.segment: "few ask" if one.asking else "silent" for one in page.silent}
    rows = tuple(
        (
            f"{one.segment} ({silent[one.segment]})" if one.segment in silent
            else one.segment,
            one.customers, one.asking, round(100 * one.base_share, 1),
            round(100 * one.asking_share, 1),
            one.last_at.date() if one.last_at else None,
        )
        for one in page.segments
    )  # fmt: skip
    return Table("Segments", heads, rows, now)


def _depth(page: NeedPage, now: Source) -> Iterator[Block]:
    depth = page.depth
    yield Text(f"The evidence has {depth.marks} of {depth.of} marks.", (now,))
    if depth.reached:
        yield Text(f"Reached: {', '.join(depth.reached)}.", (now,))
    if depth.missing:
        yield Text(f"Missing: {', '.join(depth.missing)}.", (now,))


def _bets(asked: Asked, now: Source) -> Table:
    """Return the bets that answer it, with their dates in the plan to steer by."""
    bets = bets_of_need(actor=asked.actor, need_id=asked.pk)
    ends = dates_of_plan(actor=asked.actor).ends if bets else {}
    heads = (Column("Bet", 4), Column("State"), Column("Planned for"), Column("Odds"))
    rows = tuple(
        (
            bet.title,
            bet.state.label,
            ends[bet.id].day if bet.id in ends else _in_no_plan(bet.state),
            ends[bet.id].short.removeprefix("odds ") if bet.id in ends else "",
        )
        for bet in bets
    )
    return Table("Bets", heads, rows, now)


def _in_no_plan(state: BetState) -> str | None:
    return None if state in (BetState.DONE, BetState.DROPPED) else "in no plan"
