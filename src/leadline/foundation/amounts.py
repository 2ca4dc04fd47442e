"""Amounts and plain numbers, read to the end of the cell or not at all.

One reader for files and forms. Where a sign has two meanings one rule holds: the last
of ``.`` and ``,`` is the decimal sign unless three digits follow it, so 1,500 and 1.500
are fifteen hundred; a column that shows its decimal sign elsewhere is read by that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

# Signs that mean several currencies (kr, a bare dollar aside) name none.
SIGNS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD",
    "HK$": "HKD", "S$": "SGD", "R$": "BRL", "MX$": "MXN", "NT$": "TWD", "CN¥": "CNY",
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₺": "TRY",
    "₴": "UAH", "₪": "ILS", "₩": "KRW", "₫": "VND", "฿": "THB", "zł": "PLN",
    "Kč": "CZK", "Ft": "HUF", "SFr.": "CHF", "SFr": "CHF", "Fr.": "CHF", "Rs.": "INR",
    "Rs": "INR", "kr.": "", "kr": "", "euros": "EUR", "euro": "EUR", "dollars": "USD",
    "pounds": "GBP", "franken": "CHF",
}  # fmt: skip
KRONER = ("DKK", "ISK", "NOK", "SEK")
CODES = frozenset(
    "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP GHS HKD HRK HUF IDR "
    "ILS INR ISK JPY KES KRW KZT MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD "
    "RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU VND ZAR".split()
)
DOLLARS = frozenset(code for sign, code in SIGNS.items() if sign.endswith("$"))
SCALES = {
    "k": 1_000, "tsd": 1_000, "t": 1_000, "thousand": 1_000, "mil": 1_000,
    "m": 1_000_000, "mm": 1_000_000, "mn": 1_000_000, "mio": 1_000_000,
    "million": 1_000_000, "millions": 1_000_000, "millionen": 1_000_000,
    "mln": 1_000_000, "b": 10**9, "bn": 10**9, "mrd": 10**9, "mld": 10**9,
    "billion": 10**9,
}  # fmt: skip
THREE = 3
A_YEAR_TOO = frozenset(("arr", "acv"))
DIGITS = re.compile(r"\d[\d.,' ]*(?:[eE][+-]?\d{1,2})?")
A_YEAR = re.compile(
    r"(?<!\s)\s*(?:/|per|pro|par|p\.)\s*(?:yr|year|annum|a\.?|an|jahr|anno)\s*$", re.I
)
BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
QUOTES = dict.fromkeys(map(ord, "\u2019\u2018\u02bc\u00b4`"), "'")
MINUS = dict.fromkeys(map(ord, "\u2212\u2013\u2014"), "-")
GROUPED = {
    sign: re.compile(
        rf"\d{{1,3}}(?:{re.escape(sign)}\d{{2,3}})*{re.escape(sign)}\d{{3}}"
    )
    for sign in ".,' "
}


def read_money(text: str) -> tuple[Decimal, str]:
    """Return an amount and its currency, empty when the cell names none.

    The last of ``.`` and ``,`` is the decimal sign unless three digits follow it.
    The whole cell must be understood: a range, a percentage or a remark is refused.
    Raises ``ValueError`` with the cell's text.

    >>> read_money("€ 1.234,50"), read_money("12k"), read_money("USD 1,200")
    ((Decimal('1234.50'), 'EUR'), (Decimal('12000'), ''), (Decimal('1200'), 'USD'))
    >>> read_money("(1,200.00)"), read_money("R$ 2 mn"), read_money("1'200.- CHF")
    ((Decimal('-1200.00'), ''), (Decimal('2000000'), 'BRL'), (Decimal('1200'), 'CHF'))
    """
    amount, names = _read(text)
    currency, scale = _currency_and_scale(names)
    if currency is None:
        raise ValueError(f"“{text[:40]}” is no amount of money.")
    return amount * scale, currency


def currency_named(text: str, own: str = "") -> str:
    """Return the currency that an amount names, or ""; a bare $ is ``own``, where that
    is a dollar.

    >>> currency_named("80k €"), currency_named("$80k", "CAD"), currency_named("80k")
    ('EUR', 'CAD', '')
    """
    try:
        _, named = read_money(text)
    except ValueError:
        return ""
    is_bare = named == SIGNS["$"] and own in DOLLARS and not re.search("[A-Z]", text)
    return own if is_bare else named


def is_in_kroner(text: str) -> bool:
    """Return whether an amount says kr alone, and so one of several currencies.

    >>> is_in_kroner("kr 95.000"), is_in_kroner("95 000 kr."), is_in_kroner("DKK 9")
    (True, True, False)
    """
    return any(name.lower().rstrip(".") == "kr" for name in _read(text)[1])


def means(name: str, currency: str) -> bool:
    """Return whether a sign or a code says just this currency; a bare $ any dollar.

    >>> means("$", "USD"), means("$", "CAD"), means("usd", "USD"), means("€", "USD")
    (True, True, True, False)
    """
    is_dollar = name == "$" and currency in DOLLARS
    said = SIGNS.get(name) or SIGNS.get(name.lower()) or name.upper()
    return bool(currency) and (is_dollar or said == currency)


def read_number(
    text: str,
    *,
    is_percent: bool = False,
    decimal_sign: str = "",
    currency: str = "",
) -> Decimal:
    """Return a plain number as people write it, by the rules of ``read_money``.

    ``is_percent`` allows a per cent sign behind it; ``decimal_sign`` settles what the
    two signs mean. ``currency`` is the one the number is asked in: its sign may stand
    there. Another one or brackets are refused: they would say something else. Raises
    ``ValueError`` with what to write instead.

    >>> read_number("1,5m"), read_number("10k"), read_number("1'200")
    (Decimal('1500000.0'), Decimal('10000'), Decimal('1200'))
    >>> read_number("1,500"), read_number("1,500", decimal_sign=",")
    (Decimal('1500'), Decimal('1.500'))
    >>> read_number("$80k", currency="USD")
    Decimal('80000')
    """
    bare = text.strip()
    if is_percent and bare.endswith("%"):
        bare = bare[:-1]
    if any(sign in bare for sign in "()[]"):
        raise ValueError(f"“{text[:40]}” has brackets. Write -1,200 for less than 0.")
    try:
        amount, names = _read(bare, decimal_sign)
        names = [name for name in names if not means(name, currency)]
    except ValueError:
        names = [""]
    steps = [SCALES.get(name.lower().rstrip(".")) for name in names]
    if len(steps) <= 1 and None not in steps:
        return amount * (steps[0] or 1) if steps else amount
    if names and all(
        name and _currency_and_scale([name])[0] is not None for name in names
    ):
        other = f"another currency than {currency}" if currency else "a currency"
        raise ValueError(
            f"“{text[:40]}” names {other} or a time. Write the number alone."
        )
    raise ValueError(
        f"“{text[:40]}” is no number. Write it like 1,500, 2.5, 10k or 1.5m."
    )


def scale_named(text: str) -> int:
    """Return what a number's words multiply it by, 1 where it names no scale.

    >>> scale_named("20k"), scale_named("1,5 Mio €"), scale_named("20")
    (1000, 1000000, 1)
    """
    try:
        _, names = _read(text)
    except ValueError:
        return 1
    scales = (SCALES.get(name.lower().rstrip(".")) for name in names)
    return next((scale for scale in scales if scale), 1)


def decimal_sign_of(texts: Iterable[str]) -> str:
    """Return the decimal sign that a column shows without doubt, or "".

    A sign is a decimal sign for sure where another count of digits than three follows
    its only use, or where the other sign stands before it.

    >>> decimal_sign_of(["1,500", "2,25"]), decimal_sign_of(["1,500"])
    (',', '')
    """
    seen = {sign for text in texts if (sign := _sure_sign(text))}
    return seen.pop() if len(seen) == 1 else ""


def written(number: Decimal) -> str:
    """Return a number so that ``read_number`` reads just it: "14,000", "1.1250".

    >>> written(Decimal("14000.00")), written(Decimal("1.125"))
    ('14,000', '1.1250')
    """
    text = f"{number.normalize():,f}"
    whole, _, decimals = text.partition(".")
    is_doubtful = (
        len(decimals) == THREE and "," not in whole and whole.strip("-") != "0"
    )
    return f"{text}0" if is_doubtful else text


def _sure_sign(text: str) -> str:
    found = DIGITS.search(" ".join(text.translate(BLANKS | QUOTES).split()))
    digits = found.group().strip(" .,'") if found else ""
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return ""
    sign, after = digits[last], len(digits) - last - 1
    other = "," if sign == "." else "."
    if other in digits:
        return sign
    if digits.count(sign) > 1:
        return other
    return sign if after != THREE or digits.startswith("0") else ""


def _read(text: str, decimal_sign: str = "") -> tuple[Decimal, list[str]]:
    """Return the number of a cell and the words around it; ``ValueError`` without."""
    bare = " ".join(text.translate(BLANKS | QUOTES | MINUS).split())
    bare = A_YEAR.sub("", bare)
    found = DIGITS.search(bare) if len(bare) <= 60 else None
    if found is None:
        raise ValueError(f"“{text[:40]}” is no amount of money.")
    before, after = bare[: found.start()], bare[found.end() :]
    digits = found.group().rstrip(" ")
    if after.startswith("-") and digits[-1] in ".,":
        after = after.lstrip("-")  # "1.200,-": no cents
    elif digits[-1] in ".,":
        after = digits[-1] + after
    is_minus, around = _sign(before.strip(), after.strip())
    names = [name for part in around for name in _names(part)]
    try:
        amount = _number(digits.rstrip(".,'"), decimal_sign)
    except InvalidOperation:
        raise ValueError(f"“{text[:40]}” is no amount of money.") from None
    return (-amount if is_minus else amount), names


def _sign(before: str, after: str) -> tuple[bool, tuple[str, str]]:
    """Return whether an amount is negative, and what else stands around its digits."""
    if before.startswith("(") and after.endswith(")"):
        inner, around = _sign(before[1:].strip(), after[:-1].strip())
        return not inner, around
    for sign in "-+":
        if before.startswith(sign):
            return sign == "-", (before[1:].strip(), after)
        if before.endswith(sign):
            return sign == "-", (before[:-1].strip(), after)
    if after.endswith("-"):
        return True, (before, after[:-1].strip())
    return False, (before, after)


def _names(text: str) -> list[str]:
    """Return the signs and words of a text: ``k€`` are two."""
    names: list[str] = []
    for word in text.split():
        rest = word
        while rest:
            known = next((s for s in SIGNS if rest.startswith(s)), "")
            if known and (not known[-1].isalpha() or rest == known):
                names.append(known)
                rest = rest[len(known) :]
                continue
            found = re.match(r"[^\W\d_]+\.?", rest)
            if not found:
                return [*names, rest]
            names.append(found.group())
            rest = rest[found.end() :]
    return names


def _currency_and_scale(names: list[str]) -> tuple[str | None, int]:
    """Return what the words around an amount say; ``None`` when one is not known."""
    currency, scale, scales = "", 1, 0
    for name in names:
        low = name.lower().rstrip(".")
        if name in SIGNS or low in SIGNS:
            found = SIGNS.get(name, SIGNS.get(low, ""))
        elif name.upper() in CODES:
            found = name.upper()
        elif name.upper()[:1] == "T" and name.upper()[1:] in CODES:
            found, scale, scales = name.upper()[1:], 1_000, scales + 1
        elif low in A_YEAR_TOO:
            continue
        elif low in SCALES:
            scale, scales = SCALES[low], scales + 1
            continue
        else:
            return None, 1
        if found and currency and found != currency and "$" not in name:
            return None, 1
        currency = found if not currency or "$" not in name else currency
    return (currency, scale) if scales < 2 else (None, 1)


def _number(digits: str, decimal_sign: str) -> Decimal:
    """Return a number written with any signs of grouping; those must be regular."""
    mantissa, _, exponent = digits.lower().partition("e")
    whole = _plain_digits(mantissa.strip(), decimal_sign)
    if not re.fullmatch(r"\d+(?:\.\d+)?", whole):
        raise InvalidOperation
    power = int(exponent or 0)
    return Decimal(format(Decimal(whole).scaleb(power), "f"))


def _plain_digits(digits: str, decimal_sign: str = "") -> str:
    for sign in "' ":
        if sign in digits:
            whole = re.split("[.,]", digits)[0]
            if not GROUPED[sign].fullmatch(whole):
                return digits
            digits = digits.replace(sign, "")
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return digits
    sign, after = digits[last], len(digits) - last - 1
    other = "," if sign == "." else "."
    if other in digits:
        whole = digits[:last]
        is_grouped = GROUPED[other].fullmatch(whole) and sign not in whole
        return whole.replace(other, "") + "." + digits[last + 1 :] if is_grouped else ""
    if decimal_sign == other:
        return digits.replace(sign, "") if GROUPED[sign].fullmatch(digits) else ""
    if after == THREE and not digits.startswith("0") and not decimal_sign:
        return digits.replace(sign, "") if GROUPED[sign].fullmatch(digits) else ""
    return digits.replace(sign, ".") if digits.count(sign) == 1 else ""
