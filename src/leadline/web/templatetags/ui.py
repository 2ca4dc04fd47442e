"""Small tags and filters that templates of every area may use."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import lucide
from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from leadline.foundation import totals, words
from leadline.foundation.measures import measured
from leadline.foundation.money import Total
from leadline.foundation.text import in_one_run
from leadline.roadmap.types import PlanHead, Range
from leadline.web.shell import amounts
from leadline.web.shell.charts.timeline import period_heads

register = template.Library()
register.filter("grouped", words.grouped)
register.filter("short_number", words.short_number)
register.filter("percent", words.percent)
register.filter("points", words.points)
register.filter("styled", words.styled)
register.filter("measured", measured)
register.filter("figure", words.figure)
register.filter("in_one_run", in_one_run)
register.filter("rate", amounts.rate_value)


# Our own drawings, on the same grid of 24.
DRAWN = {
    "chair": '<path d="M7.5 13V3M16.5 13V3M7.5 6.5h9M6.5 13h11l1.2 3.5H5.3z'
    'M6.5 16.5l-.7 5M17.5 16.5l.7 5"/></svg>',
}


@register.simple_tag(takes_context=True)
def at_page(context: Context, name: str, number: int) -> str:
    """Return the query of this address at another page of one of its lists."""
    query = context["request"].GET.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, extra: str = "") -> SafeString:
    """Return an icon, hidden from readers: a word stands beside it.

    Lucide's, or one of ``DRAWN``.
    """
    inside = DRAWN.get(name)
    if inside is None:
        svg = lucide._render_icon(name, None)
        inside = re.sub(r">\s+<", "><", svg[svg.index(">") + 1 :]).strip()
    classes = f"icon {extra}".strip()
    return mark_safe(
        f'<svg class="{classes}" viewBox="0 0 24 24" aria-hidden="true">{inside}'
    )


@register.filter
def money(amount: Any, currency: Any = "") -> str:
    """Return money in few figures: ``{{ 412350|money:"EUR" }}`` is "€412k".

    A total names its currency itself, has its originals in a tip and says what has no
    rate; so does a range of a bet. A figure of a plan takes the plan in place of the
    currency: ``{{ cost|money:plan }}``.
    """
    if isinstance(amount, Total):
        return _tipped(_total(amount), amounts.tip(amount))
    if isinstance(amount, Range):
        shown = words.money(amount.p50, amount.currency)
        said, factor = amount.said, amount.factor
        if factor is None:
            return shown
        wrote = words.money_exact(said.p50, said.currency)
        rate = amounts.rate_text(said.currency, factor, amount.currency)
        return _tipped(shown, f"{wrote}{rate}")
    if isinstance(currency, PlanHead):
        value, now_in = currency.shown(float(amount))
        shown = words.money(value, now_in)
        if currency.factor is None or not currency.factor.steps:
            return shown
        wrote = words.money_exact(amount, currency.currency)
        rate = amounts.rate_text(currency.currency, currency.factor, now_in)
        return _tipped(shown, f"{wrote}{rate}")
    return words.money(amount, currency)


@register.filter
def money_alone(amount: Total | Range) -> SafeString | str:
    """Return money as a large figure, with nothing in it that has no rate.

    What has none stands in the note beside it: ``money_left``.
    """
    if isinstance(amount, Total):
        return _tipped(totals.figure(amount), amounts.tip(amount))
    return totals.NO_RATE if amount.lacks else money(amount)


@register.filter
def money_left(amount: Total | Range) -> str:
    """Return what is in no figure, in words for the note; nothing where all is in."""
    if isinstance(amount, Total):
        return totals.left_out(amount)
    if not amount.lacks:
        return ""
    said = words.money(amount.p50, amount.currency)
    return f"{said} without a rate to {amount.lacks}"


def _total(amount: Total) -> SafeString | str:
    """Return a sum with what it leaves out, which may go on in a line of its own."""
    said = totals.figure(amount)
    if said == totals.NO_RATE or not (left := totals.left_short(amount)):
        return totals.total_text(amount)
    return format_html('{} <span class="left-out">(and {})</span>', said, left)


def _tipped(text: str, tip: str) -> str:
    """Return text with a tip that shows on pointing at it, where there is one."""
    return format_html('<span title="{}">{}</span>', tip, text) if tip else text


@register.filter
def money_exact(amount: words.Number | None, currency: str = "") -> str:
    """Return money to the unit: "€412,350"."""
    return words.money_exact(amount, currency)


@register.filter
def day(when: date | datetime | None) -> str:
    """Return a day where the person is: "Thu 26 Nov"."""
    return words.day(_local(when), timezone.localdate())


@register.filter
def age(when: date | datetime | None) -> str:
    """Return how old something is: "83 days old"."""
    return words.age(_local(when), timezone.localdate())


@register.filter
def plural(number: words.Number | None, forms: str) -> str:
    """Return the number with its word: ``{{ n|plural:"piece,pieces" }}``."""
    one, _, many = forms.partition(",")
    return words.plural(number, one, many or f"{one}s")


@register.filter
def silence(days: int | None) -> str:
    """Return for how many days a customer was silent, in words."""
    if days is None:
        return "never heard"
    silent = words.plural(days, "day", "days")
    return f"silent for {silent}" if days else "heard or met today"


@register.filter
def initials(name: object) -> str:
    """Return the first letters of the first and the last word: "IM"."""
    parts = str(name).split("@")[0].replace(".", " ").split()
    letters = [parts[0], parts[-1]] if len(parts) > 1 else parts
    return "".join(part[0] for part in letters).upper()


@register.filter
def marked(text: str, passages: list[str] | str | None) -> SafeString:
    """Return words that a customer said with the passages under the highlighter."""
    wanted = [passages] if isinstance(passages, str) else passages or []
    found = [re.escape(p) for p in sorted(wanted, key=len, reverse=True) if p.strip()]
    if not found:
        return escape(text)
    pieces = re.split(f"({'|'.join(found)})", text, flags=re.IGNORECASE)
    return mark_safe(
        "".join(
            f"<mark>{escape(piece)}</mark>" if i % 2 else escape(piece)
            for i, piece in enumerate(pieces)
        )
    )


@register.filter
def time_left(job: Any) -> str:
    """Return how long a running job still takes, in words; empty when unknown."""
    if not (job.started_at and job.total and job.done):
        return ""
    passed = (timezone.now() - job.started_at).total_seconds()
    left = passed / job.done * (job.total - job.done)
    if left < 5:
        return "a few seconds left"
    if left < 90:
        return f"about {round(left / 5) * 5:.0f} seconds left"
    return f"about {left / 60:.0f} minutes left"


@register.simple_tag(takes_context=True)
def sorting(context: Context, by: str, first: str = "") -> dict[str, str]:
    """Return address, arrow and ``aria-sort`` of a column's head.

    The order stands in the address as ``sort``: "name" up, "-name" down. ``first``
    is "-" where the large comes first.
    """
    query = context["request"].GET.copy()
    now = query.get("sort") or context.get("sort", "")
    is_down = now == f"-{by}"
    is_on = is_down or now == by
    turned = by if is_down else f"-{by}"
    query["sort"] = turned if is_on else f"{first}{by}"
    query.pop("page", None)
    state = "descending" if is_down else "ascending"
    return {
        "url": f"?{query.urlencode()}",
        "state": state if is_on else "",
        "arrow": ("arrow-down" if is_down else "arrow-up") if is_on else "",
    }


def _local(when: date | datetime | None) -> date | None:
    if isinstance(when, datetime):
        return (
            timezone.localtime(when).date() if timezone.is_aware(when) else when.date()
        )
    return when


@register.simple_tag
def depth_of(marks: int, of: int = 7) -> dict[str, Any]:
    """Return where the marks of the evidence's depth stand on a line 42 wide."""
    step = 36.4 / of
    places = [round(2 + step * (i + 1), 1) for i in range(of)]
    lead = places[marks - 1] if marks else 2.0
    return {
        "out": round(lead - 2, 1),
        "lead": lead,
        "ticks": [(x, i + 1 < marks) for i, x in enumerate(places) if i + 1 != marks],
    }


@register.simple_tag
def share_of(value: Any, of: Any) -> dict[str, Any]:
    """Return a share in percent, the width of its bar and whether it is too much."""
    if isinstance(value, Total) and isinstance(of, Total):
        share = (value.share_of(of) or 0.0) * 100
    else:
        share = float(value or 0) / float(of) * 100 if of else 0.0
    return {
        "percent": round(share),
        "width": round(min(max(share, 0), 100), 1),
        "is_over": share > 100,
    }


@register.filter
def absolute(number: float) -> float:
    """Return a number without its sign."""
    return abs(number)


@register.filter
def add_to(number: float, more: float) -> float:
    """Return the sum of two numbers, for places in a drawing."""
    return round(number + more, 1)


@register.filter
def weeks_ago(weeks: int) -> str:
    """Return a week by its distance: "this week", "3 weeks ago"."""
    return ("this week", "last week")[weeks] if weeks < 2 else f"{weeks} weeks ago"


@register.simple_tag
def heads_of(heads: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Return the periods of a timeline with the classes that place them."""
    classes = period_heads(len(heads))
    return [(c, name, note) for c, (name, note) in zip(classes, heads, strict=True)]


@register.simple_tag(takes_context=True)
def filter_now(context: Context) -> str:
    """Return the list's filter as it stands in the address.

    Neither the page of the list nor the record beside it belong to the filter.
    """
    query = context["request"].GET.copy()
    apart = ("page", "open")
    for name in [n for n, value in query.items() if n in apart or not value]:
        del query[name]
    return str(query.urlencode())
