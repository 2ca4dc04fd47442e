"""One person's hours: by week, by kind, whom they met, who is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from django.db.models import Count, Max, OuterRef, Subquery, Sum

from leadline.accounts.queries import (
    get_user,
    list_addresses,
    member_emails,
    rates_of,
    rows,
)
from leadline.accounts.types import Actor
from leadline.attention.bridge import (
    Hours,
    Occurrence,
    People,
    focus_of,
    hours_of,
    met_in,
    occurrence,
)
from leadline.attention.models import Correction, Entry, Target
from leadline.attention.queries.calendars import list_rules, list_sources
from leadline.attention.queries.rows import get_entry
from leadline.attention.types import (
    EventRow,
    Heard,
    Kind,
    MarketRecord,
    WeekPage,
    WeekRow,
)
from leadline.evidence.models import Contact, Customer, Feedback
from leadline.evidence.types import FeedbackSide
from leadline.foundation.money import Total
from leadline.foundation.once import once
from leadline.foundation.text import mail_domain
from leadline.stakeholders.models import Person
from leadline.stakeholders.types import Function

WEEKS = 13
DEFAULT_HOURS = 6.0
WEEK = timedelta(days=7)
OUTSIDE = (Function.ANALYST, Function.SUPPLIER, Function.PARTNER)
TEAMS = {
    Function.ENGINEERING: "engineering",
    Function.MARKETING: "marketing",
    Function.SALES: "sales",
}


def week_page(
    *, actor: Actor, monday: date, zone: tzinfo, on: date | None = None
) -> WeekPage:
    """Return the actor's own week, the twelve before it, and who is silent.

    Days of silence are counted up to ``on``, or to the week's end if that is earlier.
    """
    actor.require("read")
    until = monday + WEEK
    if on is not None:
        until = min(until, on + timedelta(days=1))
    first = monday - (WEEKS - 1) * WEEK
    entries = _entries(actor, first, monday + WEEK, zone)
    people = _people(actor, entries)
    counted = _counted(entries, people, first, monday + WEEK, zone)
    this_week = [row for row in counted if row.day >= monday]
    weeks = _weeks(counted, first)
    blocks, block_hours = focus_of(this_week, monday, zone)
    return WeekPage(
        week=weeks[-1],
        weeks=weeks,
        target=_target(actor),
        events=_events(actor, this_week, {e.key: e for e in entries}),
        functions=_functions(this_week),
        focus_blocks=blocks,
        focus_hours=block_hours,
        segments=_segments(actor, until),
        sources=list_sources(actor=actor),
        met=_met(counted),
        has_own_domain=any("." in domain for domain in people.own_domains),
        is_running=on is not None and on < monday + WEEK,
    )


def market_record(*, actor: Actor, monday: date, zone: tzinfo) -> MarketRecord:
    """Return the actor's own weeks up to one, their target, and customers met."""
    actor.require("read")
    first = monday - (WEEKS - 1) * WEEK
    entries = _entries(actor, first, monday + WEEK, zone)
    people = _people(actor, entries)
    counted = _counted(entries, people, first, monday + WEEK, zone)
    return MarketRecord(_weeks(counted, first), _target(actor), _met(counted))


def last_met(*, actor: Actor, on: date, zone: tzinfo) -> dict[str, date]:
    """Return when the actor last met each customer, by name, in a quarter of a year."""
    actor.require("read")
    first, last = on - WEEKS * WEEK, on + timedelta(days=1)
    entries = _entries(actor, first, last, zone)
    if not entries:
        return {}
    start, end = _midnight(first, zone), _midnight(last, zone)
    people = _people(actor, entries)
    return met_in(map(_taken, entries), people, start=start, end=end, zone=zone)


def _met(counted: Sequence[Hours]) -> int:
    return len({r.classed.counterpart for r in counted if _is_market(r)} - {""})


def market_hours(
    *, actor: Actor, monday: date, zone: tzinfo
) -> tuple[float, float, int]:
    """Return the actor's market hours this week, their target, and customers met."""
    actor.require("read")
    entries = _entries(actor, monday, monday + WEEK, zone)
    people = _people(actor, entries)
    counted = _counted(entries, people, monday, monday + WEEK, zone)
    minutes = sum(row.minutes for row in counted if _is_market(row))
    return minutes / 60, _target(actor), _met(counted)


def _is_market(row: Hours) -> bool:
    return row.classed.kind == Kind.MARKET


def _target(actor: Actor) -> float:
    own = rows(Target, actor).filter(user_id=actor.user_id).first()
    return float(own.hours) if own else DEFAULT_HOURS


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _entries(actor: Actor, first: date, last: date, zone: tzinfo) -> list[Entry]:
    own = rows(Entry, actor).filter(user_id=actor.user_id)
    return list(
        own.filter(
            start__lt=_midnight(last, zone),
            end__gt=_midnight(first, zone),
            start__gte=_midnight(first - WEEK, zone),
        ).order_by("start", "pk")
    )


def _counted(
    entries: Sequence[Entry], people: People, first: date, last: date, zone: tzinfo
) -> list[Hours]:
    start, end = _midnight(first, zone), _midnight(last, zone)
    return hours_of(map(_taken, entries), people, start=start, end=end, zone=zone)


def _taken(e: Entry) -> Occurrence:
    return occurrence(
        series=e.series,
        key=e.key,
        start=e.start,
        end=e.end,
        title=e.title,
        guests=e.guests,
        organiser=e.organiser,
        is_all_day=e.is_all_day,
        is_busy=e.is_busy,
        shown=e.shown,
    )


def _people(actor: Actor, entries: Sequence[Entry]) -> People:
    """Return whom the workspace knows: customers, stakeholders, members.

    Of the many customers and contacts only those who were asked. A page that only
    reads asks for all others once.
    """
    asked = {guest[0] for entry in entries for guest in entry.guests}
    asked |= {entry.organiser for entry in entries}
    key = ("people met", actor.workspace_id, actor.user_id)
    others = once(key, lambda: _others(actor))
    return replace(others, customers={**_customers(actor, asked), **others.customers})


def _others(actor: Actor) -> People:
    """Return whom the workspace knows whatever was in a calendar."""
    mine = _own_addresses(actor)
    members = member_emails(actor=actor)
    customers: dict[str, str] = {}
    externals, functions = {}, {}
    named = rows(Person, actor).exclude(email="")
    for email, function, company, name in named.values_list(
        "email", "function", "organisation", "name"
    ):
        if function == Function.CUSTOMER:
            customers[email] = company or name
        elif function in OUTSIDE:
            externals[email] = company or name
            externals[mail_domain(email)] = company or name
        else:
            functions[email] = TEAMS.get(Function(function), "other")
    corrections = rows(Correction, actor).filter(user_id=actor.user_id)
    return People(
        own_domains=frozenset(_own_domains([*members, *mine])),
        own_addresses=frozenset(mine),
        colleagues=frozenset(email.lower() for email in members),
        customers=customers,
        externals=externals,
        functions=functions,
        corrections=dict(corrections.values_list("series", "kind")),
        rules=[(rule.words, rule.kind) for rule in list_rules(actor=actor)],
    )


def _own_addresses(actor: Actor) -> list[str]:
    """Return the addresses of the actor: the one they sign in with, and their own."""
    further = [email for _, email in list_addresses(actor=actor)]
    return [get_user(user_id=actor.user_id).email.lower(), *further]


def _own_domains(addresses: Iterable[str]) -> set[str]:
    return {mail_domain(email) for email in addresses} - {""}


def has_own_domain(*, actor: Actor) -> bool:
    """Return whether any address says which domain is the actor's company's.

    Where they sign in as somebody@localhost, or all by a public mail service, none
    does, and every colleague in a calendar looks like an outsider.
    """
    known = _own_domains([*member_emails(actor=actor), *_own_addresses(actor)])
    return any("." in domain for domain in known)


def _customers(actor: Actor, asked: set[str]) -> dict[str, str]:
    """Return the customers behind some addresses, by domain and by address.

    Where none of them is one but there are customers, one of those stands there:
    whoever knows no customer at all takes every outsider for one.
    """
    tails = {tail for email in asked for tail in _tails(mail_domain(email))}
    named = rows(Customer, actor).exclude(domain="")
    contacts = rows(Contact, actor).exclude(email="")
    there = named.filter(domain__in=tails).values_list("domain", "name")
    found = dict(there) or dict(named.values_list("domain", "name")[:1])
    known = contacts.filter(email__in=asked).values_list("email", "customer__name")
    found |= dict(known)
    return found or dict(contacts.values_list("email", "customer__name")[:1])


def _tails(domain: str) -> list[str]:
    """Return a domain and those it lies under."""
    parts = domain.split(".")
    return [".".join(parts[i:]) for i in range(len(parts) - 1)]


def _weeks(counted: Sequence[Hours], first: date) -> list[WeekRow]:
    sums: dict[int, Counter[str]] = {n: Counter() for n in range(WEEKS)}
    for row in counted:
        sums[(row.day - first).days // 7][row.classed.kind] += row.minutes
    return [
        WeekRow(first + n * WEEK, {kind: m / 60 for kind, m in sums[n].items()})
        for n in range(WEEKS)
    ]


def _functions(counted: Sequence[Hours]) -> list[tuple[str, float]]:
    sums: Counter[str] = Counter()
    for row in counted:
        if row.classed.kind == Kind.INTERNAL:
            sums[row.classed.counterpart or "other"] += row.minutes
    return [(name, minutes / 60) for name, minutes in sums.most_common()]


def _there(entry: Entry) -> list[str]:
    """Return the addresses of who came to an entry."""
    coming = [g[0].lower() for g in entry.guests if not g[2] and not g[3]]
    there = dict.fromkeys([*coming, entry.organiser.lower()])
    return [email for email in there if email]  # some are there by name alone


def _stakeholders(actor: Actor, entries: Iterable[Entry]) -> dict[str, tuple[int, str]]:
    asked = {mail for entry in entries for mail in _there(entry)} - {""}
    known = rows(Person, actor).filter(is_archived=False, email__in=asked)
    return {
        mail: (pk, name) for pk, name, mail in known.values_list("pk", "name", "email")
    }


def people_of_entry(*, actor: Actor, entry_id: int) -> list[tuple[int, str]]:
    """Return the stakeholders who came to an entry of the actor's own calendar."""
    actor.require("read")
    entry = get_entry(actor=actor, entry_id=entry_id)
    return list(_stakeholders(actor, [entry]).values())


def _events(
    actor: Actor, counted: Sequence[Hours], entries: dict[str, Entry]
) -> list[EventRow]:
    times: Counter[str] = Counter(e.series for e in entries.values())
    shown = [entries[row.occurrence.key] for row in counted]
    known = _stakeholders(actor, shown)
    found = []
    for row in counted:
        entry = entries[row.occurrence.key]
        is_market = _is_market(row)
        found.append(
            EventRow(
                id=entry.pk,
                title=entry.title or "Without a title",
                start=row.start,
                end=row.end,
                minutes=row.minutes,
                kind=Kind(row.classed.kind),
                counterpart=row.classed.counterpart,
                why=row.classed.why,
                is_series=times[entry.series] > 1,
                customer=row.classed.counterpart if is_market else "",
                people=[known[mail] for mail in _there(entry) if mail in known],
            )
        )
    return found


def _days(last: datetime | None, until: date) -> int | None:
    if last is None:
        return None
    return max(0, (until - last.astimezone(UTC).date()).days - 1)


def _segments(actor: Actor, until: date) -> list[Heard]:
    """Return each segment with the days since anybody of it was heard."""
    # The newest words of each customer stand first in an index; all words do not.
    said = rows(Feedback, actor).filter(customer=OuterRef("pk"), is_dated=True)
    said = said.filter(side=FeedbackSide.CUSTOMER, set_aside="")
    newest = said.order_by("-said_at").values("said_at")[:1]
    named = rows(Customer, actor).exclude(segment="").order_by()
    heard = dict(
        named.annotate(newest=Subquery(newest))
        .values("segment")
        .annotate(last=Max("newest"))
        .values_list("segment", "last")
    )
    base = (
        named.filter(is_archived=False)
        .values_list("segment", "revenue_currency")
        .annotate(n=Count("pk"), paying=Count("revenue_amount"),
                  paid=Sum("revenue_amount"))
    )  # fmt: skip
    rates = rates_of(actor=actor)
    sizes: Counter[str] = Counter()
    paid: dict[str, Total] = {}
    for segment, currency, n, paying, amount in base:
        sizes[segment] += n
        part = rates.total({currency: amount}, {currency: paying}) if amount else None
        paid[segment] = paid.get(segment, rates.none) + (part or rates.none)
    found = [
        Heard(segment, _days(heard.get(segment), until), n, paid[segment])
        for segment, n in sizes.items()
    ]
    never = 10_000
    return sorted(found, key=lambda h: -(h.days if h.days is not None else never))
