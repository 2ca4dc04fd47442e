"""Whether a row can be kept, and what it is beside an earlier row of its file.

Dry runs and runs decide by these rules alone, so that one says what the other does.
"""

from __future__ import annotations

from enum import StrEnum

from leadline.evidence.types.incoming import CustomerIn, FeedbackIn
from leadline.evidence.types.states import (
    CustomerState,
    FeedbackKind,
    FeedbackSide,
    FeedbackSpeech,
    SetAside,
)
from leadline.foundation.text import digest, one_line

LONGEST = 100_000
LARGEST_REVENUE = 10**13
MOST_VOTES = 2**31 - 1
FEEDBACK_SIZES = {
    "source": 60,
    "source_id": 200,
    "author": 160,
    "author_email": 254,
    "noted_by": 160,
    "area": 80,
    "language": 12,
    "link": 1000,
    "source_status": 80,
    "customer_name": 200,
    "customer_id": 120,
}
CUSTOMER_SIZES = {
    "name": 200,
    "external_id": 120,
    "domain": 253,
    "segment": 80,
    "plan": 80,
    "owner": 120,
    "country": 80,
}
LISTS = {
    "kind": (FeedbackKind, "kind of feedback"),
    "side": (FeedbackSide, "side"),
    "speech": (FeedbackSpeech, "kind of speech"),
    "set_aside": (SetAside, "reason to set a piece aside"),
}


class Settled(StrEnum):
    """What a row is beside an earlier one of its file with the same key."""

    NEW = "new"
    REPEATED = "repeated"
    JOINED = "joined"
    REFUSED = "refused"


SAME_ID = "An earlier row of this file has the same id."
SAME_ACCOUNT = "An earlier row of this file is the same account."


def words_key(words: str) -> str:
    """Return what tells whether two rows of one number say the same."""
    return digest([one_line(words)])


def settle_piece(row: FeedbackIn, before_hash: str, before_words: str) -> Settled:
    """Return what a piece is beside the earlier row of its id in the same file.

    ``before_hash`` and ``before_words`` are that row's hash and key of words, empty
    when there was none. A row that names a voter of the same words joins its piece.
    """
    if not before_hash:
        return Settled.NEW
    if row.voters and words_key(row.words) == before_words:
        return Settled.JOINED
    return Settled.REPEATED if row.row_hash == before_hash else Settled.REFUSED


def settle_account(row: CustomerIn, before_hash: str) -> Settled:
    """Return what an account is beside the earlier row of its file that means it."""
    if not before_hash:
        return Settled.NEW
    return Settled.REPEATED if row.row_hash == before_hash else Settled.REFUSED


def feedback_fault(row: FeedbackIn) -> str:
    """Return why a piece cannot be kept, or nothing."""
    if not row.words.strip():
        return "There are no words in this row."
    if len(row.words) > LONGEST:
        return f"The words are longer than {LONGEST:,} characters; split them."
    for name, size in FEEDBACK_SIZES.items():
        if len(getattr(row, name)) > size:
            label = name.replace("_", " ")
            return f"The {label} is longer than {size} characters."
    for name, (values, label) in LISTS.items():
        value = getattr(row, name)
        if value and value not in values.values:
            return f"There is no {label} called “{value[:60]}”."
    if row.nps is not None and not 0 <= row.nps <= 10:
        return f"“{row.nps}” is not from 0 to 10."
    if row.votes is not None and not 0 <= row.votes <= MOST_VOTES:
        return f"“{row.votes}” is no number of votes."
    if row.rating is not None and not (row.rating_max and row.rating <= row.rating_max):
        return f"“{row.rating:g}” is no rating of {row.rating_max or 'no scale'}."
    return ""


def customer_fault(row: CustomerIn) -> str:
    """Return why an account cannot be kept, or nothing."""
    if not (row.name.strip() or row.external_id or row.domain):
        return "This row has no name, no id and no domain."
    for name, size in CUSTOMER_SIZES.items():
        if len(getattr(row, name)) > size:
            label = name.replace("_", " ")
            return f"The {label} is longer than {size} characters."
    if row.state and row.state not in CustomerState.values:
        return f"There is no state of an account called “{row.state[:60]}”."
    if row.revenue_amount is not None and not 0 <= row.revenue_amount < LARGEST_REVENUE:
        return "The revenue must be 0 or more."
    currency = row.revenue_currency
    if currency and not (len(currency) == 3 and currency.isalpha()):
        return f"“{currency[:60]}” is not a currency; write three letters, like EUR."
    return ""
