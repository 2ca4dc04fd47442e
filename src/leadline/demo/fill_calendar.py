"""Writes a year of a head of product's calendar, as a file, and brings it in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from leadline.accounts.types import Actor
from leadline.attention import actions
from leadline.demo.accounts import address
from leadline.demo.company import Company, Customer

ZONE = "Europe/Berlin"
WEEKS_BACK, WEEKS_AHEAD = 52, 6
ME = "ines.moreau@harbour.example"
# title, weekday (Monday 0), hour, minutes, every .. weeks, who is asked to it
SERIES = (
    ("Stand-up Access", 0, 9.25, 15, 1, ("tomasz.lis", "ragnar.ek")),
    ("Stand-up Access", 2, 9.25, 15, 1, ("tomasz.lis", "ragnar.ek")),
    ("Product and engineering", 0, 10.0, 60, 1, ("tomasz.lis", "adaeze.obi")),
    ("Sprint review", 4, 14.0, 60, 2, ("tomasz.lis", "adaeze.obi", "sinéad.fallon")),
    ("Pipeline with sales", 3, 11.0, 60, 1, ("jonas.falk", "béatrice.lemaire")),
    ("Marketing catch-up", 2, 15.0, 45, 2, ("luis.ferrer",)),
    ("1:1 Henrike", 4, 9.0, 45, 2, ("henrike.dahl",)),
    ("Tickets of the week", 1, 16.0, 45, 1, ("mira.sandoval",)),
    ("Focus: briefs and bets", 1, 8.5, 150, 1, ()),
    ("Focus: read what customers wrote", 3, 8.5, 90, 1, ()),
    ("Lunch", 0, 12.5, 45, 1, ()),
)
TALKS = ("Interview", "Customer call", "Demo for the planners", "Usability test")


def fill(actor: Actor, harbour: Company, now: datetime) -> None:
    """Bring in the calendar of the company's head of product."""
    lines = list(_lines(harbour, Random(f"calendar-{harbour.name}")))
    content = "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:Harbour",
            *lines,
            "END:VCALENDAR",
            "",
        ]
    )
    actions.import_calendar(
        actor=actor,
        content=content.encode(),
        name="Ines Moreau",
        now=now,
        zone=ZoneInfo(ZONE),
    )


def _lines(harbour: Company, random: Random) -> Iterator[str]:
    monday = harbour.today - timedelta(days=harbour.today.weekday())
    first = monday - timedelta(weeks=WEEKS_BACK)
    for n, (title, weekday, hour, minutes, every, who) in enumerate(SERIES):
        guests = [f"{name}@harbour.example" for name in who]
        repeat = f"RRULE:FREQ=WEEKLY;INTERVAL={every}"
        day = first + timedelta(days=weekday)
        # Two weeks of summer without it, one time it was moved to the afternoon.
        away = [day + timedelta(weeks=every * k) for k in (19, 20)]
        gone = [f"EXDATE;TZID={ZONE}:{_at(one, hour)}" for one in away]
        yield from _event(
            f"series-{n}", title, day, hour, minutes, guests, repeat, *gone
        )
        moved = day + timedelta(weeks=every * 9)
        was = f"RECURRENCE-ID;TZID={ZONE}:{_at(moved, hour)}"
        yield from _event(f"series-{n}", title, moved, hour + 1, minutes, guests, was)
    yield from _market(harbour, random, first)


def _market(harbour: Company, random: Random, first: date) -> Iterator[str]:
    """Yield talks with customers, nights on wards and quays, analysts, suppliers."""
    told = [customer for customer in harbour.customers if customer.contacts]
    for week in range(WEEKS_BACK + WEEKS_AHEAD):
        monday = first + timedelta(weeks=week)
        for n in range(random.choice((1, 2, 2, 3, 3, 4))):
            customer = random.choice(told)
            day = monday + timedelta(days=random.choice((0, 1, 2, 3, 4)))
            title = f"{random.choice(TALKS)} {customer.name}"
            minutes = random.choice((60, 75, 90, 120))
            hour = random.choice((13.0, 15.0, 16.5, 17.5))
            yield from _event(
                f"talk-{week}-{n}",
                title,
                day,
                hour,
                minutes,
                _guests(customer),
                zone=_zone(customer),
            )
        if week % 6 == 3:
            customer = random.choice(told)
            day = monday + timedelta(days=3)
            title = f"Night shift at {customer.name}"
            yield from _event(f"night-{week}", title, day, 21.0, 300, _guests(customer))
        if week % 9 == 4:
            guests = ["h.ostrow@meridian-research.example"]
            day = monday + timedelta(days=1)
            yield from _event(
                f"analyst-{week}", "Analyst briefing", day, 14, 60, guests
            )


def _zone(customer: Customer) -> str:
    return {"GBP": "Europe/London", "USD": "America/Chicago"}.get(
        customer.currency, ZONE
    )


def _guests(customer: Customer) -> list[str]:
    return [address(contact.name, customer) for contact in customer.contacts[:2]]


def _at(day: date, hour: float) -> str:
    return f"{day:%Y%m%d}T{int(hour):02}{round(hour % 1 * 60):02}00"


def _event(
    uid: str,
    title: str,
    day: date,
    hour: float,
    minutes: int,
    guests: Sequence[str],
    *more: str,
    zone: str = ZONE,
) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@harbour.example"
    yield f"DTSTART;TZID={zone}:{_at(day, hour)}"
    yield f"DURATION:PT{minutes}M"
    yield f"SUMMARY:{title}"
    yield f"ORGANIZER:mailto:{ME}"
    yield from (f"ATTENDEE:mailto:{guest}" for guest in guests)
    yield from more
    yield "END:VEVENT"
