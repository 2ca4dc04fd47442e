"""Decisions, promises, what was learned, and what comes before the next review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from leadline.decisions.types import ChairVerdict
from leadline.foundation.words import percent, plural
from leadline.overview.briefing.quoting import whole_sentences
from leadline.overview.review.figures import path_of
from leadline.overview.review.goals import path_of as path_of_goal
from leadline.overview.review.month import MonthRecord
from leadline.overview.review.parts import Claim, Part, shortened
from leadline.overview.review.taken import Owed, Question, Risky
from leadline.overview.review.words import CHAIR as THE_CHAIR
from leadline.overview.review.words import cut, day_words, fact, late_words, line, name
from leadline.roadmap.types import Trouble
from leadline.strategy.types import GoalState, Line, Mark

AROUND, HEARD, WAITING = 3, 2, 2
MISSED, LATE, AT_RISK, KEPT = 3, 2, 2, 2
LEARNED, AHEAD = 3, 4
LONGEST = 160
CHAIR = {
    ChairVerdict.EMPTY: "chair empty",
    ChairVerdict.WEAK: "chair weak",
    ChairVerdict.TAKEN: "chair taken",
}


def decisions_part(record: MonthRecord) -> Part[Line]:
    """Return what was decided around the customer's chair, and what waits for it."""
    part: Part[Line] = Part()
    taken, month = record.taken, record.span.name
    heard = sum(one.verdict == ChairVerdict.TAKEN for one in taken)
    part.lines.append(_how_many(taken, heard, month))
    for one in taken:
        part.marks[f"decision:{one.id}"] = Mark(one.question, _answer(one))
    around_it = [one for one in taken if one.verdict != ChairVerdict.TAKEN]
    with_it = [one for one in taken if one.verdict == ChairVerdict.TAKEN]
    waiting = [one for one in record.waiting if one.verdict != ChairVerdict.TAKEN]
    part.lines += shortened(
        [_around(one) for one in around_it], AROUND, f" taken {_unheard(taken)}"
    )
    part.lines += shortened(
        [_around(one) for one in with_it], HEARD, f" taken with {THE_CHAIR}"
    )
    part.lines += shortened(
        [_open(one, record) for one in waiting], WAITING, f" due, {_unheard(waiting)}"
    )
    if around := len(taken) - heard:
        part.claims.append(
            Claim(50 + 5 * around, "decisions", _around_all(around, record))
        )
    return part


def _how_many(taken: Sequence[Question], heard: int, month: str) -> Line:
    count = fact(str(len(taken)), "decisions/")
    if not taken:
        return line(f"None was taken in {month}.")
    if len(taken) == 1:
        way = f"with {THE_CHAIR}" if heard else _unheard(taken)
        return line(count, f" was taken in {month}, {way}.")
    of_them = fact(str(heard) if heard else "none", "decisions/")
    told = f" were taken in {month}; {THE_CHAIR} was taken in "
    return line(count, told, of_them, " of them.")


def _unheard(taken: Sequence[Question]) -> str:
    """Return how decisions were taken whose chair did not stand."""
    verdicts = {one.verdict for one in taken if one.verdict != ChairVerdict.TAKEN}
    if verdicts == {ChairVerdict.WEAK}:
        return "with a weak chair"
    also = " or with a weak one" if ChairVerdict.WEAK in verdicts else ""
    return f"without {THE_CHAIR}{also}"


def _around_all(around: int, record: MonthRecord) -> Line:
    taken = len(record.taken)
    without = f"taken {_unheard(record.taken)}"
    if taken == 1:
        one = fact("one decision", f"decisions/{record.taken[0].id}/")
        return line("the ", one, f" of {record.span.name} was {without}")
    verb = "was" if around == 1 else "were"
    return line(
        fact(f"{around} of {taken}", "decisions/"), f" decisions {verb} {without}"
    )


def _answer(one: Question) -> str:
    if one.is_reversed:
        return f"taken back: “{one.choice}”" if one.choice else "taken back"
    return one.choice


def _around(one: Question) -> Line:
    asked = name(one.question, f"decisions/{one.id}/")
    choice = f" “{cut(one.choice, 60)}”" if one.choice else ""
    if one.is_reversed:
        return line(asked, f"{choice}, {CHAIR[one.verdict]}, taken back since")
    told = whole_sentences(one.override, LONGEST)
    why = f": {told}" if told else ""
    is_empty = one.verdict == ChairVerdict.EMPTY
    return line(asked, f"{choice}, {CHAIR[one.verdict]}{why}", is_bad=is_empty)


def _open(one: Question, record: MonthRecord) -> Line:
    due = day_words(one.due, record.span.on) if one.due else ""
    is_late = one.due is not None and one.due < record.span.on
    words = plural(one.proposed, "word waits", "words wait")
    more = f", {words} to be looked at" if one.proposed else ""
    return line(
        name(one.question, f"decisions/{one.id}/"),
        f" {'was due' if is_late else 'is due'} {due or 'on no day yet'}: "
        f"{CHAIR[one.verdict]}{more}",
        is_bad=one.verdict == ChairVerdict.EMPTY,
    )


def promises_part(record: MonthRecord) -> Part[Line]:
    """Return how many promises we kept, then what is late, the oldest first."""
    part: Part[Line] = Part()
    due, month = record.due, record.span.name
    kept = sum(one.is_kept for one in due)
    in_year, ended = record.kept_in_year
    year = f"; {percent(in_year / ended)} were kept over the year" if ended else ""
    if len(due) == 1:
        only = fact("one promise of ours", f"stakeholders/promises/{due[0].id}/")
        how = "was kept" if kept else "was not kept"
        part.lines.append(line("The ", only, f" due in {month} {how}{year}."))
    elif due:
        verb = "was" if kept == 1 else "were"
        part.lines.append(
            line(
                fact(f"{kept} of our {len(due)}", "stakeholders/promises/"),
                f" due in {month} {verb} kept, {percent(kept / len(due))}{year}.",
            )
        )
    else:
        part.lines.append(line(f"None of ours fell due in {month}{year}."))
    for one in due:
        part.marks[f"promise:{one.id}"] = Mark(one.what, _became(one))
    part.lines += _promises(record)
    if doubtful := _doubtful(record.risky):
        part.claims.append(doubtful)
    if missed := len(due) - kept:
        verb = "was" if missed == 1 else "were"
        told = f" due in {month} {verb} not kept"
        if len(due) == 1:
            only = fact("one promise of ours", f"stakeholders/promises/{due[0].id}/")
            clause = line("the ", only, told)
        else:
            of = fact(f"{missed} of our {len(due)}", "stakeholders/promises/")
            clause = line(of, f" promises{told}")
        part.claims.append(Claim(50 + 5 * missed, "promises", clause))
    return part


def _promises(record: MonthRecord) -> list[Line]:
    """Return what was not kept, what is late from before or in doubt, what was kept."""
    due, on = record.due, record.span.on
    missed = [one for one in due if not one.is_kept]
    before = [one for one in record.late if one not in due]
    kept = [one for one in due if one.is_kept]
    return [
        *shortened([_promise(one, on) for one in missed], MISSED, " not kept"),
        *shortened([_promise(one, on) for one in before], LATE, " late from before"),
        *shortened([_risky(one, on) for one in record.risky], AT_RISK, " in doubt"),
        *shortened([_promise(one, on) for one in kept], KEPT, " kept"),
    ]


def _risky(one: Risky, on: date) -> Line:
    what = name(one.what, f"stakeholders/promises/{one.id}/")
    by = f", by {day_words(one.due, on)}" if one.due else ""
    why = f" ({one.why})" if one.why else ""
    return line(what, f", to {one.person}{by}: {one.trouble.label}{why}", is_bad=True)


def _doubtful(risky: Sequence[Risky]) -> Claim | None:
    """Return how many promises will not be kept in time as things stand."""
    if not risky:
        return None
    late = sum(one.trouble == Trouble.WILL_BE_LATE for one in risky)
    n, weight = len(risky), 45 + 5 * late
    what = "promise" if n == 1 else "promises"
    told = "will be late" if late == n else "is at risk" if n == 1 else "are at risk"
    if 0 < late < n:
        told = "will be late or are at risk"
    count = fact(f"{n} {what}", "stakeholders/promises/")
    return Claim(weight, "promises ahead", line(count, f" of ours {told}"))


def _became(one: Owed) -> str:
    if one.is_open:
        return "open"
    days = one.days_late(one.due)
    late = f", {late_words(days)}" if days and one.is_kept else ""
    return f"{one.state.label.lower()}{late}"


def _promise(one: Owed, on: date) -> Line:
    what = name(one.what, f"stakeholders/promises/{one.id}/")
    how = late_words(one.days_late(on)) if one.is_open else _became(one)
    told = f", to {one.person}, due {day_words(one.due, on)}: {how}"
    return line(what, told, is_bad=not one.is_kept)


def learned_part(record: MonthRecord) -> Part[Line]:
    """Return what people wrote down that they learned in the month."""
    part: Part[Line] = Part()
    for one in record.lessons:
        told = whole_sentences(one.words, LONGEST)
        part.lines.append(line(f"{told} (", name(one.about, one.path), ")"))
    for settled in record.settled:
        if settled.lesson:
            told = whole_sentences(settled.lesson, LONGEST)
            about = name(settled.text, path_of(settled))
            part.lines.append(line(f"{told} (", about, ")"))
    part.lines = shortened(part.lines, LEARNED)
    return part


def ahead_part(record: MonthRecord) -> Part[Line]:
    """Return what is due before the next review, and goals that no bet serves."""
    part: Part[Line] = Part()
    on = record.span.on
    for seen in record.goals:
        if not seen.bets and seen.goal.state == GoalState.OPEN:
            goal = name(seen.goal.name, path_of_goal(seen.goal))
            owner = f" {seen.goal.owner}." if seen.goal.owner else ""
            words = (
                "Write a bet for “",
                goal,
                f"”, which none serves, or drop it.{owner}",
            )
            part.lines.append(line(*words))
    for promise in record.coming:
        what = name(promise.what, f"stakeholders/promises/{promise.id}/")
        due = day_words(promise.due, on)
        part.lines.append(line("Keep “", what, f"”, to {promise.person}, by {due}."))
    for one in record.to_settle:
        day = day_words(one.resolve_on, on)
        part.lines.append(
            line("Say what came of “", name(one.text, path_of(one)), f"”, {day}.")
        )
    part.lines = shortened(part.lines, AHEAD)
    return part
