"""Months and days inside the words, as people of four languages write them.

The example hangs on the day it is opened, so its words name no month by themselves:
``{month-1}`` is the month before the piece was written, ``{date-3}`` three days
before it, ``{year-1}`` the year before; ``{sent-3}`` is the day and time that stands
above a mail that is quoted.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = {
    "en": "January February March April May June July August September October "
    "November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober "
    "November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre "
    "novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre "
    "noviembre diciembre",
}
DATES = {"en": "{} {}", "de": "{}. {}", "fr": "{} {}", "es": "{} de {}"}
SENT = {
    "en": "{} {} {} at {:02}:{:02}",
    "de": "{}. {} {} um {:02}:{:02}",
    "fr": "{} {} {} à {:02}:{:02}",
    "es": "{} de {} de {} a las {:02}:{:02}",
}
TOKEN = re.compile(r"\{(month|date|year|sent)([+-]\d{1,3})?\}")
# Words that are a month and nothing else; "may", "march" and "mai" are not here.
_ONLY = {"January", "February", "April", "June", "July", "September", "October"}
_ONLY |= {"November", "December", "Januar", "Februar", "März", "Juni", "Juli"}
_ONLY |= {"Oktober", "Dezember", "janvier", "février", "juillet", "septembre"}
_ONLY |= {"octobre", "novembre", "décembre", "enero", "febrero", "junio", "julio"}
_ONLY |= {"septiembre", "octubre", "noviembre", "diciembre", "août"}
FIXED = re.compile(rf"\b(?:{'|'.join(sorted(_ONLY))}|20(?:2[5-9]|3\d))\b")


def month_of(day: date, ahead: int, language: str) -> str:
    """Return the name of the month some months from a day.

    >>> month_of(date(2026, 11, 3), 2, "de"), month_of(date(2026, 1, 3), -1, "fr")
    ('Januar', 'décembre')
    """
    return MONTHS[language].split()[(day.month - 1 + ahead) % 12]


def dated(words: str, said_on: date, language: str) -> str:
    """Fill in months, days and years.

    >>> dated("gone since {date-3}, paid in {month+1}", date(2026, 11, 2), "en")
    'gone since 30 October, paid in December'
    """

    def fill(found: re.Match[str]) -> str:
        step = int(found[2] or 0)
        if found[1] == "month":
            return month_of(said_on, step, language)
        if found[1] == "year":
            return str(said_on.year + step)
        day = said_on + timedelta(days=step)
        name = month_of(day, 0, language)
        if found[1] == "sent":
            clock = 8 + day.day % 9, (7 + 13 * day.day) % 60
            return SENT[language].format(day.day, name, day.year, *clock)
        return DATES[language].format(day.day, name)

    return TOKEN.sub(fill, words)
