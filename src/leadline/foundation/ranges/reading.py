"""The grammar of ranges: 12, 8 to 20, 8..12..20, about 12, 30 % nothing else 5 to 9.

Words of English, German, French and Spanish; numbers by ``read_number``.
"""

from __future__ import annotations

import re
from decimal import Decimal

from leadline.foundation.amounts import (
    BLANKS,
    MINUS,
    QUOTES,
    decimal_sign_of,
    read_number,
    scale_named,
    written,
)
from leadline.foundation.measures import singular
from leadline.foundation.ranges.said import (
    HUNDRED,
    NOTHING,
    Asked,
    SaidRange,
    about,
    between,
)

LONGEST = 120
LARGEST = Decimal(10) ** 15
TWO, THREE = 2, 3
EXAMPLES = "12, 8 to 20, 8..12..20, about 12, or 30 % chance of nothing, else 5 to 9"
"""What a refusal offers instead."""
# Read over text in which blanks are single spaces, so that none is read twice.
NONE = r"(?:nothing|none|zero|0|nichts|null|rien|nada)"
SHARE = r"(?P<share>\d[\d.,]{0,40}) ?%"
CHANCE = r"(?: ?(?:chance|risk|wahrscheinlichkeit|risiko|probabilidad))?"
OF = r"(?: ?(?:of|for|auf|für|de|d'))?"
ELSE = r"(?:else|otherwise|sonst|andernfalls|sinon|si no)"
SPIKE_FIRST = re.compile(
    rf"{SHARE}{CHANCE}{OF} ?{NONE} ?(?:[,;:] ?{ELSE}?|{ELSE}) ?(?P<rest>.+)", re.I
)
NOTHING_FIRST = re.compile(
    rf"{NONE} ?{SHARE}(?: ?of the time)? ?(?:[,;:] ?{ELSE}?|{ELSE}) ?(?P<rest>.+)",
    re.I,
)
SPIKE_LAST = re.compile(
    rf"(?P<rest>.+?)(?: ?[,;] ?| )(?:(?:but|with|or|and|aber|mit|oder|avec|con) )?"
    rf"{SHARE}{CHANCE}{OF} ?{NONE}",
    re.I,
)
CHANCE_OF = re.compile(
    rf"{SHARE} ?(?:chance|wahrscheinlichkeit) ?(?:of|for|auf|für|de) ?(?P<rest>.+)",
    re.I,
)
ABOUT = re.compile(
    r"(?:(?:about|around|roughly|approximately|circa|etwa|ungefähr|rund|environ|"
    r"alrededor de|approx\b\.?|ca\b\.?) |(?:ca|approx)\. ?|[~≈] ?)(?P<rest>.+)",
    re.I,
)
ONE_END = re.compile(
    r"(?:at least|at most|more than|less than|over|under|up to|min\b|max\b|[<>≤≥]|"
    r"mindestens|höchstens|bis zu|mehr als|weniger als|au moins|au plus|jusqu|"
    r"al menos|hasta|\d[\d.,]{0,40} ?[kKmM]? ?\+$)",
    re.I,
)
PLUS_MINUS = re.compile(r"(?P<mid>.+?) ?(?:±|\+/-|\+-) ?(?P<step>.+)")
BRACKET = re.compile(r"(?P<mid>[^()]+)\((?P<ends>[^()]+)\)")
LIKELY = re.compile(
    r"(?P<ends>.+?)[,;] ?(?:(?:most|am) )?(?:likely|probably|wahrscheinlich(?:sten)?|"
    r"meist|probable) (?P<mid>.+)",
    re.I,
)
OPENING = re.compile(r"(?:between|from|zwischen|von|entre|de) ", re.I)
TO = re.compile(
    r" ?(?:\.{2,3}|…|(?<![^\W\d_])(?:to|bis|until|à|hasta)(?![^\W\d_])) ?| a ",
    re.I,
)
AND = re.compile(r" (?:and|und|et|y) ", re.I)


def read_range(text: str, asked: Asked | None = None) -> SaidRange:
    """Return the range that a text says, a number alone being exact.

    “8 to 20” is what holds 8 times in 10; its middle is ``between`` them, and “about
    12” is ``about``. A scale at the end holds for the numbers before it where they
    then rise: “8 to 20k” is 8,000 to 20,000, “500 to 1k” is not 500,000. Raises
    ``ValueError`` that says what cannot be read and what can.

    >>> read_range("8..12..20")
    SaidRange(low=Decimal('8'), mid=Decimal('12'), high=Decimal('20'), \
nothing=Decimal('0'))
    >>> read_range("30 % chance of nothing, else 5 to 9").nothing
    Decimal('0.3')
    >>> read_range("1,5 to 2 Mio €", Asked("EUR")).low
    Decimal('1500000.0')
    """
    asked = asked or Asked()
    bare = " ".join(text.translate(BLANKS | QUOTES | MINUS).split()).rstrip(".")
    if not bare or len(bare) > LONGEST:
        raise ValueError(_unread(text))
    nothing, rest = _spike(bare, text)
    said = _points(_without_unit(rest, asked.unit), asked, text)
    _check(said, asked)
    return SaidRange(said.low, said.mid, said.high, nothing)


def _spike(bare: str, text: str) -> tuple[Decimal, str]:
    """Return the chance of nothing, and what is said of the rest."""
    is_of_something = False
    found = (
        SPIKE_FIRST.fullmatch(bare)
        or NOTHING_FIRST.fullmatch(bare)
        or SPIKE_LAST.fullmatch(bare)
    )
    if found is None and (found := CHANCE_OF.fullmatch(bare)):
        is_of_something = True
    if found is None:
        is_none = re.fullmatch(NONE, bare, re.I)
        return NOTHING, "0" if is_none else bare
    share = read_number(found["share"]) / HUNDRED
    nothing = 1 - share if is_of_something else share
    if not 0 <= nothing < 1:
        raise ValueError(
            f"“{text[:40]}” leaves no chance of anything. Write 0, or a chance of "
            "nothing below 100 %."
        )
    return nothing, found["rest"]


def _points(text: str, asked: Asked, whole: str) -> SaidRange:
    """Return the three figures of a text without a chance of nothing."""
    if ONE_END.match(text):
        raise ValueError(
            f"“{whole[:40]}” says one end only. Write both, such as 5 to 9: it should "
            "lie between them 8 times in 10."
        )
    found = ABOUT.fullmatch(text)
    if found and (TO.search(found["rest"]) or len(_at_dashes(found["rest"])) > 1):
        text, found = found["rest"], None  # “about 8 to 20” says no more than 8 to 20
    if found:
        (mid,) = _numbers([found["rest"]], asked, whole)
        if not mid:
            raise ValueError("About 0 has no width. Write both ends, such as -1 to 1.")
        return about(mid, is_share=asked.is_share)
    if found := PLUS_MINUS.fullmatch(text):
        return _plus_minus(found["mid"], found["step"], asked, whole)
    if found := BRACKET.fullmatch(text) or LIKELY.fullmatch(text):
        low, high = _split(found["ends"], whole, wanted=TWO)
        return _said(_numbers([low, found["mid"], high], asked, whole), asked)
    return _said(_numbers(_split(text, whole), asked, whole), asked)


def _plus_minus(middle: str, width: str, asked: Asked, whole: str) -> SaidRange:
    """Return what lies so much around a middle; a per cent of it where that is said."""
    if width.endswith("%") and not middle.endswith("%") and not asked.is_percent:
        (mid,) = _numbers([middle], asked, whole)
        step = abs(mid) * read_number(width, is_percent=True) / HUNDRED
    else:
        mid, step = _numbers([middle, width], asked, whole, is_rising=False)
    if step < 0:
        raise ValueError(f"“{whole[:40]}” has a width below 0. Write 12 ± 3.")
    return SaidRange(mid - step, mid, mid + step)


def _said(numbers: list[Decimal], asked: Asked) -> SaidRange:
    """Return one, two or three numbers as a range; raise where they do not rise."""
    low, high = numbers[0], numbers[-1]
    if len(numbers) == THREE:
        mid = numbers[1]
    else:
        mid = between(min(low, high), max(low, high), is_share=asked.is_share)
    if low > high:
        raise ValueError(
            f"{written(low)} to {written(high)} runs down. Write {written(high)} to "
            f"{written(low)}."
        )
    if not low <= mid <= high:
        raise ValueError(
            f"{written(mid)} does not lie between {written(low)} and {written(high)}. "
            "Write low, middle, high, such as 8..12..20."
        )
    return SaidRange(low, mid, high)


def _split(text: str, whole: str, wanted: int = 0) -> list[str]:
    """Return the numbers of a range as they are written, one to three of them."""
    opened = OPENING.match(text)
    rest = text[opened.end() :] if opened else text
    parts = TO.split(rest)
    if len(parts) == 1 and opened:
        parts = AND.split(rest)
    if len(parts) == 1:
        parts = _at_dashes(rest)
    too_few = opened and len(parts) == 1
    if not all(parts) or len(parts) > THREE or too_few or wanted not in (0, len(parts)):
        raise ValueError(_unread(whole))
    return parts


def _at_dashes(text: str) -> list[str]:
    """Return the parts between dashes that are no minus signs: -5-3 is -5 to 3."""
    parts, start = [], 0
    for found in re.finditer("-", text):
        before, after = text[start : found.start()], text[found.end() :]
        is_power = re.search(r"\d[eE]$", before) and re.match(r"\d", after)
        has_numbers = re.search(r"\d", before) and re.search(r"\d", after)
        if has_numbers and not is_power:
            parts.append(before.strip())
            start = found.end()
    return [*parts, text[start:].strip()]


def _numbers(
    parts: list[str], asked: Asked, whole: str, *, is_rising: bool = True
) -> list[Decimal]:
    """Return the numbers of all parts, a scale at the end held for all of them."""
    sign = decimal_sign_of(parts)
    found = [
        _number(_without_unit(part, asked.unit), asked, sign, whole) for part in parts
    ]
    scales = [scale_named(part) for part in parts]
    if scales[-1] == 1 or len(parts) == 1:
        return found
    scaled = [
        number * scales[-1] if scale == 1 else number
        for number, scale in zip(found, scales, strict=True)
    ]
    fits = scaled == sorted(scaled) if is_rising else scales[0] == 1
    return scaled if fits else found


def _number(part: str, asked: Asked, sign: str, whole: str) -> Decimal:
    try:
        number = read_number(
            part,
            is_percent=asked.is_percent,
            decimal_sign=sign,
            currency=asked.currency,
        )
    except ValueError as error:
        if "names" in str(error):
            raise
        raise ValueError(_unread(whole)) from None
    if abs(number) >= LARGEST:
        raise ValueError(f"“{part[:40]}” is too large; write less than {LARGEST:.0e}.")
    return number


def _without_unit(text: str, unit: str) -> str:
    """Return a text without the unit of the field behind it: 8 to 20 weeks."""
    if not unit or not unit[-1].isalpha():
        return text
    tail = unit.rsplit("-", 1)[-1]
    names = {unit, singular(unit), tail, singular(tail)}
    for name in sorted(names, key=len, reverse=True):
        if text.lower().endswith(name.lower()):
            bare = text[: -len(name)]
            if bare and not bare[-1].isalpha():
                return bare.rstrip()
    return text


def _check(said: SaidRange, asked: Asked) -> None:
    lowest, highest = asked.bounds
    if lowest is not None and said.low < lowest:
        raise ValueError(
            f"{written(said.low)} is below {written(lowest)}, the least it can be."
        )
    if highest is not None and said.high > highest:
        raise ValueError(
            f"{written(said.high)} is above {written(highest)}, the most it can be."
        )


def _unread(text: str) -> str:
    return f"“{text[:40]}” cannot be read. Write it like {EXAMPLES}."
