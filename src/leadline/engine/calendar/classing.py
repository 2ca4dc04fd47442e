"""Says what an hour was for: from who was there, its title, and corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from leadline.engine.calendar.occurrence import AWAY, ELSEWHERE, Occurrence
from leadline.engine.calendar.titles import (
    EXTERNAL,
    FOCUS,
    INTERNAL,
    MARKET,
    PERSONAL,
    UNKNOWN,
    by_title,
    says_elsewhere,
    says_nothing,
)

CLASSES = (MARKET, EXTERNAL, INTERNAL, FOCUS, PERSONAL, UNKNOWN)
FUNCTIONS = ("engineering", "marketing", "sales", "other")
ANYBODYS = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com live.com icloud.com me.com "
    "yahoo.com gmx.de gmx.net web.de proton.me protonmail.com".split()
)


@dataclass(frozen=True, slots=True)
class TitleRule:
    """A person's own rule: a title that holds ``words`` is of this class."""

    words: str
    kind: str
    function: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the calendar's owner knows; domains and addresses in lower case.

    ``customers`` and ``externals`` name somebody by domain or by address;
    ``functions`` give an address's function in the own company, and ``colleagues`` are
    addresses of it under other domains. ``corrections`` give
    (class, function) for a series, and win over everything.
    """

    own_domains: frozenset[str]
    own_addresses: frozenset[str] = frozenset()
    customers: Mapping[str, str] = field(default_factory=dict)
    externals: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)
    colleagues: frozenset[str] = frozenset()
    rules: tuple[TitleRule, ...] = ()
    corrections: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Classed:
    """The class of an occurrence, with whom, and what made us say so."""

    kind: str
    counterpart: str = ""
    why: str = ""


def class_of(one: Occurrence, known: Known) -> Classed | None:
    """Return what an occurrence was for; nothing when it takes no time.

    In this order: a correction of the series; not busy, or declined by the owner; a
    known customer among the guests; the owner's own rules on titles; a known analyst,
    supplier or partner; other outsiders; words of the title; own people; nobody else.
    What names people without addresses, hides its title or is shown as out of office
    or elsewhere is of an unknown class, where the title says no more: nothing tells
    whether anybody else was there.

    Parameters
    ----------
    one : Occurrence
        What the calendar holds.
    known : Known
        Domains, people, rules and corrections of its owner.

    Returns
    -------
    Classed or None
        Class, counterpart (customer, organisation or function), and the reason.

    References
    ----------
    docs/methods/market-time.md

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from leadline.engine.calendar.occurrence import Guest
    >>> at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    >>> one = Occurrence("1", "1", at, at, "Call", (Guest("r.vogel@elbe.example"),))
    >>> own = frozenset({"harbour.example"})
    >>> known = Known(own, customers={"elbe.example": "Elbe"})
    >>> class_of(one, known).kind
    'market'
    """
    if (corrected := known.corrections.get(one.series)) is not None:
        kind, function = corrected
        return Classed(kind, function or _counterpart(one, known), "corrected by you")
    if not one.is_busy or _declined(one, known):
        return None
    there = _addresses(one, known)
    if found := _first_known(there, known.customers):
        return Classed(MARKET, found, "a customer was there")
    for rule in known.rules:
        if rule.words.casefold() in one.title.casefold():
            return Classed(rule.kind, rule.function, f"your rule for “{rule.words}”")
    if found := _first_known(there, known.externals):
        return Classed(EXTERNAL, found, "a known organisation was there")
    outside = [email for email in there if not _is_own(email, known)]
    said = _by_title(one.title)
    if outside:
        return _of_outsiders(outside, said, known)
    if said is not None and (not there or said.kind in (PERSONAL, MARKET)):
        is_alone = not _is_vague(one)
        if is_alone or said.kind != FOCUS:
            return said
    if there:
        return _of_colleagues(there, said, known)
    return Classed(UNKNOWN, "", why) if (why := _is_vague(one)) else _ALONE


_ALONE = Classed(FOCUS, "", "nobody else was asked")


def _is_vague(one: Occurrence) -> str:
    """Return why an entry without addresses may be no time for oneself."""
    coming = [g for g in one.guests if not g.is_room and not g.has_declined]
    if any(not guest.email for guest in coming):
        return "people were asked, but the calendar gives no addresses of them"
    if one.shown == AWAY:
        return "it is shown as out of office, and does not say for what"
    if one.shown == ELSEWHERE or says_elsewhere(one.title):
        return "it says where you are, and not what for"
    if says_nothing(one.title):
        return "the calendar shows neither a title nor who was asked"
    return ""


def _counterpart(one: Occurrence, known: Known) -> str:
    there = _addresses(one, known)
    return _first_known(there, known.customers) or _first_known(there, known.externals)


def _declined(one: Occurrence, known: Known) -> bool:
    return any(
        guest.has_declined and guest.email in known.own_addresses
        for guest in one.guests
    )


def _addresses(one: Occurrence, known: Known) -> list[str]:
    """Return who came besides the owner: no rooms, nobody who declined."""
    coming = [g for g in one.guests if not g.is_room and not g.has_declined]
    emails = [*(guest.email for guest in coming), one.organiser]
    return [e for e in dict.fromkeys(emails) if e and e not in known.own_addresses]


def domain_of(email: str) -> str:
    """Return the domain of an address.

    >>> domain_of("r.vogel@elbe.example")
    'elbe.example'
    """
    return email.rpartition("@")[2]


def _is_own(email: str, known: Known) -> bool:
    domain = _suffix(domain_of(email), known.own_domains)
    return email in known.colleagues or (domain is not None and domain not in ANYBODYS)


def _suffix(domain: str, domains: frozenset[str] | Mapping[str, str]) -> str | None:
    """Return which of the domains it is or lies under."""
    parts = domain.split(".")
    tails = (".".join(parts[i:]) for i in range(len(parts) - 1))
    return next((tail for tail in tails if tail in domains), None)


def _first_known(there: list[str], names: Mapping[str, str]) -> str:
    for email in there:
        if email in names:
            return names[email]
        if (domain := _suffix(domain_of(email), names)) and domain not in ANYBODYS:
            return names[domain]
    return ""


def _of_outsiders(outside: list[str], said: Classed | None, known: Known) -> Classed:
    domains = Counter(domain_of(email) for email in outside)
    name = domains.most_common(1)[0][0]
    name = "" if name in ANYBODYS else name
    if said is not None and said.kind in (MARKET, EXTERNAL, PERSONAL):
        return Classed(said.kind, name, said.why)
    if known.customers:
        return Classed(EXTERNAL, name, "somebody from outside, no known customer")
    return Classed(MARKET, name, "somebody from outside")


def _of_colleagues(there: list[str], said: Classed | None, known: Known) -> Classed:
    functions = Counter(
        known.functions[email] for email in there if email in known.functions
    )
    if functions:
        best = max(functions.values())
        function = min(name for name, n in functions.items() if n == best)
        return Classed(INTERNAL, function, "the function of most who were there")
    if said is not None and said.kind == INTERNAL:
        return said
    return Classed(INTERNAL, "other", "colleagues were there")


def _by_title(title: str) -> Classed | None:
    if (found := by_title(title)) is None:
        return None
    kind, function, words = found
    return Classed(kind, function, f"the title holds “{words}”")
