"""From a row of a file to a piece of feedback or a customer, or the reason why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from leadline.evidence.types import (
    CustomerIn,
    CustomerState,
    FeedbackIn,
    FeedbackKind,
)
from leadline.foundation.tables import Row
from leadline.importing.mapping import LEAVE_OUT, OWN_FIELD
from leadline.importing.values import (
    is_email,
    plain_words,
    read_domain,
    read_moment,
    read_money,
)

WORDS_LIMIT = 20_000
LIMITS = {"source": 60, "source_id": 200, "author": 160, "area": 80, "name": 200}
LABEL_LIMIT = 80
KIND_WORDS: dict[str, str] = {
    FeedbackKind.REQUEST: "request wish feature idea suggestion improvement",
    FeedbackKind.PROBLEM: "problem bug incident issue defect error complaint churn",
    FeedbackKind.PRAISE: "praise compliment kudos promoter",
    FeedbackKind.QUESTION: "question help howto inquiry",
    FeedbackKind.REVIEW: "review rating",
    FeedbackKind.INTERVIEW: "interview research transcript call",
    FeedbackKind.SALES_NOTE: "sales opportunity prospect",
    FeedbackKind.LOST_DEAL: "lost loss",
    FeedbackKind.MARKET_NOTE: "market analyst supplier competitor",
}
STATE_WORDS: dict[str, str] = {
    CustomerState.LOST: "lost churned former cancelled canceled inactive closed",
    CustomerState.PROSPECT: "prospect lead trial opportunity subscriber marketing",
}
FIRST_MOMENT = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class RowOptions:
    """What the file itself does not say: zone, order of dates, source, currency."""

    zone: ZoneInfo
    now: dt.datetime
    day_first: bool = True
    source: str = ""
    currency: str = ""


Cells = dict[str, list[str]]
Maker = Callable[[Row], FeedbackIn | CustomerIn]


def record_maker(
    *,
    kind: str,
    columns: Sequence[str],
    mapping: Mapping[str, str],
    options: RowOptions,
) -> Maker:
    """Return the function that turns a row into a record.

    It raises ``ValueError`` with a sentence for people when the row cannot become
    one; nothing is guessed to make it fit.
    """
    places = [
        (place, mapping.get(name, LEAVE_OUT)) for place, name in enumerate(columns)
    ]

    def make(row: Row) -> FeedbackIn | CustomerIn:
        cells: Cells = {}
        own: dict[str, str] = {}
        for place, field in places:
            value = row.cells[place].strip()
            if not value or field == LEAVE_OUT:
                continue
            if field == OWN_FIELD:
                own[columns[place]] = value[:500]
            else:
                cells.setdefault(field, []).append(value)
        if kind == "feedback":
            return _feedback(row, cells, options)
        return _customer(row, cells, own, options)

    return make


def _one(cells: Cells, field: str) -> str:
    value = " ".join(" ".join(cells.get(field, [])).split())
    return value[: LIMITS.get(field, LABEL_LIMIT)]


def _label(text: str, words: Mapping[str, str]) -> str:
    """Return the label of ours that a word of the cell stands for, or nothing."""
    said = set(text.lower().replace("_", " ").replace("-", " ").split())
    for label, known in words.items():
        if said & {*known.split(), *label.split("_")}:
            return str(label)
    return ""


def _feedback(row: Row, cells: Cells, options: RowOptions) -> FeedbackIn:
    title = plain_words(" · ".join(cells.get("title", [])))
    words = plain_words("\n\n".join(cells.get("words", [])))
    if title and not words.lower().startswith(title.lower()):
        words = f"{title}\n{words}" if words else title
    if not words:
        raise ValueError("Nothing was said: the columns with the words are empty.")
    if len(words) > WORDS_LIMIT:
        words = words[:WORDS_LIMIT].rsplit(" ", 1)[0] + " …"
    email = _one(cells, "author_email").lower()
    return FeedbackIn(
        words=words,
        source=_one(cells, "source") or options.source,
        source_id=_one(cells, "source_id"),
        said_at=_moment(cells, "said_at", options),
        author=_one(cells, "author"),
        author_email=email if is_email(email) else "",
        customer_id=_one(cells, "customer_id"),
        customer_name=_one(cells, "customer_name"),
        customer_domain=read_domain(_one(cells, "customer_domain")),
        product=_one(cells, "product"),
        area=_one(cells, "area"),
        kind=_label(_one(cells, "kind"), KIND_WORDS),
        language=_one(cells, "language")[:12],
        link=_link(cells),
        row=row.number,
    )


def _moment(cells: Cells, field: str, options: RowOptions) -> dt.datetime | None:
    text = " ".join(cells.get(field, [])[:1])
    if not text:
        return None
    moment = read_moment(text, zone=options.zone, day_first=options.day_first)
    if moment > options.now + dt.timedelta(days=1):
        raise ValueError(f"“{text[:40]}” lies in the future. Is the day first?")
    if moment < FIRST_MOMENT:
        raise ValueError(f"“{text[:40]}” is before 1990.")
    return moment


def _link(cells: Cells) -> str:
    link = " ".join(cells.get("link", [])[:1])
    return link if link.startswith(("https://", "http://")) and len(link) < 1000 else ""


def _customer(
    row: Row, cells: Cells, own: dict[str, str], options: RowOptions
) -> CustomerIn:
    name = _one(cells, "name")
    if not name:
        raise ValueError("The customer has no name.")
    amount, currency = _revenue(cells, options)
    since = _moment(cells, "since", options)
    return CustomerIn(
        name=name,
        external_id=_one(cells, "external_id"),
        domain=read_domain(_one(cells, "domain")),
        segment=_one(cells, "segment"),
        plan=_one(cells, "plan"),
        revenue_amount=amount,
        revenue_currency=currency,
        since_date=since.astimezone(options.zone).date() if since else None,
        owner=_one(cells, "owner"),
        country=_one(cells, "country"),
        state=_label(_one(cells, "state"), STATE_WORDS),
        own_fields=own,
        row=row.number,
    )


def _revenue(cells: Cells, options: RowOptions) -> tuple[Decimal | None, str]:
    """Return the revenue a year and its currency; a monthly one counts twelve times."""
    for field, times in (("revenue", 1), ("revenue_month", 12)):
        text = _one(cells, field)
        if text in {"", "-", "n/a", "N/A"}:
            continue
        amount, currency = read_money(text)
        if amount < 0:
            raise ValueError(f"“{text}” is a negative revenue.")
        if amount * times >= Decimal(10) ** 13:
            raise ValueError(f"“{text}” is more than a revenue can be.")
        named = _one(cells, "currency").upper()
        return amount * times, currency or named[:3] or options.currency
    return None, ""
