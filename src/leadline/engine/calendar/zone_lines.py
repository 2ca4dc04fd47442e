"""Takes rules out of the zones of a file that no zone has, before a library reads them.

A zone changes its clock by yearly rules. One that changes it every second is worked out
moment by moment from its first year on, which never ends.
"""

from __future__ import annotations

import re

from leadline.engine.errors import EngineError

MOST_RULES = 20_000
RULE = re.compile(r"(?:RRULE|EXRULE)\s*[;:]", re.IGNORECASE)
YEARLY = re.compile(r"\bFREQ\s*=\s*YEARLY\b", re.IGNORECASE)
EVERY = re.compile(r"\bINTERVAL\s*=\s*(?!0*[1-9]\d{0,2}\b)", re.IGNORECASE)
FINER = re.compile(r"\bBY(?:YEARDAY|WEEKNO|EASTER)\s*=", re.IGNORECASE)
BORDER = re.compile(r"(BEGIN|END)\s*(?:;[^:]*)?:\s*VTIMEZONE\s*")


def without_wild_rules(text: str) -> str:
    """Return a calendar file whose zones have yearly rules only.

    Of a zone with any other rule its name stays and nothing else: half of its rules
    would read its times wrong, and nobody would see it.

    Parameters
    ----------
    text : str
        From ``lines.text_of``: no folded lines.

    Returns
    -------
    str
        The same text, without the inner lines of such zones.

    Raises
    ------
    EngineError
        If the zones have more rules together than all zones of the world.

    Examples
    --------
    >>> zone = "BEGIN:VTIMEZONE\\nTZID:X\\nBEGIN:STANDARD\\nRRULE:FREQ={}\\n"
    >>> zone += "END:STANDARD\\nEND:VTIMEZONE"
    >>> without_wild_rules(zone.format("SECONDLY"))
    'BEGIN:VTIMEZONE\\nTZID:X\\nEND:VTIMEZONE'
    >>> without_wild_rules(zone.format("YEARLY")) == zone.format("YEARLY")
    True
    """
    if "VTIMEZONE" not in text.upper():
        return text
    kept: list[str] = []
    zone: list[str] = []
    is_inside = is_wild = False
    n_rules = 0
    for line in text.split("\n"):
        word = line.strip().upper()
        border = BORDER.fullmatch(word)
        if border and border[1] == "BEGIN":
            kept += zone
            zone, is_inside, is_wild = [], True, False
        if not is_inside:
            kept.append(line)
            continue
        zone.append(line)
        if RULE.match(word):
            n_rules += 1
            is_wild = is_wild or is_wild_rule(word)
        if border and border[1] == "END":
            kept += _names(zone) if is_wild else zone
            zone, is_inside = [], False
    if n_rules > MOST_RULES:
        raise EngineError(
            f"The time zones of the calendar have {n_rules:,} rules, more than "
            f"{MOST_RULES:,}. Export a shorter time."
        )
    # A zone without an end goes too where it is wild: nobody could read it.
    return "\n".join(kept if is_wild and is_inside else kept + zone)


def is_wild_rule(line: str) -> bool:
    """Return whether a rule names moments as no rule of a zone does.

    >>> [is_wild_rule(f"RRULE:FREQ={rest}") for rest in (
    ...     "YEARLY;BYMONTH=3;BYDAY=-1SU", "YEARLY;INTERVAL=0", "SECONDLY")]
    [False, True, True]
    """
    return not YEARLY.search(line) or bool(EVERY.search(line) or FINER.search(line))


def _names(zone: list[str]) -> list[str]:
    """Return a zone of its begin, its names and its end."""
    named = [line for line in zone[1:-1] if line.strip().upper().startswith("TZID")]
    return [zone[0], *named, zone[-1]]
