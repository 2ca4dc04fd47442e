"""What is worth telling: each piece of news in a sentence, with what it rests on.

The weights are described in docs/methods/briefings.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from leadline.decisions.types import ChairVerdict, PredictionKind, PredictionRow
from leadline.foundation.measures import measured
from leadline.foundation.money import Total
from leadline.foundation.periods import period_label
from leadline.foundation.totals import total_text
from leadline.overview.briefing.counting import promises_counted
from leadline.overview.briefing.quoting import whole_sentences
from leadline.overview.briefing.record import (
    Coming,
    Owed,
    PlanMove,
    Record,
)
from leadline.overview.briefing.sources import (
    source_of_bet,
    source_of_decision,
    source_of_goal,
    source_of_promise,
)
from leadline.overview.briefing.types import (
    Kind,
    News,
    Sentence,
    Source,
    counted,
    day_words,
    listed,
)
from leadline.roadmap.types import ChangeKind, Trouble
from leadline.strategy.types import GoalRow, PaceWord

NAMED = 2
SOON = WEEK = 7
MOST_DAYS = 60
WHY_SIGNS = 260
NOT_BEHIND = (PaceWord.ON_PACE, PaceWord.AHEAD)


def all_news(record: Record, parts: Collection[str]) -> list[News]:
    """Return everything worth telling, the weightiest first.

    ``parts`` are those of the promises that concern the reader where no bet hangs on
    them: a document is not the engineers', a price is not marketing's.
    """
    found = [
        *_promises(record, parts),
        *_questions(record),
        *_taken(record),
        *_plan(record),
        *_next(record),
        *_goals(record),
        *_needs(record),
        *_outcomes(record),
    ]
    return sorted(found, key=lambda news: (-news.weight, news.headline.words))


def _promises(record: Record, parts: Collection[str]) -> Iterator[News]:
    """Yield what is late, at risk, or planned for after its day, by bet."""
    by_bet: dict[int | None, list[Owed]] = defaultdict(list)
    for owed in record.given:
        if owed.bet_ids or owed.row.part in parts:
            by_bet[owed.bet_id].append(owed)
    for bet_id, several in by_bet.items():
        coming = record.coming.get(bet_id or 0)
        troubled = [owed for owed in several if owed.kind]
        if not troubled:
            continue
        if bet_id is None:
            yield _loose(troubled)
        else:
            yield _of_bet(bet_id, record.bets[bet_id], coming, troubled)


def _of_bet(
    bet_id: int, title: str, coming: Coming | None, troubled: list[Owed]
) -> News:
    late = [owed for owed in troubled if owed.row.days_late]
    hang = f"{promises_counted(troubled)} that {_verb(troubled, 'depend')} on it"
    when = "is in no plan"
    if coming:
        when = f"is planned for the end of {coming.last_day:%B %Y}{coming.told_odds}"
    state = _state_of(troubled)
    bet = source_of_bet(bet_id, title)
    return News(
        Kind.PROMISE,
        _weight_of(troubled, late),
        Sentence(
            f"“{title}” {when}; {hang} {state}.",
            (bet, *map(source_of_promise, troubled)),
        ),
        tuple(_explained(troubled)),
        need_ids=coming.need_ids if coming else (),
    )


def _state_of(troubled: list[Owed]) -> str:
    """Return how promises stand together: "are late or will be"."""
    kinds = {owed.kind for owed in troubled}
    be = _verb(troubled, "is", "are")
    if kinds == {Trouble.WILL_BE_LATE}:
        return "will be late"
    if kinds == {Trouble.LATE, Trouble.WILL_BE_LATE}:
        return f"{be} late or will be"
    if kinds == {Trouble.WILL_BE_LATE, Trouble.AT_RISK}:
        return f"will be late or {be} at risk"
    words = [kind.label for kind in Trouble if kind in kinds]
    return f"{be} {' or '.join(words)}"


def _loose(troubled: list[Owed]) -> News:
    first = max(troubled, key=lambda owed: owed.row.days_late)
    row = first.row
    if row.days_late:
        words = f"We are {counted(row.days_late, 'day')} late with “{row.what}”"
    else:
        words = f"“{row.what}” is at risk"
    late = [owed for owed in troubled if owed.row.days_late]
    others = len(troubled) - 1
    more = ""
    if others:
        verb = "is" if others == 1 else "are"
        more = f"; {counted(others, 'other promise')} {verb} late or at risk"
    return News(
        Kind.PROMISE,
        _weight_of(troubled, late) - 10,
        Sentence(
            f"{words} for {first.whom}{more}.",
            tuple(map(source_of_promise, troubled)),
            is_money=True,
        ),
        tuple(_explained([o for o in troubled if o is not first])),
    )


def _explained(troubled: list[Owed]) -> Iterator[Sentence]:
    """Yield to whom what was promised, and what these customers pay."""
    ordered = sorted(troubled, key=lambda owed: -owed.row.days_late)
    for owed in ordered[:NAMED]:
        due = owed.row.due_date
        by = f" by {day_words(due, with_year=True)}" if due else ""
        yield Sentence(
            f"{owed.whom} was promised “{owed.row.what}”{by}{_stands(owed)}.",
            (source_of_promise(owed),),
        )
    paid = {o.customer_id: o.revenue for o in troubled if o.customer_id}
    total = _sum(list(paid.values()))
    if total:
        yield Sentence(
            f"{_who(len(paid))} {total_text(total)} a year.",
            tuple({o.customer_id: o.payer for o in troubled if o.customer_id}.values()),
            is_money=True,
        )


def _stands(owed: Owed) -> str:
    """Return how a promise stands, where that is not well."""
    if owed.row.days_late:
        return f"; it is {counted(owed.row.days_late, 'day')} late"
    if owed.kind == Trouble.WILL_BE_LATE:
        return "; by the plan it will be late"
    return "; it is at risk" if owed.kind == Trouble.AT_RISK else ""


def _who(customers: int) -> str:
    return (
        "This customer pays"
        if customers == 1
        else f"These {counted(customers, 'customer')} pay"
    )


def _sum(totals: list[Total]) -> Total | None:
    return sum(totals[1:], totals[0]) if totals else None


def _weight_of(troubled: list[Owed], late: list[Owed]) -> float:
    days = max((owed.row.days_late for owed in late), default=0)
    grown = 30 * min(days, WEEK) / WEEK  # a day late is not yet a broken word
    return 70 + grown + min(days, MOST_DAYS) / 3 + 4 * len(troubled)


def _verb(several: list[Owed], one: str, many: str = "") -> str:
    if many:
        return one if len(several) == 1 else many
    return one + "s" if len(several) == 1 else one


def _questions(record: Record) -> Iterator[News]:
    """Yield decisions that are due, the more so with nobody on the chair."""
    for decision in record.waiting:
        if decision.due_date is None:
            continue
        days = (decision.due_date - record.on).days
        chair = record.chairs[decision.id]
        is_taken = chair.verdict == ChairVerdict.TAKEN
        due = day_words(decision.due_date, record.on)
        when = f"has to be decided by {due}"
        if days < 0:
            when = f"was due on {due} and is still open"
        heard = "" if is_taken else f"; {chair.not_heard_on}"
        source = (source_of_decision(decision),)
        told = whole_sentences(decision.context, WHY_SIGNS).removesuffix(" …")
        yield News(
            Kind.QUESTION,
            (80 if days <= SOON else 45) - (0 if not is_taken else 25),
            Sentence(f"“{decision.question}” {when}{heard}.", source),
            (Sentence(told, source),) if told else (),
            need_ids=tuple(record.touched_needs.get(decision.id, [])),
            decision_id=decision.id,
        )


def _taken(record: Record) -> Iterator[News]:
    """Yield what was decided since the last briefing, in the sentence it was taken."""
    for decision in record.taken:
        assert decision.decided_at is not None
        age = (record.now - decision.decided_at).days
        said = " ".join(decision.sentence.split())
        source = (source_of_decision(decision),)
        day = day_words(decision.decided_at.date(), record.on)
        because = [Sentence(said, source)] if said else []
        if decision.is_around:
            because.append(
                Sentence("It was decided before enough customers were heard.", source)
            )
        yield News(
            Kind.DECISION,
            65 - age / 2 + 5 * len(record.touched_bets.get(decision.id, [])),
            Sentence(
                f"“{decision.question}” was decided on {day}: “{decision.choice}”.",
                source,
            ),
            tuple(because),
            need_ids=tuple(record.touched_needs.get(decision.id, [])),
            decision_id=decision.id,
        )


def _plan(record: Record) -> Iterator[News]:
    """Yield the newest change of each bet in the plan, with its reason."""
    seen: set[int] = set()
    for change in record.changes:
        if change.bet_id in seen:
            continue
        seen.add(change.bet_id)
        coming = record.coming.get(change.bet_id)
        reason = " ".join(change.reason.split()).rstrip(".")
        source = (source_of_bet(change.bet_id, change.title),)
        asked = coming.customers if coming else 0
        yield News(
            Kind.PLAN,
            55 + min(asked, 60) / 3,
            Sentence(f"{_moved(change)}{coming.told_odds if coming else ''}.", source),
            (Sentence(f"The reason given: {reason}.", source),) if reason else (),
            need_ids=coming.need_ids if coming else (),
        )


def _next(record: Record) -> Iterator[News]:
    """Yield what the next quarter with a bet brings, those asked for most first."""
    ahead = [bet for bet in record.by_time if bet.last_day >= record.on]
    if not ahead:
        return
    first = [bet for bet in ahead if bet.period == ahead[0].period]
    named, more = first[:NAMED], len(first) - NAMED
    asked = [f"“{bet.title}”{_beside(bet)}" for bet in named]
    rest = [counted(more, "other bet")] if more > 0 else []
    verb = "is planned" if len(first) == 1 else "are planned"
    yield News(
        Kind.PLAN,
        40 + min(named[0].customers, 60) / 4,
        Sentence(
            f"By the end of {named[0].last_day:%B %Y}, {listed(asked + rest)} {verb}.",
            tuple(source_of_bet(bet.id, bet.title) for bet in first),
        ),
        need_ids=named[0].need_ids,
    )


def _beside(bet: Coming) -> str:
    """Return who asked for a bet and the odds of its date, in brackets."""
    told = ", ".join(filter(None, [bet.asked, bet.odds]))
    return f" ({told})" if told else ""


def _moved(change: PlanMove) -> str:
    title = f"“{change.title}”"
    if change.kind == ChangeKind.TAKE_OUT:
        return f"{title} is out of the plan"
    to = period_label(change.to_period)
    if change.kind == ChangeKind.PUT_IN or not change.from_period:
        return f"{title} is in the plan now, for {to}"
    return f"{title} moves from {period_label(change.from_period)} to {to}"


def _goals(record: Record) -> Iterator[News]:
    """Yield the goals that are not reached, with where they stand and should."""
    for goal in record.goals:
        if goal.latest is None or goal.target is None or goal.is_met:
            continue
        unit = goal.currency or goal.unit
        by, want = "", "want"
        if goal.target_date:
            by = f" by {day_words(goal.target_date, with_year=True)}"
            want = "wanted" if goal.target_date < record.on else "want"
        pace = goal.pace
        due = ""
        is_due = goal.target_date is not None and goal.target_date < record.on
        if pace and pace.expected and not is_due and pace.word not in NOT_BEHIND:
            due = f"; {measured(round(pace.expected, 1), unit)} was due by now"
        yield News(
            Kind.GOAL,
            _weight_of_goal(goal, record.on),
            Sentence(
                f"{goal.name}: we are at {measured(goal.latest.value, unit)} and "
                f"{want} to be at {measured(goal.target, unit)}{by}{due}.",
                (source_of_goal(goal),),
            ),
        )


def _weight_of_goal(goal: GoalRow, on: date) -> float:
    """Return more for a near day and for what others serve, less on its pace."""
    is_on_pace = goal.pace is not None and goal.pace.word in NOT_BEHIND
    top = 10 if goal.parent_id is None else 0
    return 40 + top + _nearness(goal.target_date, on) - (25 if is_on_pace else 0)


def _nearness(day: date | None, on: date) -> float:
    """Return up to 30 for a day that is near, 0 for one over a year away."""
    if day is None:
        return 0
    return max(0.0, 30 - (day - on).days / 12)


def _needs(record: Record) -> Iterator[News]:
    """Yield the needs that rise, where a person has confirmed their name."""
    for need in record.needs:
        if need.trend.direction != "rising" or not need.is_confirmed:
            continue
        if need.this_week <= need.weekly_before:
            continue  # it rose before this week: the figures would say the contrary
        source = Source(f"need:{need.id}", f"evidence/needs/{need.id}/", need.statement)
        before = f"{need.weekly_before:.1f}".removesuffix(".0")
        customers = counted(need.customers, "customer")
        yield News(
            Kind.NEED,
            40 + min(need.customers, 60) / 3,
            Sentence(
                f"“{need.statement}” came up {counted(need.this_week, 'time')} in the "
                f"last week, against {before} a week before; {customers} "
                f"{'has' if need.customers == 1 else 'have'} asked for it in all.",
                (source,),
            ),
            need_ids=(need.id,),
        )


def _outcomes(record: Record) -> Iterator[News]:
    """Yield what was predicted and has come out, with what was learned."""
    for one in record.outcomes:
        path = f"decisions/predictions/{one.id}/"
        source = (Source(f"prediction:{one.id}", path, one.text),)
        lesson = one.lesson.strip()
        yield News(
            Kind.OUTCOME,
            35 + (10 if lesson else 0),
            Sentence(f"“{one.text}” {_came(one)}.", source),
            (Sentence(f"Learned: {lesson.rstrip('.')}.", source),) if lesson else (),
            decision_id=one.decision_id,
        )


def _came(one: PredictionRow) -> str:
    """Return what came out, to follow the prediction's text."""
    if one.kind == PredictionKind.EVENT:
        return "came true" if one.happened else "did not come true"
    return f"came out at {one.came_out}"
