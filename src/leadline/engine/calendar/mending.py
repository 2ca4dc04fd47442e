"""Reads rules that say what they mean in a way the standard does not have."""

from __future__ import annotations

import re

from leadline.engine.calendar.rule import Rule, parse_rule

NUMBERED = re.compile(r"^[+-]?\d{1,2}(?=(?:MO|TU|WE|TH|FR|SA|SU)$)")
UNTIL = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?(\d{2}))?)?(Z?)"
)


def read_rule(text: str) -> tuple[Rule, tuple[str, ...]]:
    """Return a rule as its writer meant it, with a sentence for each thing mended.

    Mended are a ``COUNT`` below 1 beside an end, or below 0 anywhere (some programs
    write it always); numbers before weekdays of a weekly or daily rule; an interval of
    0; parts that are empty or there twice with one value; an end with dashes, or
    without its seconds.

    Parameters
    ----------
    text : str
        The value of an RRULE line.

    Returns
    -------
    Rule, tuple of str
        From ``parse_rule``, and what to tell.

    Raises
    ------
    EngineError
        If it still has no meaning.

    Examples
    --------
    >>> read_rule("FREQ=WEEKLY;BYDAY=1MO")[0].days
    ((0, 0),)
    >>> read_rule("FREQ=DAILY;COUNT=-1;UNTIL=2026-12-31")[1]
    ('COUNT=-1 of a rule says nothing and was passed over.',)
    """
    parts = [part.strip() for part in text.strip().upper().split(";") if part.strip()]
    pairs = dict.fromkeys(tuple(part.partition("=")[::2]) for part in parts)
    given = [(name.strip(), value.strip()) for name, value in pairs if value.strip()]
    names = {name for name, _ in given}
    is_short = ("FREQ", "WEEKLY") in given or ("FREQ", "DAILY") in given
    told, kept = [], []
    for name, value in given:
        if name == "COUNT" and _says_nothing(value, "UNTIL" in names):
            told.append(f"COUNT={value} of a rule says nothing and was passed over.")
            continue
        if name == "INTERVAL" and value == "0":
            told.append("INTERVAL=0 of a rule was read as 1.")
            value = "1"
        if name == "BYDAY" and is_short:
            plain = ",".join(
                NUMBERED.sub("", word.strip()) for word in value.split(",")
            )
            if plain != ",".join(word.strip() for word in value.split(",")):
                told.append(f"BYDAY={value[:40]} of a rule was read as {plain[:40]}.")
            value = plain
        if name == "UNTIL" and (match := UNTIL.fullmatch(value)):
            value = _until(match)
        kept.append(f"{name}={value}")
    return parse_rule(";".join(kept)), tuple(told)


def _says_nothing(value: str, has_end: bool) -> bool:
    if not re.fullmatch(r"-?\d{1,9}", value):
        return False
    return int(value) < (1 if has_end else 0)


def _until(match: re.Match[str]) -> str:
    year, month, day, hour, minute, second, zone = match.groups()
    clock = f"T{hour}{minute}{second or '00'}{zone}" if hour else ""
    return f"{year}{month}{day}{clock}"
