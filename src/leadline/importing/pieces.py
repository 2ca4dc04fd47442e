"""From the cells of a row to a piece of feedback, or the reason why not."""

from __future__ import annotations

from leadline.evidence.bridge import OwnWords
from leadline.evidence.types import FeedbackIn, VoterIn
from leadline.foundation.tables import Row
from leadline.importing.accounts import own_domain
from leadline.importing.blanks import is_nobody, is_nothing
from leadline.importing.labels import KIND_WORDS, label_of
from leadline.importing.looks import SHORTENED
from leadline.importing.own_words import take_apart
from leadline.importing.people import read_person
from leadline.importing.records import Cells
from leadline.importing.scores import read_count, read_nps, read_rating, read_tags
from leadline.importing.sides import read_side

WORDS_LIMIT = 100_000


def piece_of(row: Row, cells: Cells) -> FeedbackIn:
    """Return the piece of feedback that a row holds.

    Raises ``ValueError`` with a sentence for people.
    """
    said = _words(cells)
    name, address = read_person(_author(cells))
    author_email = read_person(cells.one("author_email"))[1] or address
    noted_name, noted_mail = read_person(cells.one("noted_by"))
    noted_by = noted_name or noted_mail
    customer = cells.one("customer_name")
    rating, rating_max = _rating(cells)
    return FeedbackIn(
        words=said.words,
        original=said.original,
        set_aside=said.set_aside,
        source=_said(cells, "source") or cells.options.source,
        source_id=_source_id(cells),
        said_at=cells.moment("said_at"),
        author=name,
        author_email=author_email,
        noted_by="" if noted_by in {name, author_email} else noted_by,
        side=_side(cells),
        customer_id=_said(cells, "customer_id"),
        customer_name="" if is_nobody(customer) else customer,
        customer_domain=own_domain(cells, "customer_domain"),
        product=_said(cells, "product"),
        area=_said(cells, "area"),
        kind=label_of(cells.one("kind"), KIND_WORDS),
        language=_said(cells, "language")[:12],
        link=_link(cells),
        votes=read_count(cells.one("votes")),
        voters=_voters(cells, author_email),
        rating=rating,
        rating_max=rating_max,
        nps=read_nps(cells.one("nps")),
        tags=tuple(tag for cell in cells.all_of("tags") for tag in read_tags(cell)),
        source_status=_said(cells, "source_status"),
        own_fields=cells.own,
        row=row.number,
    )


def _words(cells: Cells) -> OwnWords:
    """Return the subject and what was said below it, in their own words."""
    title = " · ".join(_saying(cells.all_of("title")))
    body = "\n\n".join(_saying(cells.all_of("words")))
    if len(body) > WORDS_LIMIT:
        cells.notes.append(f"The words are cut at {WORDS_LIMIT:,} characters.")
        body = body[: WORDS_LIMIT - 500].rsplit(" ", 1)[0] + " …"
    said = take_apart(title, body)
    if not said.words:
        raise ValueError("Nothing was said: the columns with the words are empty.")
    return said


def _saying(texts: list[str]) -> list[str]:
    """Return the answers that say something, all of them where none does.

    An empty answer beside others would stand at the end of their words.
    """
    return [text for text in texts if not is_nothing(text)] or texts


def _author(cells: Cells) -> str:
    """Return who said it: as one cell has it, else from first and family name."""
    both = f"{cells.one('first_name')} {cells.one('last_name')}"
    return cells.one("author") or both.strip()


def _said(cells: Cells, field: str) -> str:
    value = cells.one(field)
    return "" if value and is_nothing(value) else value


def _source_id(cells: Cells) -> str:
    """Return the number in the source; one that a sheet has shortened is none."""
    value = _said(cells, "source_id")
    if SHORTENED.match(value):
        cells.notes.append(
            f"“{value}” is a number that a spreadsheet has shortened: it is left out."
        )
        return ""
    return value


def _side(cells: Cells) -> str:
    for text in cells.all_of("side"):
        return read_side(text, cells.headers.get("side", ""))
    return ""


def _rating(cells: Cells) -> tuple[float | None, int | None]:
    found = read_rating(cells.one("rating")) if cells.all_of("rating") else None
    if found is None:
        return None, None
    value, scale = found
    scale = scale or cells.options.rating_max
    if value > scale:
        cells.notes.append(f"A rating of {value:g} of {scale} is left out.")
        return None, None
    return value, scale


def _voters(cells: Cells, author_email: str) -> tuple[VoterIn, ...]:
    """Return the voter that the row names, unless it is the author."""
    name, address = read_person(cells.one("voter_name"))
    address = read_person(cells.one("voter_email"))[1] or address
    if not (name or address) or (address and address == author_email):
        return ()
    company = _said(cells, "voter_customer")
    return (VoterIn(name=name, email=address, customer_name=company),)


def _link(cells: Cells) -> str:
    link = " ".join(cells.all_of("link")[:1])
    return link if link.startswith(("https://", "http://")) and len(link) < 1000 else ""
