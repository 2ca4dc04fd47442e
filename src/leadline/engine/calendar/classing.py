"""Says what an hour was for: from who was there, its title, and corrections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from leadline.engine.calendar.occurrence import Occurrence

MARKET, EXTERNAL, INTERNAL = "market", "external", "internal"
FOCUS, PERSONAL = "focus", "personal"
CLASSES = (MARKET, EXTERNAL, INTERNAL, FOCUS, PERSONAL)
FUNCTIONS = ("engineering", "marketing", "sales", "other")
# What words of a title say when nobody present says more.
TITLES = (
    (PERSONAL, "", r"dentist|doctor|school|kita|lunch|gym|birthday|vacation|holiday|"
     r"out of office|private|commute|day off|annual leave|parental"),
    (FOCUS, "", r"focus|deep work|no meetings?|heads.down|writing time|thinking time|"
     r"block(ed)? time|preparation|prep time"),
    (MARKET, "", r"customer|interview|user (test|research)|prospect|discovery call|"
     r"site visit|night shift|demo (for|with)|usability|win.loss|field visit|client"),
    (EXTERNAL, "", r"analysts?|suppliers?|vendors?|partners?|agency|press|auditors?"),
    (INTERNAL, "engineering", r"stand.?up|sprint|retro(spective)?|refinement|grooming|"
     r"architecture|tech|engineering|incident|code|release|backlog"),
    (INTERNAL, "marketing", r"marketing|campaign|launch|messaging|positioning|brand"),
    (INTERNAL, "sales", r"sales|pipeline|deals?|quota|account review|renewals?"),
)  # fmt: skip
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
    ``functions`` give an address's function in the own company. ``corrections`` give
    (class, function) for a series, and win over everything.
    """

    own_domains: frozenset[str]
    own_addresses: frozenset[str] = frozenset()
    customers: Mapping[str, str] = field(default_factory=dict)
    externals: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)
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
    by_title = _by_title(one.title)
    if outside:
        return _of_outsiders(outside, by_title, known)
    if by_title is not None and (not there or by_title.kind in (PERSONAL, MARKET)):
        return by_title
    if there:
        return _of_colleagues(there, by_title, known)
    return Classed(FOCUS, "", "nobody else was asked")


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
    return _suffix(domain_of(email), known.own_domains) is not None


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


def _of_outsiders(
    outside: list[str], by_title: Classed | None, known: Known
) -> Classed:
    domains = Counter(domain_of(email) for email in outside)
    name = domains.most_common(1)[0][0]
    name = "" if name in ANYBODYS else name
    if by_title is not None and by_title.kind in (MARKET, EXTERNAL, PERSONAL):
        return Classed(by_title.kind, name, by_title.why)
    if known.customers:
        return Classed(EXTERNAL, name, "somebody from outside, no known customer")
    return Classed(MARKET, name, "somebody from outside")


def _of_colleagues(there: list[str], by_title: Classed | None, known: Known) -> Classed:
    functions = Counter(
        known.functions[email] for email in there if email in known.functions
    )
    if functions:
        best = max(functions.values())
        function = min(name for name, n in functions.items() if n == best)
        return Classed(INTERNAL, function, "the function of most who were there")
    if by_title is not None and by_title.kind == INTERNAL:
        return by_title
    return Classed(INTERNAL, "other", "colleagues were there")


@lru_cache(maxsize=4096)
def _by_title(title: str) -> Classed | None:
    for kind, function, words in TITLES:
        if match := re.search(rf"(?<!\w)({words})(?!\w)", title, re.I):
            why = f"the title holds “{match[0].lower()}”"
            return Classed(kind, function, why)
    return None
