"""Figures of a month that no goal reads, and what came out of what was forecast."""

from __future__ import annotations

from collections.abc import Sequence

from leadline.foundation.measures import measured
from leadline.foundation.words import plural
from leadline.overview.review.goals import moved_by, since_words
from leadline.overview.review.month import MetricSeen, MonthRecord, PlanNews
from leadline.overview.review.parts import Claim, Part, shortened
from leadline.overview.review.settled import NOT_SAID, Settled
from leadline.overview.review.span import Span
from leadline.overview.review.words import cut, fact, line, name, read_words, signed
from leadline.strategy.types import Direction, ForecastLine, Line, Mark

READINGS, FORECASTS, CAME_OUT, FINISHED = 3, 5, 3, 2


def readings_part(record: MonthRecord) -> Part[Line]:
    """Return the other metrics: those that moved first, then what was not read."""
    part: Part[Line] = Part()
    for seen in sorted(record.metrics, key=lambda one: _place(one, record.span)):
        part.lines.append(_reading(seen, record.span))
        unit = seen.metric.currency or seen.metric.unit
        now = seen.stand.now
        how = "not read"
        if now is not None:
            day = f"{now.on_date:%-d %B %Y}"
            how = f"{measured(now.value, unit)}, read on {day}"
        part.marks[f"metric:{seen.metric.id}"] = Mark(seen.metric.name, how)
    part.lines = shortened(part.lines, READINGS)
    return part


def _place(seen: MetricSeen, span: Span) -> tuple[float, str]:
    """Order by how much it moved, as a share of what it was."""
    moved, before = moved_by(seen.stand, span), seen.stand.before
    if moved is None:
        return 1.0, seen.metric.name
    share = abs(moved / before.value) if before and before.value else abs(moved)
    return -float(share), seen.metric.name


def _reading(seen: MetricSeen, span: Span) -> Line:
    metric, now = seen.metric, seen.stand.now
    path = f"strategy/metrics/{metric.id}/"
    unit = metric.currency or metric.unit
    if now is None:
        return line(fact(metric.name, path), f": not read until {span.name} ended")
    value = fact(measured(now.value, unit), path)
    told = read_words(now, span.on)
    if not span.holds(now.on_date):
        return line(
            f"{metric.name}: no reading in {span.name}; the newest is ", value,
            f" ({told})",
        )  # fmt: skip
    moved = moved_by(seen.stand, span)
    since = since_words(seen.stand, span)
    told_change = "the first reading" if moved is None else signed(moved, unit) + since
    worse = (metric.direction == Direction.UP) == ((moved or 0) < 0)
    return line(
        f"{metric.name}: ",
        value,
        f", {told_change} ({told})",
        is_bad=bool(moved) and worse,
    )


def forecasts_part(record: MonthRecord) -> Part[ForecastLine]:
    """Return what was forecast and came out, bets apart: what went wrong first."""
    part: Part[ForecastLine] = Part()
    for one in sorted(record.settled, key=lambda one: one.held is not False):
        part.marks[f"prediction:{one.id}"] = Mark(one.text, one.was)
        if one.bet_id is None:
            part.lines.append(
                ForecastLine(
                    key=f"prediction:{one.id}",
                    path=path_of(one),
                    text=cut(one.text, 90),
                    said=one.said,
                    was=one.was,
                    verdict=one.verdict or "nothing to hold it against",
                    is_bad=one.is_bad,
                )
            )
    came = record.settled
    missed = sum(one.held is False for one in came)
    if missed:
        otherwise = " came out otherwise than we said"
        if len(came) == 1:
            clause = line("the ", fact("one forecast", path_of(came[0])), otherwise)
        else:
            of = fact(f"{missed} of {len(came)}", "decisions/outcomes/")
            clause = line(of, f" forecasts{otherwise}")
        part.claims.append(Claim(40 + 4 * missed, "forecasts", clause))
    part.cut(FORECASTS)
    return part


def count_of(came: Sequence[Settled]) -> Line:
    """Return how many forecasts came out, and how; those under bets count too."""
    of_bets = sum(one.bet_id is not None for one in came)
    if len(came) < 2 or of_bets == len(came):
        return line()
    counts = (
        (sum(one.held is True for one in came), "as expected"),
        (sum(one.held is False for one in came), "not as expected"),
        (sum(one.said == NOT_SAID for one in came), "said by nobody"),
        (sum(one.is_even for one in came), "at even odds"),
    )
    told = ", ".join(f"{n} {how}" for n, how in counts if n)
    stands = "is about a bet and stands" if of_bets == 1 else "are about bets and stand"
    bets = f" {of_bets} of them {stands} there." if of_bets else ""
    n = fact(str(len(came)), "decisions/outcomes/")
    return line(n, f" came out: {told}.{bets}")


def path_of(one: Settled) -> str:
    """Return the address of a prediction's page."""
    return f"decisions/predictions/{one.id}/"


def bets_part(record: MonthRecord) -> Part[Line]:
    """Return plans that were committed, bets whose predictions came out, and finished
    ones nobody measured."""
    part: Part[Line] = Part()
    told: set[int] = set()
    finished: list[Line] = []
    for one in sorted(record.settled, key=lambda one: one.held is not False):
        if one.bet_id is None:
            continue
        told.add(one.bet_id)
        end = f", {one.verdict}" if one.verdict else ""
        ours = "nobody had said" if one.said == NOT_SAID else f"we said {one.said}"
        part.lines.append(
            line(
                name(one.bet, f"roadmap/bets/{one.bet_id}/"),
                f": “{cut(one.text)}” ",
                fact(one.was, path_of(one)),
                f"; {ours}{end}",
                is_bad=one.is_bad,
            )
        )  # fmt: skip
    for bet in record.finished:
        part.marks[f"bet:{bet.id}"] = Mark(bet.title, "finished")
        if bet.id not in told:
            finished.append(
                line(
                    name(bet.title, f"roadmap/bets/{bet.id}/"),
                    f" is finished. {bet.said}; what it brought is not known: no "
                    "prediction about it has come out",
                )
            )
    came = [
        *shortened(part.lines, CAME_OUT, " that came out"),
        *shortened(finished, FINISHED, " that are finished"),
    ]
    if not came and record.goals:
        came = [line(f"No bet was finished in {record.span.name}, and none came out.")]
    part.lines = [*map(_committed, record.plans), *came]
    return part


def _committed(plan: PlanNews) -> Line:
    n = plural(plan.bets, "bet", "bets") if plan.bets else "no bet"
    path = f"roadmap/plans/{plan.id}/"
    return line(
        name(plan.name, path),
        f" was committed on {plan.day:%-d %B}, with ",
        fact(n, path),
    )
