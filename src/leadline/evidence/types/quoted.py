"""What every row that quotes words can tell of who said and who wrote them."""

from __future__ import annotations

from leadline.evidence.types.states import FeedbackSide, FeedbackSpeech


def speaker_of(author: str, customer: str) -> str:
    """Return who said it, as far as one can say.

    >>> speaker_of("Kim", "Acme"), speaker_of("", "Acme"), speaker_of("", "")
    ('Kim', 'Somebody at Acme', 'Nobody named')
    """
    if author:
        return author
    return f"Somebody at {customer}" if customer else "Nobody named"


class Quoted:
    """Base of rows that quote: ``noted_by`` wrote down what the speaker said."""

    __slots__ = ()
    author: str
    customer: str
    side: str
    speech: str
    noted_by: str

    @property
    def speaker(self) -> str:
        """Who said it: a name, else somebody at the customer; never who noted it."""
        return speaker_of(self.author, self.customer)

    @property
    def whom_to_ask(self) -> str:
        """Who said it, as it stands inside a sentence."""
        if self.author:
            return self.author
        return f"somebody at {self.customer}" if self.customer else "the customer"

    @property
    def is_reported(self) -> bool:
        """Whether somebody else wrote down what the speaker said."""
        return self.speech == FeedbackSpeech.REPORTED

    @property
    def is_ours(self) -> bool:
        """Whether these are words of our own people."""
        return self.side == FeedbackSide.OURS
