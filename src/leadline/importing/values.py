"""What a cell means: moments, days, money, plain words, domains."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

CURRENCY_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR"}
SCALES = {"k": 1_000, "m": 1_000_000, "mio": 1_000_000, "bn": 1_000_000_000}
DAY_FORMATS = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d.%m.%y")
MONTH_FORMATS = ("%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y")
OTHER_FORMATS = (
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d/%b/%y",
    "%d/%b/%Y",
    "%d-%b-%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%b %d, %Y",
    "%B %d, %Y",
    "%b %d %Y",
    "%a %b %d %Y",
    "%a, %d %b %Y",
    "%Y%m%d",
)
CLOCKS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", " %H:%M:%S.%f")
LONGEST_DATE = 40
DATE_LIKE = re.compile(r"^(?!.*[@_#])(?=.*\d\D+\d|.*\d{8})")
NUMERIC_DATE = re.compile(r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b")
ZONE_TAIL = re.compile(r"\s*(?:UTC|GMT|Z)$")
TAG = re.compile(r"<(?:!--.*?--|/?[a-zA-Z][^<>]{0,400})>", re.S)
BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.I)
DROPPED = re.compile(r"<(script|style)\b.*?</\1\s*>", re.I | re.S)


def is_day_first(samples: Iterable[str]) -> bool | None:
    """Return whether dates like 3/4/2026 begin with the day; ``None`` if unclear.

    >>> is_day_first(["03/04/2026", "25/04/2026"]), is_day_first(["03/04/2026"])
    (True, None)
    """
    pairs = [m.groups() for m in map(NUMERIC_DATE.match, samples) if m]
    if any(int(first) > 12 for first, _ in pairs):
        return True
    if any(int(second) > 12 for _, second in pairs):
        return False
    return None


def read_moment(text: str, *, zone: ZoneInfo, day_first: bool = True) -> dt.datetime:
    """Return the moment a cell names, in UTC; one without a zone is in ``zone``.

    Raises ``ValueError`` with the cell's text.

    >>> read_moment("14/Jul/25 3:42 PM", zone=ZoneInfo("UTC")).isoformat()
    '2025-07-14T15:42:00+00:00'
    """
    text = " ".join(text.split())
    if len(text) > LONGEST_DATE or not DATE_LIKE.search(text):
        raise ValueError(f"“{text[:40]}” is no date that can be read.")
    moment = _iso(text) or _epoch(text) or _formatted(text, day_first)
    if moment is None:
        raise ValueError(f"“{text[:40]}” is no date that can be read.")
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    moment = moment.astimezone(dt.UTC)
    if not 1970 <= moment.year <= 2100:
        raise ValueError(f"“{text[:40]}” lies outside the years 1970 to 2100.")
    return moment


def _iso(text: str) -> dt.datetime | None:
    if not re.match(r"\d{4}-\d\d", text):
        return None
    try:
        return dt.datetime.fromisoformat(ZONE_TAIL.sub("+00:00", text))
    except ValueError:
        return None


def _epoch(text: str) -> dt.datetime | None:
    if not re.fullmatch(r"\d{10}(\.\d+)?|\d{13}", text):
        return None
    seconds = float(text) / (1000 if len(text) == 13 else 1)
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def _formatted(text: str, day_first: bool) -> dt.datetime | None:
    bare = ZONE_TAIL.sub("", text)
    if day_first:
        days = DAY_FORMATS + OTHER_FORMATS + MONTH_FORMATS
    else:
        days = MONTH_FORMATS + OTHER_FORMATS + DAY_FORMATS
    clocks = CLOCKS[1:] if ":" in bare else CLOCKS[:1]
    for day in days:
        for clock in clocks:
            try:
                moment = dt.datetime.strptime(bare, day + clock)  # noqa: DTZ007
            except ValueError:
                continue
            return moment.replace(tzinfo=dt.UTC) if bare != text else moment
    return None


def read_money(text: str) -> tuple[Decimal, str]:
    """Return an amount and its currency, empty when the cell names none.

    The last of ``.`` and ``,`` is the decimal sign unless three digits follow it.
    Raises ``ValueError`` with the cell's text.

    >>> read_money("€ 1.234,50"), read_money("12k"), read_money("USD 1,200")
    ((Decimal('1234.50'), 'EUR'), (Decimal('12000'), ''), (Decimal('1200'), 'USD'))
    """
    bare = text.replace("\u00a0", " ").replace("'", "").strip()
    currency = next((c for sign, c in CURRENCY_SIGNS.items() if sign in bare), "")
    if code := re.search(r"\b[A-Z]{3}\b", bare):
        currency = code.group()
    found = re.search(r"-?\d[\d., ]*", bare)
    if found is None:
        raise ValueError(f"“{text[:40]}” is no amount of money.")
    digits = found.group().replace(" ", "").rstrip(".,")
    tail = bare[found.end() :].strip().lower()
    scale = SCALES.get(re.split(r"[^a-z]", tail)[0] if tail else "", 1)
    try:
        return Decimal(_plain_digits(digits)) * scale, currency
    except InvalidOperation:
        raise ValueError(f"“{text[:40]}” is no amount of money.") from None


def _plain_digits(digits: str) -> str:
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return digits
    sign, after = digits[last], len(digits) - last - 1
    other = "," if sign == "." else "."
    is_thousands = after == 3 and (digits.count(sign) > 1 or other not in digits)
    if is_thousands:
        return digits.replace(sign, "").replace(other, "")
    return digits.replace(other, "").replace(sign, ".")


def plain_words(text: str) -> str:
    """Return the words of a cell: marks of HTML gone, line breaks kept.

    >>> plain_words("<p>Slow &amp; sad</p><p>2 < 3</p>")
    'Slow & sad\\n2 < 3'
    """
    if "<" in text and TAG.search(text):
        text = DROPPED.sub(" ", text)
        text = BREAK.sub("\n", text)
        text = TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def read_domain(text: str) -> str:
    """Return the domain of an address, a link or an e-mail; empty if there is none.

    >>> read_domain("https://www.Acme.io/start"), read_domain("ann@acme.io")
    ('acme.io', 'acme.io')
    """
    bare = text.strip().lower()
    bare = bare.rsplit("@", 1)[-1]
    bare = re.sub(r"^[a-z]+://", "", bare).split("/")[0].split(":")[0]
    bare = bare.removeprefix("www.")
    return bare if re.fullmatch(r"[\w-]+(\.[\w-]+)+", bare) else ""


def is_email(text: str) -> bool:
    """Return whether a cell looks like one e-mail address."""
    return bool(re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+", text.strip()))
